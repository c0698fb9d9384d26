import type { EventSource, HandoffStage } from '@baton/protocol';

/*
 * The clocks of handoffs (H7.4), derived from what happened by who did it, never by which way it came. Times are
 * microseconds since 1970. One obligation, one clock: the request is owed an acceptance, the customer's words an
 * answer; each ends with what settles it and cannot go off afterwards.
 */

const SECOND = 1_000_000;

/** Whose words an event is. `behalf`: an operator's, shown as the AI's: an answer, but no human word to the customer. */
export type AuthorRole = 'customer' | 'ai' | 'person' | 'behalf' | 'system';

const ROLES: Readonly<Record<EventSource, AuthorRole>> = {
  customer: 'customer',
  customer_ui: 'customer',
  human_agent: 'person',
  human_agent_on_behalf_of_ai_agent: 'behalf',
  ai_agent: 'ai',
  system: 'system',
};

/** The role by the source of a message, on whatever route it came. */
export function roleOf(source: EventSource): AuthorRole {
  return ROLES[source];
}

type EndStage = Exclude<HandoffStage, 'requested' | 'queued' | 'offered' | 'active' | 'returning'>;

/** What the clocks of a session are made of, oldest first. */
export type ClockEvent = { readonly at: number } & (
  | { readonly type: 'said'; readonly role: AuthorRole }
  | { readonly type: 'requested' }
  | { readonly type: 'queued' }
  | { readonly type: 'offered' }
  | { readonly type: 'accepted' }
  | { readonly type: 'ended'; readonly stage: EndStage }
);

/** One handoff on its clocks; null where it did not come to that. A transfer or a new queueing changes none of them. */
export interface HandoffClocks {
  readonly requestedAt: number;
  readonly queuedAt: number | null;
  readonly offeredAt: number | null;
  readonly acceptedAt: number | null;
  readonly firstHumanWordAt: number | null;
  readonly endedAt: number | null;
  readonly end: EndStage | null;
}

export interface SessionClocks {
  /** Every handoff of the session, the open one last: reports count these, never the session's age. */
  readonly handoffs: readonly HandoffClocks[];
  /** Since when the customer waits for an answer: his oldest message that has none. Null when nobody owes him one. */
  readonly owedSince: number | null;
}

export const NO_CLOCKS: SessionClocks = { handoffs: [], owedSince: null };

/** The clocks after one more event. An event that does not fit, as after the end, changes nothing. */
export function applyClockEvent(clocks: SessionClocks, event: ClockEvent): SessionClocks {
  const { at } = event;
  switch (event.type) {
    case 'said':
      return say(clocks, event.role, at);
    case 'requested':
      return openHandoff(clocks) === null ? begin(clocks, { requestedAt: at }) : clocks;
    case 'queued':
      return change(clocks, (open) => (open.queuedAt === null ? { queuedAt: at } : null));
    case 'offered':
      return change(clocks, (open) => (open.offeredAt === null ? { offeredAt: at } : null));
    case 'accepted':
      // A takeover is a request and its acceptance in one.
      if (openHandoff(clocks) === null) return begin(clocks, { requestedAt: at, acceptedAt: at });
      return change(clocks, (open) => (open.acceptedAt === null ? { acceptedAt: at } : null));
    case 'ended':
      return change(clocks, () => ({ endedAt: at, end: event.stage }));
  }
}

/** Folds the events of a session. */
export function clocksOf(events: Iterable<ClockEvent>): SessionClocks {
  let clocks = NO_CLOCKS;
  for (const event of events) clocks = applyClockEvent(clocks, event);
  return clocks;
}

/** The figures of one handoff in seconds; null where it did not come to that. */
export interface HandoffSeconds {
  readonly toQueue: number | null;
  readonly toOffer: number | null;
  readonly toAcceptance: number | null;
  readonly toFirstHumanWord: number | null;
  /** From acceptance to the end. */
  readonly handling: number | null;
  /** Request to end where nobody came. */
  readonly toLeaving: number | null;
}

export function secondsOf(clocks: HandoffClocks): HandoffSeconds {
  const { requestedAt, acceptedAt, endedAt } = clocks;
  const since = (from: number | null, to: number | null): number | null =>
    from === null || to === null ? null : Math.max(0, to - from) / SECOND;
  return {
    toQueue: since(requestedAt, clocks.queuedAt),
    toOffer: since(requestedAt, clocks.offeredAt),
    toAcceptance: since(requestedAt, acceptedAt),
    toFirstHumanWord: since(requestedAt, clocks.firstHumanWordAt),
    handling: since(acceptedAt, endedAt),
    toLeaving: acceptedAt === null ? since(requestedAt, endedAt) : null,
  };
}

/** Where a handoff stands against its service level. */
export interface ServiceLevelState {
  /** `kept`, `broken`: decided for good. `running`, `near`: nobody has come yet. `void`: the customer left in time. */
  readonly state: 'running' | 'near' | 'kept' | 'broken' | 'void';
  /** When the lead is told (H7.1). */
  readonly nearAt: number;
  readonly dueAt: number;
}

/** The lead is alerted when this share of the service level has passed. */
const NEAR_SHARE = 0.75;

/** Acceptance within the level keeps it, to the microsecond; what comes later cannot mend it. */
export function serviceLevelOf(clocks: HandoffClocks, levelSeconds: number, now: number): ServiceLevelState {
  const dueAt = clocks.requestedAt + levelSeconds * SECOND;
  const nearAt = clocks.requestedAt + levelSeconds * NEAR_SHARE * SECOND;
  return { state: stateOf(clocks, { nearAt, dueAt, now }), nearAt, dueAt };
}

function stateOf(
  { acceptedAt, endedAt }: HandoffClocks,
  { nearAt, dueAt, now }: { readonly nearAt: number; readonly dueAt: number; readonly now: number },
): ServiceLevelState['state'] {
  const settledAt = acceptedAt ?? endedAt;
  if ((settledAt ?? now) > dueAt) return 'broken';
  if (acceptedAt !== null) return 'kept';
  if (endedAt !== null) return 'void';
  return now >= nearAt ? 'near' : 'running';
}

function say(clocks: SessionClocks, role: AuthorRole, at: number): SessionClocks {
  switch (role) {
    case 'system':
      return clocks;
    case 'customer':
      return { ...clocks, owedSince: clocks.owedSince ?? at };
    case 'ai':
    case 'behalf':
      return { ...clocks, owedSince: null };
    case 'person': {
      // Whoever writes has come, asked for or not (H2.2).
      const there = openHandoff(clocks) === null ? begin(clocks, { requestedAt: at }) : clocks;
      const spoken = change(there, (open) => ({
        acceptedAt: open.acceptedAt ?? at,
        firstHumanWordAt: open.firstHumanWordAt ?? at,
      }));
      return { ...spoken, owedSince: null };
    }
  }
}

function openHandoff({ handoffs }: SessionClocks): HandoffClocks | null {
  const last = handoffs.at(-1);
  return last === undefined || last.endedAt !== null ? null : last;
}

function begin(
  clocks: SessionClocks,
  first: { readonly requestedAt: number; readonly acceptedAt?: number },
): SessionClocks {
  const handoff: HandoffClocks = {
    queuedAt: null,
    offeredAt: null,
    acceptedAt: null,
    firstHumanWordAt: null,
    endedAt: null,
    end: null,
    ...first,
  };
  return { ...clocks, handoffs: [...clocks.handoffs, handoff] };
}

function change(
  clocks: SessionClocks,
  by: (open: HandoffClocks) => Partial<HandoffClocks> | null,
): SessionClocks {
  const open = openHandoff(clocks);
  const changed = open === null ? null : by(open);
  if (open === null || changed === null) return clocks;
  return { ...clocks, handoffs: [...clocks.handoffs.slice(0, -1), { ...open, ...changed }] };
}
