import { readFileSync, readdirSync } from 'node:fs';
import {
  postgresPrograms,
  startPostgres,
} from '../../packages/server/src/testing/postgres/postgres-server.ts';

/** A PostgreSQL server of the benchmark's own, on this machine, that syncs every commit. */
export interface BenchPostgres extends AsyncDisposable {
  /** `postgres://…` of an empty database. */
  readonly url: string;
  /** CPU time of all its processes so far, in microseconds. */
  cpu(): number;
}

/** Null where no programs of PostgreSQL are installed. */
export async function startBenchPostgres(): Promise<BenchPostgres | null> {
  const programs = postgresPrograms();
  if (programs === null) return null;
  const server = await startPostgres(programs, { durable: true });
  return {
    url: server.url,
    cpu: () => cpuOfTree(server.pid),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Linux counts CPU time in hundredths of a second. */
const TICK_US = 10_000;

function cpuOfTree(root: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(name) : null;
    if (stat !== null && (Number(name) === root || stat.parent === root)) ticks += stat.ticks;
  }
  return ticks * TICK_US;
}

/** Null for one that has just ended. */
function readStat(pid: string): { readonly parent: number; readonly ticks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Behind the name, which may hold anything: state, parent, … and as the 12th to 15th user, system, and both of
    // the children that have ended.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), ticks };
  } catch {
    return null;
  }
}
