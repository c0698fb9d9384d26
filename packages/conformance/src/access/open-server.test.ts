import { describe, expect, test } from 'vitest';
import { createSession, readLog } from '../testing/conversation.ts';
import { rawHttp, rawRequest } from '../testing/raw-http.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();

describe('W6 a server without keys', () => {
  test.each([
    'localhost',
    'localhost:8800',
    '127.0.0.1',
    '127.0.0.1:1',
    '[::1]:8800',
    'LOCALHOST',
    'my-app.localhost:3000',
  ])('W6 answers under %s', async (host) => {
    const answer = await rawHttp(server.current.port, rawRequest('GET', '/sessions', { host }));
    expect(answer.status).toBe(200);
  });

  test.each([
    'evil.example',
    'evil.example:8800',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil-localhost',
    '10.0.0.7',
    '[::ffff:10.0.0.7]',
    '0.0.0.0',
    '',
    'localhost, evil.example',
  ])('W6 refuses a page that has the name "%s" resolve to this machine', async (host) => {
    const { port, wire } = server.current;
    const session = await createSession(wire);
    const body = Buffer.from(JSON.stringify({ kind: 'message', source: 'customer', message: 'x' }));
    const headers = { host, 'content-type': 'application/json' };
    const requests = [
      rawRequest('GET', '/sessions', { host }),
      rawRequest('GET', '/healthz', { host }),
      rawRequest('GET', '/console/', { host }),
      rawRequest('GET', '/stream', { host }),
      rawRequest('GET', '/nowhere', { host }),
      rawRequest('POST', `/sessions/${session.id}/events`, headers, body),
    ];
    for (const request of requests) {
      const answer = await rawHttp(port, request);
      expect(answer.status).toBe(403);
      expect(JSON.parse(answer.body)).toMatchObject({
        code: 'forbidden',
        detail: expect.stringContaining('BATON_API_KEYS'),
      });
    }
    expect(await readLog(wire, session.id)).toEqual([]);
  });

  test('W6 refuses a request that names no host', async () => {
    const answer = await rawHttp(server.current.port, 'GET /sessions HTTP/1.0\r\nConnection: close\r\n\r\n');
    expect(answer.status).toBe(403);
  });

  test('W6 takes whoever carries nothing for an admin', async () => {
    expect((await server.current.wire.get('/identity')).json()).toEqual({ role: 'admin', operator: null });
  });

  test('W6 sets no cookies', async () => {
    const answer = await server.current.wire.post('/sessions', { agent_id: 'ava' });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});
