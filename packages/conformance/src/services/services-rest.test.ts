import type { ToolService } from '@baton/protocol';
import { Parlant, ParlantClient } from 'parlant-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { TIMESTAMP } from '../testing/formats.ts';
import { TestServer } from '../testing/start-server.ts';
import { putService } from '../testing/tool-services/call-tool.ts';
import { LocalServer, freePort } from '../testing/tool-services/local-server.ts';
import { PluginServer, result } from '../testing/tool-services/plugin-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => ({ env: { BATON_TOOL_TIMEOUT: '1' } }));
let plugin: PluginServer;

beforeAll(async () => {
  plugin = await PluginServer.start();
  plugin.add(
    {
      name: 'find_order',
      description: 'Finds an order.',
      creation_utc: '2026-01-05T09:00:00.123456Z',
      parameters: {
        order_id: [{ type: 'string', description: 'your order number' }, {}],
        kind: [{ type: 'string', enum: ['new', 'old'] }, {}],
        since: [{ type: 'date' }, {}],
        limit: [{ type: 'integer' }, {}],
        words: [{ type: 'array', item_type: 'string', enum: ['a', 'b'] }, {}],
        exact: [{ type: 'boolean' }, {}],
        weight: [{ type: 'number' }, { description: 'in kilograms' }],
      },
      required: ['order_id', 'kind'],
    },
    () => [result('found')],
  );
});
afterAll(async () => {
  await plugin[Symbol.asyncDispose]();
});

const sdk = (url: string): object => ({ kind: 'sdk', sdk: { url } });
const put = (name: string, body: unknown) => server.current.wire.send('PUT', `/services/${name}`, body);

describe('W2.12 services over REST', () => {
  test('PUT answers 200 with the service and, when it answers in time, its tools', async () => {
    const service = await putService(server.current, 'orders', sdk(plugin.url));
    expect(service).toEqual({
      name: 'orders',
      kind: 'sdk',
      url: plugin.url,
      tools: [
        {
          creation_utc: '2026-01-05T09:00:00.123456Z',
          name: 'find_order',
          description: 'Finds an order.',
          parameters: {
            order_id: { type: 'string', description: 'your order number', enum: null },
            kind: { type: 'string', description: null, enum: ['new', 'old'] },
            since: { type: 'string', description: null, enum: null },
            limit: { type: 'integer', description: null, enum: null },
            words: { type: 'array', description: null, enum: ['a', 'b'] },
            exact: { type: 'boolean', description: null, enum: null },
            weight: { type: 'number', description: 'in kilograms', enum: null },
          },
          required: ['order_id', 'kind'],
        },
      ],
    });
  });

  test('a second PUT changes the service, and its tools are those of the new place', async () => {
    await using other = await PluginServer.start();
    other.add({ name: 'other_tool' }, () => [result(1)]);
    await putService(server.current, 'moved', sdk(plugin.url));
    const service = await putService(server.current, 'moved', sdk(other.url));
    expect(service.tools?.map(({ name }) => name)).toEqual(['other_tool']);
    expect(server.current.context.behaviours.tool({ service: 'moved', tool: 'find_order' })).toBeNull();
  });

  test('the list tells no tools; one service is told with them', async () => {
    await putService(server.current, 'listed', sdk(plugin.url));
    const list = accepted<ToolService[]>(await server.current.wire.get('/services'), 200);
    expect(list.find(({ name }) => name === 'listed')).toEqual({
      name: 'listed',
      kind: 'sdk',
      url: plugin.url,
      tools: null,
    });
    const one = accepted<ToolService>(await server.current.wire.get('/services/listed'), 200);
    expect(one.tools).toHaveLength(1);
    expect(one.tools?.[0]?.creation_utc).toMatch(TIMESTAMP);
  });

  test('a tool that came or went meanwhile is seen by the next read', async () => {
    await using changing = await PluginServer.start();
    changing.add({ name: 'first' }, () => [result(1)]);
    await putService(server.current, 'changing', sdk(changing.url));
    changing.add({ name: 'second' }, () => [result(2)]);
    changing.remove('first');
    const { tools } = accepted<ToolService>(await server.current.wire.get('/services/changing'), 200);
    expect(tools?.map(({ name }) => name)).toEqual(['second']);
    expect(server.current.context.behaviours.tool({ service: 'changing', tool: 'first' })).toBeNull();
  });

  test('DELETE answers 204, then 404; the tools are gone', async () => {
    await putService(server.current, 'short', sdk(plugin.url));
    expect((await server.current.wire.delete('/services/short')).status).toBe(204);
    expect(server.current.context.behaviours.tool({ service: 'short', tool: 'find_order' })).toBeNull();
    const again = await server.current.wire.delete('/services/short');
    expect([again.status, again.detail]).toEqual([404, "Item 'short' not found"]);
    const read = await server.current.wire.get('/services/short');
    expect([read.status, read.detail]).toEqual([404, "Item 'short' not found"]);
  });

  test.each([
    ['sdk', 'Missing SDK parameters'],
    ['mcp', 'Missing MCP parameters'],
    ['openapi', 'Missing OpenAPI parameters'],
  ])('422 without the block that the kind names: %s', async (kind, detail) => {
    const answer = await put('x', { kind, [kind]: null });
    expect([answer.status, answer.detail]).toEqual([422, detail]);
  });

  test.each([
    [sdk('127.0.0.1:8089'), 'Service URL is missing schema (http:// or https://)'],
    [sdk('ftp://example.com'), 'Service URL is missing schema (http:// or https://)'],
    [sdk('file:///etc/passwd'), 'Service URL is missing schema (http:// or https://)'],
    [sdk('http://'), 'Service URL cannot be read'],
    [sdk('http://jo:secret@example.com'), expect.stringContaining('user name or a password')],
    [
      { kind: 'openapi', openapi: { url: 'http://127.0.0.1', source: '/etc/api.json' } },
      expect.stringContaining('OpenAPI source'),
    ],
  ])('422 for what is no URL to be called: %j', async (body, detail) => {
    const answer = await put('x', body);
    expect([answer.status, answer.detail]).toEqual([422, detail]);
  });

  test.each([
    [{}],
    [{ kind: 'ftp' }],
    [{ kind: 'sdk', sdk: { url: 5 } }],
    [{ kind: 'openapi', openapi: { url: 'x' } }],
  ])('422 with the faults for a body that is none: %j', async (body) => {
    const answer = await put('x', body);
    expect(answer.status).toBe(422);
    expect(answer.detail).toEqual(
      expect.arrayContaining([expect.objectContaining({ loc: expect.any(Array) })]),
    );
  });

  test.each(['built-in', 'a%3Ab', 'a%0Ab', 'x'.repeat(101)])('422 for the name %s', async (name) => {
    expect((await put(name, sdk(plugin.url))).status).toBe(422);
  });

  test('a service that cannot be reached is stored; reading it is a 503 in JSON, never a 500', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const service = await putService(server.current, 'away', sdk(url));
    expect(service).toEqual({ name: 'away', kind: 'sdk', url, tools: null });
    const answer = await server.current.wire.get('/services/away');
    expect([answer.status, answer.json()]).toEqual([503, { detail: "Service 'away' cannot be reached" }]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  });

  test('answers about an openapi service say that the kind is deprecated', async () => {
    await using api = await LocalServer.start((_request, response) => {
      response.end('{"openapi":"3.0.0","paths":{}}');
    });
    const body = { kind: 'openapi', openapi: { url: api.url, source: `${api.url}/openapi.json` } };
    const answers = [
      await put('old', body),
      await server.current.wire.get('/services/old'),
      await server.current.wire.get('/services'),
    ];
    for (const { status, headers } of answers) {
      expect([status, headers.get('deprecation')]).toEqual([200, 'true']);
      expect(headers.get('x-deprecation-notice')).toBeTruthy();
    }
    await server.current.wire.delete('/services/old');
    expect((await put('new', sdk(plugin.url))).headers.get('deprecation')).toBeNull();
  });
});

describe('W3.1 the official client', () => {
  test('creates, reads, lists and deletes a service', async () => {
    const client = new ParlantClient({ environment: server.current.url });
    const created = await client.services.createOrUpdate('client', { kind: 'sdk', sdk: { url: plugin.url } });
    expect(created).toMatchObject({ name: 'client', kind: 'sdk', url: plugin.url });
    const read = await client.services.retrieve('client');
    expect(read.tools?.[0]).toMatchObject({
      name: 'find_order',
      creationUtc: new Date('2026-01-05T09:00:00.123Z'),
      required: ['order_id', 'kind'],
    });
    expect((await client.services.list()).map(({ name }) => name)).toContain('client');
    await client.services.delete('client');
    await expect(client.services.retrieve('client')).rejects.toBeInstanceOf(Parlant.NotFoundError);
  });

  test('is told 422 and 503 as what they are', async () => {
    const client = new ParlantClient({ environment: server.current.url });
    await expect(
      client.services.createOrUpdate('bad', { kind: 'sdk', sdk: { url: 'nowhere' } }),
    ).rejects.toBeInstanceOf(Parlant.UnprocessableEntityError);
    const url = `http://127.0.0.1:${await freePort()}`;
    await client.services.createOrUpdate('gone', { kind: 'sdk', sdk: { url } });
    await expect(client.services.retrieve('gone', { maxRetries: 0 })).rejects.toBeInstanceOf(
      Parlant.ServiceUnavailableError,
    );
  });
});

test('services survive a restart, their tools are there at once, and one that hangs holds nothing up', async () => {
  await using hanging = await LocalServer.start(() => undefined);
  const before = await TestServer.start({ env: { BATON_TOOL_TIMEOUT: '1' } });
  let after: TestServer | null = null;
  try {
    await putService(before, 'kept', sdk(plugin.url));
    await putService(before, 'hanging', sdk(hanging.url));
    await before.context[Symbol.asyncDispose]();
    after = await TestServer.start({ database: before.database });
    const { behaviours } = after.context;
    expect(behaviours.tool({ service: 'kept', tool: 'find_order' })).not.toBeNull();
    const list = accepted<ToolService[]>(await after.wire.get('/services'), 200);
    expect(list.map(({ name }) => name)).toEqual(['kept', 'hanging']);
  } finally {
    await after?.[Symbol.asyncDispose]();
    await before[Symbol.asyncDispose]();
  }
});
