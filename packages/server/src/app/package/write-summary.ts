import type { ContextPackage, MessageData } from '@baton/protocol';
import type { EventRecord } from '../../core/log/event-record.ts';
import { saidIn } from '../../core/package/build-package.ts';
import { checkSummary } from '../../core/package/check-summary.ts';
import type { CheckedSummary } from '../../core/package/check-summary.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { SummaryRequest, SummaryWriter } from '../../ports/summary-writer.ts';
import { orAborted } from '../../ports/or-aborted.ts';
import type { App } from '../app.ts';
import { readConversation } from './read-conversation.ts';

const FIRST_LINES = 4;
const NEWEST_LINES = 56;

/**
 * A summary by a model of what was said, checked against it; null when it says what was not. Rejects when the model
 * does not answer, or when the signal is aborted, whatever the model does then.
 */
export async function writeSummary(
  app: App,
  writer: SummaryWriter,
  handoff: HandoffState,
  signal: AbortSignal,
): Promise<CheckedSummary | null> {
  const events = await readConversation(app.sessions, handoff.sessionId);
  const lines = linesOf(events);
  if (!lines.some(({ from }) => from === 'customer')) return null;
  const tools = handoff.package.tools.map(({ tool_id: tool, result }) => ({ tool, result }));
  const written = await orAborted(writer.write({ lines, tools, signal }), signal);
  return checkSummary(written, sourcesOf(lines, handoff.package, handoff));
}

function linesOf(events: readonly EventRecord[]): SummaryRequest['lines'] {
  const lines = events.flatMap((event) =>
    saidIn(event).map(({ by, text }) => ({
      from: by === 'person' ? ('operator' as const) : by,
      text: isWithheld(event) ? '[withheld]' : text,
    })),
  );
  if (lines.length <= FIRST_LINES + NEWEST_LINES) return lines;
  return [...lines.slice(0, FIRST_LINES), ...lines.slice(-NEWEST_LINES)];
}

/** What moderation has flagged no model reads. */
function isWithheld({ data }: EventRecord): boolean {
  return data.includes('"flagged"') && (JSON.parse(data) as MessageData).flagged === true;
}

function sourcesOf(
  lines: SummaryRequest['lines'],
  { tools }: ContextPackage,
  { customer, agent }: HandoffState,
): readonly string[] {
  return [
    customer.name,
    agent.name,
    ...tools.map(({ tool_id, arguments: given, result }) => `${tool_id} ${JSON.stringify([given, result])}`),
    ...lines.map(({ text }) => text),
  ];
}
