import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { eventId, offsetOfEventId } from './event-id.ts';

const MAX_OFFSET = 62 ** 5 - 1;

const SESSION = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.stringMatching(/^[0-9A-Za-z]{10}$/),
);
const OFFSET = fc.oneof(
  fc.nat(1000),
  fc.integer({ min: 0, max: MAX_OFFSET }),
  fc.constantFrom(MAX_OFFSET, MAX_OFFSET - 1),
);

describe('event ids', () => {
  test('an id is ten letters and digits, and leads back to its offset', () => {
    fc.assert(
      fc.property(SESSION, OFFSET, (session, offset) => {
        const id = eventId(session, offset);
        expect(id).toMatch(/^[0-9A-Za-z]{10}$/);
        expect(offsetOfEventId(session, id)).toBe(offset);
      }),
      seeded(3000),
    );
  });

  test('two offsets of a session never share an id', () => {
    fc.assert(
      fc.property(SESSION, OFFSET, OFFSET, (session, a, b) => {
        expect(eventId(session, a) === eventId(session, b)).toBe(a === b);
      }),
      seeded(3000),
    );
    const ids = new Set(Array.from({ length: 20_000 }, (_unused, offset) => eventId('abcdefghij', offset)));
    expect(ids.size).toBe(20_000);
  });

  test('an id of one session is none of another', () => {
    fc.assert(
      fc.property(SESSION, SESSION, OFFSET, (a, b, offset) => {
        fc.pre(a !== b);
        expect(offsetOfEventId(b, eventId(a, offset))).toBeNull();
      }),
      seeded(2000),
    );
  });

  test.each(['', 'short', 'elevenchars', 'with-dash!', '__proto__x', '../../etc/', '0123456789\n'])(
    '%j is no id',
    (id) => {
      expect(offsetOfEventId('session', id)).toBeNull();
    },
  );

  test('ids are as they always were: they are kept by clients', () => {
    expect([0, 1, 2, MAX_OFFSET].map((offset) => eventId('session', offset))).toMatchInlineSnapshot(`
      [
        "ZpKEBRPUMq",
        "aR5XeRPUMq",
        "b2qr7RPUMq",
        "ZDYuiRPUMq",
      ]
    `);
  });
});
