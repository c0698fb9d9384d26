import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { ToolContext } from '../engine/tool-definition.ts';
import { tool } from './tool.ts';

const context: ToolContext = {
  agentId: 'a',
  sessionId: 's',
  customerId: 'c',
  signal: new AbortController().signal,
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
