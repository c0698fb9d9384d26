import type { HandoffEventData, MessageData, StatusData, ToolData } from '@baton/protocol';
import type { EventRecord } from '../core/log/event-record.ts';
import type { SessionStore } from '../ports/session-store.ts';

/** A session's log, an event a line: `customer: hello`, `ai_agent typing`, `system <handoff.queued>`. */
export async function showLog(
  sessions: SessionStore,
  sessionId: string,
  from: number = 0,
): Promise<string[]> {
  const events = await sessions.listEvents({ sessionId, minOffset: from, limit: 100_000 });
  return events.map(showEvent);
}

function showEvent({ kind, source, data }: EventRecord): string {
  switch (kind) {
    case 'message':
      return `${source}: ${(JSON.parse(data) as MessageData).message}`;
    case 'status': {
      const { status, data: more } = JSON.parse(data) as StatusData;
      return more['stage'] === 'completed' ? `${source} completed` : `${source} ${status}`;
    }
    case 'tool':
      return `${source} called ${(JSON.parse(data) as ToolData).tool_calls.map((call) => call.tool_id).join(', ')}`;
    case 'custom':
      return `${source} <${(JSON.parse(data) as Partial<HandoffEventData>).type ?? data}>`;
  }
}
