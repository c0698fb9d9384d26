import type { HandoffEventData, JsonObject, MessageData, ToolData } from '@baton/protocol';
import type { App } from '../app/app.ts';
import { findCustomer } from '../app/find-customer.ts';
import { readNewest } from '../app/read-log.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import type { EventRecord } from '../core/log/event-record.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import type { Behaviours } from './behaviours.ts';
import type { HistoryEntry, HistoryMessage, StretchFacts } from './conversation-context.ts';
import { NO_TRACE } from './turn-trace.ts';
import type { TurnContext } from './turn-context.ts';

/** How much of the conversation a turn reads. */
const HISTORY_EVENTS = 400;

export interface TurnInput {
  readonly traceId: string;
  readonly instructions: readonly string[];
  readonly signal: AbortSignal;
}

/** Everything a turn knows of its session. Null when the session's agent no longer exists. */
export async function loadTurnContext(
  app: App,
  behaviours: Behaviours,
  session: SessionRecord,
  input: TurnInput,
): Promise<TurnContext | null> {
  const agent = await app.directory.readAgent(session.agentId);
  if (agent === null) return null;
  const [customer, events] = await Promise.all([
    findCustomer(app.directory, session.customerId),
    readNewest(app.sessions, session.id, HISTORY_EVENTS),
  ]);
  const history = events.flatMap(historyEntry);
  const messages = history.filter((entry) => entry.type === 'message');
  return {
    sessionId: session.id,
    traceId: input.traceId,
    agent,
    customer,
    behaviour: behaviours.of(agent),
    history,
    latest: latestUnanswered(messages, session),
    instructions: input.instructions,
    state: stageState(session.agentState),
    stretch: await loadStretch(app, session, events, messages),
    signal: input.signal,
    variables: [],
    budget: { mostCalls: 20, mostTokens: 200_000, calls: 0, tokens: 0 },
    trace: NO_TRACE,
  };
}

function latestUnanswered(
  messages: readonly HistoryMessage[],
  session: SessionRecord,
): HistoryMessage | null {
  if (session.lastCustomerOffset <= session.answeredOffset) return null;
  return messages.findLast((message) => message.author === 'customer') ?? null;
}

function stageState(agentState: JsonObject | null): JsonObject {
  const stages = agentState?.['stages'];
  return typeof stages === 'object' && stages !== null && !Array.isArray(stages) ? stages : {};
}

function historyEntry(event: EventRecord): HistoryEntry[] {
  if (event.kind === 'message') {
    const data = JSON.parse(event.data) as MessageData;
    const name = data.participant.display_name;
    return [{ type: 'message', author: authorOf(event), name, text: data.message, offset: event.offset }];
  }
  if (event.kind !== 'tool') return [];
  const { tool_calls: calls } = JSON.parse(event.data) as ToolData;
  return calls.map((call) => ({
    type: 'tool',
    toolId: call.tool_id,
    arguments: call.arguments,
    data: call.result.data,
    offset: event.offset,
  }));
}

function authorOf(event: EventRecord): HistoryMessage['author'] {
  if (event.source === 'customer' || event.source === 'customer_ui') return 'customer';
  if (event.source === 'human_agent') return 'human';
  return event.source === 'system' ? 'system' : 'ai';
}

/** The last stretch that ended, with both its ends (H8.4). */
async function loadStretch(
  app: App,
  session: SessionRecord,
  events: readonly EventRecord[],
  messages: readonly HistoryMessage[],
): Promise<StretchFacts | null> {
  const handoff = await app.sessions.readLastHandoff(session.id);
  if (handoff === null || handoff.acceptedAt === null) return null;
  const ended = events.findLast((event) => tellsEndOf(event, handoff));
  const endedOffset = ended?.offset ?? handoff.openedOffset;
  return {
    operatorName: handoff.operator?.name ?? null,
    beganOffset: handoff.openedOffset,
    endedOffset,
    outcome: handoff.outcome,
    messages: messages.filter((line) => line.offset >= handoff.openedOffset && line.offset <= endedOffset),
  };
}

/** An event carries the time of its commit, the handoff that of its decision: only what it says tells them together. */
function tellsEndOf(event: EventRecord, handoff: HandoffState): boolean {
  if (event.kind !== 'custom' || event.source !== 'system') return false;
  const data = JSON.parse(event.data) as Partial<HandoffEventData> | null;
  return data?.handoff_id === handoff.id && data.stage === handoff.stage;
}
