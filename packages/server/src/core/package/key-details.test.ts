import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepsOf } from '../../testing/regex-steps.ts';
import { seeded } from '../../testing/seeded.ts';
import { findKeyDetails } from './key-details.ts';

function found(text: string): string[] {
  return findKeyDetails(text, 3).map(({ kind, value }) => `${kind} ${value}`);
}

describe('H5.1: what a customer names', () => {
  test.each<[string, string[]]>([
    ['My order number is A-12345, please', ['order A-12345']],
    ['order #4711', ['order 4711']],
    ['order no. 99887766', ['order 99887766']],
    ['ORDER:\n55667', ['order 55667']],
    ['Order 123456 and invoice INV-2024-001', ['order 123456', 'invoice INV-2024-001']],
    ['policy number: POL-778899', ['policy POL-778899']],
    ['it is P-1234.', ['policy P-1234']],
    ['claim C-9988, or claim number is CL-55501?', ['claim C-9988', 'claim CL-55501']],
    ['kim.o+x@mail.example.co.uk wrote', ['email kim.o+x@mail.example.co.uk']],
    ['call +49 (0)30 1234567 now, or 555-0100', ['phone +49 (0)30 1234567', 'phone 555-0100']],
    ['on 2024-02-29 or 3/4/24 or 1.12.2024', ['date 2024-02-29', 'date 3/4/24', 'date 1.12.2024']],
    ['3rd of May 2024 and May 5, 2023', ['date 3rd of May 2024', 'date May 5, 2023']],
    ['$1,200.50 and 30 euros, € 5', ['amount $1,200.50', 'amount 30 euros', 'amount € 5']],
    ['My name is Anna Berg and this is Bo', ['name Anna Berg', 'name Bo']],
    ['my name is Åsa Öberg', ['name Åsa Öberg']],
    ['I am called Jean-Luc O’Neil.', ['name Jean-Luc O’Neil']],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    'the order is late',
    'in order to do it',
    'order number 12',
    'I may be wrong in march',
    'my name is nobody',
    'card 4111 1111 1111 1111',
    'v1.2.3',
    'a@b',
    '',
  ])('nothing in %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('each stretch of text is one thing, in the order in which it stands there, with its offset', () => {
    const text = 'Call 555 010 2000 about order 5550102 of 2024-01-02, my name is Kim';
    expect(findKeyDetails(text, 7)).toEqual([
      { kind: 'phone', value: '555 010 2000', offset: 7 },
      { kind: 'order', value: '5550102', offset: 7 },
      { kind: 'date', value: '2024-01-02', offset: 7 },
      { kind: 'name', value: 'Kim', offset: 7 },
    ]);
  });
});

describe('hostile text', () => {
  test('only the first 8,000 characters are read', () => {
    expect(found(`${' '.repeat(7986)}order 12345678`)).toEqual(['order 12345678']);
    expect(found(`${' '.repeat(8001)}order 12345678`)).toEqual([]);
  });

  test.each([
    'a',
    '1',
    '1.',
    '1-',
    '1 ',
    'a@',
    '@a.',
    'P-1',
    ' ',
    'policy ',
    'my name is ',
    'A ',
    '€1',
    '01/',
    '1st of ',
    '\u{1F600}',
  ])('a text of nothing but %j takes time in proportion to its length', (unit) => {
    const steps = (length: number): number =>
      stepsOf(() => findKeyDetails(unit.repeat(length / unit.length), 0));
    const [once, twice] = [steps(900), steps(1800)];
    expect(twice).toBeLessThan(2.3 * once);
    expect(twice).toBeLessThan(900 * 1800);
  });

  test('whatever is written, what is found is a part of it', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        'order ',
        '#',
        '12345',
        'policy number is ',
        '@',
        '.',
        '+49 30 ',
        '2024-01-02',
        '$',
        'My name is ',
        'Kim ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const { value, offset } of findKeyDetails(text, 5)) {
          expect(text).toContain(value);
          expect(value.length).toBeLessThan(400);
          expect(offset).toBe(5);
        }
      }),
      seeded(500),
    );
  });
});
