import type { OperatorRef } from '@baton/protocol';
import type { Refusal } from '../core/handoff/decision.ts';
import type { EventRecord } from '../core/log/event-record.ts';
import type { Idempotency } from '../ports/session-store.ts';
import type { ModerationLevel } from './moderate-message.ts';

export interface PostContext {
  readonly traceId: string;
  readonly idempotency: Idempotency | undefined;
  /** Who really writes, when the server knows him by his own credentials. */
  readonly author: OperatorRef | null;
  /** The customer writes: in the AI's name only what opens the conversation. */
  readonly asCustomer?: boolean;
  /** Of a customer's message; default none. */
  readonly moderation?: ModerationLevel;
}

export type PostOutcome =
  | { readonly type: 'stored'; readonly event: EventRecord }
  /** The request was repeated, or the event was made elsewhere: it is at `offset`. */
  | { readonly type: 'at'; readonly offset: number }
  | { readonly type: 'invalid'; readonly detail: string }
  | { readonly type: 'no-session' }
  | { readonly type: 'idempotency-mismatch' }
  | Refusal;
