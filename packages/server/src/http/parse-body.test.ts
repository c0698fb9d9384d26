import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../testing/seeded.ts';
import { parseBody } from './parse-body.ts';
import { Problem } from './problem.ts';

/** `type` of the one fault, or `fit`. */
function verdict(body: Buffer | string): string {
  try {
    parseBody(Buffer.from(body));
    return 'fit';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.status).toBe(422);
    const [fault] = error.body.detail as { type: string; loc: unknown[]; msg: string }[];
    expect(fault?.loc[0]).toBe('body');
    expect(fault?.msg.isWellFormed()).toBe(true);
    return fault!.type;
  }
}

/** What is unfit, told the slow way: every value is walked. */
function isFit(value: unknown, depth = 0): boolean {
  if (depth > 64) return false;
  if (typeof value === 'string') return value.isWellFormed() && ![...value].some(isControl);
  if (typeof value === 'number')
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, child]) => isFit(key) && isFit(child, depth + 1));
}

/** C0 without tab, line feed and carriage return, and DEL. */
function isControl(character: string): boolean {
  return (character < ' ' && !'\t\n\r'.includes(character)) || character === '\u007f';
}

const NUMBER = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.maxSafeInteger().map(String),
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
  fc
    .tuple(fc.integer(), fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.nat(400))
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.nat(), fc.nat(), fc.constantFrom('e', 'E+'), fc.nat(30))
    .map(([a, b, e, n]) => `${a}.${b}${e}${n}`),
  fc.constantFrom(
    '9007199254740991',
    '9007199254740992',
    '9007199254740993.0',
    '-9007199254740992',
    '1e15',
    '1e16',
    '1e400',
  ),
);
const STRING = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  fc.constantFrom(
    '"\\u0000"',
    '"\\u001F"',
    '"\\u007f"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\\ud83d\\ude00"',
    '"\\b"',
    '"\\n\\t\\r"',
    '"\\\\ud800"',
    '"\x7f"',
    '"\\uD83D"',
    '"\\\\b"',
  ),
);
const SCALAR = fc.oneof(NUMBER, STRING, fc.constantFrom('true', 'false', 'null'));
const { value: VALUE } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'json' },
    SCALAR,
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(' , ')}]`),
    fc
      .array(fc.tuple(fc.oneof(STRING, fc.constant('"__proto__"')), tie('value')), { maxLength: 4 })
      .map((entries) => `{${entries.map((entry) => entry.join(':')).join(',')}}`),
  ),
}));

describe('a body', () => {
  test('that is JSON and fit is what JSON says, and nothing unfit comes through', () => {
    fc.assert(
      fc.property(VALUE, (text) => {
        const value: unknown = JSON.parse(text);
        const fit = isFit(value);
        expect(verdict(text) === 'fit').toBe(fit);
        if (fit) expect(parseBody(Buffer.from(text))).toEqual(value);
      }),
      seeded(3000),
    );
  });

  test('of whatever bytes is a value or a 422, and never another error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const body = Buffer.from(bytes);
        const fit = verdict(body) === 'fit';
        if (fit && body.length > 0) expect(isFit(JSON.parse(body.toString('utf8')))).toBe(true);
      }),
      seeded(2000),
    );
  });

  test.each<[string, string | Buffer, string]>([
    ['nothing', '', 'fit'],
    ['no JSON', '{"a":', 'json_invalid'],
    ['a raw control character', '"\n"', 'json_invalid'],
    ['broken UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'unicode_error'],
    ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'unicode_error'],
    ['NUL in a string', '{"a":["\\u0000"]}', 'string_control'],
    ['NUL in a name', '{"\\u0000":1}', 'string_control'],
    ['DEL as it is', '"\x7f"', 'string_control'],
    ['half a character', '"\\ud83d"', 'string_unicode'],
    ['half a character in a name', '{"\\udE00":1}', 'string_unicode'],
    ['a whole character', '"\\ud83d\\ude00"', 'fit'],
    ['an escaped backslash before u', '"\\\\u0000"', 'fit'],
    ['white space', '"\\t\\n\\r"', 'fit'],
    ['infinity', '[1e400]', 'finite_number'],
    ['an integer that loses digits', '9007199254740993', 'int_out_of_range'],
    ['the largest that does not', '9007199254740991', 'fit'],
    ['64 levels', `${'['.repeat(64)}1${']'.repeat(64)}`, 'fit'],
    ['65 levels', `${'['.repeat(65)}1${']'.repeat(65)}`, 'too_deep'],
    ['levels of objects', `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`, 'too_deep'],
    ['brackets in a string', JSON.stringify('['.repeat(500)), 'fit'],
    ['a million levels', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, 'too_deep'],
    ['a million levels that never end', '['.repeat(1_000_000), 'json_invalid'],
  ])('%s', (_name, body, expected) => {
    expect(verdict(body)).toBe(expected);
  });

  test('keeps a name such as __proto__ as a name', () => {
    const value = parseBody(Buffer.from('{"__proto__":{"polluted":1}}')) as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('tells where the fault is', () => {
    try {
      parseBody(Buffer.from('{"a":[{"b":"\\u0007"}]}'));
      expect.unreachable();
    } catch (error) {
      expect((error as Problem).body.detail).toEqual([
        {
          type: 'string_control',
          loc: ['body', 'a', 0, 'b'],
          msg: 'Contains the control character U+0007: remove it',
          input: null,
        },
      ]);
    }
  });
});
