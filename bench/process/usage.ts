/** CPU time used so far, in microseconds: by all threads of a process, and by its main thread alone. */
export interface Usage {
  readonly process: number;
  readonly mainThread: number;
  /** By a database server of its own; absent where the database is in the process. */
  readonly database?: number;
}

export interface Memory {
  /** Bytes. */
  readonly rss: number;
  readonly heap: number;
}

/** Call it on the main thread. */
export function readUsage(): Usage {
  const all = process.cpuUsage();
  const main = process.threadCpuUsage();
  return { process: all.user + all.system, mainThread: main.user + main.system };
}

/** After a full collection; needs `--expose-gc`. */
export async function readMemory(): Promise<Memory> {
  if (globalThis.gc === undefined) throw new Error('this process was started without --expose-gc');
  for (let pass = 0; pass < 3; pass++) await globalThis.gc({ type: 'major', execution: 'async' });
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heap: heapUsed };
}
