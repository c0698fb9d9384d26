import { expect, test } from 'vitest';
import { WordExpression } from './word-expression.ts';

test('finds what the same expression without anchors finds', () => {
  const expression = new WordExpression(' (?:talk|speak) to (?<who>[^ ]+) ');
  expect(expression.test(' we spoke to somebody ')).toBe(false);
  expect(expression.exec(' may i speak to somebody now ')?.groups?.['who']).toBe('somebody');
  expect(' talk to me '.replace(expression, ' *')).toBe(' *');
  expect(' may i speak to somebody now '.split(expression)).toEqual([' may i', 'somebody', 'now ']);
});

test('one made after others have been used is looked for too', () => {
  const text = ' where is my parcel ';
  expect(new WordExpression(' letter ').test(text)).toBe(false);
  expect(new WordExpression(' parcel ').test(text)).toBe(true);
});

test('reads more texts than it keeps', () => {
  const expression = new WordExpression(' number 4\\d ');
  const found = Array.from({ length: 100 }, (_, index) => expression.test(` number ${index} `));
  expect(found.filter(Boolean)).toHaveLength(10);
  expect(expression.test(' number 41 ')).toBe(true);
});

test('an expression of any words is run on every text', () => {
  expect(new WordExpression('^ [^ ]+ $').test(' x ')).toBe(true);
});
