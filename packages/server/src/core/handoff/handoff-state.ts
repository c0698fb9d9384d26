import type { ContextPackage, Evidence, HandoffStage, Note, OperatorRef } from '@baton/protocol';
import { formatTime } from '../time.ts';
import type { Actor, HandoffPolicy, JournalFact, Opening } from './journal-fact.ts';

export type TimerName = 'transition' | 'service-level' | 'reminder' | 'idle';

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
  readonly operator: OperatorRef | null;
  readonly transitionSaid: boolean;
  readonly requestedAt: number;
  readonly queuedAt: number | null;
  readonly acceptedAt: number | null;
  readonly firstHumanWordAt: number | null;
  readonly endedAt: number | null;
  readonly breached: boolean;
  readonly notes: readonly Note[];
  readonly disposition: string | null;
  readonly outcome: string | null;
  readonly contact: {
    readonly kind: 'callback' | 'email';
    readonly address: string;
    readonly at: string | null;
  } | null;
  /** The one timer that runs in an open stage (H3.1); null in an end. */
  readonly timer: { readonly name: TimerName; readonly due: number } | null;
  /** Number of journal entries. */
  readonly entries: number;
}

const SECOND = 1_000_000;

/** Those of the wire's OPEN_STAGES, without the wire's schemas: the thread that writes the database has room for none. */
export function isOpen(stage: HandoffStage): boolean {
  return isWaiting(stage) || stage === 'active' || stage === 'returning';
}

/** Requested, queued or offered: nobody has come yet. */
export function isWaiting(stage: HandoffStage): boolean {
  return stage === 'requested' || stage === 'queued' || stage === 'offered';
}

/** The handoff after one more fact. Pure: folding the whole journal gives what is stored (H1.4). */
export function applyFact(state: HandoffState | null, fact: JournalFact): HandoffState {
  if (state === null) {
    if (fact.type === 'requested') return open(fact, 'requested', null, fact.at);
    if (fact.type === 'taken-over') return open(fact, 'active', fact.operator, fact.at);
    throw new Error(`a handoff cannot begin with the fact '${fact.type}'`);
  }
  return { ...change(state, fact), entries: state.entries + 1 };
}

/** Folds a whole journal. */
export function foldJournal(facts: Iterable<JournalFact>): HandoffState | null {
  let state: HandoffState | null = null;
  for (const fact of facts) state = applyFact(state, fact);
  return state;
}

function open(opening: Opening, stage: 'requested' | 'active', operator: Actor, at: number): HandoffState {
  const active = stage === 'active';
  const { policy } = opening;
  return {
    id: opening.handoffId,
    sessionId: opening.sessionId,
    agent: opening.agent,
    customer: opening.customer,
    stage,
    reason: opening.reason,
    evidence: opening.evidence,
    priority: opening.priority,
    policy,
    package: opening.package,
    openedOffset: opening.offset,
    operator,
    transitionSaid: active,
    requestedAt: at,
    queuedAt: null,
    acceptedAt: active ? at : null,
    firstHumanWordAt: null,
    endedAt: null,
    breached: false,
    notes: [],
    disposition: null,
    outcome: null,
    contact: null,
    timer: active
      ? { name: 'idle', due: at + policy.idleSeconds * SECOND }
      : { name: 'transition', due: at + policy.transitionSeconds * SECOND },
    entries: 1,
  };
}

function change(state: HandoffState, fact: JournalFact): HandoffState {
  const { policy } = state;
  switch (fact.type) {
    case 'requested':
    case 'taken-over':
      throw new Error(`the fact '${fact.type}' can only begin a handoff`);
    case 'joined':
      return {
        ...state,
        evidence: [...state.evidence, ...fact.evidence],
        priority: Math.max(state.priority, fact.priority),
      };
    case 'transition-said':
      return { ...state, transitionSaid: true };
    case 'queued':
      return {
        ...state,
        stage: 'queued',
        queuedAt: fact.at,
        timer: { name: 'service-level', due: state.requestedAt + policy.serviceLevelSeconds * SECOND },
      };
    case 'delayed':
    case 'reminded':
      return { ...state, breached: true, timer: { name: 'reminder', due: nextReminder(state, fact.at) } };
    case 'accepted':
      return {
        ...state,
        stage: 'active',
        operator: fact.operator,
        acceptedAt: state.acceptedAt ?? fact.at,
        timer: { name: 'idle', due: fact.at + policy.idleSeconds * SECOND },
      };
    case 'first-word-said':
      return { ...state, firstHumanWordAt: fact.at };
    case 'noted': {
      const note = { author: fact.author, text: fact.text, creation_utc: formatTime(fact.at) };
      return { ...state, notes: [...state.notes, note] };
    }
    case 'idle-checked':
      return { ...state, timer: { name: 'idle', due: fact.at + policy.idleSeconds * SECOND } };
    case 'resolved':
      return { ...end(state, 'resolved', fact.at), disposition: fact.disposition, outcome: fact.outcome };
    case 'returned':
      return { ...end(state, 'returned', fact.at), outcome: fact.outcome };
    case 'withdrawn':
      return end(state, 'withdrawn', fact.at);
    case 'contact-chosen': {
      const contact = { kind: fact.kind, address: fact.address, at: fact.callAt };
      return { ...end(state, fact.kind, fact.at), contact };
    }
    case 'abandoned':
      return end(state, 'abandoned', fact.at);
    case 'failed':
      return end(state, 'failed', fact.at);
  }
}

function end(state: HandoffState, stage: HandoffStage, at: number): HandoffState {
  return { ...state, stage, endedAt: at, timer: null };
}

/** A reminder after the usual pause, but never past the moment of giving up. */
function nextReminder(state: HandoffState, at: number): number {
  const giveUpAt = state.requestedAt + state.policy.giveUpSeconds * SECOND;
  return Math.max(at, Math.min(at + state.policy.reminderSeconds * SECOND, giveUpAt));
}
