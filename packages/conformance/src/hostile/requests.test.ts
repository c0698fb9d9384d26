import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, post, readLog } from '../testing/conversation.ts';
import { SENT_ALONG, expectClean } from '../testing/expect-refused.ts';
import { rawHttp, rawRequest } from '../testing/raw-http.ts';
import { TestServer } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();

/** The path of an event list with this query, in a session that has events. */
async function listPath(query: string): Promise<string> {
  const { wire } = server.current;
  const { id } = await createSession(wire);
  await post(wire, id, { kind: 'custom', source: 'system', data: 1 });
  return `/sessions/${id}/events?${query}`;
}

describe('hostile queries', () => {
  test.each([
    'min_offset=1e999',
    'min_offset=NaN',
    'min_offset=Infinity',
    'min_offset=0x10',
    'min_offset=1.5',
    'min_offset=',
    'min_offset=%00',
    'min_offset=1%3BDROP%20TABLE%20event',
    'min_offset=99999999999999999999999999',
    'min_offset=1152921504606846976',
    'min_offset=-1152921504606846976',
    'min_offset[]=1',
    'min_offset[$gt]=0',
    'wait_for_data=1e999',
    'wait_for_data=NaN',
    'wait_for_data=9999999999999999999999',
    'wait_for_data=true',
    'source=%00',
    'source=customer%27--',
    'kinds=message%2C%00',
    'kinds=__proto__',
    'kinds=message,,custom',
    'sse=2',
    `trace_id=${'x'.repeat(1001)}`,
  ])('W1.4 %s: 422 or no match, never a fault of ours', async (query) => {
    const path = await listPath(query.includes('wait_for_data') ? query : `${query}&wait_for_data=0`);
    const answer = await server.current.wire.get(path);
    expect([200, 422]).toContain(answer.status);
    if (answer.status === 422) expectClean(answer.text);
  });

  test.each([
    ['min_offset=-5', 1],
    ['min_offset=999999999999999', 0],
    ['trace_id=%27%20OR%201%3D1--', 0],
    ['correlation_id=%00', 0],
  ])('W1.4 %s matches %i events', async (query, count) => {
    const answer = await server.current.wire.get(await listPath(`${query}&wait_for_data=0`));
    expect(answer.status).toBe(200);
    expect(answer.json<unknown[]>()).toHaveLength(count);
  });

  test('W1.4 a parameter a thousand times counts with its last value', async () => {
    const path = await listPath(`${'min_offset=0&'.repeat(999)}min_offset=1&wait_for_data=0`);
    const answer = await server.current.wire.get(path);
    expect([answer.status, answer.text]).toEqual([200, '[]']);
  });

  test('W1.3 more labels than anybody has are 422', async () => {
    const answer = await server.current.wire.get(`/sessions?${'labels=a&'.repeat(200)}limit=1`);
    expect(answer.status).toBe(422);
    expectClean(answer.text);
  });

  test.each(['%', '%zz', '%c3%28', '%ff', '%00'])('W1.1 the id "%s" is a 4xx', async (id) => {
    for (const path of [
      `/sessions/${id}`,
      `/sessions/${id}/events?wait_for_data=0`,
      `/agents/${id}`,
      `/handoffs/${id}`,
    ]) {
      const answer = await rawHttp(server.current.port, rawRequest('GET', path));
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expectClean(answer.body);
    }
  });

  test.each([
    "x' OR '1'='1",
    '../../etc/passwd',
    '"><script>',
    '${7*7}',
    '__proto__',
    'constructor',
    'x'.repeat(400),
  ])('W1.1 the id "%s" is looked up and not found', async (id) => {
    const path = `/sessions/${encodeURIComponent(id)}`;
    const answer = await server.current.wire.get(path);
    expect([answer.status, answer.json()]).toEqual([404, { detail: `Session not found (id='${id}')` }]);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('hostile heads', () => {
  test('W1.1 a huge query is a 4xx', async () => {
    const answer = await rawHttp(
      server.current.port,
      rawRequest('GET', `/sessions?cursor=${'x'.repeat(100_000)}`),
    );
    expect([414, 431]).toContain(answer.status);
    expect(answer.body + answer.head).not.toContain('xxxx');
  });

  test('W1.1 a huge header is 431', async () => {
    const answer = await rawHttp(
      server.current.port,
      rawRequest('GET', '/sessions', { 'x-large': 'x'.repeat(100_000) }),
    );
    expect(answer.status).toBe(431);
    expect(answer.body).not.toContain('xxxx');
  });

  test('W1.1 a thousand headers are a 4xx or taken', async () => {
    const headers = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x-${index}`, '1']));
    const answer = await rawHttp(server.current.port, rawRequest('GET', '/sessions', headers));
    expect(answer.status).toBeLessThan(500);
  });

  test.each([
    ['no HTTP', 'HELO mail.example.com\r\n\r\n'],
    ['a broken first line', 'GET\r\n\r\n'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost: localhost\r\nbroken\r\n\r\n'],
    [
      'a length that is no number',
      'POST /sessions HTTP/1.1\r\nHost: localhost\r\nContent-Length: ten\r\n\r\n',
    ],
    ['a negative length', 'POST /sessions HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n'],
    [
      'two lengths',
      'POST /sessions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    ],
    [
      'a length and chunks',
      'POST /sessions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n'],
    ['a NUL in the path', 'GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ])('W1.1 %s is 400', async (_what, request) => {
    const answer = await rawHttp(server.current.port, request);
    expect(answer.status).toBe(400);
    expectClean(answer.body);
  });

  test('W6.3 no error repeats the headers it was sent', async () => {
    const headers = { authorization: `Bearer ${SENT_ALONG}`, cookie: SENT_ALONG, 'x-api-key': SENT_ALONG };
    for (const path of ['/nowhere', '/sessions?limit=x', '/sessions/none', '/sessions', '/identity']) {
      const answer = await server.current.wire.get(path, headers);
      expect(answer.text).not.toContain(SENT_ALONG);
      expect([...answer.headers.values()].join()).not.toContain(SENT_ALONG);
    }
  });

  test('W6.3 no answer names what the server is made of', async () => {
    const answer = await server.current.wire.get('/sessions');
    for (const header of ['server', 'x-powered-by']) expect(answer.headers.get(header)).toBeNull();
  });

  test.each(['TRACE', 'CONNECT', 'PROPFIND'])('W1.1 the method %s is refused', async (method) => {
    const answer = await rawHttp(
      server.current.port,
      rawRequest(method, '/sessions', { cookie: SENT_ALONG }),
    );
    expect(answer.status === 0 || Number.isNaN(answer.status) || answer.status >= 400).toBe(true);
    expect(answer.body).not.toContain(SENT_ALONG);
  });

  test('W1.1 a path that pretends to carry a token twice gets no further', async () => {
    const answer = await server.current.wire.get('/t/one/t/two/sessions');
    expect([401, 404]).toContain(answer.status);
  });

  test.each(['/t/', '/t//sessions', '/t/a b/sessions', `/t/${'x'.repeat(600)}/sessions`, '/t/x'])(
    'W1.1 the path "%s" is a 4xx',
    async (path) => {
      const answer = await server.current.wire.get(path);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    },
  );
});

describe('paths out of the pages’ folders', () => {
  let folder: string;
  let pages: TestServer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'baton-pages-'));
    await mkdir(join(folder, 'page', 'assets'), { recursive: true });
    await writeFile(join(folder, 'secret.txt'), SENT_ALONG);
    await writeFile(join(folder, 'page', '.env'), SENT_ALONG);
    await writeFile(join(folder, 'page', 'index.html'), '<title>page</title>');
    await writeFile(join(folder, 'page', 'assets', 'a-12345678.js'), 'export {}');
    const page = join(folder, 'page');
    pages = await TestServer.start({ internals: { pages: { chat: page, console: page } } });
  });
  afterAll(async () => {
    await pages[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  test.each(['chat', 'console'])('W1.1 nothing beside the folder of /%s is served', async (name) => {
    for (const path of [
      '../secret.txt',
      '..%2fsecret.txt',
      '%2e%2e/secret.txt',
      '%2e%2e%2fsecret.txt',
      '..%5csecret.txt',
      '....//secret.txt',
      'assets/../../secret.txt',
      'assets/..%2f..%2fsecret.txt',
      `/${join(folder, 'secret.txt')}`,
      '%00../secret.txt',
      'index.html%00.txt',
      '.env',
    ]) {
      const answer = await rawHttp(pages.port, rawRequest('GET', `/${name}/${path}`));
      expect([path, answer.status]).toEqual([path, expect.toBeOneOf([400, 403, 404, 307])]);
      expect(answer.head + answer.body).not.toContain(SENT_ALONG);
      expect(answer.head + answer.body).not.toContain(folder);
    }
  });

  test.each(['chat', 'console'])('W1.1 /%s is served, with its files and its own paths', async (name) => {
    expect((await pages.wire.get(`/${name}`)).status).toBe(307);
    expect((await pages.wire.get(`/${name}/`)).text).toContain('<title>page</title>');
    const file = await pages.wire.get(`/${name}/assets/a-12345678.js`);
    expect([file.status, file.headers.get('cache-control')]).toEqual([
      200,
      expect.stringContaining('immutable'),
    ]);
    const within = await pages.wire.get(`/${name}/queue/7`, { accept: 'text/html' });
    expect([within.status, within.text]).toEqual([200, expect.stringContaining('<title>page</title>')]);
    expect((await pages.wire.get(`/${name}/missing.js`)).status).toBe(404);
    expect(within.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});

test('W1.1 after all this the server is well', async () => {
  const { wire } = server.current;
  const { id } = await createSession(wire);
  await post(wire, id, { kind: 'custom', source: 'system', data: 1 });
  expect(await readLog(wire, id)).toHaveLength(1);
  expect((await wire.get('/healthz')).json()['status']).not.toBe('unhealthy');
});
