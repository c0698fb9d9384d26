import type { JsonObject, OperatorRef } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { GivenTool } from '../../engine/binding.ts';
import { current } from '../../engine/current.ts';
import type { ToolContext, ToolDefinition, ToolResult } from '../../engine/tool-definition.ts';
import { tool } from '../../sdk/tool.ts';
import { readStretches } from '../../engine/read-stretches.ts';
import { guideline } from '../../testing/make-behaviour.ts';
import { ANNA, BEN } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { TestApp } from '../../testing/test-app.ts';
import { deleteSessions } from '../delete-sessions.ts';
import { newTraceId } from '../random-id.ts';
import type { ActionOutcome } from './quick-actions.ts';

const SECRET = 'postgres://root:hunter2@10.0.0.7';

const givenFor = ({ name, operators }: ToolDefinition): GivenTool => ({
  id: { service: 'built-in', tool: name },
  operators: operators ?? { title: null, only: false },
});

let stores: MemoryFixture;
let server: TestApp;
let runs: string[];
let refund: (context: ToolContext, args: { number: string; day?: Date | undefined }) => Promise<ToolResult>;

const REFUND = tool({
  name: 'issue_refund',
  description: 'Sends money back.',
  parameters: z.object({ number: z.string().regex(/^P-\d{4}$/, 'like P-1001'), day: z.date().optional() }),
  consequential: true,
  forOperators: { title: 'Issue a refund', only: true },
  run: (context, args) => refund(context, args),
});
const LOOK = tool({
  name: 'look_up',
  description: 'Looks.',
  parameters: z.object({}),
  forOperators: true,
  run: async () => ({ data: { found: 1 } }),
});
const HIDDEN = tool({
  name: 'hidden',
  description: 'For the AI.',
  parameters: z.object({}),
  run: async () => ({ data: null }),
});

beforeEach(async () => {
  runs = [];
  refund = async (_context, { number }) => {
    runs.push(number);
    return { data: `${number} refunded`, metadata: { id: 7 } };
  };
  stores = openMemory();
  await begin();
  await server.open();
  await server.button();
  await server.command({ do: 'accept', operator: ANNA });
});
afterEach(() => server[Symbol.asyncDispose]());

async function begin(): Promise<void> {
  server = await TestApp.start(stores);
  const { behaviours } = server;
  for (const each of [LOOK, HIDDEN, REFUND]) behaviours.defineTool(each);
  const toolIds = [LOOK, HIDDEN].map(({ name }) => ({ service: 'built-in', tool: name }));
  behaviours.define('guideline', guideline('look', { toolIds }));
  behaviours.bindAgent('agent', (before) => ({ ...before, operatorTools: [givenFor(REFUND)] }));
}

async function handoffId(): Promise<string> {
  return (await server.app.sessions.listHandoffs({ session: 's', limit: 1 }))[0]?.id ?? '';
}

interface Asked {
  readonly operator?: OperatorRef;
  readonly arguments?: JsonObject;
  readonly confirmed?: boolean;
  readonly key?: string;
  readonly fingerprint?: string;
}

async function run(
  {
    operator = ANNA,
    arguments: given = { number: 'P-1001' },
    confirmed = true,
    key,
    fingerprint = 'f',
  }: Asked = {},
  actionId = 'built-in:issue_refund',
): Promise<ActionOutcome> {
  const idempotency = key === undefined ? undefined : { key, fingerprint };
  const request = { traceId: newTraceId(), idempotency };
  const action = { operator, arguments: given, confirmed };
  return server.assistance.actions.run(await handoffId(), actionId, action, request);
}

async function toolEvents(): Promise<
  { data: string; source: string; metadata: string | null; offset: number }[]
> {
  return stores.sessions.listEvents({ sessionId: 's', minOffset: 0, kinds: ['tool'], limit: 50 });
}

describe('H8.1 what an operator can do', () => {
  test('the marked tools that the agent uses or was given, and no other', async () => {
    const actions = await server.assistance.actions.list(await handoffId());
    expect(actions?.map(({ id, title, consequential }) => [id, title, consequential])).toEqual([
      ['built-in:look_up', 'Look up', false],
      ['built-in:issue_refund', 'Issue a refund', true],
    ]);
    expect(await server.assistance.actions.list('none')).toBeNull();
    expect(await run({}, 'built-in:hidden')).toEqual({ type: 'no-action' });
  });

  test('the AI is never given one that is for operators only, whoever wrote it into a guideline', async () => {
    const toolIds = [{ service: 'built-in', tool: 'issue_refund' }];
    server.behaviours.define('guideline', guideline('refund', { toolIds }));
    const agent = await server.app.directory.readAgent('agent');
    if (agent === null) throw new Error('no agent');
    const { guidelines } = server.behaviours.of(agent);
    expect(guidelines.flatMap(({ tools }) => tools.map(({ name }) => name))).toEqual(['look_up', 'hidden']);
  });

  test('a tool of a service elsewhere, under the name that the agent’s author gave it, while it is known', async () => {
    const id = { service: 'shop', tool: 'find_order' };
    const operators = { title: 'Find the order', only: false };
    server.behaviours.bindAgent('agent', (before) => ({ ...before, operatorTools: [{ id, operators }] }));
    const titles = async (): Promise<unknown> =>
      (await server.assistance.actions.list(await handoffId()))?.map(({ title }) => title);
    expect(await titles()).toEqual(['Look up']);
    const found = { ...LOOK, name: 'find_order', service: 'shop' };
    server.behaviours.setServiceTools('shop', [found]);
    expect(await titles()).toEqual(['Look up', 'Find the order']);
    expect(await run({ arguments: {} }, 'shop:find_order')).toMatchObject({ type: 'done' });
  });

  test('choices of the author’s code are offered; where it fails the field is a text', async () => {
    const choices = async (): Promise<string[]> => ['a', 'b'];
    const broken = (): Promise<string[]> => Promise.reject(new Error(SECRET));
    const choose: ToolDefinition = tool({
      name: 'choose',
      description: 'Chooses.',
      parameters: z.object({ one: z.string(), other: z.string() }),
      parameterOptions: { one: { choices }, other: { choices: broken } },
      forOperators: true,
      run: async () => ({ data: null }),
    });
    server.behaviours.defineTool(choose);
    server.behaviours.bindAgent('agent', (before) => ({ ...before, operatorTools: [givenFor(choose)] }));
    const actions = await server.assistance.actions.list(await handoffId());
    const [one, other] = actions?.at(-1)?.fields ?? [];
    expect([one?.type, one?.options, other?.type]).toEqual(['choice', ['a', 'b'], 'text']);
  });
});

describe('what comes of it', () => {
  test('is answered, and stands in the log under the operator’s name', async () => {
    const outcome = await run();
    const [event] = await toolEvents();
    expect(outcome).toEqual({
      type: 'done',
      result: {
        action_id: 'built-in:issue_refund',
        failed: false,
        data: 'P-1001 refunded',
        offset: event?.offset,
      },
    });
    expect(event?.source).toBe('system');
    expect(JSON.parse(event?.metadata ?? '')).toEqual({ author: ANNA });
    expect(JSON.parse(event?.data ?? '')).toEqual({
      tool_calls: [
        {
          tool_id: 'built-in:issue_refund',
          arguments: { number: 'P-1001' },
          result: {
            data: 'P-1001 refunded',
            metadata: { id: 7 },
            control: {},
            canned_responses: [],
            canned_response_fields: {},
            guidelines: [],
          },
        },
      ],
    });
  });

  test('H8.4 is told to the AI after the return, as done by the operator', async () => {
    await run();
    await server.command({ do: 'return', operator: ANNA, outcome: null });
    const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
    const { stretch } = await readStretches(stores.sessions, 's', events, () => []);
    expect(stretch?.actions).toEqual([
      {
        toolId: 'built-in:issue_refund',
        by: ANNA.name,
        arguments: { number: 'P-1001' },
        data: 'P-1001 refunded',
        failed: false,
      },
    ]);
  });

  test('the session stays his, whatever the tool asks for, says or shows', async () => {
    refund = async (context) => {
      expect(current().session.id).toBe('s');
      expect(context).toMatchObject({ agentId: 'agent', sessionId: 's' });
      await context.emitMessage('Hello from the tool');
      await context.emitStatus('typing');
      await context.emitCustom({ page: 1 });
      return { data: 'done', control: { mode: 'auto', handoff: { department: 'billing' } } };
    };
    const before = (await server.session()).nextOffset;
    expect(await run()).toMatchObject({ type: 'done', result: { failed: false } });
    expect((await server.session()).nextOffset).toBe(before + 1);
    expect((await server.session()).control).toMatchObject({ mode: 'manual', holder: { id: ANNA.id } });
  });

  test('H5.1 what the tool promises is recorded as his promise', async () => {
    refund = async (context) => {
      await context.commit('The money is there on Friday', { due: '2026-01-09T12:00:00Z' });
      return { data: 'done', control: { commitment: { text: 'A letter follows' } } };
    };
    await run();
    const handoff = await server.app.sessions.readOpenHandoff('s');
    expect(handoff?.commitments.map(({ text, author }) => [text, author?.id])).toEqual([
      ['The money is there on Friday', ANNA.id],
      ['A letter follows', ANNA.id],
    ]);
  });

  test.each<[string, () => Promise<ToolResult>]>([
    ['throws', () => Promise.reject(new Error(SECRET))],
    ['answers nothing', async () => undefined as never],
    ['answers too much', async () => ({ data: 'x'.repeat(1_000_001) })],
  ])('a tool that %s has failed: it is said, and not why', async (_name, act) => {
    refund = act;
    const outcome = await run();
    expect(outcome).toMatchObject({ type: 'done', result: { failed: true, data: 'Tool call error' } });
    expect(JSON.stringify([outcome, await toolEvents()])).not.toContain('hunter2');
  });

  test('a handoff that ends meanwhile has it in its log all the same; a session that is deleted has not', async () => {
    refund = async () => {
      await server.command({ do: 'resolve', operator: ANNA, disposition: 'solved', outcome: null });
      return { data: 'late' };
    };
    expect(await run()).toMatchObject({ type: 'done', result: { data: 'late' } });
    await server.button();
    await server.command({ do: 'accept', operator: ANNA });
    refund = async () => {
      await deleteSessions(server.app, ['s']);
      return { data: 'too late' };
    };
    const [newest] = await server.app.sessions.listHandoffs({ session: 's', sort: 'newest', limit: 1 });
    const action = { operator: ANNA, arguments: { number: 'P-1001' }, confirmed: true };
    const request = { traceId: newTraceId() };
    expect(
      await server.assistance.actions.run(newest?.id ?? '', 'built-in:issue_refund', action, request),
    ).toEqual({ type: 'no-handoff' });
  });
});

describe('one click is one action', () => {
  test('a double click runs it once, and both are told the same', async () => {
    const held = Promise.withResolvers<void>();
    refund = async (_context, { number }) => {
      runs.push(number);
      await held.promise;
      return { data: runs.length };
    };
    const both = [run({ key: 'k' }), run({ key: 'k' })];
    held.resolve();
    const [first, second] = await Promise.all(both);
    expect(first).toMatchObject({ type: 'done', result: { data: 1 } });
    expect(second).toEqual(first);
    expect(await run({ key: 'k' })).toEqual(first);
    expect(runs).toHaveLength(1);
    expect(await toolEvents()).toHaveLength(1);
  });

  test('a failure is not tried again by a repetition either', async () => {
    refund = () => {
      runs.push('x');
      return Promise.reject(new Error(SECRET));
    };
    const first = await run({ key: 'k' });
    expect(await run({ key: 'k' })).toEqual(first);
    expect(runs).toHaveLength(1);
  });

  test('the same key for something else is refused, while it runs and afterwards', async () => {
    const held = Promise.withResolvers<void>();
    refund = () => held.promise.then(() => ({ data: 1 }));
    const first = run({ key: 'k' });
    expect(await run({ key: 'k', fingerprint: 'g' })).toEqual({ type: 'idempotency-mismatch' });
    held.resolve();
    await first;
    expect(await run({ key: 'k', fingerprint: 'g' })).toEqual({ type: 'idempotency-mismatch' });
  });

  test('what a server that died had begun is not run again: nobody knows whether it was done', async () => {
    await stores.assist.beginAction({
      sessionId: 's',
      key: 'k',
      fingerprint: 'f',
      operatorId: ANNA.id,
      toolId: 'built-in:issue_refund',
      at: 1,
    });
    const outcome = await run({ key: 'k' });
    expect(outcome).toMatchObject({ type: 'done', result: { failed: true } });
    expect((await toolEvents())[0]?.data).toContain('whether it was done is not known');
    expect(await run({ key: 'k' })).toEqual(outcome);
    expect(runs).toEqual([]);
  });

  test('a repetition is answered after a restart, and after the end', async () => {
    const first = await run({ key: 'k' });
    await server.command({ do: 'resolve', operator: ANNA, disposition: 'solved', outcome: null });
    await server[Symbol.asyncDispose]();
    await begin();
    expect(await run({ key: 'k' })).toEqual(first);
    expect(runs).toHaveLength(1);
  });
});

describe('it is refused', () => {
  test('to whoever does not hold the session, a lead excepted', async () => {
    expect(await run({ operator: BEN })).toMatchObject({ type: 'refused', code: 'not-holder' });
    expect(runs).toEqual([]);
    const lead = await server.staff.ensureOperator(BEN);
    await stores.desk.putOperator({ ...lead.record, lead: true });
    await server[Symbol.asyncDispose]();
    await begin();
    expect(await run({ operator: BEN })).toMatchObject({ type: 'done' });
  });

  test('while nobody holds it', async () => {
    await server.command({ do: 'resolve', operator: ANNA, disposition: 'solved', outcome: null });
    expect(await run()).toMatchObject({ type: 'refused', code: 'wrong-stage' });
  });

  test('without a confirmation, where it changes something outside', async () => {
    expect(await run({ confirmed: false })).toMatchObject({ type: 'refused', code: 'needs-confirmation' });
    expect(await run({ confirmed: false, arguments: {} }, 'built-in:look_up')).toMatchObject({
      type: 'done',
    });
    expect(runs).toEqual([]);
  });

  test.each<[JsonObject]>([[{}], [{ number: 7 }], [{ number: 'P-1' }], [{ number: 'P-1001', day: 'never' }]])(
    'with %j, which the tool does not take',
    async (given) => {
      expect(await run({ arguments: given })).toMatchObject({ type: 'invalid' });
      expect(runs).toEqual([]);
    },
  );

  test('a day is given as a day, though no JSON has one', async () => {
    let day: Date | undefined;
    refund = async (_context, args) => {
      day = args.day;
      return { data: null };
    };
    await run({ arguments: { number: 'P-1001', day: '2026-03-01' } });
    expect(day).toEqual(new Date('2026-03-01'));
  });
});
