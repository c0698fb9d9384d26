import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MODEL_FOLDER, VOCABULARY_FILE } from './model-files.ts';
import { WordPieces } from './word-pieces.ts';

const vocabulary = readFileSync(new URL(VOCABULARY_FILE, MODEL_FOLDER), 'utf8');
const names = vocabulary.trimEnd().split('\n');
const pieces = new WordPieces(vocabulary);
const split = (text: string): string =>
  pieces
    .split(text, 1000)
    .map((id) => names[id])
    .join(' ');

/* As the tokeniser that was published with the model cuts them. */
test.each([
  ['Where is my card?', 'where is my card ?'],
  ["I can't log-in", "i can ' t log - in"],
  ['unbelievably overpriced', 'un ##bel ##ie ##va ##bly over ##pr ##ice ##d'],
  ['Café ÜBER naïve', 'cafe uber naive'],
  ['$5.00 + 10%', '$ 5 . 00 + 10 %'],
  ['a\tb\nc\u0000d', 'a b cd'],
  ['zero\u200bwidth', 'zero ##wi ##dt ##h'],
  ['日本', '日 本'],
  ['😀', '[UNK]'],
  ['   ', ''],
])('%j is cut into %j', (text, expected) => {
  expect(split(text)).toBe(expected);
});

test('a run of letters that is no word is unknown as a whole', () => {
  expect(split('x'.repeat(101))).toBe('[UNK]');
  expect(split(`${'x'.repeat(101)} card`)).toBe('[UNK] card');
});

test('no more pieces are given than asked for', () => {
  expect(pieces.split('one two three four', 2)).toEqual(pieces.split('one two', 2));
});

test('a word comes out the same the second time', () => {
  expect(split('overpriced')).toBe(split('overpriced'));
});
