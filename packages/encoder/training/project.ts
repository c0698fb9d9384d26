import { seeded } from './seeded.ts';

/** Rows of equal width, one after the other. */
export interface Matrix {
  readonly values: Float32Array;
  readonly width: number;
}

export function rowsOf({ values, width }: Matrix): number {
  return values.length / width;
}

export function row({ values, width }: Matrix, index: number): Float32Array {
  return values.subarray(index * width, (index + 1) * width);
}

/** Takes `mean` from every row and gives it length one. In place. */
export function centre(matrix: Matrix, mean: Float32Array): Matrix {
  for (let index = 0; index < rowsOf(matrix); index++) {
    const values = row(matrix, index);
    for (let column = 0; column < values.length; column++)
      values[column] = (values[column] ?? 0) - (mean[column] ?? 0);
    scale(values, 1 / (length(values) || 1));
  }
  return matrix;
}

export function meanRow(matrix: Matrix): Float32Array {
  const mean = new Float32Array(matrix.width);
  for (let index = 0; index < rowsOf(matrix); index++) add(mean, row(matrix, index), 1 / rowsOf(matrix));
  return mean;
}

const ROUNDS = 60;

/** The `count` directions in which the rows differ most, by orthogonal iteration on their covariance. */
export function principalDirections(matrix: Matrix, count: number): Matrix {
  const { width } = matrix;
  const covariance = new Float64Array(width * width);
  for (let index = 0; index < rowsOf(matrix); index++) {
    const values = row(matrix, index);
    for (let one = 0; one < width; one++) {
      const factor = values[one] ?? 0;
      for (let other = 0; other < width; other++)
        covariance[one * width + other] =
          (covariance[one * width + other] ?? 0) + factor * (values[other] ?? 0);
    }
  }
  const random = seeded(3);
  let basis = Float64Array.from({ length: count * width }, () => random() - 0.5);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(count * width);
    for (let direction = 0; direction < count; direction++) {
      for (let one = 0; one < width; one++) {
        const factor = basis[direction * width + one] ?? 0;
        for (let other = 0; other < width; other++) {
          next[direction * width + other] =
            (next[direction * width + other] ?? 0) + factor * (covariance[one * width + other] ?? 0);
        }
      }
    }
    orthonormalise(next, count, width);
    basis = next;
  }
  return { values: Float32Array.from(basis), width };
}

/* Gram and Schmidt, in the stable order. */
function orthonormalise(basis: Float64Array, count: number, width: number): void {
  for (let one = 0; one < count; one++) {
    const direction = basis.subarray(one * width, (one + 1) * width);
    for (let before = 0; before < one; before++) {
      const other = basis.subarray(before * width, (before + 1) * width);
      let shared = 0;
      for (let column = 0; column < width; column++)
        shared += (direction[column] ?? 0) * (other[column] ?? 0);
      for (let column = 0; column < width; column++)
        direction[column] = (direction[column] ?? 0) - shared * (other[column] ?? 0);
    }
    const size = Math.hypot(...direction);
    for (let column = 0; column < width; column++) direction[column] = (direction[column] ?? 0) / size;
  }
}

/** Every row's coordinates along the directions. */
export function project(matrix: Matrix, directions: Matrix): Matrix {
  const width = rowsOf(directions);
  const values = new Float32Array(rowsOf(matrix) * width);
  for (let index = 0; index < rowsOf(matrix); index++) {
    for (let column = 0; column < width; column++) {
      values[index * width + column] = dot(row(matrix, index), row(directions, column));
    }
  }
  return { values, width };
}

export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let column = 0; column < one.length; column++) sum += (one[column] ?? 0) * (other[column] ?? 0);
  return sum;
}

export function length(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}

export function add(sum: Float32Array, vector: Float32Array, factor: number): void {
  for (let column = 0; column < sum.length; column++)
    sum[column] = (sum[column] ?? 0) + factor * (vector[column] ?? 0);
}

export function scale(vector: Float32Array, factor: number): void {
  for (let column = 0; column < vector.length; column++) vector[column] = (vector[column] ?? 0) * factor;
}
