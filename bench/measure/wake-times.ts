import type { WakeSample } from '../load/wake-samples.ts';
import type { Stamp } from '../servers/stamps.ts';

/** Milliseconds. */
export interface WakeTimes {
  /** From the moment at which the event was durable to its arrival at the reader. */
  readonly fromAccepted: readonly number[];
  /** From the first byte of the POST. */
  readonly fromSent: readonly number[];
}

/** A path's stamps and samples come in the same order: it is not posted to again before its reader was woken. */
export function wakeTimesOf(samples: readonly WakeSample[], stamps: readonly Stamp[]): WakeTimes {
  const accepted = Map.groupBy(stamps, ({ path }) => path);
  const next = new Map<string, number>();
  const fromAccepted: number[] = [];
  for (const { path, received } of samples.toSorted((a, b) => a.sent - b.sent)) {
    const index = next.get(path) ?? 0;
    next.set(path, index + 1);
    const stamp = accepted.get(path)?.[index];
    if (stamp === undefined) throw new Error(`nothing was accepted for ${path}`);
    fromAccepted.push((received - stamp.at) / 1e6);
  }
  return { fromAccepted, fromSent: samples.map(({ sent, received }) => (received - sent) / 1e6) };
}
