import type { Json } from '@baton/protocol';
import { refuse } from '../core/handoff/decision.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import type { RecalledSession } from '../ports/session-store.ts';
import type { App } from './app.ts';
import type { DeskOutcome } from './change-desk.ts';
import type { PostContext, PostOutcome } from './post-outcome.ts';

/** A customer's message, as it is about to be stored. */
export interface PostedMessage {
  readonly event: NewEvent;
  readonly text: string;
}

/** An event of the customer's page, as it is about to be stored. */
export interface PostedCustom {
  readonly event: NewEvent;
  readonly data: Json | undefined;
}

/** Does what the customer meant and stores the event with it; null when he meant nothing of the kind. */
export type CustomerAct<T> = (
  app: App,
  session: RecalledSession,
  posted: T,
  context: PostContext,
) => Promise<PostOutcome | null>;

/** What a message may mean besides what it says. */
export interface MessageAct {
  /** Whether it can mean that in this session at all: of most it cannot, and nothing is read for it. */
  readonly may: (session: RecalledSession) => boolean;
  readonly act: CustomerAct<PostedMessage>;
}

/** What became of an event that a decision was to store. */
export function fromDesk(sessionId: string, message: NewEvent, outcome: DeskOutcome): PostOutcome {
  switch (outcome.type) {
    case 'done':
      return stored(sessionId, message, outcome.answerOffset, outcome.at);
    case 'repeated':
      return { type: 'at', offset: outcome.offset };
    case 'no-session':
    case 'idempotency-mismatch':
    case 'refused':
      return outcome;
    case 'stale-view':
      return refuse('forbidden', 'Only the first message of a session may be written for the agent.');
    default:
      throw new Error(`a message without a guard was answered with '${outcome.type}'`);
  }
}

export function stored(sessionId: string, event: NewEvent, offset: number, at: number): PostOutcome {
  return { type: 'stored', event: { ...event, sessionId, offset, at, deleted: false } };
}
