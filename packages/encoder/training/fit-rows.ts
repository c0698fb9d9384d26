import { add, dot, length, row, rowsOf } from './project.ts';
import type { Matrix } from './project.ts';
import { seeded } from './seeded.ts';

/** A sentence: its word pieces, and the vector that their rows shall sum up to, up to its length. */
export interface Lesson {
  readonly pieces: readonly number[];
  readonly target: Float32Array;
}

export interface Pace {
  readonly rounds: number;
  readonly step: number;
}

const BATCH = 512;
/* Adam's usual memory of the mean; a shorter one of the squares, because most rows are met seldom. */
const MEAN_KEPT = 0.9;
const SQUARE_KEPT = 0.99;

/** Turns the rows, in place, until a sentence's mean row points where its target does. */
export function fitRows(rows: Matrix, lessons: readonly Lesson[], pace: Pace): void {
  const means = new Float32Array(rows.values.length);
  const squares = new Float32Array(rows.values.length);
  const random = seeded(5);
  const batches = Math.ceil(lessons.length / BATCH);
  for (let round = 0; round < pace.rounds; round++) {
    const order = lessons.map((lesson) => ({ lesson, at: random() })).toSorted((a, b) => a.at - b.at);
    let cosines = 0;
    for (let batch = 0; batch < batches; batch++) {
      const gradients = new Map<number, Float32Array>();
      const lot = order.slice(batch * BATCH, (batch + 1) * BATCH);
      for (const { lesson } of lot) cosines += descend(rows, lesson, gradients);
      const step = pace.step * (1 - (round * batches + batch) / (pace.rounds * batches));
      for (const [piece, gradient] of gradients) adapt(rows, piece, gradient, step, means, squares);
    }
    process.stdout.write(`round ${round + 1}: mean cosine ${(cosines / lessons.length).toFixed(4)}\n`);
  }
}

/** Adds the gradient of 1 - cosine to those of the sentence's pieces. Returns the cosine. */
function descend(rows: Matrix, { pieces, target }: Lesson, gradients: Map<number, Float32Array>): number {
  const mean = new Float32Array(rows.width);
  for (const piece of pieces) add(mean, row(rows, piece), 1 / pieces.length);
  const size = length(mean) + 1e-6;
  const cosine = dot(mean, target) / size;
  for (const piece of pieces) {
    let gradient = gradients.get(piece);
    if (gradient === undefined) gradients.set(piece, (gradient = new Float32Array(rows.width)));
    add(gradient, target, -1 / (size * pieces.length * BATCH));
    add(gradient, mean, cosine / (size * size * pieces.length * BATCH));
  }
  return cosine;
}

function adapt(
  rows: Matrix,
  piece: number,
  gradient: Float32Array,
  step: number,
  means: Float32Array,
  squares: Float32Array,
): void {
  const from = piece * rows.width;
  for (let column = 0; column < rows.width; column++) {
    const at = from + column;
    const slope = gradient[column] ?? 0;
    means[at] = MEAN_KEPT * (means[at] ?? 0) + (1 - MEAN_KEPT) * slope;
    squares[at] = SQUARE_KEPT * (squares[at] ?? 0) + (1 - SQUARE_KEPT) * slope * slope;
    rows.values[at] = (rows.values[at] ?? 0) - (step * means[at]) / (Math.sqrt(squares[at]) + 1e-8);
  }
}

/** Bytes with one scale a row, as src/table-encoder.ts reads them. */
export function packRows(rows: Matrix): Uint8Array {
  const count = rowsOf(rows);
  const scales = Buffer.alloc(count * Float32Array.BYTES_PER_ELEMENT);
  const bytes = new Int8Array(rows.values.length);
  for (let index = 0; index < count; index++) {
    const values = row(rows, index);
    const most = values.reduce((found, value) => Math.max(found, Math.abs(value)), 0) / 127;
    scales.writeFloatLE(most, index * Float32Array.BYTES_PER_ELEMENT);
    for (const [column, value] of values.entries())
      bytes[index * rows.width + column] = Math.round(value / (most || 1));
  }
  return Buffer.concat([scales, new Uint8Array(bytes.buffer)]);
}
