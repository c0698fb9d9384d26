import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** CPU time of the whole machine so far, in microseconds. */
export interface MachineTime {
  readonly busy: number;
  readonly total: number;
}

export function machineTime(): MachineTime {
  let busy = 0;
  let idle = 0;
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq;
    idle += times.idle;
  }
  return { busy: busy * 1000, total: (busy + idle) * 1000 };
}

const SAMPLE_MS = 250;
const QUIET = 0.15;

/** Waits until others leave the machine alone, at most `seconds`; answers the busy share that was seen last. */
export async function waitForQuiet(seconds: number): Promise<number> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const before = machineTime();
    await delay(SAMPLE_MS);
    const after = machineTime();
    const busy = (after.busy - before.busy) / Math.max(1, after.total - before.total);
    if (busy <= QUIET || performance.now() > deadline) return busy;
  }
}
