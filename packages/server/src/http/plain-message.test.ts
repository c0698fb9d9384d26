import { CreateEventSchema } from '@baton/protocol';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../testing/seeded.ts';
import { asPlainMessage } from './plain-message.ts';

/** Mostly like a message; anything may be wrong with it or come on top. */
const BODIES = fc.oneof(
  fc.jsonValue(),
  fc
    .record(
      {
        kind: fc.oneof(
          { weight: 5, arbitrary: fc.constant('message') },
          fc.constant('status'),
          fc.jsonValue(),
        ),
        source: fc.oneof(
          { weight: 5, arbitrary: fc.constant('customer') },
          fc.constant('system'),
          fc.jsonValue(),
        ),
        message: fc.oneof({ weight: 5, arbitrary: fc.string() }, fc.jsonValue()),
        metadata: fc.oneof(
          { weight: 3, arbitrary: fc.dictionary(fc.string(), fc.jsonValue()) },
          fc.jsonValue(),
          fc.constant(JSON.parse('{"__proto__":{"a":1},"b":2}')),
        ),
        participant: fc.jsonValue(),
        unknown: fc.jsonValue(),
        __proto__: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((body) => JSON.parse(JSON.stringify(body)) as unknown),
);

test('what is taken for a plain message is what the schema would have made of it', () => {
  let taken = 0;
  fc.assert(
    fc.property(BODIES, (body) => {
      const plain = asPlainMessage(body);
      if (plain === null) return;
      taken++;
      expect(plain).toEqual(CreateEventSchema.parse(body));
    }),
    seeded(5000),
  );
  expect(taken).toBeGreaterThan(10);
});

test.each([
  ['{"kind":"message","source":"customer","message":"Hi","__proto__":{"status":"ready"}}'],
  ['{"kind":"message","source":"customer","message":"Hi","metadata":{"__proto__":{"a":1}}}'],
  ['{"kind":"message","source":"customer","message":"Hi","metadata":["a"]}'],
  ['{"kind":"message","source":"customer","message":"Hi","attachments":["a"]}'],
  ['{"kind":"message","source":"customer","message":null}'],
  ['{"kind":"message","source":"human_agent","message":"Hi"}'],
  ['[]'],
  ['null'],
])('%s is left to the schema', (text) => {
  expect(asPlainMessage(JSON.parse(text))).toBeNull();
});
