import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { actionEvent } from './action-event.ts';
import { eventId } from './event-id.ts';
import { eventJson, eventView } from './event-json.ts';
import type { EventRecord } from './event-record.ts';

test('an event is shown with what was stored, whatever that is', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.option(fc.dictionary(fc.string(), fc.jsonValue())),
      fc.nat(),
      (data, metadata, offset) => {
        const record: EventRecord = {
          sessionId: 's',
          offset,
          at: 1_767_603_600_123_456,
          kind: 'custom',
          source: 'customer',
          traceId: 'f'.repeat(32),
          data: JSON.stringify(data),
          metadata: metadata === null ? null : JSON.stringify(metadata),
          deleted: offset % 2 === 0,
        };
        expect(JSON.stringify(eventView(record))).toBe(eventJson(record));
        expect(eventView(record)).toEqual({
          id: eventId('s', offset),
          source: 'customer',
          kind: 'custom',
          offset,
          creation_utc: '2026-01-05T09:00:00.123456Z',
          trace_id: 'f'.repeat(32),
          correlation_id: 'f'.repeat(32),
          data: JSON.parse(record.data),
          metadata: JSON.parse(record.metadata ?? '{}'),
          deleted: record.deleted,
        });
      },
    ),
    seeded(300),
  );
});

test('the draft behind a canned response is for the company alone', () => {
  const data = {
    message: 'We will see.',
    draft: 'You get 900 euros.',
    canned_responses: [['r1', 'We will see.']],
  };
  const record: EventRecord = {
    sessionId: 's',
    offset: 0,
    at: 0,
    kind: 'message',
    source: 'ai_agent',
    traceId: 'f'.repeat(32),
    data: JSON.stringify(data),
    metadata: null,
    deleted: false,
  };
  const shown = (audience: 'company' | 'customer'): unknown =>
    (JSON.parse(eventJson(record, audience)) as { data: unknown }).data;
  expect(shown('company')).toEqual(data);
  expect(shown('customer')).toEqual({ message: data.message, canned_responses: data.canned_responses });
  expect(eventJson({ ...record, source: 'customer' }, 'customer')).toContain('"draft":');
});

test('H8.1 a customer is shown that an operator did something, and neither what nor who', () => {
  const action = { toolId: 'built-in:refund', arguments: { to: 'secret' }, result: { data: 'secret' } };
  const event = actionEvent('f'.repeat(32), { id: 'mia', name: 'Mia' }, action);
  const record: EventRecord = { ...event, sessionId: 's', offset: 3, at: 1, deleted: false };
  const shown = JSON.parse(eventJson(record, 'customer')) as unknown;
  expect(shown).toMatchObject({ kind: 'tool', source: 'system', data: { tool_calls: [] }, metadata: {} });
  expect(eventJson(record)).toContain('secret');
  const byAi = { ...record, source: 'ai_agent' as const };
  expect(eventJson(byAi, 'customer')).toContain('built-in:refund');
});
