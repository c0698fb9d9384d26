import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { migrate } from '../../adapters/sqlite/migrate.ts';
import { openConnection } from '../../adapters/sqlite/open-connection.ts';
import { MIGRATIONS } from '../../adapters/sqlite/schema.ts';
import { Random } from '../interleaving.ts';
import { TempFolder } from '../temp-folder.ts';

export interface KilledMigration {
  /** Where the kill found it: from which version it came, and at which it was. */
  readonly from: number;
  readonly reached: number;
  /** What is wrong once it was started again. */
  readonly faults: readonly string[];
}

const LONGEST_MS = 25;

/** Kills a process that migrates an old database at a moment drawn from the seed, and starts again. */
export async function killMigration(seed: number): Promise<KilledMigration> {
  using folder = new TempFolder();
  const random = new Random(seed);
  const path = folder.join('old.db');
  const from = random.below(MIGRATIONS.length);
  {
    using db = openConnection(path, 'write');
    for (const migration of MIGRATIONS.slice(0, from)) db.exec(migration);
    db.exec(`PRAGMA user_version = ${from}`);
  }
  const script = fileURLToPath(new URL('./migrate-until-killed.ts', import.meta.url));
  const child = fork(script, [path], { execArgv: ['--conditions=baton-source'] });
  const exited = once(child, 'exit');
  await once(child, 'message');
  child.send('go');
  await pause(random.below(LONGEST_MS));
  child.kill('SIGKILL');
  await exited;

  using db = openConnection(path, 'write');
  const reached = versionOf(db);
  migrate(db);
  const faults: string[] = [];
  const integrity = Object.values(db.prepare('PRAGMA integrity_check').get() ?? {})[0];
  if (integrity !== 'ok') faults.push(String(integrity));
  if (versionOf(db) !== MIGRATIONS.length) faults.push(`it is at version ${versionOf(db)}`);
  using fresh = openConnection(folder.join('fresh.db'), 'write');
  migrate(fresh);
  if (JSON.stringify(schemaOf(db)) !== JSON.stringify(schemaOf(fresh))) faults.push('its schema is another');
  return { from, reached, faults };
}

type Db = ReturnType<typeof openConnection>;

function versionOf(db: Db): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

function schemaOf(db: Db): unknown[] {
  return db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
}
