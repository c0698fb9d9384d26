import { expect, test } from 'vitest';
import { killMigration } from './killed-migration.ts';

test.each([1, 2, 3, 4, 5, 6])(
  'a migration of a SQLite file killed in the middle is whole after the next start, seed %i',
  async (seed) => {
    const { from, reached, faults } = await killMigration(seed);
    expect(faults).toEqual([]);
    expect(reached).toBeGreaterThanOrEqual(from);
  },
  20_000,
);
