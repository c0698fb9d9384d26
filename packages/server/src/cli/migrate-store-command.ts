import { parseArgs } from 'node:util';
import { migrateStore } from '../migrate-store.ts';
import type { MigratedStore, MoveProgress } from '../migrate-store.ts';
import { UsageError } from './usage-error.ts';

export const MIGRATE_STORE_USAGE = `baton migrate-store sqlite:<path> postgres://<user>:<password>@<host>:<port>/<database>

Moves everything that a stopped server keeps in its SQLite file into an empty PostgreSQL database, and compares the two
afterwards. The file stays as it is. Cut short, it goes on where it was when it is run again.
`;

/** Milliseconds between two lines about the same table. */
const TOLD_EVERY = 1000;

/** Carries out `baton migrate-store`. Answers the exit code: 0 when all is there and alike, 1 when something differs. */
export async function migrateStoreCommand(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [from, to, ...more] = positionals;
  if (from === undefined || to === undefined || more.length > 0)
    throw new UsageError('Say what is to be moved, and where to.');
  return report(await migrateStore({ from, to }, teller()));
}

/** A line when a table is through, and each second of one that takes long. */
function teller(): (progress: MoveProgress) => void {
  let told = performance.now();
  return ({ doing, table, rows, done }) => {
    const now = performance.now();
    if (done ? rows === 0 : now - told < TOLD_EVERY) return;
    told = now;
    process.stdout.write(`${doing} ${table}: ${rows.toLocaleString('en')}${done ? '' : ' …'}\n`);
  };
}

function report({ tables, moved, eventsPerSecond, filesIn }: MigratedStore): number {
  const differing = tables.filter(({ difference }) => difference !== null);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  for (const { table, hash } of tables.filter((each) => each.rows > 0))
    process.stdout.write(`${table} ${hash}\n`);
  const speed = eventsPerSecond === null ? '' : `, ${eventsPerSecond.toLocaleString('en')} events a second`;
  process.stdout.write(`${moved.toLocaleString('en')} rows were moved${speed}.\n`);
  if (tables.some(({ table, rows: files }) => table === 'attachment' && files > 0))
    process.stdout.write(
      `Files of conversations stay where they are: start with BATON_ATTACHMENTS=${filesIn}, or where it says now.\n`,
    );
  if (differing.length === 0) {
    process.stdout.write(`All ${rows.toLocaleString('en')} rows are alike on both sides.\n`);
    return 0;
  }
  for (const { table, difference } of differing) process.stderr.write(`${table}: ${difference}\n`);
  process.stderr.write(`${differing.length} tables differ: do not start a server on it.\n`);
  return 1;
}
