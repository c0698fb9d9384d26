import type { EventStatus, HandoffEventData, Json, JsonObject, SessionEvent } from '@baton/protocol';

const START = Date.parse('2026-03-02T10:00:00.000Z');

/** The `offset`-th event of a log, a second after the one before it. */
export function makeEvent(offset: number, event: Partial<SessionEvent>): SessionEvent {
  const trace = offset.toString(16).padStart(32, '0');
  return {
    id: `event-${offset}`,
    source: 'ai_agent',
    kind: 'message',
    offset,
    creation_utc: new Date(START + offset * 1000).toISOString(),
    trace_id: trace,
    correlation_id: trace,
    data: {},
    metadata: {},
    deleted: false,
    ...event,
  };
}

export function makeMessage(
  offset: number,
  source: SessionEvent['source'],
  message: string,
  name = 'Ava',
  metadata: JsonObject = {},
): SessionEvent {
  const data = { message, participant: { id: null, display_name: name } };
  return makeEvent(offset, { source, data, metadata });
}

export function makeStatus(
  offset: number,
  source: SessionEvent['source'],
  status: EventStatus,
): SessionEvent {
  return makeEvent(offset, { source, kind: 'status', data: { status, data: {} } });
}

export function makeHandoffEvent(
  offset: number,
  type: string,
  data: Partial<HandoffEventData> = {},
): SessionEvent {
  const full = {
    type,
    handoff_id: 'handoff-1',
    stage: null,
    mode: 'manual',
    epoch: 1,
    holder: { kind: 'none', name: null },
    ...data,
  };
  return makeEvent(offset, { source: 'system', kind: 'custom', data: full as unknown as Json });
}

export const OPERATOR = { kind: 'operator', name: 'Dana Winter' } as const;
export const AI = { kind: 'ai', name: null } as const;
