import { describe, expect, test } from 'vitest';
import { createSession, post } from '../testing/conversation.ts';
import { ID, TIMESTAMP, TRACE_ID } from '../testing/formats.ts';
import { rawHttp, rawRequest } from '../testing/raw-http.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';
import type { Fault } from '../testing/wire.ts';

const server = useServer();
const MISSING = 'no-such-id';

describe('W1.1 bodies', () => {
  test('W1.1 JSON goes out as application/json without a charset', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    await post(wire, session.id, { kind: 'custom', source: 'system', data: { a: 1 } });
    const paths = [
      '/agents',
      '/sessions',
      `/sessions/${session.id}`,
      `/sessions/${session.id}/events`,
      '/healthz',
      '/nowhere',
    ];
    for (const path of paths) {
      const answer = await wire.get(path);
      expect([path, answer.headers.get('content-type')]).toEqual([path, 'application/json']);
    }
  });

  test('W1.1 optional fields that are unset are null, never left out', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    expect(session).toEqual({
      id: expect.stringMatching(ID),
      agent_id: AGENT.id,
      customer_id: 'guest',
      creation_utc: expect.stringMatching(TIMESTAMP),
      title: null,
      mode: 'auto',
      consumption_offsets: { client: 0 },
      metadata: {},
      labels: [],
    });
    const agent = (await wire.post('/agents', { name: 'Plain' })).json();
    expect(agent['description']).toBeNull();
  });

  test('W1.1 unknown fields of a body are ignored', async () => {
    const { wire } = server.current;
    const session = await createSession(wire, { nonsense: { a: [1] }, mode: 'manual', id: 'mine' });
    expect(session.mode).toBe('auto');
    expect(session.id).not.toBe('mine');
    expect(session).not.toHaveProperty('nonsense');
  });

  test('W1.1 a null field counts as absent', async () => {
    const { wire } = server.current;
    const nulls = { customer_id: null, title: null, metadata: null, labels: null };
    const session = await createSession(wire, nulls);
    expect(session).toMatchObject({ customer_id: 'guest', title: null, metadata: {}, labels: [] });
  });

  test('W1.1 ids have ten characters, times microseconds, traces 32 digits', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const event = await post(wire, session.id, { kind: 'custom', source: 'system', data: 1 });
    expect(event.id).toMatch(ID);
    expect(event.creation_utc).toMatch(TIMESTAMP);
    expect(event.trace_id).toMatch(TRACE_ID);
    expect(event.correlation_id).toBe(event.trace_id);
  });
});

describe('W1.1 errors', () => {
  test.each([
    ['GET', '/nowhere', 404, { detail: 'Not Found' }],
    ['POST', '/sessions/x/y/z/w', 404, { detail: 'Not Found' }],
    ['PUT', '/sessions', 405, { detail: 'Method Not Allowed' }],
    ['POST', '/healthz', 405, { detail: 'Method Not Allowed' }],
    ['DELETE', '/agents', 405, { detail: 'Method Not Allowed' }],
    ['GET', `/sessions/${MISSING}`, 404, { detail: `Session not found (id='${MISSING}')` }],
    ['DELETE', `/sessions/${MISSING}`, 404, { detail: `Session not found (id='${MISSING}')` }],
    ['GET', `/sessions/${MISSING}/events`, 404, { detail: `Session not found (id='${MISSING}')` }],
    ['GET', `/sessions/${MISSING}/events/${MISSING}`, 404, { detail: `Session not found (id='${MISSING}')` }],
    [
      'DELETE',
      `/sessions/${MISSING}/events?min_offset=0`,
      404,
      { detail: `Session not found (id='${MISSING}')` },
    ],
    ['GET', `/agents/${MISSING}`, 404, { detail: `Item '${MISSING}' not found` }],
    ['DELETE', `/agents/${MISSING}`, 404, { detail: `Item '${MISSING}' not found` }],
    ['GET', `/customers/${MISSING}`, 404, { detail: `Item '${MISSING}' not found` }],
    ['DELETE', `/customers/${MISSING}`, 404, { detail: `Item '${MISSING}' not found` }],
    ['GET', `/tags/${MISSING}`, 404, { detail: `Item '${MISSING}' not found` }],
    ['DELETE', `/tags/${MISSING}`, 404, { detail: `Item '${MISSING}' not found` }],
    ['GET', `/handoffs/${MISSING}`, 404, { detail: `Item '${MISSING}' not found` }],
  ])('W1.1 %s %s is %i', async (method, path, status, body) => {
    const answer = await server.current.wire.send(method, path);
    expect(answer.status).toBe(status);
    expect(answer.json()).toEqual(body);
  });

  test('W1.1 405 names the methods that are allowed', async () => {
    const answer = await server.current.wire.send('PUT', '/tags');
    expect(answer.headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'HEAD', 'POST']);
  });

  test.each([
    ['GET', '/sessions/?limit=2', '/sessions?limit=2'],
    ['POST', '/sessions/', '/sessions'],
    ['GET', '/agents/', '/agents'],
    ['PATCH', '/sessions/abc/', '/sessions/abc'],
  ])('W1.1 %s %s is sent on with 307 to the path without the slash', async (method, path, target) => {
    const answer = await server.current.wire.send(method, path);
    expect(answer.status).toBe(307);
    expect(new URL(answer.headers.get('location') ?? '', server.current.url).href).toBe(
      server.current.url + target,
    );
  });

  test('W1.1 a path that begins with two slashes is sent nowhere', async () => {
    const answer = await rawHttp(server.current.port, rawRequest('GET', '//evil.example/sessions/'));
    expect(answer.status).toBe(404);
    expect(answer.head).not.toMatch(/location/i);
  });

  test('W1.1 a validation error lists type, loc, msg and input', async () => {
    const { wire } = server.current;
    const missing = await wire.post('/sessions', { title: 'x' });
    expect(missing.status).toBe(422);
    expect(missing.detail).toEqual([
      { type: 'missing', loc: ['body', 'agent_id'], msg: 'Field required', input: { title: 'x' } },
    ]);
    const tooLong = await wire.post('/sessions', { agent_id: AGENT.id, title: 'x'.repeat(201) });
    expect(tooLong.detail).toEqual([
      {
        type: 'string_too_long',
        loc: ['body', 'title'],
        msg: 'String should have at most 200 characters',
        input: 'x'.repeat(201),
        ctx: { max_length: 200 },
      },
    ]);
  });

  test('W1.1 loc begins with query for a parameter and with body for a field', async () => {
    const { wire } = server.current;
    const query = (await wire.get('/sessions?limit=abc')).detail as Fault[];
    expect(query.map((fault) => fault.loc)).toEqual([['query', 'limit']]);
    const body = (await wire.post('/tags', { name: 7 })).detail as Fault[];
    expect(body).toEqual([
      { type: 'string_type', loc: ['body', 'name'], msg: 'Input should be a valid string', input: 7 },
    ]);
  });

  test('W1.1 every fault of a body is listed at once', async () => {
    const faults = (await server.current.wire.post('/sessions', { title: 5, labels: 'x', metadata: [] }))
      .detail as Fault[];
    expect(faults.map((fault) => fault.loc.join('.')).toSorted()).toEqual([
      'body.agent_id',
      'body.labels',
      'body.metadata',
      'body.title',
    ]);
  });

  test('W8.6 a long-poll that runs out says Gateway Timeout on the status line', async () => {
    const session = await createSession(server.current.wire);
    const answer = await rawHttp(
      server.current.port,
      rawRequest('GET', `/sessions/${session.id}/events?wait_for_data=1`),
    );
    expect(answer.line).toBe('HTTP/1.1 504 Gateway Timeout');
    expect(JSON.parse(answer.body)).toEqual({ detail: 'Request timed out' });
    expect(answer.head.toLowerCase()).toContain('content-type: application/json');
  });
});

describe('W1.1 cross-origin requests', () => {
  const FERN = 'x-fern-language,x-fern-runtime,x-fern-runtime-version';

  test.each(['http://localhost:5173', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
    'W8.9 a page on %s may send the headers of the published clients',
    async (origin) => {
      const answer = await server.current.wire.send('OPTIONS', '/sessions', undefined, {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': `content-type,idempotency-key,last-event-id,${FERN}`,
      });
      expect(answer.status).toBeLessThan(300);
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('access-control-max-age')).toBe('600');
      const methods = answer.headers.get('access-control-allow-methods') ?? '';
      for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) expect(methods).toContain(method);
      const allowed = (answer.headers.get('access-control-allow-headers') ?? '').toLowerCase();
      for (const header of ['content-type', 'idempotency-key', 'last-event-id', ...FERN.split(',')]) {
        expect(allowed).toContain(header);
      }
    },
  );

  test('W8.9 an answer to a loopback page carries its origin, also when it waited for data', async () => {
    const { wire } = server.current;
    const origin = 'http://localhost:5173';
    const session = await createSession(wire);
    const paths = ['/agents', '/nowhere', `/sessions/${session.id}/events?wait_for_data=1`];
    for (const path of paths) {
      const answer = await wire.get(path, { origin });
      expect([path, answer.headers.get('access-control-allow-origin')]).toEqual([path, origin]);
    }
  });

  test.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'null',
  ])('W1.1 an open server does not answer to pages of %s', async (origin) => {
    const answer = await server.current.wire.get('/agents', { origin });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('W1.1 pages beside the API', () => {
  test('W1.1 the root leads to the chat', async () => {
    const answer = await server.current.wire.get('/');
    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toMatch(/^\/chat\/?$/);
  });

  test('W1.1 the document lists every route of the wire', async () => {
    const document = (await server.current.wire.get('/openapi.json')).json<{
      paths: Record<string, object>;
    }>();
    for (const path of [
      '/sessions',
      '/sessions/{session_id}',
      '/sessions/{session_id}/events',
      '/sessions/{session_id}/events/{event_id}',
      '/agents',
      '/agents/{agent_id}',
      '/customers',
      '/customers/{customer_id}',
      '/tags',
      '/tags/{tag_id}',
      '/healthz',
    ]) {
      expect(document.paths).toHaveProperty([path]);
    }
    expect((await server.current.wire.get('/docs')).status).toBeLessThan(400);
  });
});

describe('W1.6 health', () => {
  test('W1.6 GET /healthz', async () => {
    const health = (await server.current.wire.get('/healthz')).json();
    expect(health).toEqual({
      instance_id: expect.any(String),
      status: expect.stringMatching(/^(?:healthy|degraded|unhealthy)$/),
      checks: {
        event_loop: { status: expect.any(String), latency_ms: expect.any(Number) },
        store: { status: 'healthy' },
      },
    });
  });
});
