import type { SessionEvent } from '@baton/protocol';
import { formatTime } from '../time.ts';
import { eventId } from './event-id.ts';
import type { EventRecord } from './event-record.ts';

/** An event as the wire shows it, as JSON text. `data` and `metadata` go through as they were stored, unparsed. */
export function eventJson(event: EventRecord): string {
  const id = eventId(event.sessionId, event.offset);
  const time = formatTime(event.at);
  return (
    `{"id":"${id}","source":"${event.source}","kind":"${event.kind}","offset":${event.offset},` +
    `"creation_utc":"${time}","trace_id":"${event.traceId}","correlation_id":"${event.traceId}",` +
    `"data":${event.data},"metadata":${event.metadata ?? '{}'},"deleted":${event.deleted}}`
  );
}

export function eventView(event: EventRecord): SessionEvent {
  return JSON.parse(eventJson(event)) as SessionEvent;
}
