export function cosine(one: Float32Array | undefined, other: Float32Array | undefined): number {
  if (one === undefined || other?.length !== one.length)
    throw new Error('the vectors are not of one encoder');
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
