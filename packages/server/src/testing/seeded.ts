import type { Parameters } from 'fast-check';

/**
 * Parameters of a property. A failure prints its seed and path; `BATON_TEST_SEED=<seed>` runs it again, and
 * `BATON_TEST_RUNS=<factor>` runs more of them.
 */
export function seeded<T>(runs: number): Parameters<T> {
  const seed = process.env['BATON_TEST_SEED'];
  const factor = Number(process.env['BATON_TEST_RUNS'] ?? '1');
  return {
    numRuns: Math.ceil(runs * factor),
    ...(seed !== undefined && { seed: Number(seed) }),
    interruptAfterTimeLimit: 120_000 * Math.max(1, factor),
    markInterruptAsFailure: true,
  };
}
