import * as fc from 'fast-check';

const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\uD800',
  '\u202Egnp.exe',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "' OR 1=1 --",
  '<img src=x onerror=alert(1)>',
  '{{ 7 * 7 }}',
  '%00%0a',
  'null',
  '1e999',
  '2026-13-45T99:99:99Z',
  'x'.repeat(70_000),
  '😀'.repeat(2000),
  '(a+)+$',
  'http://127.0.0.1:1/',
  'javascript:alert(1)',
] as const;

/** A text that nobody with good intentions sends. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** A value of JSON that has no business where it stands. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.5,
    1e308,
    -1e308,
    2 ** 53,
    -(2 ** 63),
    [],
    {},
    [[[[[[[[[[]]]]]]]]]],
    JSON.parse('{"__proto__":{"admin":true}}'),
    Array.from({ length: 1000 }, (_nothing, index) => index),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
