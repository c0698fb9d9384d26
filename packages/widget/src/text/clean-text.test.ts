import { expect, test } from 'vitest';
import { cleanText } from './clean-text.ts';

test.each([
  ['  hello \n', 'hello'],
  ['a\r\nb\rc\td', 'a\nb\nc\td'],
  ['a\u0000b\u001b[31mc\u007f', 'ab[31mc'],
  ['ok \uD83D', 'ok \uFFFD'],
  ['👍 ünïcödé 漢字', '👍 ünïcödé 漢字'],
  ['\u0000\u0001', ''],
])('%j is sent as %j', (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});
