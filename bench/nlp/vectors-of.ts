import type { Encoder } from '../../packages/server/src/ports/encoder.ts';

/** The vectors of all these texts, each encoded once. */
export async function vectorsOf(
  encoder: Encoder,
  texts: readonly string[],
): Promise<(text: string) => Float32Array> {
  const distinct = [...new Set(texts)];
  const vectors = await encoder.encode(distinct);
  const byText = new Map(distinct.map((text, index) => [text, vectors[index]]));
  return (text) => byText.get(text) ?? new Float32Array(encoder.dimensions);
}

/** Runs a generator to its end, without its pauses. */
export function runThrough<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

export function grouped(count: number): string {
  return count.toLocaleString('en');
}
