import type { Json } from '@baton/protocol';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from './clean-text.ts';
import { cleanJson } from './clean-json.ts';
import { renderSections } from './prompt-sections.ts';
import { INJECTIONS, KNOWN_CODE as CODE } from './testing/injections.ts';

/** What a reader makes of a prompt: names of sections with their entries. Throws when it is not well formed. */
function read(prompt: string, code: string): { name: string; entries: Json[] }[] {
  const sections: { name: string; entries: Json[] }[] = [];
  let open: string | null = null;
  for (const line of prompt.split(/[\n\r\v\f\u0085\u2028\u2029]/)) {
    const fence = /^=== (end )?(\w+) (\w+)$/.exec(line);
    if (fence?.[3] === code) {
      const name = fence[2]!;
      if (fence[1] === undefined) {
        if (open !== null) throw new Error('a section within a section');
        open = name;
        sections.push({ name, entries: [] });
      } else if (open === name) open = null;
      else throw new Error('another section was closed');
    } else {
      if (open === null) throw new Error('a line outside of all sections');
      sections.at(-1)!.entries.push(JSON.parse(line) as Json);
    }
  }
  if (open !== null) throw new Error('a section stays open');
  return sections;
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(...INJECTIONS),
  fc
    .array(
      fc.constantFrom(
        '\n',
        '\r',
        '"',
        '\\',
        '===',
        ' end ',
        'conversation',
        CODE,
        '{',
        '}',
        '[',
        ']',
        '\u2028',
        '`',
      ),
    )
    .map((parts) => parts.join('')),
);

const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    hostile,
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(hostile, tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('the structure of a prompt is the program’s', () => {
  test('whatever texts, names and values stand in it', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 5 }),
        fc.array(value, { minLength: 1, maxLength: 3 }),
        (said, found) => {
          const prompt = renderSections(
            [
              { name: 'conversation', entries: said, most: 100_000 },
              { name: 'articles', entries: found, most: 100_000 },
            ],
            CODE,
          );
          const sections = read(prompt, CODE);
          expect(sections.map(({ name, entries }) => [name, entries.length])).toEqual([
            ['conversation', said.length],
            ['articles', found.length],
          ]);
        },
      ),
    );
  });

  test.each(INJECTIONS)('%j is a text and nothing else', (text) => {
    const entries = [{ from: 'customer', text }];
    const prompt = renderSections([{ name: 'conversation', entries }], CODE);
    expect(prompt.split('\n')).toHaveLength(3);
    expect(read(prompt, CODE)).toEqual([
      { name: 'conversation', entries: [{ from: 'customer', text: cleanText(text, 4000) }] },
    ]);
  });

  test('names and codes that could break a line are refused', () => {
    const section = { name: 'a', entries: [1] };
    expect(() => renderSections([{ ...section, name: 'a\nb' }], CODE)).toThrow(RangeError);
    expect(() => renderSections([section], 'x\n')).toThrow(RangeError);
    expect(() => renderSections([section], 'short')).toThrow(RangeError);
  });
});

describe('room', () => {
  const entries = Array.from({ length: 50 }, (_, index) => ({ index, text: 'x'.repeat(80) }));
  const kept = (leaveOut: 'first' | 'last'): unknown[] =>
    read(renderSections([{ name: 'a', entries, most: 1000, leaveOut }], CODE), CODE)[0]!.entries.map(
      (entry) => (entry as { index: number }).index,
    );

  test('the newest of a conversation stay, in order', () => {
    expect(kept('first')).toEqual([41, 42, 43, 44, 45, 46, 47, 48, 49]);
  });

  test('the first of a ranking stay', () => {
    expect(kept('last')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('one entry is cut rather than left out', () => {
    const prompt = renderSections([{ name: 'a', entries: ['y'.repeat(9000)], most: 500 }], CODE);
    expect(prompt.length).toBeLessThan(600);
    expect(prompt).toContain('yyy…yyy');
  });

  test('a value stays within its room, however it is built', () => {
    fc.assert(
      fc.property(value, fc.integer({ min: 10, max: 400 }), (json, most) => {
        // Escapes of JSON may double a text; a key is cut on its own.
        expect(JSON.stringify(cleanJson(json, most)).length).toBeLessThan(8 * most + 700);
      }),
    );
  });

  test('a value as deep as it likes', () => {
    let deep: Json = 'x';
    for (let depth = 0; depth < 5000; depth += 1) deep = [deep];
    expect(JSON.stringify(cleanJson(deep, 1000))).toBe('[[[[[[[["…"]]]]]]]]');
  });
});

test.each([
  ['tabs and line ends stay\tso\nit is', 'tabs and line ends stay\tso\nit is'],
  ['a\r\nb\rc\u2028d\u2029e', 'a\nb\nc\nd\ne'],
  ['\u202eabc\u202c', 'abc'],
  ['a\u200bb\u00adc\ufeff', 'abc'],
  ['👨‍👩‍👧 می‌خواهم', '👨‍👩‍👧 می‌خواهم'],
  ['x\u{e0041}\u{e0042}y', 'xy'],
  ['\u0007bell\u0000', 'bell'],
])('clean text %#', (text, clean) => {
  expect(cleanText(text, 100)).toBe(clean);
});
