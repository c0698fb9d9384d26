import { formatTime } from '../time.ts';
import { nextRelaxationAt } from '../routing/relax.ts';
import type { HandoffState } from './handoff-state.ts';
import { needOf, relaxationPolicy } from './need-of.ts';
import type { Actor, Arrival, JournalFact, Opening } from './journal-fact.ts';
import { stop } from './timers.ts';
import type { Timers } from './timers.ts';

const SECOND = 1_000_000;
/** The lead is alerted when this share of the service level has passed. */
const NEAR_SHARE = 0.75;
/** More reasons for one request tell an operator nothing; the newest stay. */
const MOST_EVIDENCE = 50;

type Of<T extends JournalFact['type']> = Extract<JournalFact, { readonly type: T }>;

/** The handoff after one more fact. Pure: folding the whole journal gives what is stored (H1.4). */
export function applyFact(state: HandoffState | null, fact: JournalFact): HandoffState {
  if (state === null) {
    if (fact.type === 'requested') return begin(fact, fact.at);
    if (fact.type === 'taken-over') return hold(begin(fact, fact.at), fact.operator, 'takeover', fact.at);
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

function begin(opening: Opening, at: number): HandoffState {
  const { policy } = opening;
  return {
    id: opening.handoffId,
    sessionId: opening.sessionId,
    agent: opening.agent,
    customer: opening.customer,
    stage: 'requested',
    reason: opening.reason,
    evidence: opening.evidence.slice(-MOST_EVIDENCE),
    priority: opening.priority,
    policy,
    package: opening.package,
    openedOffset: opening.offset,
    requirements: opening.requirements,
    relaxed: [],
    declined: [],
    lastOperator: opening.lastOperator,
    offer: null,
    operator: null,
    stretches: [],
    transitionSaid: false,
    requestedAt: at,
    waitingSince: at,
    queuedAt: null,
    offeredAt: null,
    acceptedAt: null,
    firstHumanWordAt: null,
    keptAt: null,
    endedAt: null,
    breached: false,
    told: null,
    quote: null,
    alternatives: [],
    transfers: 0,
    requeues: 0,
    notes: [],
    commitments: (opening.commitments ?? []).map((each) => ({ ...each, author: null, settledAt: null })),
    disposition: null,
    outcome: null,
    seenOffset: null,
    contact: null,
    rating: null,
    timers: { transition: at + policy.transitionSeconds * SECOND },
    entries: 1,
  };
}

function change(state: HandoffState, fact: JournalFact): HandoffState {
  switch (fact.type) {
    case 'requested':
    case 'taken-over':
      throw new Error(`the fact '${fact.type}' can only begin a handoff`);
    case 'joined':
      return {
        ...state,
        evidence: [...state.evidence, ...fact.evidence].slice(-MOST_EVIDENCE),
        priority: Math.max(state.priority, fact.priority),
      };
    case 'transition-said':
      return { ...state, transitionSaid: true };
    case 'queued':
    case 'warned':
    case 'delayed':
    case 'reminded':
    case 'told':
    case 'line-checked':
      return wait(state, fact);
    case 'offered':
    case 'declined':
    case 'relaxed':
    case 'prioritised':
    case 'transferred':
    case 'requeued':
      return route(state, fact);
    case 'accepted':
      return hold(state, fact.operator, fact.how, fact.at);
    case 'first-word-said':
      return { ...state, firstHumanWordAt: fact.at };
    case 'idle-checked':
    case 'owner-asked':
      return { ...state, timers: idleTimer(state, fact.at) };
    case 'returning':
      return { ...state, stage: 'returning', timers: { return: fact.until } };
    case 'kept':
      return { ...state, stage: 'active', keptAt: fact.at, timers: idleTimer(state, fact.at) };
    case 'noted':
    case 'corrected':
    case 'package-updated':
    case 'identified':
    case 'committed':
    case 'commitment-settled':
    case 'rated':
      return record(state, fact);
    default:
      return end(state, fact);
  }
}

function wait(
  state: HandoffState,
  fact: Of<'queued' | 'warned' | 'delayed' | 'reminded' | 'told' | 'line-checked'>,
): HandoffState {
  const { policy, timers } = state;
  const { at } = fact;
  if (fact.type === 'warned') return { ...state, timers: stop(timers, 'near') };
  if (fact.type === 'line-checked') return { ...state, timers: tellLater(state, at) };
  const told = {
    ...state,
    told: fact.told ?? state.told,
    quote: state.quote ?? fact.quote ?? null,
    alternatives: fact.alternatives,
  };
  if (fact.type === 'told') return { ...told, timers: tellLater(state, at) };
  if (fact.type === 'queued') return { ...enterQueue(told, at), queuedAt: at };
  // Who waits for days is not told every few minutes that he does.
  const pause = Math.max(policy.reminderSeconds * SECOND, Math.round((at - state.waitingSince) / 10));
  const reminder = at + pause;
  return {
    ...told,
    breached: true,
    timers: { ...stop(timers, 'near', 'service-level', 'tell'), reminder },
  };
}

function route(
  state: HandoffState,
  fact: Of<'offered' | 'declined' | 'relaxed' | 'prioritised' | 'transferred' | 'requeued'>,
): HandoffState {
  const { at } = fact;
  switch (fact.type) {
    case 'offered': {
      const { operator, until, direct } = fact;
      return {
        ...state,
        stage: 'offered',
        offer: { operator, since: at, until, direct },
        offeredAt: state.offeredAt ?? at,
        timers: { ...state.timers, offer: until },
      };
    }
    case 'declined': {
      const { operator, why } = fact;
      const gone = why === 'left' || why === 'unsuited' || state.declined.includes(operator.id);
      return {
        ...state,
        stage: 'queued',
        offer: null,
        declined: gone ? state.declined : [...state.declined, operator.id],
        timers: stop(state.timers, 'offer'),
      };
    }
    case 'relaxed': {
      const relaxed = { ...state, relaxed: [...state.relaxed, fact.step.relaxed] };
      return { ...relaxed, timers: { ...stop(state.timers, 'relax'), ...relaxTimer(relaxed) } };
    }
    case 'prioritised':
      return { ...state, priority: fact.priority };
    case 'transferred':
      return enterQueue(
        {
          ...waitAgain(state, fact),
          requirements: fact.requirements,
          policy: fact.policy,
          relaxed: [],
          declined: [],
          lastOperator: null,
          transfers: state.transfers + 1,
        },
        at,
      );
    case 'requeued':
      return enterQueue({ ...waitAgain(state, fact), requeues: state.requeues + 1 }, at);
  }
}

/** He waits anew: what he was told before, and what was offered to him, does not hold any more. */
function waitAgain(
  state: HandoffState,
  { at, told, alternatives }: Of<'transferred' | 'requeued'>,
): HandoffState {
  return { ...leave(state, at), waitingSince: at, quote: null, told, alternatives: alternatives ?? [] };
}

function record(
  state: HandoffState,
  fact: Of<
    'noted' | 'corrected' | 'package-updated' | 'identified' | 'committed' | 'commitment-settled' | 'rated'
  >,
): HandoffState {
  const { at } = fact;
  switch (fact.type) {
    case 'noted': {
      const whisper = fact.whisper === true && { whisper: true };
      const note = { author: fact.author, text: fact.text, creation_utc: formatTime(at), ...whisper };
      return { ...state, notes: [...state.notes, note] };
    }
    case 'corrected': {
      const corrections = [...state.package.corrections, fact.correction];
      return { ...state, package: { ...state.package, corrections } };
    }
    case 'identified': {
      const { id, name } = fact.customer;
      return { ...state, customer: { id, name }, package: { ...state.package, customer: fact.customer } };
    }
    case 'package-updated':
      // What was put right stays put right.
      return { ...state, package: { ...fact.package, corrections: state.package.corrections } };
    case 'committed': {
      const { id, text, due, author } = fact;
      return {
        ...state,
        commitments: [...state.commitments, { id, text, due, author, at, settledAt: null }],
      };
    }
    case 'commitment-settled':
      return {
        ...state,
        commitments: state.commitments.map((each) =>
          each.id === fact.id && each.settledAt === null ? { ...each, settledAt: at } : each,
        ),
      };
    case 'rated':
      return {
        ...state,
        rating: { score: fact.score, comment: fact.comment, at, times: (state.rating?.times ?? 0) + 1 },
      };
  }
}

function end(
  state: HandoffState,
  fact: Of<'resolved' | 'returned' | 'withdrawn' | 'contact-chosen' | 'abandoned' | 'failed'>,
): HandoffState {
  const ended = { ...leave(state, fact.at), endedAt: fact.at, timers: {} };
  switch (fact.type) {
    case 'resolved':
      return {
        ...ended,
        stage: 'resolved',
        disposition: fact.disposition,
        outcome: fact.outcome,
        seenOffset: fact.seenOffset ?? null,
      };
    case 'returned':
      return { ...ended, stage: 'returned', outcome: fact.outcome };
    case 'contact-chosen':
      return {
        ...ended,
        stage: fact.kind,
        contact: { kind: fact.kind, address: fact.address, at: fact.callAt },
      };
    default:
      return { ...ended, stage: fact.type };
  }
}

/** Somebody holds the session from now on. */
function hold(state: HandoffState, operator: Actor, how: Arrival, at: number): HandoffState {
  const left = leave(state, at);
  return {
    ...left,
    stage: 'active',
    operator,
    stretches: [...left.stretches, { operator, from: at, to: null, how }],
    transitionSaid: true,
    acceptedAt: state.acceptedAt ?? at,
    timers: idleTimer(state, at),
  };
}

/** Nobody holds it and it is offered to nobody; who held it last stays written. */
function leave(state: HandoffState, at: number): HandoffState {
  const stretches = state.stretches.map((each) => (each.to === null ? { ...each, to: at } : each));
  return { ...state, offer: null, stretches };
}

function enterQueue(state: HandoffState, at: number): HandoffState {
  const { waitingSince, policy } = state;
  const level = policy.serviceLevelSeconds * SECOND;
  return {
    ...state,
    stage: 'queued',
    timers: {
      'give-up': waitingSince + policy.giveUpSeconds * SECOND,
      near: waitingSince + Math.round(level * NEAR_SHARE),
      'service-level': waitingSince + level,
      tell: at + policy.tellSeconds * SECOND,
      ...relaxTimer(state),
    },
  };
}

function relaxTimer(state: HandoffState): Timers {
  const due = nextRelaxationAt(needOf(state), relaxationPolicy(state.policy), state.waitingSince);
  return due === null ? {} : { relax: due };
}

function tellLater({ timers, policy }: HandoffState, at: number): Timers {
  return timers.tell === undefined ? timers : { ...timers, tell: at + policy.tellSeconds * SECOND };
}

function idleTimer({ policy }: HandoffState, at: number): Timers {
  const seconds = Math.min(policy.idleSeconds, policy.idleReturnSeconds ?? Infinity);
  return { idle: at + seconds * SECOND };
}
