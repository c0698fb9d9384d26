import type { HandoffEventData, ToolData } from '@baton/protocol';
import { FAILED_CALL } from '../core/failed-call.ts';
import { isOpen } from '../core/handoff/handoff-state.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import { operatorOfAction } from '../core/log/action-event.ts';
import type { EventRecord } from '../core/log/event-record.ts';
import { findKeyDetails } from '../core/package/key-details.ts';
import { formatTime } from '../core/time.ts';
import type { SessionStore } from '../ports/session-store.ts';
import type {
  ActionFact,
  CommitmentFact,
  ConversationContext,
  HistoryMessage,
  PastStretch,
  StretchDetail,
  StretchFacts,
} from './conversation-context.ts';

/** Handoffs that are looked at: what came of older ones has been told or is out of date. */
const MOST_HANDOFFS = 6;
const MOST_PAST = 4;
/** Of a stretch that lies before what the turn has read. */
const STRETCH_EVENTS = 400;
const STRETCH_CHARACTERS = 1_000_000;
const MOST_DETAILS = 40;
const MOST_COMMITMENTS = 30;
const MOST_ACTIONS = 10;

export type Stretches = Pick<ConversationContext, 'stretch' | 'pastStretches' | 'dealtWith'>;

const NONE: Stretches = { stretch: null, pastStretches: [], dealtWith: -1 };

/**
 * What persons did with a session before (H8.4): the newest stretch whole, of older ones what came of them. `events`:
 * the newest part of the log. `messagesOf`: what was said, as the AI may read it.
 */
export async function readStretches(
  sessions: SessionStore,
  sessionId: string,
  events: readonly EventRecord[],
  messagesOf: (events: readonly EventRecord[]) => readonly HistoryMessage[],
): Promise<Stretches> {
  const newest = await sessions.listHandoffs({ session: sessionId, sort: 'newest', limit: MOST_HANDOFFS });
  const ended = newest.filter(({ stage }) => !isOpen(stage));
  const [last] = ended;
  if (last === undefined) return NONE;
  const dealtWith = Math.min(last.seenOffset ?? Number.POSITIVE_INFINITY, endOf(last, events));
  const held = ended.filter(({ acceptedAt }) => acceptedAt !== null);
  const [latest, ...older] = held;
  if (latest === undefined) return { ...NONE, dealtWith };
  const log = await logOf(sessions, latest, events);
  const endedOffset = endOf(latest, log);
  const within = log.filter(({ offset }) => offset >= latest.openedOffset && offset <= endedOffset);
  return {
    stretch: factsOf(latest, endedOffset, { messages: messagesOf(within), actions: actionsOf(within) }),
    pastStretches: older.filter(hasLeftSomething).slice(0, MOST_PAST).map(pastOf).toReversed(),
    dealtWith,
  };
}

/** The part of the log that holds the stretch: the newest, unless that begins behind it. */
async function logOf(
  sessions: SessionStore,
  { sessionId, openedOffset }: HandoffState,
  events: readonly EventRecord[],
): Promise<readonly EventRecord[]> {
  const first = events[0]?.offset ?? 0;
  if (first <= openedOffset) return events;
  const before = await sessions.listEvents({
    sessionId,
    minOffset: openedOffset,
    limit: STRETCH_EVENTS,
    characters: STRETCH_CHARACTERS,
  });
  return [...before.filter(({ offset }) => offset < first), ...events];
}

function factsOf(
  handoff: HandoffState,
  endedOffset: number,
  { messages, actions }: Required<Pick<StretchFacts, 'messages' | 'actions'>>,
): StretchFacts {
  const { openedOffset: beganOffset, stretches, acceptedAt, endedAt, requestedAt } = handoff;
  let details: readonly StretchDetail[] | null = null;
  const people = stretches.flatMap(({ operator }) => (operator === null ? [] : [operator.name]));
  return {
    operatorName: handoff.operator?.name ?? null,
    people: people.filter((name, index) => name !== people[index - 1]),
    began: formatTime(acceptedAt ?? requestedAt),
    ended: formatTime(endedAt ?? acceptedAt ?? requestedAt),
    beganOffset,
    endedOffset,
    end: handoff.stage,
    disposition: handoff.disposition,
    outcome: handoff.outcome,
    commitments: commitmentsOf(handoff),
    /** Looked for when they are asked for: a turn without a model does without. */
    get details() {
      return (details ??= detailsOf(messages));
    },
    actions,
    messages,
  };
}

function actionsOf(events: readonly EventRecord[]): readonly ActionFact[] {
  const facts = events.flatMap((event) => {
    const by = operatorOfAction(event);
    if (by === null) return [];
    const { tool_calls: calls } = JSON.parse(event.data) as ToolData;
    return calls.map(({ tool_id: toolId, arguments: given, result }) => ({
      toolId,
      by: by.name,
      arguments: given,
      data: result.data,
      failed: result.data === FAILED_CALL,
    }));
  });
  return facts.slice(-MOST_ACTIONS);
}

function hasLeftSomething({ outcome, disposition, commitments }: HandoffState): boolean {
  return outcome !== null || disposition !== null || commitments.length > 0;
}

function pastOf(handoff: HandoffState): PastStretch {
  const { operator, stage, disposition, outcome, endedAt, requestedAt } = handoff;
  return {
    operatorName: operator?.name ?? null,
    ended: formatTime(endedAt ?? requestedAt),
    end: stage,
    disposition,
    outcome,
    commitments: commitmentsOf(handoff),
  };
}

/** The open ones are the last to be left out. */
function commitmentsOf({ commitments }: HandoffState): readonly CommitmentFact[] {
  const facts = commitments.map(({ text, due, settledAt, author }) => ({
    text,
    due: due === null ? null : formatTime(due),
    settled: settledAt !== null,
    by: author?.name ?? null,
  }));
  return facts.toSorted((a, b) => Number(b.settled) - Number(a.settled)).slice(-MOST_COMMITMENTS);
}

function detailsOf(messages: readonly HistoryMessage[]): readonly StretchDetail[] {
  const details = new Map<string, StretchDetail>();
  for (const { author, onBehalf, text, offset } of messages) {
    const person = author === 'human' || onBehalf === true;
    if (!person && author !== 'customer') continue;
    const by = person ? 'person' : 'customer';
    for (const { kind, value } of findKeyDetails(text, offset)) {
      const key = `${kind} ${value.toLowerCase()}`;
      if (!details.has(key)) details.set(key, { kind, value, by });
    }
  }
  return [...details.values()].slice(-MOST_DETAILS);
}

/** Offset of the event that tells of the end; where that is gone or out of sight, of the last thing before the end. */
function endOf(handoff: HandoffState, events: readonly EventRecord[]): number {
  const { openedOffset } = handoff;
  const told = events.find((event) => event.offset > openedOffset && tellsEndOf(event, handoff));
  if (told !== undefined) return told.offset;
  const before = events.findLast(({ at }) => at <= (handoff.endedAt ?? 0));
  return Math.max(before?.offset ?? -1, openedOffset);
}

/** An event carries the time of its commit, the handoff that of its decision: only what it says tells them together. */
function tellsEndOf(event: EventRecord, { id, stage }: HandoffState): boolean {
  if (event.kind !== 'custom' || event.source !== 'system') return false;
  const data = JSON.parse(event.data) as Partial<HandoffEventData> | null;
  return data?.handoff_id === id && data.stage === stage;
}
