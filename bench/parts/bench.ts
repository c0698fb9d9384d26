import type { ChildProgram } from '../process/child-program.ts';
import type { LoadCommands } from '../load/load-program.ts';
import type { Table } from '../report/table.ts';

/** What a part of the benchmark works with. */
export interface Bench {
  readonly load: ChildProgram<LoadCommands>;
  /** On the disk that is measured; removed at the end. */
  readonly folder: string;
  readonly settings: Settings;
  /** Where profiles of the server go; null to take none. */
  readonly profiles: string | null;
}

/** How long and how large; smaller ones show that the benchmark works, not how fast the server is. */
export interface Settings {
  /** Bursts that each contender gets. */
  readonly rounds: number;
  /** Length of a burst. */
  readonly burstSeconds: number;
  /** Longest wait for a quiet machine before a burst, in seconds. */
  readonly patience: number;
  /** How many readers wait at once. */
  readonly readers: readonly number[];
  /** How many readers wait where only their memory is looked at. */
  readonly parked: readonly number[];
  readonly wakeSamples: number;
  readonly idleSeconds: number;
  /** Of the store in whose middle tails are read. */
  readonly manyEvents: number;
  /** The store that a server is started on. */
  readonly large: { readonly sessions: number; readonly eventsEach: number };
  /** Stores of so many sessions are compared. */
  readonly sessionCounts: readonly number[];
  /** What is weighed on disk. */
  readonly kept: { readonly sessions: number; readonly eventsEach: number };
  /** Lengths of the sessions whose tails are read. */
  readonly lengths: readonly number[];
  /** Customers in the queue of a desk at work, and how long it works. */
  readonly waiting: number;
  readonly deskSeconds: number;
  /** What operators are helped with, and how often. */
  readonly articles: number;
  readonly assistSamples: number;
}

export const FULL: Settings = {
  rounds: 7,
  burstSeconds: 1,
  patience: 20,
  readers: [1, 1000, 10_000],
  parked: [10_000, 20_000],
  wakeSamples: 1000,
  idleSeconds: 20,
  manyEvents: 1_000_000,
  large: { sessions: 1_000_000, eventsEach: 10 },
  sessionCounts: [1000, 10_000, 100_000],
  kept: { sessions: 20_000, eventsEach: 20 },
  lengths: [10, 100, 1000, 10_000, 100_000],
  waiting: 5000,
  deskSeconds: 20,
  articles: 2000,
  assistSamples: 300,
};

export const QUICK: Settings = {
  rounds: 1,
  burstSeconds: 0.2,
  patience: 0,
  readers: [1, 100],
  parked: [100],
  wakeSamples: 50,
  idleSeconds: 2,
  manyEvents: 20_000,
  large: { sessions: 2000, eventsEach: 10 },
  sessionCounts: [100, 1000],
  kept: { sessions: 1000, eventsEach: 20 },
  lengths: [10, 100, 1000],
  waiting: 2000,
  deskSeconds: 3,
  articles: 200,
  assistSamples: 40,
};

export type Part = (bench: Bench) => Promise<Table[]>;
