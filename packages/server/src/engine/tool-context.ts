import type { EventStatus, Json, JsonObject } from '@baton/protocol';
import { EVENT_STATUSES } from '@baton/protocol';
import type { ToolContext } from './tool-definition.ts';
import type { TurnContext } from './turn-context.ts';

/** Puts what a tool emits into the session's log; rejects when the turn no longer may write. */
export interface Emitter {
  message(text: string): Promise<void>;
  status(status: EventStatus, data: JsonObject): Promise<void>;
  custom(data: Json): Promise<void>;
}

const LONGEST_MESSAGE = 16_384;
const MOST_BYTES = 65_536;
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
    async emitCustom(data) {
      check();
      await emitter.custom(bounded(data));
    },
    close: () => (open = false),
  };
}

/** As it will be stored. */
function bounded<T extends Json>(data: T): T {
  const text = JSON.stringify(data) as string | undefined;
  if (text === undefined) throw new TypeError('only JSON can be emitted');
  if (Buffer.byteLength(text) > MOST_BYTES)
    throw new RangeError(`at most ${MOST_BYTES} bytes can be emitted`);
  return JSON.parse(text) as T;
}
