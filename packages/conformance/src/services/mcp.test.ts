import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callTool, failureOf, putService, toolOf } from '../testing/tool-services/call-tool.ts';
import { LocalMcpServer } from '../testing/tool-services/mcp-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => ({ env: { BATON_TOOL_RESULT_LIMIT: '65536' } }));
let mcp: LocalMcpServer;

function define(shop: McpServer): void {
  shop.registerTool(
    'find_order',
    {
      description: 'Finds an order.',
      inputSchema: {
        id: z.string().describe('your order number'),
        kind: z.enum(['new', 'old']).optional(),
        limit: z.number().int().max(10).optional(),
      },
      annotations: { readOnlyHint: true },
    },
    ({ id }) => ({ content: [{ type: 'text', text: `Order ${id} is on its way.` }] }),
  );
  shop.registerTool('cancel_order', {}, () => ({ content: [], structuredContent: { cancelled: true } }));
  shop.registerTool('two_parts', {}, () => ({
    content: [
      { type: 'text', text: 'a' },
      { type: 'image', data: 'AAAA', mimeType: 'image/png' },
    ],
  }));
  shop.registerTool('failing', {}, () => ({
    isError: true,
    content: [{ type: 'text', text: 'no such order' }],
  }));
  shop.registerTool('huge', {}, () => ({ content: [{ type: 'text', text: 'x'.repeat(70_000) }] }));
}

beforeAll(async () => {
  mcp = await LocalMcpServer.start(define);
  await putService(server.current, 'shop', { kind: 'mcp', mcp: { url: mcp.url } });
});
afterAll(async () => {
  await server.current.wire.delete('/services/shop');
  await mcp[Symbol.asyncDispose]();
});

describe('W2.12 tools of an MCP server made with the official SDK', () => {
  test('are listed with their parameters', async () => {
    const answer = await server.current.wire.get('/services/shop');
    const { tools } = answer.json<{ tools: { name: string; parameters: object; required: string[] }[] }>();
    expect(tools.map(({ name }) => name)).toEqual([
      'find_order',
      'cancel_order',
      'two_parts',
      'failing',
      'huge',
    ]);
    expect(tools[0]).toMatchObject({
      description: 'Finds an order.',
      parameters: {
        id: { type: 'string', description: 'your order number', enum: null },
        kind: { type: 'string', enum: ['new', 'old'] },
        limit: { type: 'integer' },
      },
      required: ['id'],
    });
  });

  test('only one that says it reads may be run on a guess', () => {
    expect(toolOf(server.current, 'shop', 'find_order').consequential).toBe(false);
    expect(toolOf(server.current, 'shop', 'cancel_order').consequential).toBe(true);
  });

  test('answer with text, structured content or several parts', async () => {
    const text = await callTool(server.current, 'shop', 'find_order', { id: 'A-7' });
    expect(text.result).toEqual({ data: 'Order A-7 is on its way.' });
    expect((await callTool(server.current, 'shop', 'cancel_order')).result.data).toEqual({ cancelled: true });
    expect((await callTool(server.current, 'shop', 'two_parts')).result.data).toEqual([
      'a',
      { type: 'image', mime_type: 'image/png' },
    ]);
  });

  test('that fail, fail their call; so does a result that is too large', async () => {
    expect(await failureOf(callTool(server.current, 'shop', 'failing'))).toContain('no such order');
    expect(await failureOf(callTool(server.current, 'shop', 'huge'))).toContain('more than 65536 bytes');
  });

  test('are called in a new session when the server has forgotten the old one', async () => {
    await callTool(server.current, 'shop', 'find_order', { id: '1' });
    const { begun } = mcp;
    await mcp.forget();
    const { result } = await callTool(server.current, 'shop', 'find_order', { id: '2' });
    expect(result.data).toBe('Order 2 is on its way.');
    expect(mcp.begun).toBe(begun + 1);
  });

  test('are known soon after the server says that they have changed', async () => {
    await callTool(server.current, 'shop', 'find_order', { id: '1' });
    const { behaviours } = server.current.context;
    for (const each of mcp.servers)
      each.registerTool('late', {}, () => ({ content: [{ type: 'text', text: 'here' }] }));
    await expect
      .poll(() => behaviours.tool({ service: 'shop', tool: 'late' }), { timeout: 5000 })
      .not.toBeNull();
    expect((await callTool(server.current, 'shop', 'late')).result.data).toBe('here');
  });

  test('a call that is called off ends at once', async () => {
    const abort = new AbortController();
    const never = Promise.withResolvers<never>();
    for (const each of mcp.servers) each.registerTool('hanging', {}, () => never.promise);
    await server.current.wire.get('/services/shop');
    const failure = failureOf(callTool(server.current, 'shop', 'hanging', {}, abort.signal));
    abort.abort();
    expect(await failure).toMatch(/called off|in time|abort/i);
  });
});
