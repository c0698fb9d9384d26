import type { ContextPackage, KeyDetail } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tool } from '../../sdk/tool.ts';
import { makeOpening } from '../../testing/make.ts';
import { actionForm } from './action-form.ts';
import type { OfferedTool } from './operator-tools.ts';

function packageWith(over: Partial<ContextPackage> = {}): ContextPackage {
  return { ...makeOpening().package, ...over };
}

function detail(kind: KeyDetail['kind'], value: string, offset = 1, normal?: string): KeyDetail {
  return { kind, value, offset, ...(normal !== undefined && { normal }) };
}

function toolOf(parameters: z.ZodObject, over: Partial<Parameters<typeof tool>[0]> = {}): OfferedTool {
  const run = async (): Promise<{ data: null }> => ({ data: null });
  const made = tool({ name: 'do_it', description: 'Does it.', forOperators: true, parameters, run, ...over });
  return { tool: made, operators: made.operators ?? { title: null, only: false } };
}

function valueOf(schema: z.ZodType, known: Partial<ContextPackage>, name = 'value'): unknown {
  const form = actionForm(toolOf(z.object({ [name]: schema })), packageWith(known), new Map());
  return form?.fields[0]?.value;
}

describe('a tool as a form', () => {
  test('a field a parameter, in the order and the words of its author', () => {
    const parameters = z.object({
      policy_number: z
        .string()
        .regex(/^P-\d+$/)
        .describe('your policy number'),
      sum: z.number().optional(),
      times: z.int().default(2),
      urgent: z.boolean(),
      day: z.iso.date(),
      at: z.date(),
      reason: z.enum(['lost', 'broken']),
      more: z.string().nullable(),
    });
    const form = actionForm(
      toolOf(parameters, {
        consequential: true,
        forOperators: { title: 'Do it now' },
        parameterOptions: { sum: { displayName: 'Sum in euros' } },
      }),
      packageWith(),
      new Map([['more', ['a', 'b']]]),
    );
    expect(form).toMatchObject({
      id: 'built-in:do_it',
      title: 'Do it now',
      description: 'Does it.',
      consequential: true,
    });
    const shown = form?.fields.map(({ label, type, required, options }) => [
      label,
      type,
      required,
      ...options,
    ]);
    expect(shown).toEqual([
      ['Policy number', 'text', true],
      ['Sum in euros', 'number', false],
      ['Times', 'integer', false],
      ['Urgent', 'boolean', true],
      ['Day', 'date', true],
      ['At', 'date', true],
      ['Reason', 'choice', true, 'lost', 'broken'],
      ['More', 'choice', true, 'a', 'b'],
    ]);
    expect(form?.fields[0]?.description).toBe('your policy number');
    expect(form?.fields[2]?.value).toBe(2);
  });

  test('a list that may be left out is left out; a tool that needs one cannot be run from a form', () => {
    const form = (parameters: z.ZodObject): unknown =>
      actionForm(toolOf(parameters), packageWith(), new Map());
    expect(form(z.object({ items: z.array(z.string()).optional() }))).toMatchObject({ fields: [] });
    expect(form(z.object({ items: z.array(z.string()) }))).toBeNull();
    expect(form(z.object({ place: z.object({ city: z.string() }) }))).toBeNull();
  });
});

describe('what a form begins with', () => {
  const details = [
    detail('policy', 'P-1001', 1),
    detail('policy', 'P-1002', 5),
    detail('amount', '310 euros', 2),
    detail('date', 'yesterday', 3, '2026-01-04'),
    detail('email', 'a@b.example', 4),
  ];

  test.each<[string, z.ZodType, unknown]>([
    ['policy_number', z.string(), 'P-1002'],
    ['policyNumber', z.string(), 'P-1002'],
    ['amount', z.number(), 310],
    ['amount', z.int(), 310],
    ['when', z.iso.date(), '2026-01-04'],
    ['email', z.email(), 'a@b.example'],
    ['number', z.string().regex(/^P-\d{4}$/), 'P-1002'],
    ['number', z.string().regex(/^Q-\d{4}$/), null],
    ['comment', z.string(), null],
    ['amount', z.boolean(), null],
  ])('%s: a detail of its kind, if the tool takes it', (name, schema, value) => {
    expect(valueOf(schema, { details }, name)).toBe(value);
  });

  test('of two sums or days nobody guesses which is meant, nor what the marks of a sum part', () => {
    expect(valueOf(z.number(), { details: [...details, detail('amount', '20 euros')] }, 'amount')).toBeNull();
    expect(valueOf(z.number(), { details: [detail('amount', '1,200.50 EUR')] }, 'amount')).toBeNull();
  });

  test('what was given under the same name to another tool, the newest first, but none that failed', () => {
    const call = (value: string, failed = false): ContextPackage['tools'][number] => ({
      tool_id: 'built-in:look_up',
      arguments: { number: value },
      result: null,
      offset: 1,
      ...(failed && { failed }),
    });
    const tools = [call('CL-1'), call('CL-2'), call('CL-3', true)];
    expect(valueOf(z.string(), { tools, details }, 'number')).toBe('CL-2');
  });

  test('what is known of the customer; a value that was put right counts as it holds now', () => {
    const customer = { id: 'c', name: 'C', metadata: { tier: 'gold' } };
    expect(valueOf(z.string(), { customer }, 'tier')).toBe('gold');
    expect(valueOf(z.int(), { variables: [{ name: 'age', value: 42 }] }, 'age')).toBe(42);
    const corrected = {
      line: 'details/1',
      before: 'P-1002',
      after: 'P-1003',
      by: 'customer' as const,
      author: null,
      creation_utc: '',
    };
    expect(valueOf(z.string(), { details, corrections: [corrected] }, 'policy_number')).toBe('P-1003');
  });

  test('a schema that asks elsewhere is not asked', () => {
    const schema = z.string().refine(async () => true);
    expect(valueOf(schema, { details }, 'policy_number')).toBeNull();
  });

  test('names that objects have of their own are no values', () => {
    expect(valueOf(z.string(), { details }, 'constructor')).toBeNull();
  });
});
