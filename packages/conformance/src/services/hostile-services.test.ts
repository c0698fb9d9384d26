import type { ToolService } from '@baton/protocol';
import { ConfigError, readConfig } from '@baton/server/internals';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { KEYED, KEYS } from '../testing/keyed-server.ts';
import { TestServer } from '../testing/start-server.ts';
import { callTool, failureOf, putService } from '../testing/tool-services/call-tool.ts';
import { ALL_MISDEEDS, HostileServer } from '../testing/tool-services/hostile-server.ts';
import type { Misdeed } from '../testing/tool-services/hostile-server.ts';
import { LocalServer, readRequest } from '../testing/tool-services/local-server.ts';
import { PluginServer, result } from '../testing/tool-services/plugin-server.ts';
import { useServer } from '../testing/use-server.ts';

/* One second is as short as calls can be made. */
const server = useServer(() => ({ env: { BATON_TOOL_TIMEOUT: '1', BATON_TOOL_RESULT_LIMIT: '65536' } }));
let hostile: HostileServer;

beforeAll(async () => {
  hostile = await HostileServer.start();
  await putService(server.current, 'calls', { kind: 'sdk', sdk: { url: `${hostile.url}/calls` } });
});
afterAll(async () => {
  await hostile[Symbol.asyncDispose]();
});

const OWN_WORDS = /^(?:the (?:answer|connection)|a document|no answer|it offers)/;

/** What came of every misdeed, all tried at once. */
async function tryAll<T>(attempt: (misdeed: Misdeed) => Promise<T>): Promise<Record<string, T>> {
  const tried = ALL_MISDEEDS.map(async (misdeed) => [misdeed, await attempt(misdeed)] as const);
  return Object.fromEntries(await Promise.all(tried));
}

function forAll<T>(outcome: T): Record<string, T> {
  return Object.fromEntries(ALL_MISDEEDS.map((misdeed) => [misdeed, outcome]));
}

describe.concurrent('a service that misbehaves', () => {
  test('fails its own calls, each in our words', async () => {
    const failures = await tryAll((misdeed) => failureOf(callTool(server.current, 'calls', misdeed)));
    expect(failures).toEqual(forAll(expect.stringMatching(OWN_WORDS)));
    expect(failures['fail and hang']).toBe('the answer has the status 500');
    expect(JSON.stringify(failures)).not.toMatch(/127\.0\.0\.1|secret|169\.254/);
  });

  test.each(['sdk', 'mcp', 'openapi'])('is a 503 when its tools cannot be read: %s', async (kind) => {
    const answers = await tryAll(async (misdeed) => {
      const path = `/services/${kind}%20${ALL_MISDEEDS.indexOf(misdeed)}`;
      const url = `${hostile.url}/${encodeURIComponent(misdeed)}`;
      const body = kind === 'openapi' ? { url, source: url } : { url };
      const put = await server.current.wire.send('PUT', path, { kind, [kind]: body });
      const read = await server.current.wire.get(path);
      return [put.status, put.json()['tools'], read.status, Object.keys(read.json())];
    });
    expect(answers).toEqual(forAll([200, null, 503, ['detail']]));
  });
});

test('the server is none the worse, and holds no connection', async () => {
  expect((await server.current.wire.get('/healthz')).status).toBe(200);
  const list = accepted<ToolService[]>(await server.current.wire.get('/services'), 200);
  for (const { name } of list) await server.current.wire.delete(`/services/${encodeURIComponent(name)}`);
  await expect.poll(() => hostile.connections(), { timeout: 6000 }).toBe(0);
});

describe('what one call may take', () => {
  test.each([
    ['message', 'x'.repeat(20_000)],
    ['custom', { text: 'x'.repeat(20_000) }],
  ])('a %s has at most 16 KB', async (kind, value) => {
    await using plugin = await PluginServer.start();
    plugin.add({ name: 'tell' }, () => [JSON.stringify({ [kind]: value }), result(1)]);
    await putService(server.current, 'telling', { kind: 'sdk', sdk: { url: plugin.url } });
    expect(await failureOf(callTool(server.current, 'telling', 'tell'))).toContain('more than 16384 bytes');
  });

  test('a result may be as large as was set, and no larger', async () => {
    await using plugin = await PluginServer.start();
    plugin.add({ name: 'large' }, () => [result('x'.repeat(65_000))]);
    plugin.add({ name: 'larger' }, () => [result('x'.repeat(65_537))]);
    await putService(server.current, 'large', { kind: 'sdk', sdk: { url: plugin.url } });
    expect((await callTool(server.current, 'large', 'large')).result.data).toHaveLength(65_000);
    expect(await failureOf(callTool(server.current, 'large', 'larger'))).toContain('more than 65536 bytes');
  });

  test('messages without end are cut off', async () => {
    await using plugin = await PluginServer.start();
    plugin.add({ name: 'chatter' }, function* chatter() {
      for (;;) yield '{"message":"and"}';
    });
    await putService(server.current, 'chatter', { kind: 'sdk', sdk: { url: plugin.url } });
    expect(await failureOf(callTool(server.current, 'chatter', 'chatter'))).toBe('the tool emits too much');
  });

  test('control characters and halves of characters do not get in', async () => {
    await using plugin = await PluginServer.start();
    plugin.add({ name: 'dirty' }, () => [
      String.raw`{"message":"a\u0000b\ud800c"}`,
      String.raw`{"result":{"data":{"k\u0007":"x\udfffy\n"}}}`,
    ]);
    await putService(server.current, 'dirty', { kind: 'sdk', sdk: { url: plugin.url } });
    const { result: answer, emitted } = await callTool(server.current, 'dirty', 'dirty');
    expect(emitted).toEqual([{ message: 'ab\ufffdc' }]);
    expect(answer.data).toEqual({ k: 'x\ufffdy\n' });
  });

  test('a service that hangs holds at most 32 calls', async () => {
    await using slow = await HostileServer.start();
    await putService(server.current, 'slow', { kind: 'sdk', sdk: { url: `${slow.url}/calls` } });
    const failures = await Promise.all(
      Array.from({ length: 40 }, () => failureOf(callTool(server.current, 'slow', 'hang'))),
    );
    expect(failures.filter((why) => why.includes('under way already'))).toHaveLength(8);
    expect(failures.filter((why) => why === 'no answer in time')).toHaveLength(32);
  });

  test('tools with parameters that cannot be had are left out, the others are not', async () => {
    await using plugin = await PluginServer.start();
    plugin.add({ name: 'good' }, () => [result(1)]);
    plugin.add(
      { name: 'bad', parameters: { __proto__x: [{ type: 'string' }, {}], 'a b': [{ type: 'string' }, {}] } },
      () => [],
    );
    plugin.add({ name: 'a\u0000b' }, () => []).add({ name: 'x'.repeat(129) }, () => []);
    plugin.add({ name: 'worse', parameters: { a: [{ type: 7 }, {}] } }, () => []);
    const service = await putService(server.current, 'mixed', { kind: 'sdk', sdk: { url: plugin.url } });
    expect(service.tools?.map(({ name }) => name)).toEqual(['good']);
  });
});

describe('W6 a server with keys', () => {
  test('calls nothing on its own machine or network unless it was told that it may', async () => {
    await using plugin = await PluginServer.start();
    plugin.add({ name: 'one' }, () => [result(1)]);
    const { port } = new URL(plugin.url);
    await using keyed = await TestServer.start(KEYED);
    const admin = keyed.wire.as(KEYS.admin);
    const put = (url: string) => admin.send('PUT', '/services/x', { kind: 'sdk', sdk: { url } });
    for (const host of [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '10.0.0.7',
      '169.254.169.254',
      '0.0.0.0',
    ])
      expect([host, (await put(`http://${host}:${port}`)).status]).toEqual([host, 422]);
    // A name may lead anywhere at any time: it is looked at when it is called.
    const named = accepted<ToolService>(await put(`http://localhost:${port}`), 200);
    expect(named.tools).toBeNull();
    expect((await admin.get('/services/x')).status).toBe(503);
    expect(plugin.requests).toEqual([]);
  });

  test('may call what BATON_TOOL_SERVICE_HOSTS names, at that port alone', async () => {
    await using plugin = await PluginServer.start();
    await using other = await PluginServer.start();
    for (const each of [plugin, other]) each.add({ name: 'one' }, () => [result(1)]);
    const env = {
      ...KEYED.env,
      BATON_TOOL_SERVICE_HOSTS: `localhost:${new URL(plugin.url).port}, 10.0.0.0/8`,
    };
    await using keyed = await TestServer.start({ ...KEYED, env });
    const admin = keyed.wire.as(KEYS.admin);
    const put = async (url: string): Promise<ToolService> =>
      accepted(await admin.send('PUT', '/services/x', { kind: 'sdk', sdk: { url } }), 200);
    expect((await put(plugin.url.replace('127.0.0.1', 'localhost'))).tools).toHaveLength(1);
    expect((await put(other.url.replace('127.0.0.1', 'localhost'))).tools).toBeNull();
    expect(other.requests).toEqual([]);
  });

  test.each([
    ['BATON_TOOL_SERVICE_HOSTS', 'http://tools.internal', 'is no host'],
    ['BATON_TOOL_SERVICE_HOSTS', '10.0.0.0/40', 'is no host'],
    ['BATON_TOOL_TIMEOUT', '0', 'from 1 to 120'],
    ['BATON_TOOL_RESULT_LIMIT', '1e9', 'from 1024 to 1000000'],
  ])('does not start with %s=%s', (name, value, words) => {
    const start = (): unknown => readConfig({ [name]: value });
    expect(start).toThrow(ConfigError);
    expect(start).toThrow(new RegExp(`^${name}.*${words}`));
  });

  test('without keys, none switches its own machine off', async () => {
    await using closed = await TestServer.start({ env: { BATON_TOOL_SERVICE_HOSTS: 'none' } });
    const answer = await closed.wire.send('PUT', '/services/x', {
      kind: 'sdk',
      sdk: { url: 'http://127.0.0.1:8089' },
    });
    expect(answer.status).toBe(422);
  });
});

test('an MCP server whose stream of an answer breaks fails that call at once, and no other', async () => {
  const slow: (() => void)[] = [];
  await using broken = await LocalServer.start(async (request, response) => {
    const { body, method } = await readRequest(request);
    if (method !== 'POST') return void response.writeHead(405).end();
    const { id, method: asked } = JSON.parse(body) as { id?: number; method: string };
    if (id === undefined) return void response.writeHead(202).end();
    if (asked === 'tools/call' && body.includes('"slow"')) {
      slow.push(() => {
        const content = [{ type: 'text', text: 'fine' }];
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ jsonrpc: '2.0', id, result: { content } }));
      });
      return;
    }
    if (asked === 'tools/call') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      return void response.write('event: message\n', () => response.destroy());
    }
    const answers: Record<string, object> = {
      initialize: {
        protocolVersion: '2025-06-18',
        capabilities: { tools: {} },
        serverInfo: { name: 'broken', version: '1' },
      },
      'tools/list': { tools: ['cut', 'slow'].map((name) => ({ name, inputSchema: { type: 'object' } })) },
    };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', id, result: answers[asked] ?? {} }));
  });
  await using patient = await TestServer.start();
  await putService(patient, 'broken', { kind: 'mcp', mcp: { url: broken.url } });
  const other = callTool(patient, 'broken', 'slow');
  await expect.poll(() => slow).toHaveLength(1);
  expect(await failureOf(callTool(patient, 'broken', 'cut'))).toMatch(/^the connection failed/);
  slow[0]?.();
  expect((await other).result.data).toBe('fine');
});
