import { describe, expect, test } from 'vitest';
import { createSession, post, readLog } from '../testing/conversation.ts';
import { KEYED, KEYS, visit } from '../testing/keyed-server.ts';
import { openSocket, rawHttp, rawRequest } from '../testing/raw-http.ts';
import type { TestServer } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';
import type { Wire } from '../testing/wire.ts';

/*
 * A plain POST of an event goes its own short way through the server. Nobody shall see that: each request is sent
 * twice, the second time with something in it that sends it by the routes' way.
 */
const DIRECT = 'application/json';
const ROUTED = 'application/json; charset=utf-8';

const MESSAGE = { kind: 'message', source: 'customer', message: 'Wo ist mein Päckchen?' };

/** What may differ between two requests of the same kind is taken out. */
function shown(head: string, body: string, sessionId: string): { head: string[]; body: string } {
  const lines = head
    .split('\r\n')
    .filter((line) => !/^(?:date|x-ratelimit-remaining|x-ratelimit-reset):/i.test(line))
    .map((line) => line.toLowerCase())
    .toSorted();
  const same = body
    .replaceAll(sessionId, 'SESSION')
    .replace(/"id":"\w{10}"/, '"id":"ID"')
    .replace(/"creation_utc":"[^"]+"/, '"creation_utc":"TIME"')
    .replace(/"(trace_id|correlation_id)":"\w{32}"/g, '"$1":"TRACE"');
  return { head: lines, body: same };
}

interface Sent {
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly to?: string;
}

async function answerTo(
  server: TestServer,
  sessionId: string,
  sent: Sent & { type: string },
): Promise<unknown> {
  const path = `/sessions/${sent.to ?? sessionId}/events`;
  const headers = { 'content-type': sent.type, ...sent.headers };
  const answer = await rawHttp(server.port, rawRequest('POST', path, headers, Buffer.from(sent.body)));
  return { status: answer.line, ...shown(answer.head, answer.body, sessionId) };
}

async function bothWays(server: TestServer, wire: Wire, sent: Sent): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const type of [DIRECT, ROUTED]) {
    const session = await createSession(wire);
    answers.push(await answerTo(server, session.id, { ...sent, type }));
  }
  return answers;
}

const BODIES: Readonly<Record<string, string | Uint8Array>> = {
  'a message': JSON.stringify(MESSAGE),
  'a message with metadata': JSON.stringify({ ...MESSAGE, metadata: { page: '/a', deep: [{ b: null }] } }),
  'a message with a name': JSON.stringify({ ...MESSAGE, participant: { display_name: 'Eva' } }),
  'a message of the page': JSON.stringify({ ...MESSAGE, source: 'customer_ui' }),
  'a custom event': JSON.stringify({ kind: 'custom', source: 'system', data: { a: 1 } }),
  'a status': JSON.stringify({ kind: 'status', source: 'system', status: 'typing', data: {} }),
  'an empty message': JSON.stringify({ ...MESSAGE, message: '' }),
  'no message': JSON.stringify({ kind: 'message', source: 'customer' }),
  'a kind that does not exist': JSON.stringify({ ...MESSAGE, kind: 'shout' }),
  'unknown fields': JSON.stringify({ ...MESSAGE, colour: 'red' }),
  'a prototype': '{"kind":"message","source":"customer","message":"Hi","metadata":{"__proto__":{"a":1}}}',
  'a list': '[1]',
  'no JSON': '{"kind":',
  'half a character': Buffer.from([0x22, 0xc3, 0x22]),
  'a control character': JSON.stringify({ ...MESSAGE, message: 'a\u0000b' }),
  nothing: '',
  'too much': JSON.stringify({ ...MESSAGE, message: 'x'.repeat(1_100_000) }),
};

describe('a posted event is answered alike on both ways', () => {
  const server = useServer();

  test.each(Object.keys(BODIES))('%s', async (name) => {
    const [direct, routed] = await bothWays(server.current, server.current.wire, {
      body: BODIES[name] ?? '',
    });
    expect(direct).toEqual(routed);
  });

  test.each<[string, Omit<Sent, 'body'>]>([
    ['a session that does not exist', { to: 'none000000' }],
    ['a foreign host', { headers: { host: 'evil.example' } }],
    ['a page of this machine', { headers: { origin: 'http://localhost:3000' } }],
    ['a foreign page', { headers: { origin: 'https://evil.example' } }],
    ['a key on a server without', { headers: { authorization: 'Bearer nobody-knows-it-0123' } }],
    ['an empty key for repeats', { headers: { 'idempotency-key': '' } }],
    ['a key for repeats', { headers: { 'idempotency-key': 'once' } }],
    ['encoded', { to: '%6eone' }],
  ])('%s', async (_name, sent) => {
    const body = JSON.stringify(MESSAGE);
    const [direct, routed] = await bothWays(server.current, server.current.wire, { ...sent, body });
    expect(direct).toEqual(routed);
  });

  test('a repeat is known whichever way it comes', async () => {
    const { wire, port } = server.current;
    const session = await createSession(wire);
    const body = Buffer.from(JSON.stringify(MESSAGE));
    const bodies: string[] = [];
    for (const type of [DIRECT, ROUTED, DIRECT]) {
      const headers = { 'content-type': type, 'idempotency-key': 'one' };
      const path = `/sessions/${session.id}/events`;
      bodies.push((await rawHttp(port, rawRequest('POST', path, headers, body))).body);
    }
    expect(new Set(bodies).size).toBe(1);
    const messages = (await readLog(wire, session.id)).filter(({ source }) => source === 'customer');
    expect(messages).toHaveLength(1);
  });

  test('a body in pieces is one body, also behind another request on its connection', async () => {
    const { wire, port } = server.current;
    const session = await createSession(wire);
    const body = Buffer.from(JSON.stringify(MESSAGE));
    const path = `/sessions/${session.id}/events`;
    const request = rawRequest('POST', path, { 'content-type': DIRECT, connection: 'keep-alive' }, body);
    const last = rawRequest('POST', path, { 'content-type': DIRECT }, body);
    const socket = await openSocket(port);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const all = Buffer.concat([request, last]);
    // Within a character, and within the head of the second.
    const cuts = [request.length - body.length + 3, request.length - 4, request.length + 20, all.length];
    let from = 0;
    for (const cut of cuts) {
      socket.write(all.subarray(from, cut));
      from = cut;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await closed;
    const text = Buffer.concat(chunks).toString();
    expect(text.match(/HTTP\/1\.1 201 Created/g)).toHaveLength(2);
    const stored = (await readLog(wire, session.id)).filter(({ source }) => source === 'customer');
    expect(stored.map(({ data }) => (data as { message?: string }).message)).toEqual([
      MESSAGE.message,
      MESSAGE.message,
    ]);
  });

  test('who leaves in the middle of a body leaves nothing behind', async () => {
    const { wire, port } = server.current;
    const session = await createSession(wire);
    const socket = await openSocket(port);
    const head = `POST /sessions/${session.id}/events HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 300\r\n\r\n{"kind":`;
    socket.write(head);
    await new Promise((resolve) => setImmediate(resolve));
    socket.destroy();
    await post(wire, session.id, MESSAGE);
    expect((await readLog(wire, session.id)).filter(({ source }) => source === 'customer')).toHaveLength(1);
  });
});

describe('on a server with keys a posted event is answered alike on both ways', () => {
  const server = useServer(() => KEYED);
  const body = JSON.stringify(MESSAGE);

  test.each<[string, string | undefined]>([
    ['an administrator', KEYS.admin],
    ['an operator', KEYS.operator],
    ['a program of the company', KEYS.integration],
    ['an unknown key', 'x'.repeat(30)],
    ['nobody', undefined],
  ])('%s', async (_name, key) => {
    const { current } = server;
    const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const [direct, routed] = await bothWays(current, current.wire.as(KEYS.admin), { headers, body });
    expect(direct).toEqual(routed);
  });

  test('the customer of the session, whose limit counts both', async () => {
    const { current } = server;
    const visitor = await visit(current);
    const answers: string[] = [];
    for (const type of [DIRECT, ROUTED]) {
      const headers = { 'content-type': type, authorization: `Bearer ${visitor.token}` };
      const request = rawRequest(
        'POST',
        `/sessions/${visitor.session.id}/events`,
        headers,
        Buffer.from(body),
      );
      answers.push((await rawHttp(current.port, request)).head);
    }
    const left = answers.map((head) => Number(/x-ratelimit-remaining: (\d+)/i.exec(head)?.[1]));
    expect(left[1]).toBe((left[0] ?? NaN) - 1);
  });
});

describe('a posted event that does not come to its end', () => {
  const server = useServer(() => ({ internals: { arrivalTimes: { body: 100, check: 50 } } }));

  test('W6.3 is answered alike on both ways, and ends its connection', async () => {
    const { current } = server;
    const headers = { 'content-length': '300', connection: 'keep-alive' };
    const [direct, routed] = await bothWays(current, current.wire, { body: '{"kind":', headers });
    expect(direct).toEqual(routed);
    expect(direct).toMatchObject({ status: expect.stringMatching(/^HTTP\/1\.1 408 /) });
  });
});
