import { expect, test } from 'vitest';
import { wholeSentencesOf, withoutMarkup } from './readable-passage.ts';

test.each([
  ['## Returns\n\n**30 days**, `free`.', 'Returns\n\n30 days, free.'],
  ['* one\n+ two\n- three', '- one\n- two\n- three'],
  ['[Our page](https://a.example/b) and [more](../c.md)', 'Our page (https://a.example/b) and more'],
  ['![a shoe](x.png) > 2', 'a shoe > 2'],
  ['> quoted', 'quoted'],
  ['2 * 3 * 4 and snake_case_name stay', '2 * 3 * 4 and snake_case_name stay'],
])('%j reads %j', (markdown, plain) => {
  expect(withoutMarkup(markdown)).toBe(plain);
});

test('many marks that never end take no time', () => {
  const began = performance.now();
  withoutMarkup('**[`'.repeat(50_000));
  expect(performance.now() - began).toBeLessThan(2000);
});

test.each([
  ['One. Two. Three.', 9, 'One. Two.'],
  ['One. Two.', 9, 'One. Two.'],
  ['Abcdefghij', 5, 'Abcd…'],
])('%j in %i characters is %j', (text, most, short) => {
  expect(wholeSentencesOf(text, most)).toBe(short);
});
