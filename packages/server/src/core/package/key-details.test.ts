import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findKeyDetails } from './key-details.ts';

describe('key details (H5.1)', () => {
  const TABLE: readonly [text: string, ...found: [kind: string, value: string][]][] = [
    ['policy number 44821-B', ['policy', '44821-B']],
    ['my claim CL-2041', ['claim', 'CL-2041']],
    ['claim no. 55512', ['claim', '55512']],
    ['order #A1234 and invoice 2026-77', ['order', 'A1234'], ['invoice', '2026-77']],
    ['I paid 1,200.50 euros', ['amount', '1,200.50 euros']],
    ['$40 on 12/03/2026', ['amount', '$40'], ['date', '12/03/2026']],
    ['since 4 March 2026', ['date', '4 March 2026']],
    ['my name is Mia Okafor', ['name', 'Mia Okafor']],
    ['call me: +44 20 7946 0958', ['phone', '+44 20 7946 0958']],
    ['mia.okafor+x@mail.example.co.uk', ['email', 'mia.okafor+x@mail.example.co.uk']],
    ['may I march in?'],
    ['I have 2 cars and 3 children'],
    ['room 12'],
  ];
  test.each(TABLE)('H5.1 %s', (text, ...found) => {
    expect(findKeyDetails(text, 7)).toEqual(found.map(([kind, value]) => ({ kind, value, offset: 7 })));
  });

  test('every value stands in the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const { value } of findKeyDetails(text, 0)) expect(text).toContain(value);
      }),
      { numRuns: 300 },
    );
  });
});
