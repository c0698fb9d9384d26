/** The dot product of `vector` and the row of `rows` that begins at `from`. */
export function dotAt(rows: Float32Array, from: number, vector: Float32Array): number {
  // Four sums at once: one alone waits for each addition before the next, at twice the time.
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  const even = vector.length - (vector.length % 4);
  for (let index = 0; index < even; index += 4) {
    first += (rows[from + index] ?? 0) * (vector[index] ?? 0);
    second += (rows[from + index + 1] ?? 0) * (vector[index + 1] ?? 0);
    third += (rows[from + index + 2] ?? 0) * (vector[index + 2] ?? 0);
    fourth += (rows[from + index + 3] ?? 0) * (vector[index + 3] ?? 0);
  }
  for (let index = even; index < vector.length; index++)
    first += (rows[from + index] ?? 0) * (vector[index] ?? 0);
  return first + second + third + fourth;
}

export function dot(one: Float32Array, other: Float32Array): number {
  return dotAt(one, 0, other);
}

/** Adds `scale` times `vector` to the row of `rows` that begins at `from`. */
export function addAt(rows: Float32Array, from: number, vector: Float32Array, scale: number): void {
  for (let index = 0; index < vector.length; index++) {
    rows[from + index] = (rows[from + index] ?? 0) + scale * (vector[index] ?? 0);
  }
}

/** Of the same direction and of length one; a zero vector stays zero. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((value) => value / length);
}

export function isZero(vector: Float32Array): boolean {
  return vector.every((value) => value === 0);
}
