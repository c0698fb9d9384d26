import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ChildProgram } from '../process/child-program.ts';
import type { Memory, Usage } from '../process/usage.ts';
import type { BareCommands } from './bare-server.ts';
import type { BenchPostgres } from './bench-postgres.ts';
import type { BatonCommands, BatonOptions } from './baton-server.ts';
import type { SessionPlan } from './create-sessions.ts';
import type { DeskStamp } from './desk-stamps.ts';
import type { Stamp } from './stamps.ts';

/** A server under measurement, in a process of its own. */
export interface Target extends AsyncDisposable {
  readonly port: number;
  usage(): Promise<Usage>;
  memory(): Promise<Memory>;
  takeStamps(): Promise<Stamp[]>;
}

export interface BatonTarget extends Target {
  /** Makes sessions; answers the paths of their events. */
  createSessions(plan: SessionPlan): Promise<string[]>;
  /** Opens so many sessions whose customers wait for a person. */
  askForPersons(count: number): Promise<void>;
  /** Writes so many articles; resolves once they are searched by meaning. */
  writeArticles(count: number): Promise<void>;
  takeDeskStamps(): Promise<DeskStamp[]>;
}

export type BatonTargetOptions = Omit<BatonOptions, 'database'> & {
  /** Where a folder for the database is made, and removed again. */
  readonly folder: string;
  /** A database to keep instead. */
  readonly database?: string;
  /** A database server instead of a file. */
  readonly postgres?: BenchPostgres;
  /** More options for Node, e.g. to profile. */
  readonly nodeOptions?: readonly string[];
};

export async function startBare(): Promise<Target> {
  const child = new ChildProgram<BareCommands>(new URL('bare-server.ts', import.meta.url), ['--expose-gc']);
  const { port } = await child.call('start');
  return {
    port,
    usage: () => child.call('usage'),
    memory: () => child.call('memory'),
    takeStamps: () => child.call('takeStamps'),
    async [Symbol.asyncDispose]() {
      await child.call('stop');
      await child[Symbol.asyncDispose]();
    },
  };
}

export async function startBaton({
  folder,
  database,
  postgres,
  nodeOptions,
  ...options
}: BatonTargetOptions): Promise<BatonTarget> {
  const own = mkdtempSync(join(folder, 'store-'));
  const program = new URL('baton-server.ts', import.meta.url);
  const child = new ChildProgram<BatonCommands>(program, ['--expose-gc', ...(nodeOptions ?? [])]);
  const place = postgres?.url ?? database ?? join(own, 'baton.db');
  const { port } = await child.call('start', { ...options, database: place });
  return {
    port,
    usage: async () => ({
      ...(await child.call('usage')),
      ...(postgres !== undefined && { database: postgres.cpu() }),
    }),
    memory: () => child.call('memory'),
    takeStamps: () => child.call('takeStamps'),
    createSessions: (plan) => child.call('createSessions', plan),
    askForPersons: (count) => child.call('askForPersons', count),
    writeArticles: (count) => child.call('writeArticles', count),
    takeDeskStamps: () => child.call('takeDeskStamps'),
    async [Symbol.asyncDispose]() {
      await child.call('stop');
      await child[Symbol.asyncDispose]();
      rmSync(own, { recursive: true });
    },
  };
}
