import type { SessionEvent, ToolData } from '@baton/protocol';
import { readConfig, startContext } from '@baton/server/internals';
import type { Context } from '@baton/server/internals';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accepted, createSession, say, textsFrom, timeline, turnsEnded } from '../testing/conversation.ts';
import { AGENT } from '../testing/start-server.ts';
import { PluginServer, result } from '../testing/tool-services/plugin-server.ts';
import { Wire } from '../testing/wire.ts';

/* The embedded engine, set up over HTTP alone: agent, guidelines and the service whose tools they use. */
let folder: string;
let context: Context;
let wire: Wire;
let plugin: PluginServer;

beforeAll(async () => {
  plugin = await PluginServer.start();
  plugin
    .add(
      {
        name: 'track_order',
        description: 'Tells where an order is.',
        parameters: { order_number: [{ type: 'string', description: 'your order number' }, {}] },
        required: ['order_number'],
      },
      ({ arguments: args }) => [
        JSON.stringify({ status: 'processing', data: { stage: 'Asking the carrier' } }),
        JSON.stringify({ custom: { carrier: 'DHL' } }),
        result(`Order ${String(args['order_number'])} arrives tomorrow.`),
      ],
    )
    .add(
      {
        name: 'choose_seat',
        description: 'Books a seat.',
        parameters: { seat: [{ type: 'string', description: 'which seat you would like' }, {}] },
        required: ['seat'],
      },
      ({ arguments: args }) => [result(`Seat ${String(args['seat'])} is yours.`)],
      () => ({ seat: ['window', 'aisle'] }),
    )
    .add({ name: 'open_dispute', description: 'Opens a dispute.' }, () => [
      result('opened', { control: { mode: 'manual' } }),
    ])
    .add({ name: 'weather', description: 'Broken.' }, () => [JSON.stringify({ error: 'secret 10.0.0.7' })]);
  folder = await mkdtemp(join(tmpdir(), 'baton-'));
  const config = readConfig({
    PORT: '0',
    BATON_DATABASE: `sqlite:${join(folder, 'baton.db')}`,
    BATON_LOG_LEVEL: 'silent',
  });
  context = await startContext(config, { pages: { console: null, chat: null } }, async () => undefined);
  wire = new Wire(context.url);
  accepted(await wire.post('/agents', { ...AGENT, description: 'Helps with orders.' }));
  accepted(await wire.send('PUT', '/services/shop', { kind: 'sdk', sdk: { url: plugin.url } }), 200);
  await guideline('The customer wants to track an order', 'track_order');
  await guideline('The customer wants to choose a seat', 'choose_seat');
  await guideline('The customer wants to open a dispute about a payment', 'open_dispute');
  await guideline('The customer asks about the weather', 'weather');
});
afterAll(async () => {
  await context[Symbol.asyncDispose]();
  await plugin[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function guideline(condition: string, tool: string): Promise<void> {
  const { id } = accepted<{ id: string }>(
    await wire.post('/guidelines', { condition, action: 'Help with it.' }),
  );
  const tool_associations = { add: [{ service_name: 'shop', tool_name: tool }] };
  accepted(await wire.patch(`/guidelines/${id}`, { tool_associations }), 200);
}

async function conversation(...messages: readonly string[]): Promise<SessionEvent[]> {
  const { id } = await createSession(wire);
  let log: SessionEvent[] = [];
  for (const [index, message] of messages.entries()) {
    await say(wire, id, message);
    log = await turnsEnded(wire, id, index + 1);
  }
  return log;
}

function callsOf(log: readonly SessionEvent[]): ToolData['tool_calls'] {
  return log
    .filter(({ kind }) => kind === 'tool')
    .flatMap(({ data }) => (data as unknown as ToolData).tool_calls);
}

test('a tool elsewhere is found, asked for its argument, called, and its result is told', async () => {
  const log = await conversation('I want to track my order', 'It is A-1001');
  expect(callsOf(log)).toMatchObject([
    {
      tool_id: 'shop:track_order',
      arguments: { order_number: 'A-1001' },
      result: { data: 'Order A-1001 arrives tomorrow.' },
    },
  ]);
  expect(timeline(log.slice(-9))).toEqual([
    'ai_agent processing/Interpreting',
    'ai_agent processing/Considering tools',
    'ai_agent processing/Asking the carrier',
    'custom undefined',
    'tool shop:track_order',
    'ai_agent typing',
    'ai_agent: Order A-1001 arrives tomorrow.',
    'ai_agent ready',
    'ai_agent ready/completed',
  ]);
  expect(log.find(({ kind }) => kind === 'custom')).toMatchObject({
    source: 'ai_agent',
    data: { carrier: 'DHL' },
  });
});

test('the choices that a tool elsewhere names are offered, and one of them is taken', async () => {
  const log = await conversation('I want to choose a seat', 'the aisle please');
  const texts = textsFrom(log, 'ai_agent');
  expect(texts[0]).toMatch(/window.*aisle/);
  expect(texts.at(-1)).toBe('Seat aisle is yours.');
});

test('a tool elsewhere can ask for a person', async () => {
  const log = await conversation('I want to open a dispute about a payment');
  expect(timeline(log)).toContain('custom handoff.requested');
});

test('one that fails costs nothing but its call, and says nothing of why', async () => {
  const log = await conversation('How is the weather?');
  expect(callsOf(log)).toMatchObject([{ tool_id: 'shop:weather', result: { data: 'Tool call error' } }]);
  expect(JSON.stringify(log)).not.toContain('10.0.0.7');
  expect(textsFrom(log, 'ai_agent')).not.toEqual([]);
});
