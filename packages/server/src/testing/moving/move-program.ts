import { moveStore } from '../../adapters/migrate/move-store.ts';

/** Moves a store a few rows at a time, and tells its parent of each step, so that it can be killed at any of them. */
const [path = '', url = '', batch = ''] = process.argv.slice(2);
const report = await moveStore({ path, url, batch: Number(batch) }, ({ doing, table, rows }) =>
  process.send?.(`${doing} ${table} ${rows}`),
);
process.send?.(report.tables.every(({ difference }) => difference === null) ? 'alike' : 'different', () =>
  process.disconnect(),
);
