import { expect, test } from 'vitest';
import { madeUpIn } from './made-up.ts';

const SOURCES = [
  'Order CL 2041 comes on 3 May at 10:30, for 1,200.50 EUR.',
  'See https://shop.example/returns?x=1 or write to help@shop.example. Version 2.4.',
];

test.each([
  ['CL-2041 comes on 3 May at 10:30.', []],
  ['It is CL2041, for 1,200.50 EUR.', []],
  ['Write to help@shop.example, or see https://shop.example/returns?x=1.', []],
  ['Nothing with a number in it at all, e.g. words.', []],
  ['CL-2042 comes.', ['CL-2042']],
  ['It costs 1,300.50.', ['1,300.50']],
  ['See https://shop.example/other.', ['https://shop.example/other']],
  ['Write to me@shop.example.', ['me@shop.example']],
  ['In ٣ days', ['٣']],
])('%s', (text, madeUp) => {
  expect(madeUpIn(text, SOURCES)).toEqual(madeUp);
});
