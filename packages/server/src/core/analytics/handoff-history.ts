import type { HandoffStage } from '@baton/protocol';
import { applyFact } from '../handoff/apply-fact.ts';
import type { HandoffState } from '../handoff/handoff-state.ts';
import { isHeld } from '../handoff/handoff-state.ts';
import type { JournalFact } from '../handoff/journal-fact.ts';
import type { WaitQuote } from '../waiting/calibration.ts';
import { followWait } from '../waiting/follow-wait.ts';
import type { WaitTrack } from '../waiting/follow-wait.ts';

/** Where something happened and by whom: null where it was nobody of ours. */
export interface Place {
  readonly department: string;
  readonly operator: string | null;
}

/** A wait of which the customer was told an estimate. */
export interface QuotedWait {
  readonly place: Place;
  readonly quote: WaitQuote;
  readonly waitedSeconds: number;
  /** He left; else somebody came. */
  readonly left: boolean;
}

/** What is measured of one handoff, read from its journal. Times are microseconds since 1970. */
export interface HandoffHistory {
  readonly agent: string;
  readonly reason: string;
  /** What fired first; null where it is not known. */
  readonly trigger: string | null;
  /** What it was resolved as; null where it was not. */
  readonly disposition: string | null;
  readonly stage: HandoffStage;
  readonly requestedAt: number;
  /** It began with somebody who came unasked: nobody has waited for him. */
  readonly unasked: boolean;
  readonly acceptedAt: number | null;
  readonly firstHumanWordAt: number | null;
  readonly endedAt: number | null;
  /** Waits longer than its service level. */
  readonly breached: boolean;
  /** The service level in force when somebody came, or now. */
  readonly levelSeconds: number;
  readonly stretches: readonly (Place & { readonly from: number; readonly to: number | null })[];
  /** Where it is, or ended. */
  readonly last: Place;
  readonly transfers: readonly Place[];
  readonly requeues: readonly Place[];
  readonly declined: readonly Place[];
  readonly waits: readonly QuotedWait[];
  readonly rating: number | null;
}

/** Offers that somebody did not take though he could have; one who has gone, or was not suited, did not refuse it. */
const DECLINES: ReadonlySet<string> = new Set(['declined', 'timed-out']);

interface Reading {
  readonly departments: string[];
  readonly transfers: Place[];
  readonly requeues: Place[];
  readonly declined: Place[];
  readonly waits: QuotedWait[];
  levelSeconds: number | null;
}

/** Reads a whole journal. Null for one that does not begin a handoff, or that was written before departments were. */
export function historyOf(facts: readonly JournalFact[]): HandoffHistory | null {
  const [first] = facts;
  if (first?.type !== 'requested' && first?.type !== 'taken-over') return null;
  // What comes out of the store may be older than the types.
  if ((first as { requirements?: unknown }).requirements === undefined) return null;
  const reading: Reading = {
    departments: [],
    transfers: [],
    requeues: [],
    declined: [],
    waits: [],
    levelSeconds: null,
  };
  let state: HandoffState | null = null;
  let track: WaitTrack | null = null;
  for (const fact of facts) {
    const before: HandoffState | null = state;
    state = applyFact(before, fact);
    note(reading, before ?? state, fact);
    track = noteWait(reading, track, fact);
  }
  return state === null ? null : finish(state, reading);
}

/** As much as can be told of a handoff of which only the end of its journal can be read. */
export function historyOfState(state: HandoffState): HandoffHistory {
  const { department } = state.requirements;
  const many = (n: number): Place[] => Array.from({ length: n }, () => ({ department, operator: null }));
  return finish(state, {
    departments: [],
    transfers: many(state.transfers),
    requeues: many(state.requeues),
    declined: [],
    waits: [],
    levelSeconds: null,
  });
}

function note(reading: Reading, { requirements, policy }: HandoffState, fact: JournalFact): void {
  const { department } = requirements;
  switch (fact.type) {
    case 'taken-over':
    case 'accepted':
      reading.departments.push(department);
      reading.levelSeconds ??= policy.serviceLevelSeconds;
      return;
    case 'transferred':
      reading.transfers.push({ department, operator: fact.by?.id ?? null });
      return;
    case 'requeued':
      reading.requeues.push({ department, operator: fact.operator.id });
      return;
    case 'declined':
      if (DECLINES.has(fact.why)) reading.declined.push({ department, operator: fact.operator.id });
      return;
    default:
  }
}

function noteWait({ waits }: Reading, track: WaitTrack | null, fact: JournalFact): WaitTrack | null {
  const step = followWait(track, fact);
  const operator = fact.type === 'accepted' ? (fact.operator?.id ?? null) : null;
  for (const { department, event } of step.events) {
    if (event.type !== 'accepted' && event.type !== 'abandoned') continue;
    const { quote, waitedSeconds } = event;
    if (quote === null || waitedSeconds === null) continue;
    waits.push({ place: { department, operator }, quote, waitedSeconds, left: event.type === 'abandoned' });
  }
  return step.track;
}

function finish(state: HandoffState, reading: Reading): HandoffHistory {
  const { requirements, requestedAt, endedAt, evidence, rating } = state;
  const stretches = state.stretches.map(({ operator, from, to }, index) => ({
    department: reading.departments[index] ?? requirements.department,
    operator: operator?.id ?? null,
    from,
    to,
  }));
  const [first] = state.stretches;
  const newest = stretches.at(-1);
  const held = isHeld(state.stage) || (endedAt !== null && newest?.to === endedAt);
  return {
    agent: state.agent.id,
    reason: state.reason,
    trigger: evidence[0]?.trigger ?? null,
    disposition: state.disposition,
    stage: state.stage,
    requestedAt,
    unasked: first?.how === 'takeover' && first.from === requestedAt,
    acceptedAt: state.acceptedAt,
    firstHumanWordAt: state.firstHumanWordAt,
    endedAt,
    breached: state.breached,
    levelSeconds: reading.levelSeconds ?? state.policy.serviceLevelSeconds,
    stretches,
    last: { department: requirements.department, operator: held ? (newest?.operator ?? null) : null },
    transfers: reading.transfers,
    requeues: reading.requeues,
    declined: reading.declined,
    waits: reading.waits,
    rating: rating?.score ?? null,
  };
}
