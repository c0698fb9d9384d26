import type { EventStatus, Json, JsonObject } from '@baton/protocol';
import { EVENT_STATUSES } from '@baton/protocol';
import type { ToolContext } from './tool-definition.ts';
import type { TurnContext } from './turn-context.ts';

/** Puts what a tool emits into the session's log; rejects when the turn no longer may write. */
export interface Emitter {
  message(text: string): Promise<void>;
  status(status: EventStatus, data: JsonObject): Promise<void>;
  custom(data: Json): Promise<void>;
  /** `due`: microseconds since 1970, null for no time. */
  commit(text: string, due: number | null): Promise<void>;
}

const LONGEST_MESSAGE = 16_384;
const MOST_BYTES = 65_536;
const LONGEST_COMMITMENT = 500;
/** The year 2100: more does not fit into microseconds for ever. */
const LATEST = 4_102_444_800_000;
/** Of one call: a tool that loops must not fill the log. */
const MOST_EMISSIONS = 500;

/** What one call of a tool is given. Once `signal` aborts or it is closed, it can emit nothing more. */
export function toolContext(
  context: TurnContext,
  emitter: Emitter,
  signal: AbortSignal,
): ToolContext & { close(): void } {
  let emissions = 0;
  let open = true;
  const check = (): void => {
    signal.throwIfAborted();
    if (!open) throw new Error('the call has ended');
    if (++emissions > MOST_EMISSIONS) throw new RangeError(`a tool may emit ${MOST_EMISSIONS} times a call`);
  };
  return {
    agentId: context.agent.id,
    sessionId: context.sessionId,
    customerId: context.customer.id,
    signal,
    async emitMessage(text) {
      check();
      if (typeof text !== 'string' || text.trim() === '') throw new TypeError('a message needs words');
      if (text.length > LONGEST_MESSAGE)
        throw new RangeError(`a message may have ${LONGEST_MESSAGE} characters`);
      await emitter.message(text.toWellFormed());
    },
    async emitStatus(status, data = {}) {
      check();
      if (!EVENT_STATUSES.includes(status)) throw new TypeError('there is no such status');
      await emitter.status(status, bounded(data));
    },
    async commit(text, { due } = {}) {
      check();
      const promised = readCommitment({ text, due });
      await emitter.commit(promised.text, promised.due);
    },
    async emitCustom(data) {
      check();
      await emitter.custom(bounded(data));
    },
    close: () => (open = false),
  };
}

/** A promise as an author's code made it. Throws a TypeError or RangeError that says what cannot be recorded. */
export function readCommitment({ text, due }: { text: unknown; due?: unknown }): {
  text: string;
  due: number | null;
} {
  if (typeof text !== 'string' || text.trim() === '') throw new TypeError('a commitment needs words');
  if (text.length > LONGEST_COMMITMENT)
    throw new RangeError(`a commitment may have ${LONGEST_COMMITMENT} characters`);
  const words = text.trim().toWellFormed();
  if (due === undefined || due === null) return { text: words, due: null };
  const milliseconds =
    due instanceof Date ? due.getTime() : typeof due === 'string' ? Date.parse(due) : Number.NaN;
  if (!(milliseconds > 0) || milliseconds > LATEST)
    throw new TypeError('a commitment is due at a time such as 2026-01-31T15:00:00Z');
  return { text: words, due: Math.round(milliseconds) * 1000 };
}

/** As it will be stored. */
function bounded<T extends Json>(data: T): T {
  const text = JSON.stringify(data) as string | undefined;
  if (text === undefined) throw new TypeError('only JSON can be emitted');
  if (Buffer.byteLength(text) > MOST_BYTES)
    throw new RangeError(`at most ${MOST_BYTES} bytes can be emitted`);
  return JSON.parse(text) as T;
}
