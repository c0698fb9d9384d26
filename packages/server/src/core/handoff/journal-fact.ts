import type { ContextPackage, Evidence, OperatorRef } from '@baton/protocol';

/** How long each stage may last, in seconds. Fixed when a handoff opens, so that its clocks can be recomputed. */
export interface HandoffPolicy {
  /** The AI's own turn may say the transition message within this time; then the desk says it. */
  readonly transitionSeconds: number;
  /** From request to acceptance, as promised (H7.1). */
  readonly serviceLevelSeconds: number;
  /** Between two messages to somebody who is still waiting after the service level. */
  readonly reminderSeconds: number;
  /** From request to giving up when nobody comes. */
  readonly giveUpSeconds: number;
  /** How often an active handoff is checked for a customer who waits for an answer. */
  readonly idleSeconds: number;
  /** An active handoff in which nobody has written for this long goes back to the AI. */
  readonly abandonSeconds: number;
}

export const DEFAULT_HANDOFF_POLICY: HandoffPolicy = {
  transitionSeconds: 5,
  serviceLevelSeconds: 60,
  reminderSeconds: 180,
  giveUpSeconds: 1800,
  idleSeconds: 300,
  abandonSeconds: 86_400,
};

/** Whom the one who asked for a person has in mind. */
export interface WantedPerson {
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
  readonly policy: HandoffPolicy;
  readonly package: ContextPackage;
  /** Offset the session's log had reached. */
  readonly offset: number;
}

/** An operator, or null for a system outside that acts for a person we do not know. */
export type Actor = OperatorRef | null;

/** One entry of a handoff's journal: what happened, in the past tense. A handoff is the fold over them (H1.4). */
export type JournalFact = { readonly at: number } & (
  | ({ readonly type: 'requested' } & Opening)
  | ({ readonly type: 'taken-over'; readonly operator: Actor } & Opening)
  | {
      readonly type: 'joined';
      readonly reason: string;
      readonly evidence: readonly Evidence[];
      readonly priority: number;
      readonly wanted?: WantedPerson;
    }
  | { readonly type: 'transition-said'; readonly by: 'ai' | 'desk' }
  | { readonly type: 'queued' }
  | { readonly type: 'delayed' }
  | { readonly type: 'reminded' }
  | { readonly type: 'accepted'; readonly operator: Actor }
  | { readonly type: 'first-word-said' }
  | { readonly type: 'noted'; readonly author: OperatorRef; readonly text: string }
  | { readonly type: 'idle-checked'; readonly customerWaiting: boolean }
  | {
      readonly type: 'resolved';
      readonly operator: Actor;
      readonly disposition: string;
      readonly outcome: string | null;
    }
  | { readonly type: 'returned'; readonly operator: Actor; readonly outcome: string | null }
  | { readonly type: 'withdrawn' }
  | {
      readonly type: 'contact-chosen';
      readonly kind: 'callback' | 'email';
      readonly address: string;
      readonly callAt: string | null;
    }
  | { readonly type: 'abandoned' }
  | { readonly type: 'failed'; readonly why: 'nobody-came' | 'events-deleted' }
);
