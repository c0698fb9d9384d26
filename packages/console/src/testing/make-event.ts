import type { EventSource, EventStatus, Json, MessageData, SessionEvent } from '@baton/protocol';

const START = Date.parse('2026-05-01T12:00:00Z');

/** The instant of an event: one second an offset, from noon of 1 May 2026. */
export function timeOf(offset: number): string {
  return new Date(START + offset * 1000).toISOString().replace('Z', '000Z');
}

export function makeEvent(offset: number, changes: Partial<SessionEvent> = {}): SessionEvent {
  return {
    id: `e${offset}`,
    source: 'customer',
    kind: 'message',
    offset,
    creation_utc: timeOf(offset),
    trace_id: '0'.repeat(32),
    correlation_id: '0'.repeat(32),
    data: {},
    metadata: {},
    deleted: false,
    ...changes,
  };
}

export function makeMessage(
  offset: number,
  message: string,
  source: EventSource = 'customer',
  { data, ...changes }: Partial<Omit<SessionEvent, 'data'>> & { data?: Partial<MessageData> } = {},
): SessionEvent {
  const full = { message, participant: { id: null, display_name: source }, ...data };
  return makeEvent(offset, { source, data: full as unknown as Json, ...changes });
}

export function makeStatus(
  offset: number,
  status: EventStatus,
  source: EventSource = 'ai_agent',
): SessionEvent {
  return makeEvent(offset, { source, kind: 'status', data: { status, data: {} } });
}
