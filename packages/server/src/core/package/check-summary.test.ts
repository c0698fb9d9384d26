import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { checkSummary } from './check-summary.ts';

const SAID = [
  'Kim Lee',
  'Ava',
  'Where is my order A-12345? I paid $1,200.50 on 3 May at 3 pm, mail me at kim@x.org.',
  'Hello Kim, it is with our carrier since 2026-01-05.',
  'shop:track [{"id":"A-12345"},{"state":"lost in Leipzig"}]',
];

function check(wants: string, sources: readonly string[] = SAID): string | null {
  return checkSummary({ wants, tried: null, open: null, intent: null }, sources)?.summary ?? null;
}

describe('H5.4: a summary says nothing that was not said', () => {
  test.each([
    'The customer asks where order A-12345 is.',
    'The customer paid $1,200.50 on 3 May.',
    'The customer, Kim Lee, wrote at 3pm.',
    'Kim wants an e-mail to kim@x.org.',
    'The AI looked it up with track: the parcel was lost in Leipzig.',
    'The customer is annoyed and still waits since 2026-01-05',
  ])('kept: %s', (text) => {
    expect(check(text)).toBe(text.endsWith('.') ? text : `${text}.`);
  });

  test.each([
    ['a number', 'The customer asks where order A-12346 is.'],
    ['a part of a number', 'The customer paid $50 for it.'],
    ['a number in words', 'The customer has asked seven times.'],
    ['another currency', 'The customer paid 1,200.50 euros.'],
    ['a share', 'The customer wants 3 % back.'],
    ['a name', 'The customer spoke to Mallory before.'],
    ['a name at the beginning', 'Mallory wants a refund.'],
    ['a place', 'The parcel is in Dresden.'],
    ['a day', 'The customer wrote on Monday.'],
    ['an address', 'The customer can be reached at eve@evil.example.'],
    ['a link', 'The customer should open https://evil.example/login now.'],
    ['a site', 'The customer should open evil.example now.'],
    ['a promise', 'The AI promised to send it again.'],
    ['an approval', 'The refund was approved.'],
    ['an agreement', 'Both agreed on a refund.'],
    ['another script', 'The customer wants возврат now.'],
    ['two sentences', 'The customer waits. He is angry.'],
    ['nothing', '  '],
    ['too much', `The customer ${'waits '.repeat(60)}.`],
  ])('refused: %s', (_name, text) => {
    expect(check(text)).toBeNull();
  });

  test('what was promised by somebody may be told', () => {
    expect(check('The AI promised a refund.', ['I promised a refund'])).not.toBeNull();
  });

  test('at most three sentences, the intent only if it is true', () => {
    const written = {
      wants: 'The customer asks where order A-12345 is',
      tried: 'The AI tracked it.',
      open: 'Open: where it is now.',
    };
    expect(checkSummary({ ...written, intent: 'lost order' }, SAID)).toEqual({
      summary: 'The customer asks where order A-12345 is. The AI tracked it. Open: where it is now.',
      intent: 'lost order',
    });
    expect(checkSummary({ ...written, intent: 'refund of 99 euros' }, SAID)?.intent).toBeNull();
  });

  test('whatever is written, every digit of what is kept stood in what was said', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'The customer ',
        'order ',
        'A-12345',
        ' 3 ',
        '$1',
        ',200',
        '.50',
        'kim@x.org',
        ' May',
        '99',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 10 }), (pieces) => {
        const kept = check(pieces.join(''));
        for (const [number] of (kept ?? '').matchAll(/\d+/g)) expect(SAID.join(' ')).toContain(number);
      }),
      seeded(500),
    );
  });
});
