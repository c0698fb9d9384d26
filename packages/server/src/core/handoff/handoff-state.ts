import type {
  Alternative,
  ContextPackage,
  Evidence,
  HandoffStage,
  Note,
  OperatorRef,
  Relaxation,
  Requirements,
} from '@baton/protocol';
import type { WaitQuote } from '../waiting/calibration.ts';
import type { Told } from '../waiting/tell-again.ts';
import type { HandoffPolicy } from './handoff-policy.ts';
import type { Actor, Arrival } from './journal-fact.ts';
import type { Timers } from './timers.ts';

/** The time one person holds a session. Times are microseconds since 1970. */
export interface StretchState {
  readonly operator: Actor;
  readonly from: number;
  readonly to: number | null;
  readonly how: Arrival;
}

/** Something promised to the customer. */
export interface CommitmentState {
  readonly id: string;
  readonly text: string;
  readonly due: number | null;
  readonly author: Actor;
  readonly at: number;
  readonly settledAt: number | null;
}

/** A handoff put to one operator. */
export interface OfferState {
  readonly operator: OperatorRef;
  readonly since: number;
  readonly until: number;
  readonly direct: boolean;
}

/** A handoff as folded from its journal. Times are microseconds since 1970. */
export interface HandoffState {
  readonly id: string;
  readonly sessionId: string;
  readonly agent: { readonly id: string; readonly name: string };
  readonly customer: { readonly id: string; readonly name: string };
  readonly stage: HandoffStage;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly priority: number;
  readonly policy: HandoffPolicy;
  readonly package: ContextPackage;
  /** Offset the session's log had reached when it began. */
  readonly openedOffset: number;
  readonly requirements: Requirements;
  readonly relaxed: readonly Relaxation[];
  /** Ids of operators who declined it or let its offer pass. */
  readonly declined: readonly string[];
  readonly lastOperator: { readonly id: string; readonly until: number } | null;
  readonly offer: OfferState | null;
  /** Who holds it, or held it last; null also for a system outside. */
  readonly operator: OperatorRef | null;
  readonly stretches: readonly StretchState[];
  readonly transitionSaid: boolean;
  /** The age by which it stands in a queue; kept by transfers and re-queues (H6.1). */
  readonly requestedAt: number;
  /** Since when the customer waits this time: the request, or the last transfer or re-queue. */
  readonly waitingSince: number;
  /** The first time of each. */
  readonly queuedAt: number | null;
  readonly offeredAt: number | null;
  readonly acceptedAt: number | null;
  readonly firstHumanWordAt: number | null;
  /** When its holder said last that it stays with him, though nobody wrote. */
  readonly keptAt: number | null;
  readonly endedAt: number | null;
  /** The service level has passed at least once with nobody there. */
  readonly breached: boolean;
  /** What the customer was told last of his wait, and what it was estimated to be. */
  readonly told: Told | null;
  readonly quote: WaitQuote | null;
  readonly alternatives: readonly Alternative[];
  readonly transfers: number;
  readonly requeues: number;
  readonly notes: readonly Note[];
  readonly commitments: readonly CommitmentState[];
  readonly disposition: string | null;
  readonly outcome: string | null;
  /** The newest offset that the holder had seen when he resolved it; null: all there was. */
  readonly seenOffset: number | null;
  readonly contact: {
    readonly kind: 'callback' | 'email';
    readonly address: string;
    readonly at: string | null;
  } | null;
  /** `times`: how often he has rated it by now. */
  readonly rating: {
    readonly score: number;
    readonly comment: string | null;
    readonly at: number;
    readonly times?: number;
  } | null;
  /** Those that run; none in an end, at least one in an open stage (H3.1). */
  readonly timers: Timers;
  /** Number of journal entries. */
  readonly entries: number;
}

/** Those of the wire's OPEN_STAGES, without the wire's schemas: the thread that writes the database has room for none. */
export function isOpen(stage: HandoffStage): boolean {
  return isWaiting(stage) || isHeld(stage);
}

/** Requested, queued or offered: nobody has come yet. */
export function isWaiting(stage: HandoffStage): boolean {
  return stage === 'requested' || stage === 'queued' || stage === 'offered';
}

/** Active or returning: somebody holds the session. */
export function isHeld(stage: HandoffStage): boolean {
  return stage === 'active' || stage === 'returning';
}

/** What is promised and not settled. */
export function openCommitments({ commitments }: HandoffState): CommitmentState[] {
  return commitments.filter((commitment) => commitment.settledAt === null);
}
