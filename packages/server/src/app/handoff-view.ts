import type { Handoff, HandoffDetail, JournalEntry, JsonObject, Offer, Rating } from '@baton/protocol';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import { appliedPackage } from '../core/package/applied-package.ts';
import type { JournalFact } from '../core/handoff/journal-fact.ts';
import { isHeld, openCommitments } from '../core/handoff/handoff-state.ts';
import { nextTimer } from '../core/handoff/timers.ts';
import { formatTime } from '../core/time.ts';

function timeOrNull(at: number | null): string | null {
  return at === null ? null : formatTime(at);
}

/** A handoff as lists show it. */
export function handoffView(state: HandoffState, position: number | null): Handoff {
  return {
    id: state.id,
    session_id: state.sessionId,
    agent: { ...state.agent },
    customer: { ...state.customer },
    stage: state.stage,
    reason: state.reason,
    evidence: [...state.evidence],
    summary: appliedPackage(state.package).summary,
    priority: state.priority,
    position,
    operator: isHeld(state.stage) || state.endedAt !== null ? state.operator : null,
    requirements: { ...state.requirements, skills: [...state.requirements.skills] },
    relaxed: [...state.relaxed],
    offer: offerView(state),
    transfers: state.transfers,
    requeues: state.requeues,
    wait: state.told?.range ?? null,
    commitments_open: openCommitments(state).length,
    rating: ratingView(state),
    requested_utc: formatTime(state.requestedAt),
    waiting_since_utc: formatTime(state.waitingSince),
    queued_utc: timeOrNull(state.queuedAt),
    offered_utc: timeOrNull(state.offeredAt),
    accepted_utc: timeOrNull(state.acceptedAt),
    first_human_word_utc: timeOrNull(state.firstHumanWordAt),
    ended_utc: timeOrNull(state.endedAt),
    service_level_seconds: state.policy.serviceLevelSeconds,
    breached: state.breached,
    timer_due_utc: timeOrNull(nextTimer(state.timers)?.due ?? null),
    entries: state.entries,
    disposition: state.disposition,
    outcome: state.outcome,
    contact: state.contact,
  };
}

function offerView({ offer }: HandoffState): Offer | null {
  if (offer === null) return null;
  const { operator, since, until } = offer;
  return { operator, since_utc: formatTime(since), until_utc: formatTime(until) };
}

function ratingView({ rating }: HandoffState): Rating | null {
  if (rating === null) return null;
  return { score: rating.score, comment: rating.comment, creation_utc: formatTime(rating.at) };
}

/** What the customer of the session may see: nothing that only operators read. */
export function customerHandoffView(state: HandoffState, position: number | null): Handoff {
  return {
    ...handoffView(state, position),
    evidence: [],
    summary: '',
    reason: '',
    priority: 0,
    operator: state.operator === null ? null : { id: '', name: state.operator.name },
    disposition: null,
    outcome: null,
    requirements: { department: state.requirements.department, skills: [], language: null },
    relaxed: [],
    offer: null,
    commitments_open: 0,
  };
}

export function handoffDetailView(
  state: HandoffState,
  position: number | null,
  journal: readonly { readonly seq: number; readonly fact: JournalFact }[],
): HandoffDetail {
  return {
    ...handoffView(state, position),
    package: appliedPackage(state.package),
    notes: [...state.notes],
    stretches: state.stretches.map(({ operator, from, to, how }) => ({
      operator,
      from_utc: formatTime(from),
      to_utc: timeOrNull(to),
      how,
    })),
    commitments: state.commitments.map(({ id, text, due, author, at, settledAt }) => ({
      id,
      text,
      due_utc: timeOrNull(due),
      author,
      creation_utc: formatTime(at),
      settled_utc: timeOrNull(settledAt),
    })),
    journal: journal.map(({ seq, fact }) => journalEntry(seq, fact)),
  };
}

/** The package and policy stand in the handoff itself; the journal says what happened. */
function journalEntry(seq: number, fact: JournalFact): JournalEntry {
  const { at, type, ...rest } = fact;
  const data: Record<string, unknown> = { ...rest };
  for (const key of ['package', 'policy', 'agent', 'customer', 'handoffId', 'sessionId']) delete data[key];
  return { seq, type, creation_utc: formatTime(at), data: data as JsonObject };
}
