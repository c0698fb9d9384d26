import type {
  Alternative,
  ContextPackage,
  Correction,
  Evidence,
  OperatorRef,
  Requirements,
} from '@baton/protocol';
import type { RelaxationStep } from '../routing/relax.ts';
import type { WaitQuote } from '../waiting/calibration.ts';
import type { Told } from '../waiting/tell-again.ts';
import type { HandoffPolicy } from './handoff-policy.ts';

/** Whom the one who asked for a person has in mind. */
export interface WantedPerson {
  /** Id or name. */
  readonly department?: string;
  readonly skills?: readonly string[];
  readonly language?: string;
  /** For the operator. */
  readonly note?: string;
}

/** What every handoff begins with, however it begins. */
export interface Opening {
  readonly handoffId: string;
  readonly sessionId: string;
  readonly agent: { readonly id: string; readonly name: string };
  readonly customer: { readonly id: string; readonly name: string };
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly priority: number;
  readonly wanted?: WantedPerson;
  readonly requirements: Requirements;
  /** Who served this customer last, and until when he is asked first (H6.2). */
  readonly lastOperator: { readonly id: string; readonly until: number } | null;
  readonly policy: HandoffPolicy;
  readonly package: ContextPackage;
  /** What the AI had promised before. */
  readonly commitments?: readonly HandedCommitment[];
  /** Offset the session's log had reached. */
  readonly offset: number;
}

/** Something that the AI promised while nobody held the session. Times are microseconds since 1970. */
export interface HandedCommitment {
  readonly id: string;
  readonly text: string;
  readonly due: number | null;
  readonly at: number;
}

/** An operator, or null for a system outside that acts for a person we do not know. */
export type Actor = OperatorRef | null;

/** How an operator came to hold a session. */
export type Arrival = 'offer' | 'auto' | 'picked' | 'takeover' | 'wrote';

/** How an offer ended without a yes. `left`: the operator is not here any more; that is no decline. */
export type OfferEnd = 'declined' | 'timed-out' | 'left' | 'unsuited';

/** One entry of a handoff's journal: what happened, in the past tense. A handoff is the fold over them (H1.4). */
export type JournalFact = { readonly at: number } & (
  | OpeningFact
  | WaitingFact
  | RoutingFact
  | StretchFact
  | RecordFact
  | EndFact
);

type OpeningFact =
  | ({ readonly type: 'requested' } & Opening)
  | ({ readonly type: 'taken-over'; readonly operator: Actor } & Opening)
  | {
      readonly type: 'joined';
      readonly reason: string;
      readonly evidence: readonly Evidence[];
      readonly priority: number;
      readonly wanted?: WantedPerson;
    };

/** What the one who waits was told. */
interface ToldFact {
  readonly told: Told | null;
  readonly quote?: WaitQuote | null;
  readonly alternatives: readonly Alternative[];
}

type WaitingFact =
  | { readonly type: 'transition-said'; readonly by: 'ai' | 'desk' }
  | ({ readonly type: 'queued' } & ToldFact)
  /** The service level is near: a lead has been alerted (H7.1). */
  | { readonly type: 'warned' }
  | ({ readonly type: 'delayed' } & ToldFact)
  | ({ readonly type: 'reminded' } & ToldFact)
  | ({ readonly type: 'told' } & ToldFact)
  /** There was nothing new to tell. */
  | { readonly type: 'line-checked' };

type RoutingFact =
  | {
      readonly type: 'offered';
      readonly operator: OperatorRef;
      readonly until: number;
      /** He was chosen by a colleague, not by the order of the queue. */
      readonly direct: boolean;
    }
  | { readonly type: 'declined'; readonly operator: OperatorRef; readonly why: OfferEnd }
  | { readonly type: 'relaxed'; readonly step: RelaxationStep }
  | { readonly type: 'prioritised'; readonly by: Actor; readonly priority: number }
  | {
      readonly type: 'transferred';
      /** Null: the desk itself, since the department is no more. */
      readonly by: Actor;
      readonly requirements: Requirements;
      readonly policy: HandoffPolicy;
      readonly to: OperatorRef | null;
      readonly told: Told | null;
      /** Absent: none. */
      readonly alternatives?: readonly Alternative[];
    }
  | {
      readonly type: 'requeued';
      readonly operator: OperatorRef;
      readonly why: 'operator-lost' | 'operator-deleted';
      readonly told: Told | null;
      /** Absent: none. */
      readonly alternatives?: readonly Alternative[];
    };

type StretchFact =
  | { readonly type: 'accepted'; readonly operator: Actor; readonly how: Arrival }
  | { readonly type: 'first-word-said' }
  | { readonly type: 'idle-checked'; readonly customerWaiting: boolean }
  /** It would go back to the AI, were it not for what is still promised: the holder has been asked (H8.4). */
  | { readonly type: 'owner-asked' }
  /** It goes back to the AI at `until` unless somebody writes (H8.3). */
  | { readonly type: 'returning'; readonly until: number }
  | { readonly type: 'kept'; readonly by: Actor };

type RecordFact =
  | {
      readonly type: 'noted';
      readonly author: OperatorRef;
      readonly text: string;
      /** A lead's word for the holder. */
      readonly whisper?: true;
    }
  | { readonly type: 'corrected'; readonly correction: Correction }
  | { readonly type: 'package-updated'; readonly package: ContextPackage }
  /** Who asked for a person is somebody we know: he has signed in since, or the session was given to him. */
  | { readonly type: 'identified'; readonly customer: ContextPackage['customer'] }
  | {
      readonly type: 'committed';
      readonly id: string;
      readonly text: string;
      readonly due: number | null;
      /** Null: the AI's tool. */
      readonly author: Actor;
    }
  | { readonly type: 'commitment-settled'; readonly id: string; readonly by: Actor }
  | { readonly type: 'rated'; readonly score: number; readonly comment: string | null };

type EndFact =
  | {
      readonly type: 'resolved';
      readonly operator: Actor;
      readonly disposition: string;
      readonly outcome: string | null;
      /** The newest offset he had seen; absent: all there was. */
      readonly seenOffset?: number;
    }
  | {
      readonly type: 'returned';
      readonly operator: Actor;
      readonly outcome: string | null;
      readonly why: 'operator' | 'idle' | 'outside';
    }
  | { readonly type: 'withdrawn' }
  | {
      readonly type: 'contact-chosen';
      readonly kind: 'callback' | 'email';
      readonly address: string;
      readonly callAt: string | null;
    }
  | { readonly type: 'abandoned' }
  | { readonly type: 'failed'; readonly why: 'nobody-came' | 'events-deleted' };
