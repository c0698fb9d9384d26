import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { safePattern } from '../../core/safe-pattern.ts';
import { objectOf, schemaOf } from './schema-of.ts';
import { scopeOf } from './schema-scope.ts';

describe('a schema of a JSON Schema', () => {
  test.each([
    [{ type: 'string' }, ['', 'x'], [1, null]],
    [{ type: 'string', minLength: 2, maxLength: 3 }, ['ab'], ['a', 'abcd']],
    [{ type: 'string', pattern: '^[A-Z]-\\d{4}$' }, ['P-1001'], ['P-1']],
    [{ type: 'string', format: 'date' }, ['2026-01-05'], ['5 January']],
    [{ type: 'string', format: 'date-time' }, ['2026-01-05T09:00:00Z', '2026-01-05'], ['now']],
    [{ type: 'string', format: 'email' }, ['a@b.co'], ['a']],
    [{ type: 'string', format: 'unheard-of' }, ['x'], [1]],
    [{ type: 'integer', minimum: 1 }, [1], [0, 1.5, '1']],
    [{ type: 'number', exclusiveMaximum: 2 }, [1.5], [2]],
    [{ type: ['string', 'null'] }, ['x', null], [1]],
    [{ type: ['string', 'integer'] }, ['x', 1], [true]],
    [{ type: 'string', nullable: true }, ['x', null], [1]],
    [{ enum: ['a', 'b'] }, ['a'], ['c']],
    [{ enum: [1, 2, null] }, [1, null], [3]],
    [{ const: 'a' }, ['a'], ['b']],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, [1, null], ['x']],
    [{ oneOf: [{ type: 'integer' }, { type: 'boolean' }] }, [1, true], ['x']],
    [{ type: 'array', items: { type: 'integer' }, maxItems: 2 }, [[1]], [['x'], [1, 2, 3]]],
    [
      { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] },
      [{ a: 1 }, { a: 1, b: 2 }],
      [{}, { a: 'x' }],
    ],
    // What is not understood is left to the service.
    [{ allOf: [{ type: 'string' }, { minLength: 1 }] }, ['x', 1], []],
    [{ type: 'made-up' }, ['x', 1], []],
    [true, ['x', 1], []],
    [null, ['x', 1], []],
    [{ type: 'string', pattern: '(a+)+$' }, ['x'], [1]],
  ])('%j', (wire, good, bad) => {
    const schema = schemaOf(wire);
    for (const value of good) expect([value, schema.safeParse(value).success]).toEqual([value, true]);
    for (const value of bad) expect([value, schema.safeParse(value).success]).toEqual([value, false]);
  });

  test('that refers to itself ends', () => {
    const document = {
      Node: { type: 'object', properties: { next: { $ref: '#/Node' }, name: { type: 'string' } } },
    };
    const schema = schemaOf({ $ref: '#/Node' }, scopeOf(document));
    expect(schema.safeParse({ name: 'a', next: { name: 'b' } }).success).toBe(true);
    expect(schema.safeParse({ name: 'a', next: { name: 1 } }).success).toBe(false);
    expect(schemaOf({ $ref: '#/a' }, scopeOf({ a: { $ref: '#/a' } })).safeParse(1).success).toBe(true);
    expect(schemaOf({ $ref: 'http://evil.example/x' }, scopeOf({})).safeParse(1).success).toBe(true);
  });

  test('that refers to itself a hundredfold is made in no time', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`p${i}`, { $ref: '#/Node' }]),
    );
    const scope = scopeOf({ Node: { type: 'object', properties } });
    schemaOf({ $ref: '#/Node' }, scope);
    expect(scope.budget.left).toBeLessThanOrEqual(0);
    expect(schemaOf({ type: 'string' }, scope).safeParse(1).success).toBe(true);
  });

  test('an object keeps descriptions and leaves out names that cannot be used', () => {
    const wire = JSON.parse(
      '{"a":{"type":"string","description":"what?"},"__proto__":{"type":"string"},"a b":{"type":"string"}}',
    ) as Record<string, unknown>;
    const schema = objectOf(wire, []);
    expect(z.toJSONSchema(schema)).toMatchObject({
      properties: { a: { type: 'string', description: 'what?' } },
    });
    expect(Object.keys(schema.shape)).toEqual(['a']);
  });
});

describe('a pattern that a stranger wrote', () => {
  test.each(['^P-\\d{4}$', '[A-Z]{2}\\d+', '^\\w+$', '^[\\w.-]{1,30}$', 'abc', ''])(
    '%s is used',
    (source) => {
      expect(safePattern(source)?.source).toBe(new RegExp(source, 'u').source);
    },
  );

  test.each([
    '(a+)+$',
    '(?:a|a)*b',
    'a|b',
    '\\1',
    '(?=a)',
    'a*a*a*b',
    '\\w{1,900}',
    '[a-z',
    'a{2,1}',
    'x'.repeat(300),
    7,
    null,
  ])('%s is not', (source) => {
    expect(safePattern(source)).toBeNull();
  });

  test('every one that is used is quick', () => {
    for (const source of ['^\\w*\\w*$', '\\d{0,64}\\d{0,64}x', '[ab]*[ab]*c']) {
      const began = performance.now();
      safePattern(source)?.test('a1'.repeat(1000));
      expect(performance.now() - began).toBeLessThan(1000);
    }
  });
});
