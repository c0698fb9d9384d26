import type { MessageData, ToolData } from '@baton/protocol';
import type { App } from '../app/app.ts';
import { findCustomer } from '../app/find-customer.ts';
import { readNewest } from '../app/read-log.ts';
import type { EventRecord } from '../core/log/event-record.ts';
import { isPreamble } from '../core/log/is-preamble.ts';
import { operatorOfAction } from '../core/log/action-event.ts';
import { filesOf } from '../core/message/files-of.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import type { Behaviours } from '../app/behaviour/behaviours.ts';
import type { HistoryEntry, HistoryMessage } from './conversation-context.ts';
import { readStretches } from './read-stretches.ts';
import { readTurnState } from './turn-state.ts';
import type { TurnState } from './turn-state.ts';
import type { TurnTrace } from './turn-trace.ts';
import type { TurnContext } from './turn-context.ts';
import type { ModelBudget } from '../ports/model.ts';

/** How much of the conversation a turn reads. */
const HISTORY_EVENTS = 400;

export interface TurnInput {
  readonly traceId: string;
  readonly instructions: readonly string[];
  readonly signal: AbortSignal;
  readonly budget: ModelBudget;
  readonly trace: TurnTrace;
}

/** What a turn begins with. */
export interface LoadedTurn {
  readonly context: TurnContext;
  /** With what customers really wrote where moderation has flagged it; the same object where it has not. */
  readonly unmoderated: TurnContext;
  /** What the engine kept from the turns before. */
  readonly kept: TurnState;
  /** The newest part of the log. */
  readonly events: readonly EventRecord[];
}

/** Everything a turn knows of its session. Null when the session's agent no longer exists. */
export async function loadTurnContext(
  app: App,
  behaviours: Behaviours,
  session: SessionRecord,
  input: TurnInput,
): Promise<LoadedTurn | null> {
  const agent = await app.directory.readAgent(session.agentId);
  if (agent === null) return null;
  const [customer, events] = await Promise.all([
    findCustomer(app.directory, session.customerId),
    readNewest(app.sessions, session.id, HISTORY_EVENTS),
  ]);
  const history = events.flatMap((event) => historyEntry(event, true));
  const messages = history.filter((entry) => entry.type === 'message');
  const kept = readTurnState(session.agentState);
  const context: TurnContext = {
    sessionId: session.id,
    traceId: input.traceId,
    agent,
    customer,
    behaviour: behaviours.of(agent),
    history,
    latest: latestUnanswered(messages, session),
    instructions: input.instructions,
    state: kept.stages,
    answeredUpTo: session.answeredOffset,
    ...(await readStretches(app.sessions, session.id, events, messagesOf)),
    signal: input.signal,
    variables: [],
    budget: input.budget,
    trace: input.trace,
  };
  return { context, unmoderated: unmoderated(context, session, events), kept, events };
}

function unmoderated(
  context: TurnContext,
  session: SessionRecord,
  events: readonly EventRecord[],
): TurnContext {
  if (!context.history.some((entry) => entry.type === 'message' && entry.flagged === true)) return context;
  const history = events.flatMap((event) => historyEntry(event, false));
  const messages = history.filter((entry) => entry.type === 'message');
  return { ...context, history, latest: latestUnanswered(messages, session) };
}

function latestUnanswered(
  messages: readonly HistoryMessage[],
  session: SessionRecord,
): HistoryMessage | null {
  if (session.lastCustomerOffset <= session.answeredOffset) return null;
  return messages.findLast((message) => message.author === 'customer') ?? null;
}

/** What was said, as the AI may read it. */
function messagesOf(events: readonly EventRecord[]): HistoryMessage[] {
  return events.flatMap((event) => historyEntry(event, true)).filter((entry) => entry.type === 'message');
}

function historyEntry(event: EventRecord, moderated: boolean): HistoryEntry[] {
  if (event.kind === 'message') {
    // What came before it is still unanswered.
    if (isPreamble(event)) return [];
    const data = JSON.parse(event.data) as MessageData;
    const name = data.participant.display_name;
    const flagged = moderated && data.flagged === true;
    const { files, written } = filesOf(data);
    const text = flagged ? withheldText(data.tags ?? []) : written;
    const message = { type: 'message', author: authorOf(event), name, text, offset: event.offset } as const;
    const onBehalf = event.source === 'human_agent_on_behalf_of_ai_agent';
    const sent = files.length > 0 && !flagged ? { files } : {};
    return [{ ...message, ...sent, ...(flagged && { flagged }), ...(onBehalf && { onBehalf }) }];
  }
  if (event.kind !== 'tool') return [];
  const { tool_calls: calls } = JSON.parse(event.data) as ToolData;
  const by = operatorOfAction(event);
  return calls.map((call) => ({
    type: 'tool',
    toolId: call.tool_id,
    arguments: call.arguments,
    data: call.result.data,
    offset: event.offset,
    ...(by !== null && { by: by.name }),
  }));
}

/** What stands for a flagged message wherever the AI reads. */
function withheldText(tags: readonly string[]): string {
  const reasons = tags.length > 0 ? tags.join(', ') : 'no reason given';
  return `[The customer's message is withheld. Moderation flagged it: ${reasons}]`;
}

function authorOf(event: EventRecord): HistoryMessage['author'] {
  if (event.source === 'customer' || event.source === 'customer_ui') return 'customer';
  if (event.source === 'human_agent') return 'human';
  return event.source === 'system' ? 'system' : 'ai';
}
