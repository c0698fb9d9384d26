import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fullQueue } from './picking.ts';
import type { Variety } from './desk-world.ts';

/** Bytes that a queued need takes, its own record with it. */
export function bytesPerNeed(operators: number, queued: number, variety: Variety): number {
  const { world, index } = fullQueue(operators, 0, variety);
  const empty = usedBytes();
  for (let count = 0; count < queued; count += 1) index.putNeed(world.nextNeed());
  world.forgetKinds();
  const full = usedBytes();
  return (full - empty) / index.waitingCount;
}

function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
