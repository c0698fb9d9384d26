import { setTimeout as delay } from 'node:timers/promises';
import { RequestError } from '@baton/client';
import type { Ledger } from './ledger.ts';

/** For an answer that is not a stream. What takes longer is asked again. */
const ANSWER_MS = 8000;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1000;

/** `fetch` that gives up on answers that do not come, and counts those that do. */
export function countingFetch(ledger: Ledger): typeof fetch {
  return async (url, init) => {
    const streams = new Headers(init?.headers).get('accept') === 'text/event-stream';
    const signals = [init?.signal, streams ? null : AbortSignal.timeout(ANSWER_MS)];
    const signal = AbortSignal.any(signals.filter((each) => each instanceof AbortSignal));
    try {
      const answer = await fetch(url, { ...init, signal });
      ledger.countStatus(answer.status);
      if (answer.status === 500) ledger.faults.push(`500 of ${init?.method} ${new Request(url).url}`);
      return answer;
    } catch (error) {
      if (init?.signal?.aborted !== true) ledger.countStatus(0);
      throw error;
    }
  };
}

/**
 * Sends a request again, the same one, until it is answered or refused for good, as a good client does. Throws the
 * refusal; null when `signal` aborts before.
 */
export async function patiently<T>(signal: AbortSignal, send: () => Promise<T>): Promise<T | null> {
  for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await send();
    } catch (error) {
      if (error instanceof RequestError && error.status < 500 && error.status !== 429) throw error;
      await delay(wait, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}
