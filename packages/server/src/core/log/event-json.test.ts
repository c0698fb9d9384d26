import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
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
