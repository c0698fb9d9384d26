import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepsOf } from '../../testing/regex-steps.ts';
import { seeded } from '../../testing/seeded.ts';
import type { Said } from './said.ts';
import { shorten } from './shorten.ts';
import { summarise } from './summarise.ts';

function said(...lines: [Said['by'], string][]): Said[] {
  return lines.map(([by, text], offset) => ({ by, text, offset }));
}

describe('H5.4: the summary', () => {
  test.each<[string, Said[], string[], string]>([
    ['nobody has written', said(), [], 'The customer has not written anything yet.'],
    ['only a greeting', said(['customer', 'Hello there!']), [], 'The customer has not written anything yet.'],
    ['one matter', said(['customer', 'My parcel is late']), [], 'The customer wrote: “My parcel is late”.'],
    [
      'what is wanted, not that a person is wanted',
      said(
        ['customer', 'Hi'],
        ['customer', 'My parcel is late!'],
        ['ai', 'Sorry.'],
        ['customer', 'Can I talk to a human?'],
      ),
      [],
      'The customer wrote: “My parcel is late!” The AI answered once. Last message: “Can I talk to a human?”',
    ],
    [
      'only that a person is wanted',
      said(['customer', 'a human please']),
      [],
      'The customer wrote: “a human please”.',
    ],
    [
      'answers of the AI, not those of people',
      said(['customer', 'Where is it?'], ['ai', 'a'], ['person', 'b'], ['ai', 'c'], ['person', 'd']),
      [],
      'The customer wrote: “Where is it?” The AI answered 2 times.',
    ],
    [
      'only a person has answered',
      said(['customer', 'Where is it?'], ['person', 'Here.']),
      [],
      'The customer wrote: “Where is it?”',
    ],
    [
      'tools by their names, each once',
      said(['customer', 'Where is it?'], ['ai', 'a']),
      ['built-in:find_order', 'built-in:find_order', 'shop:track'],
      'The customer wrote: “Where is it?” The AI used find_order, track.',
    ],
  ])('%s', (_name, lines, tools, expected) => {
    expect(
      summarise(
        lines,
        tools.map((tool_id) => ({ tool_id })),
      ),
    ).toBe(expected);
  });

  test('is short whatever was written', () => {
    const text = fc.string({ unit: 'binary', maxLength: 2000 });
    const by = fc.constantFrom<Said['by']>('customer', 'ai', 'person');
    fc.assert(
      fc.property(fc.array(fc.tuple(by, text), { maxLength: 8 }), (lines) => {
        const summary = summarise(said(...lines), []);
        expect(summary.length).toBeLessThan(600);
        expect(summary).not.toContain('\n');
      }),
      seeded(300),
    );
  });

  test.each([',', ' ', '!', 'hi ', 'human ', 'a'])(
    'a text of nothing but %j takes time in proportion to its length',
    (unit) => {
      const steps = (length: number): number =>
        stepsOf(() => summarise(said(['customer', `hi${unit.repeat(length / unit.length)}x`]), []));
      const [once, twice] = [steps(500), steps(1000)];
      expect(twice).toBeLessThan(2.3 * once + 100);
      expect(twice).toBeLessThan(20 * 1000);
    },
  );
});

describe('shorten', () => {
  test.each([
    ['short', 10, 'short'],
    ['  white \n\t space  ', 20, 'white space'],
    ['exactly ten', 11, 'exactly ten'],
    ['cut at a word here', 12, 'cut at a…'],
    ['withoutanyspaceatall', 10, 'withoutan…'],
  ])('%j to %i', (text, length, expected) => {
    expect(shorten(text, length)).toBe(expected);
  });

  test('never longer than asked, never half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 2, max: 60 }),
        (text, length) => {
          const short = shorten(text, length);
          expect(short.length).toBeLessThanOrEqual(length);
          expect(short.isWellFormed()).toBe(true);
        },
      ),
      seeded(500),
    );
  });
});
