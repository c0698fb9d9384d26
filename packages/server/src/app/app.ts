import type { HandoffPolicy } from '../core/handoff/handoff-policy.ts';
import type { AgentBehaviour } from '../engine/behaviour.ts';
import type { Clock } from '../ports/clock.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';
import type { ContentWriter } from '../ports/content-writer.ts';
import type { GuidelineMatcher } from '../ports/engine-stages.ts';
import type { ArticleSearch } from '../ports/article-search.ts';
import type { Log } from '../ports/log.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Moderator } from '../ports/moderator.ts';
import type { Idempotency, SessionStore } from '../ports/session-store.ts';
import type { TraceStore } from '../ports/trace-store.ts';
import type { TextAnalyser } from '../ports/text-analyser.ts';
import type { WakeUps } from '../ports/wake-ups.ts';
import type { Lexicon } from '../core/package/mood.ts';
import type { Leadership } from './cluster/leadership.ts';
import type { Attachments } from './attachments/attachments.ts';
import type { FollowUpNews } from './follow-ups/follow-up-news.ts';
import type { LinesView } from './lines-view.ts';
import type { KnownVariables } from './package/known-variables.ts';
import type { StaffView } from './staff/staff-view.ts';

export type { Log } from '../ports/log.ts';

/** What the use cases work with. */
export interface App {
  readonly sessions: SessionStore;
  readonly directory: DirectoryStore;
  readonly traces: TraceStore;
  /** Judges customers' messages where that is asked for; null: nothing can. */
  readonly moderator: Moderator | null;
  readonly articleSearch: ArticleSearch;
  /** Has what an agent matches by meaning encoded ahead. */
  readonly prepareBehaviour?: (behaviour: AgentBehaviour) => Promise<void>;
  /** Tells which guidelines a past message would match; absent: nothing does. */
  readonly guidelineMatcher?: GuidelineMatcher;
  /** Says what may be learnt from a person's answer for every customer; absent: it stays as he said it. */
  readonly contentWriter?: ContentWriter;
  /** Null: patterns and small words have to do. */
  readonly textAnalyser: TextAnalyser | null;
  /** How an English message sounds; absent: the product's own words have to do. */
  readonly lexicon?: Lexicon;
  /** What an agent knows of a customer, for the context package; absent: nothing. */
  readonly knownVariables?: KnownVariables;
  readonly clock: Clock;
  readonly wakeUps: WakeUps;
  readonly turns: Turns;
  /** Absent: there is no other node. */
  readonly leadership?: Leadership;
  /** Who works at the desk. */
  readonly staff: StaffView;
  /** Who waits where, and for how long probably. */
  readonly lines: LinesView;
  /** Sends e-mail; absent: none is set up. */
  readonly mailer?: Mailer;
  /** Hears of each follow-up that was written; absent: nobody sees to them. */
  readonly followUpNews?: FollowUpNews;
  /** Files of sessions; absent: none are taken. */
  readonly attachments?: Attachments;
  /** What a test sets of every department's policy. */
  readonly policy: Partial<HandoffPolicy>;
  /** Handoffs an hour that one customer may cause (H4.7); default 6. */
  readonly requestsPerCustomer?: number;
  readonly log: Log;
}

/** Starts and stops AI turns; at most one runs in a session. */
export interface Turns {
  /** Starts a turn; one that runs is cancelled first and replaced. */
  start(sessionId: string, request: TurnRequest): void;
  /** Cancels the session's turn, if one runs: its words are no longer wanted. */
  cancel(sessionId: string): void;
  isRunning(sessionId: string): boolean;
}

export interface TurnRequest {
  readonly traceId: string;
  /** Called with the offset of the turn's first status event, or null when the turn did not start. */
  readonly onAcknowledged?: (offset: number | null) => void;
  /** Called with the offset of the turn's first message, when the turn was told what to say. */
  readonly onSaid?: (offset: number) => void;
  /** Called when the turn has ended, however it ended. */
  readonly onEnd?: () => void;
  /** A repetition makes no second turn: it is told the offset that the first one was told. */
  readonly idempotency?: Idempotency | undefined;
  /** What to say: the turn then answers nothing and runs in manual mode too. */
  readonly instructions?: readonly string[];
  /** Run although there may be nothing to answer: a greeting, or a request to speak. */
  readonly unprompted?: boolean;
}
