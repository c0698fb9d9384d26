import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerSchema } from './answer-schema.ts';
import { readAnswer } from './read-answer.ts';

const schema = z.object({ a: z.number() });

describe('a structured answer', () => {
  it.each([
    ['{"a":1}'],
    [' \n{"a":1}\n'],
    ['```json\n{"a":1}\n```'],
    ['```\n{"a":1}\n```'],
    ['Sure! Here it is: {"a":1}. Anything else?'],
    ['```JSON \r\n{"a":1}```'],
  ])('is read out of %j', (text) => {
    expect(readAnswer(text, schema)).toEqual({ type: 'valid', value: { a: 1 } });
  });

  it.each([
    ['no JSON here', /not valid JSON/],
    ['{"a":1', /not valid JSON/],
    ['{"a":"1"}', /expected number/],
    ['[1]', /expected object/],
    ['', /not valid JSON/],
  ])('is refused with the reason: %j', (text, problem) => {
    expect(readAnswer(text, schema)).toMatchObject({
      type: 'invalid',
      problem: expect.stringMatching(problem) as string,
    });
  });

  it('never makes the reader fail, nor says more than a thousand characters about it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '`', '\n', 'a', ':', '1') }),
        (text) => {
          const read = readAnswer(text, schema);
          expect(read.type === 'valid' || read.problem.length <= 1000).toBe(true);
        },
      ),
    );
  });

  it('takes no longer for hostile text', () => {
    const began = performance.now();
    for (const text of [
      '```\nx '.repeat(20_000),
      `\`\`\`${'\n'.repeat(100_000)}`,
      '{'.repeat(100_000),
      '``` '.repeat(30_000),
    ]) {
      expect(readAnswer(text, schema).type).toBe('invalid');
    }
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('the schema that a provider is given', () => {
  it('is strict when everything is required, and shut', () => {
    const { schema: json, strict } = answerSchema(
      z.object({ a: z.array(z.object({ b: z.string().nullable() })) }),
    );
    expect(strict).toBe(true);
    expect(json).toMatchObject({
      additionalProperties: false,
      properties: { a: { items: { additionalProperties: false } } },
    });
  });

  it.each([
    ['a part that may be absent', z.object({ a: z.string().optional() })],
    ['a default', z.object({ a: z.string().default('x') })],
    ['an open map', z.object({ a: z.record(z.string(), z.string()) })],
    ['an object with whatever else', z.looseObject({ a: z.string() })],
    ['anything', z.object({ a: z.unknown() })],
    ['a list at the root', z.array(z.string())],
  ])('is not strict with %s', (_, loose) => {
    expect(answerSchema(loose).strict).toBe(false);
  });

  it('says anyOf for alternatives', () => {
    const either = z.object({
      a: z.discriminatedUnion('type', [
        z.object({ type: z.literal('x') }),
        z.object({ type: z.literal('y') }),
      ]),
    });
    expect(JSON.stringify(answerSchema(either).schema)).not.toContain('oneOf');
    expect(answerSchema(either).strict).toBe(true);
  });

  it('is of what goes in, not of what a transformation makes of it', () => {
    const counted = z.object({ a: z.string().transform((text) => text.length) });
    expect(answerSchema(counted).schema).toMatchObject({ properties: { a: { type: 'string' } } });
    expect(readAnswer('{"a":"four"}', counted)).toEqual({ type: 'valid', value: { a: 4 } });
  });
});
