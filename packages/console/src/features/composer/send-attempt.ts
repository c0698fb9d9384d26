import type { SessionEvent } from '@baton/protocol';
import { RequestError } from '@baton/client';

/** What the operator wants to send. */
export interface Wanted {
  message: string;
  as: 'operator' | 'ai';
  /** The newest offset that has been on his screen. */
  seenOffset: number;
  /** Ids of the files that go with it. */
  attachments?: readonly string[];
  /** The suggestion that the text began with. */
  suggestionId?: string | null;
}

/** One request to send. The key names the message: however often it is tried, it is stored once. */
export interface SendAttempt extends Wanted {
  key: string;
}

/**
 * idle → sending → idle, when it is in the log
 *               → stale, when others wrote meanwhile: they are shown, and the next try goes with what is seen then
 *               → failed, when the server refused, or its answer never came
 */
export type SendState =
  | { phase: 'idle' }
  | { phase: 'sending'; attempt: SendAttempt }
  | { phase: 'stale'; attempt: SendAttempt; missing: number; newest: number }
  | { phase: 'failed'; attempt: SendAttempt; error: unknown };

export const IDLE: SendState = { phase: 'idle' };

/**
 * The request for the next click on Send. The same text keeps its key. While it is unknown whether an earlier
 * try arrived, the request is repeated as it was; after a stale view it goes with the newest offset seen.
 */
export function nextAttempt(state: SendState, wanted: Wanted, newKey: () => string): SendAttempt {
  if (state.phase === 'idle' || !isSameMessage(state.attempt, wanted)) return { ...wanted, key: newKey() };
  const { attempt } = state;
  if (state.phase === 'stale') return { ...attempt, seenOffset: Math.max(wanted.seenOffset, state.newest) };
  if (state.phase === 'failed' && !isUncertain(state.error))
    return { ...attempt, seenOffset: wanted.seenOffset };
  return attempt;
}

/** What became of an attempt that threw. */
export function afterError(attempt: SendAttempt, error: unknown): SendState {
  const missing = missingEvents(error);
  if (missing === null) return { phase: 'failed', attempt, error };
  const newest = missing.reduce((offset, event) => Math.max(offset, event.offset), attempt.seenOffset);
  return {
    phase: 'stale',
    attempt,
    missing: Math.max(1, missing.filter(({ kind }) => kind === 'message').length),
    newest,
  };
}

/** The events that a stale view lacks; null when that is not what went wrong. */
export function missingEvents(error: unknown): SessionEvent[] | null {
  if (!(error instanceof RequestError) || error.code !== 'stale-view') return null;
  const { missing_events: missing } = error.body;
  return Array.isArray(missing) ? (missing as SessionEvent[]) : [];
}

function isSameMessage(a: Wanted, b: Wanted): boolean {
  const files = (wanted: Wanted): string => (wanted.attachments ?? []).join(' ');
  return a.message === b.message && a.as === b.as && files(a) === files(b);
}

/** No answer, or one that does not say whether the message was stored. */
function isUncertain(error: unknown): boolean {
  return !(error instanceof RequestError) || error.status >= 500;
}
