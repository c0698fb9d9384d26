/** A number that a model gave, as one from 0 to 1. */
export function bounded(value: number): number {
  if (!Number.isFinite(value)) return 0;
  return Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
}
