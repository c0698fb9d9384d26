import type { ToolContext } from '@baton/server/internals';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callTool, failureOf, putService, toolOf } from '../testing/tool-services/call-tool.ts';
import { PluginServer, result } from '../testing/tool-services/plugin-server.ts';
import type { PluginTool } from '../testing/tool-services/plugin-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => ({ env: { BATON_TOOL_RESULT_LIMIT: '65536' } }));
let plugin: PluginServer;

const OPTIONS: PluginTool = {
  name: 'options',
  description: 'A tool with options.',
  metadata: { team: 'claims' },
  consequential: true,
  overlap: 3,
  parameters: {
    city: [
      { type: 'string', description: 'from the descriptor', examples: ['Bonn'] },
      {
        hidden: true,
        source: 'customer',
        description: 'from the options',
        significance: 'We send it there.',
        examples: ['Bonn', 7],
        precedence: 2,
        display_name: 'town',
        choice_provider: null,
        adapter: null,
      },
    ],
    day: [{ type: 'date' }, {}],
    at: [{ type: 'datetime' }, {}],
    wait: [{ type: 'timedelta' }, {}],
    id: [{ type: 'uuid' }, {}],
    sizes: [{ type: 'array', item_type: 'integer' }, {}],
    level: [{ type: 'integer', enum: [1, 2] }, {}],
  },
  required: ['city'],
};

const CHOOSING: PluginTool = {
  name: 'choosing',
  parameters: { seat: [{ type: 'string' }, {}], note: [{ type: 'string' }, {}] },
  required: ['seat'],
};

beforeAll(async () => {
  plugin = await PluginServer.start();
  plugin
    .add({ name: 'plain' }, ({ arguments: args }) => [result({ got: args })])
    .add({ name: 'telling' }, () => [
      JSON.stringify({ status: 'processing', data: { stage: 'Looking' } }),
      JSON.stringify({ message: 'One moment.' }),
      JSON.stringify({ custom: { page: 'orders' } }),
      result('told'),
    ])
    .add({ name: 'failing' }, () => [
      JSON.stringify({ message: 'Trying.' }),
      JSON.stringify({ error: 'no such order' }),
    ])
    .add({ name: 'whole result' }, () => [
      result(
        { deep: [1, { a: null }] },
        {
          metadata: { shown: true },
          control: {
            mode: 'manual',
            lifespan: 'response',
            handoff: {
              reason: 'refund',
              department: 'billing',
              skills: ['refunds'],
              priority: 5,
              unknown: 1,
            },
          },
          canned_responses: ['Your order {{ order }} is on its way.'],
          canned_response_fields: { order: 'A-7' },
          guidelines: [{ action: 'apologise', criticality: 'high', condition: null }],
        },
      ),
    ])
    .add({ name: 'broken up' }, () =>
      cut(`${JSON.stringify({ message: 'Größe {"}\\" 🎒' })}\n${result({ text: '}{ "\\' })}`),
    )
    .add(OPTIONS, () => [result(1)])
    .add(
      CHOOSING,
      () => [result(1)],
      (customer): Record<string, string[]> => (customer === 'jo' ? { seat: ['12A', '14C'] } : {}),
    );
  await putService(server.current, 'shop', { kind: 'sdk', sdk: { url: `${plugin.url}/` } });
});
afterAll(async () => {
  await plugin[Symbol.asyncDispose]();
});

/** One byte a chunk: no document is whole, no character either. */
function cut(text: string): Uint8Array[] {
  return Array.from(Buffer.from(text), (byte) => Uint8Array.of(byte));
}

function caller(customerId: string): Omit<ToolContext, `emit${string}` | 'commit'> {
  return { agentId: 'ava', sessionId: 's', customerId, signal: new AbortController().signal };
}

describe('W2.12 calls', () => {
  test('the call carries who it is for and the arguments; the data comes back', async () => {
    const { result: answer } = await callTool(server.current, 'shop', 'plain', { a: [1, 'x'] });
    expect(answer.data).toEqual({ got: { a: [1, 'x'] } });
    expect(plugin.calls('plain').at(-1)).toEqual({
      agent_id: 'ava',
      session_id: 'session-1',
      customer_id: 'jo',
      arguments: { a: [1, 'x'] },
      engine_context_id: null,
    });
  });

  test('statuses, messages and custom data are emitted in order, before the result', async () => {
    const { result: answer, emitted } = await callTool(server.current, 'shop', 'telling');
    expect(emitted).toEqual([
      { status: 'processing', data: { stage: 'Looking' } },
      { message: 'One moment.' },
      { custom: { page: 'orders' } },
    ]);
    expect(answer.data).toBe('told');
  });

  test('an error fails the call', async () => {
    expect(await failureOf(callTool(server.current, 'shop', 'failing'))).toBe('no such order');
  });

  test('a result is taken over in whole, unknown fields of it are not', async () => {
    const { result: answer } = await callTool(server.current, 'shop', 'whole result');
    expect(answer).toEqual({
      data: { deep: [1, { a: null }] },
      metadata: { shown: true },
      control: {
        mode: 'manual',
        lifespan: 'response',
        handoff: { reason: 'refund', department: 'billing', skills: ['refunds'], priority: 5 },
      },
      cannedResponses: ['Your order {{ order }} is on its way.'],
      cannedResponseFields: { order: 'A-7' },
      guidelines: [{ action: 'apologise', criticality: 'high' }],
    });
  });

  test('chunks of the network need not be documents', async () => {
    const { result: answer, emitted } = await callTool(server.current, 'shop', 'broken up');
    expect(emitted).toEqual([{ message: 'Größe {"}\\" 🎒' }]);
    expect(answer.data).toEqual({ text: '}{ "\\' });
  });
});

describe('W2.12 what a tool is', () => {
  test('its options, kind of effect and overlap are those of the wire', () => {
    const tool = toolOf(server.current, 'shop', 'options');
    expect(tool).toMatchObject({
      service: 'shop',
      description: 'A tool with options.',
      metadata: { team: 'claims' },
      consequential: true,
      overlap: 'always',
    });
    expect(tool.options?.['city']).toEqual({
      hidden: true,
      source: 'customer',
      significance: 'We send it there.',
      examples: ['Bonn', '7'],
      precedence: 2,
      displayName: 'town',
    });
  });

  test('its schema says what each parameter is', () => {
    const { parameters } = toolOf(server.current, 'shop', 'options');
    expect(z.toJSONSchema(parameters, { io: 'input' })).toMatchObject({
      properties: {
        city: { type: 'string', description: 'from the options' },
        day: { type: 'string', format: 'date' },
        at: { type: 'string', format: 'date-time' },
        wait: { type: 'string' },
        id: { type: 'string' },
        sizes: { type: 'array', items: { type: 'integer' } },
        level: { enum: [1, 2] },
      },
      required: ['city'],
    });
    const good = { city: 'Bonn', day: '2026-01-05', at: '2026-01-05T09:00:00Z', sizes: [1], level: 2 };
    expect(parameters.safeParse(good).success).toBe(true);
    for (const bad of [
      {},
      { city: 1 },
      { ...good, day: 'Monday' },
      { ...good, level: 3 },
      { ...good, sizes: ['x'] },
    ])
      expect(parameters.safeParse(bad).success).toBe(false);
  });

  test('choices are asked of the service for the customer, once a turn for all parameters', async () => {
    const { options = {} } = toolOf(server.current, 'shop', 'choosing');
    const before = plugin.requests.length;
    const jo = caller('jo');
    expect(await options['seat']?.choices?.(jo)).toEqual(['12A', '14C']);
    // A parameter without choices is asked for as what it is.
    await expect(options['note']?.choices?.(jo)).rejects.toThrow(/no choices/);
    const asked = plugin.requests.slice(before);
    expect(asked).toHaveLength(1);
    expect(new URL(asked[0]?.url ?? '', plugin.url).searchParams).toEqual(
      new URLSearchParams({ agent_id: 'ava', session_id: 's', customer_id: 'jo' }),
    );
  });
});

test('a tool that is gone fails its call, and is known to be gone soon after', async () => {
  await using other = await PluginServer.start();
  other.add({ name: 'stays' }, () => [result(1)]).add({ name: 'goes' }, () => [result(1)]);
  await putService(server.current, 'vanishing', { kind: 'sdk', sdk: { url: other.url } });
  other.remove('goes');
  expect(await failureOf(callTool(server.current, 'vanishing', 'goes'))).toBe(
    'the answer has the status 404',
  );
  const { behaviours } = server.current.context;
  await expect
    .poll(() => behaviours.tool({ service: 'vanishing', tool: 'goes' }), { timeout: 5000 })
    .toBeNull();
  expect((await callTool(server.current, 'vanishing', 'stays')).result.data).toBe(1);
});

test('a service that comes back is found again by itself; its tools were kept meanwhile', async () => {
  await using other = await PluginServer.start();
  other.add({ name: 'one' }, () => [result(1)]);
  await putService(server.current, 'resting', { kind: 'sdk', sdk: { url: other.url } });
  await other.pause();
  expect((await server.current.wire.get('/services/resting')).status).toBe(503);
  expect(await failureOf(callTool(server.current, 'resting', 'one'))).toMatch(/^the connection failed/);
  other.add({ name: 'two' }, () => [result(2)]);
  await other.resume();
  const { behaviours } = server.current.context;
  await expect
    .poll(() => behaviours.tool({ service: 'resting', tool: 'two' }), { timeout: 5000 })
    .not.toBeNull();
  expect((await callTool(server.current, 'resting', 'one')).result.data).toBe(1);
});
