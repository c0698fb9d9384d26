import type { SessionEvent } from '@baton/protocol';
import { formatTime } from '../time.ts';
import { eventId } from './event-id.ts';
import type { EventRecord } from './event-record.ts';

/** Who reads: everybody of the company, or the customer of the session. */
export type Audience = 'company' | 'customer';

/**
 * An event as the wire shows it, as JSON text. `data` and `metadata` go through as they were stored, unparsed.
 * The customer does not see what is known of the person who wrote: not that it was one, when on the AI's behalf;
 * nor the AI's draft, which nobody has approved; nor what an operator did with the company's tools.
 */
export function eventJson(event: EventRecord, audience: Audience = 'company'): string {
  const done = event.kind === 'tool' && event.source === 'system';
  const hidden = audience === 'customer' && (event.source.startsWith('human_agent') || done);
  const metadata = hidden ? '{}' : (event.metadata ?? '{}');
  const id = eventId(event.sessionId, event.offset);
  const time = formatTime(event.at);
  return (
    `{"id":"${id}","source":"${event.source}","kind":"${event.kind}","offset":${event.offset},` +
    `"creation_utc":"${time}","trace_id":"${event.traceId}","correlation_id":"${event.traceId}",` +
    `"data":${dataFor(audience, event, done)},"metadata":${metadata},"deleted":${event.deleted}}`
  );
}

function dataFor(audience: Audience, event: EventRecord, done: boolean): string {
  if (audience === 'company') return event.data;
  return done ? '{"tool_calls":[]}' : withoutDraft(event);
}

/** What the AI had written before a canned response took its place. */
function withoutDraft({ kind, source, data }: EventRecord): string {
  if (kind !== 'message' || source !== 'ai_agent' || !data.includes('"draft":')) return data;
  const { draft: _draft, ...rest } = JSON.parse(data) as Record<string, unknown>;
  return JSON.stringify(rest);
}

export function eventView(event: EventRecord): SessionEvent {
  return JSON.parse(eventJson(event)) as SessionEvent;
}
