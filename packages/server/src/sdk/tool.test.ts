import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { ToolContext } from '../engine/tool-definition.ts';
import { handOver } from './hand-over.ts';
import { tool } from './tool.ts';

const context: ToolContext = {
  agentId: 'a',
  sessionId: 's',
  customerId: 'c',
  signal: new AbortController().signal,
  emitMessage: async () => undefined,
  emitStatus: async () => undefined,
  emitCustom: async () => undefined,
  commit: async () => undefined,
};

test('a tool is frozen, and its arguments have the types of its schema', async () => {
  const add = tool({
    name: 'add_numbers',
    description: 'Adds.',
    parameters: z.object({ a: z.number(), b: z.number().default(1) }),
    run: async (_context, args) => {
      expectTypeOf(args).toEqualTypeOf<{ a: number; b: number }>();
      return { data: args.a + args.b };
    },
  });
  expect(Object.isFrozen(add)).toBe(true);
  expect(add.consequential).toBe(false);
  expect(await add.run(context, { a: 1, b: 2 })).toEqual({ data: 3 });
});

test.each(['', 'Get Claims', 'get-claims', '1st', 'x'.repeat(65), '__proto__'])(
  'refuses the name %j',
  (name) => {
    expect(() =>
      tool({ name, description: '', parameters: z.object({}), run: async () => ({ data: null }) }),
    ).toThrow(TypeError);
  },
);

describe('options of parameters', () => {
  const parameters = z.object({ from: z.string(), passport: z.string() });
  const base = { name: 'book', description: 'Books.', parameters, run: async () => ({ data: null }) };

  test('are kept by parameter', () => {
    const choices = async (): Promise<readonly string[]> => ['Rome'];
    const book = tool({
      ...base,
      parameterOptions: {
        from: { source: 'customer', precedence: 1, displayName: 'departure', examples: ['Oslo'], choices },
        passport: { hidden: true, significance: 'for the border' },
      },
      overlap: 'none',
      metadata: { owner: 'flights' },
    });
    expect(book).toMatchObject({
      options: { from: { displayName: 'departure', choices }, passport: { hidden: true } },
      overlap: 'none',
      metadata: { owner: 'flights' },
    });
    expect(Object.isFrozen(book.options)).toBe(true);
  });

  test('are those of the schema, by type and at run time', () => {
    // @ts-expect-error: `to` is no parameter
    expect(() => tool({ ...base, parameterOptions: { to: { hidden: true } } })).toThrow(/to, which is none/);
    // @ts-expect-error: no such source
    tool({ ...base, parameterOptions: { from: { source: 'guess' } } });
  });
});

describe('handOver', () => {
  test('asks for a person, and says how', () => {
    expect(
      handOver({ reason: 'missed_connection', department: 'airport', skills: ['rebooking'], priority: 5 }),
    ).toEqual({
      data: 'A person has been asked for.',
      control: {
        mode: 'manual',
        handoff: { reason: 'missed_connection', department: 'airport', skills: ['rebooking'], priority: 5 },
      },
    });
    expect(handOver({ data: { waiting: 3 }, note: 'VIP' })).toEqual({
      data: { waiting: 3 },
      control: { mode: 'manual', handoff: { note: 'VIP' } },
    });
    expect(handOver()).toMatchObject({ control: { mode: 'manual' } });
  });

  test('a priority that is none is refused', () => {
    expect(() => handOver({ priority: 0.5 })).toThrow(TypeError);
  });
});

describe('a tool for operators', () => {
  const base = {
    name: 'refund',
    description: '',
    parameters: z.object({}),
    run: async () => ({ data: null }),
  };

  test.each([
    [undefined, undefined],
    [false, undefined],
    [true, { title: null, only: false }],
    [{ only: true }, { title: null, only: true }],
    [{ title: 'Refund it' }, { title: 'Refund it', only: false }],
  ])('%j', (forOperators, operators) => {
    expect(tool({ ...base, ...(forOperators !== undefined && { forOperators }) }).operators).toEqual(
      operators,
    );
  });

  test('has no title without words', () => {
    expect(() => tool({ ...base, forOperators: { title: ' ' } })).toThrow(TypeError);
  });
});
