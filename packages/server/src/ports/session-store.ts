import type { EventKind, EventSource, JsonObject } from '@baton/protocol';
import type { Control } from '../core/control.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import type { JournalFact } from '../core/handoff/journal-fact.ts';
import type { EventRecord } from '../core/log/event-record.ts';
import type { NewEvent } from '../core/log/new-event.ts';
import type { PastRequest } from '../core/triggers/request-limit.ts';
import type { Lease } from './cluster-store.ts';
import type { FollowUpRecord } from './desk-store.ts';

/** A session as the store keeps it. Times are microseconds since 1970. */
export interface SessionRecord {
  readonly id: string;
  readonly agentId: string;
  readonly customerId: string;
  readonly createdAt: number;
  readonly title: string | null;
  readonly metadata: JsonObject;
  readonly labels: readonly string[];
  readonly clientOffset: number;
  readonly control: Control;
  /**
   * Raised by every change of control or handoff, and of the customer where `recallSession` may be behind; a decision is
   * written only against the revision it read.
   */
  readonly revision: number;
  readonly nextOffset: number;
  /** Offset of the newest customer message, -1 when there is none. */
  readonly lastCustomerOffset: number;
  /** Offset of the newest message of anybody, -1 when there is none. */
  readonly lastMessageOffset: number;
  /** Customer messages up to this offset have an answer, by a finished turn or a person; -1 when none has. */
  readonly answeredOffset: number;
  /** What the engine keeps between turns; null when it keeps nothing. */
  readonly agentState: JsonObject | null;
  /** Raised by every turn that begins; always 0 where there is one process. */
  readonly turn: number;
}

/** What a message rests on that nobody has to look at. */
export type RecalledSession = Pick<SessionRecord, 'id' | 'customerId' | 'control' | 'revision'>;

export interface NewSession {
  readonly id: string;
  readonly agentId: string;
  readonly customerId: string;
  readonly createdAt: number;
  readonly title: string | null;
  readonly metadata: JsonObject;
  readonly labels: readonly string[];
}

/** Changes to the session's own fields; absent means unchanged. Merges happen inside the transaction. */
export interface SessionPatch {
  readonly title?: string;
  readonly customerId?: string;
  readonly agentId?: string;
  readonly clientOffset?: number;
  readonly metadata?: { readonly set: JsonObject; readonly unset: readonly string[] };
  readonly labels?: { readonly upsert: readonly string[]; readonly remove: readonly string[] };
  readonly agentState?: JsonObject | null;
  /** Raises `answeredOffset` to this offset; `'all'` to the newest event, those of this write included. */
  readonly answered?: number | 'all';
}

/** What must still hold when the write is committed. */
export interface WriteGuard {
  /** The control epoch an AI turn runs under (H2.1). */
  readonly epoch?: number;
  /** The revision a decision was taken against. */
  readonly revision?: number;
  /** The newest customer message an AI turn answers: when a newer one came or it was deleted, its words are out of date. */
  readonly customerOffset?: number;
  /** The newest offset the sender has seen: a newer message makes the send stale (H2.5). */
  readonly seenOffset?: number;
  /** The turn that writes: when another has begun since, here or on another node, it may write no more. */
  readonly turn?: number;
  /** Under which the desk acts by itself: a node that does not lead any more may write nothing of that. */
  readonly lease?: Lease;
  /**
   * An operator who takes this session, or is offered it: he has it already, offered or held, or fewer than `most`
   * others, offers included (H6.2).
   */
  readonly capacity?: { readonly operatorId: string; readonly most: number };
}

/** A key with which a caller may repeat a request: same key and fingerprint, same outcome. */
export interface Idempotency {
  readonly key: string;
  /** Hash of the request, so that one key cannot stand for two requests. */
  readonly fingerprint: string;
}

/** One atomic change of one session: all of it is durable when the outcome is known, or none of it happened. */
export interface SessionWrite {
  readonly sessionId: string;
  /**
   * A turn begins with this write: the session's `turn`, which must be this one, is raised by one. Of two nodes that
   * begin the same turn one is `superseded`. `unanswered`: so is one that comes when the newest customer message has
   * its answer already, since nothing of the session tells whoever has read it before that.
   */
  readonly claim?: { readonly node: string; readonly turn: number; readonly unanswered?: boolean };
  /** Hides the events from this offset on, before `events` are appended; their offsets are not used again. */
  readonly deleteFrom?: number;
  readonly events: readonly NewEvent[];
  readonly guard?: WriteGuard;
  readonly idempotency?: Idempotency;
  /**
   * Replaces the data of a message that was appended unfinished. One that is complete, or deleted, stays as it is.
   * `complete`: this was the last time.
   */
  readonly rewrite?: { readonly offset: number; readonly data: string; readonly complete: boolean };
  /** Which of `events` a repeated request is answered with; default 0. */
  readonly answerIndex?: number;
  readonly patch?: SessionPatch;
  readonly control?: Control;
  readonly handoff?: {
    readonly state: HandoffState;
    /** Facts that are new; the first one's number is `state.entries - facts.length`. */
    readonly facts: readonly JournalFact[];
  };
  /** What is promised for later with it; one with this id that is there already stays as it is. */
  readonly followUp?: FollowUpRecord;
}

export type WriteOutcome =
  /** Done; the events are at `firstOffset`, `firstOffset + 1`, … `control` is as after the write. */
  | {
      readonly type: 'committed';
      readonly firstOffset: number;
      readonly at: number;
      readonly control: Control;
    }
  /** The same request was committed before: its event is at `offset`. */
  | { readonly type: 'repeated'; readonly offset: number }
  | { readonly type: 'idempotency-mismatch' }
  | { readonly type: 'no-session' }
  | { readonly type: 'stale-epoch' }
  | { readonly type: 'superseded' }
  | { readonly type: 'stale-view' }
  | { readonly type: 'over-capacity' }
  /** Another node leads now. */
  | { readonly type: 'stale-lease' }
  /** The revision moved: read again and decide again. */
  | { readonly type: 'conflict' };

export type CreateSessionOutcome =
  | { readonly type: 'created' }
  | { readonly type: 'repeated'; readonly sessionId: string }
  | { readonly type: 'idempotency-mismatch' };

export interface EventQuery {
  readonly sessionId: string;
  /** Inclusive. */
  readonly minOffset: number;
  readonly source?: EventSource;
  readonly kinds?: readonly EventKind[];
  readonly traceId?: string;
  /** At most this many, from the lowest offset on. */
  readonly limit: number;
  /** No further event once those before it have this many characters of data together; absent for any number. */
  readonly characters?: number;
}

export interface SessionQuery {
  readonly agentId?: string;
  readonly customerId?: string;
  /** Sessions that carry all of them. */
  readonly labels?: readonly string[];
  readonly sort: 'asc' | 'desc';
  readonly limit: number;
  /** Position after which to go on. */
  readonly after?: { readonly createdAt: number; readonly id: string };
}

export interface HandoffFilter {
  /** `open`: every stage that is not an end. `waiting`: requested, queued or offered. Else one stage. */
  readonly stage?: string;
  readonly session?: string;
  readonly department?: string;
  /** Who holds it, is offered it, or held it last. */
  readonly operator?: string;
  readonly reason?: string;
  /** Requested at or after, and before; microseconds since 1970. */
  readonly since?: number;
  readonly before?: number;
}

export interface HandoffQuery extends HandoffFilter {
  /** `queue`: the higher priority first, then the older request. Default `oldest`. */
  readonly sort?: 'oldest' | 'newest' | 'queue';
  readonly limit: number;
  readonly after?: { readonly requestedAt: number; readonly id: string; readonly priority?: number };
}

/** What nodes have begun. `living`: their ids. `before`: only sessions in which nothing was written since then. */
export interface WorkOf {
  readonly living: readonly string[];
}

export interface RequestQuery {
  readonly of: { readonly customerId: string } | { readonly sessionId: string };
  /** Microseconds since 1970. */
  readonly since: number;
  readonly limit: number;
}

/**
 * Port: where sessions, their logs and their handoffs live. Writes resolve once they are durable and wake the
 * readers of their session; a write that fails (disk full, …) rejects and has changed nothing. Reads never
 * wait for a write.
 */
export interface SessionStore extends AsyncDisposable {
  createSession(session: NewSession, idempotency?: Idempotency): Promise<CreateSessionOutcome>;
  commit(write: SessionWrite): Promise<WriteOutcome>;
  updateEventMetadata(
    sessionId: string,
    offset: number,
    change: { readonly set: JsonObject; readonly unset: readonly string[] },
  ): Promise<boolean>;
  /** Removes sessions with their logs and handoffs; returns the ids that existed. */
  deleteSessions(ids: readonly string[]): Promise<string[]>;

  readSession(id: string): Promise<SessionRecord | null>;
  /**
   * As of a moment ago, and undefined when that is not known without a question. Another node may have changed it since:
   * what is decided by it is written with `guard.revision`, and after a `conflict` decided again by what is read.
   */
  recallSession?(id: string): RecalledSession | undefined;
  listSessions(query: SessionQuery): Promise<SessionRecord[]>;
  countSessions(query: Omit<SessionQuery, 'sort' | 'limit' | 'after'>): Promise<number>;
  /** Not-deleted events in offset order. */
  listEvents(query: EventQuery): Promise<EventRecord[]>;
  /** The event at an offset, also when it is deleted. */
  readEvent(sessionId: string, offset: number): Promise<EventRecord | null>;
  /** Newest not-deleted events first, from `beforeOffset` down; `characters` as in EventQuery. */
  listEventsBackward(
    sessionId: string,
    beforeOffset: number,
    limit: number,
    characters?: number,
  ): Promise<EventRecord[]>;
  /** Messages that were appended unfinished and are not complete, oldest first; `by`: whose turns are left out. */
  listUnfinished(
    limit: number,
    by?: WorkOf,
  ): Promise<{ readonly sessionId: string; readonly offset: number }[]>;
  /**
   * Ids of sessions in automatic mode whose newest customer message has no answer, oldest first; `by`: without those
   * that one of these nodes has begun to answer, whatever came of it.
   */
  listUnanswered(limit: number, by?: WorkOf & { readonly before: number }): Promise<string[]>;

  readOpenHandoff(sessionId: string): Promise<HandoffState | null>;
  readHandoff(id: string): Promise<HandoffState | null>;
  /** The handoff of this session that ended last. */
  readLastHandoff(sessionId: string): Promise<HandoffState | null>;
  listHandoffs(query: HandoffQuery): Promise<HandoffState[]>;
  /** Those that ended at this time or later, the one that ended last first. */
  listEndedSince(since: number, limit: number): Promise<HandoffState[]>;
  countHandoffs(filter: HandoffFilter): Promise<number>;
  /** Who of ours served this customer last, and until when, if that was at or after `since` (H6.2). */
  readLastOperator(
    customerId: string,
    since: number,
  ): Promise<{ readonly operatorId: string; readonly endedAt: number } | null>;
  /** Handoffs of one customer, or of one session, requested after a time: the newest first (H4.7). */
  listRequests(query: RequestQuery): Promise<PastRequest[]>;
  /** The entries from number `from` on, oldest first. */
  listJournal(handoffId: string, from?: number): Promise<{ seq: number; fact: JournalFact }[]>;
  /** Open handoffs whose timer is due up to `until`, in order of their due times. */
  listDueHandoffs(until: number, limit: number): Promise<{ id: string; sessionId: string; due: number }[]>;
  /** When the next timer is due; null when none runs. */
  nextDue(): Promise<number | null>;

  /** What a request with this key was answered before; null when there was none. */
  findRepeat(sessionId: string, idempotency: Idempotency): Promise<number | 'mismatch' | null>;
  /** Answers whether the store can be read and written. */
  ping(): Promise<boolean>;
}
