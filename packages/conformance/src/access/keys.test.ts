import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionEvent } from '@baton/protocol';
import { describe, expect, test, vi } from 'vitest';
import { createSession, logUntil, post, say, textsFrom } from '../testing/conversation.ts';
import { KEYED, KEYS, MIA, TOM, visit } from '../testing/keyed-server.ts';
import { rawHttp, rawRequest } from '../testing/raw-http.ts';
import { AGENT, TestServer } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => KEYED);

describe('keys', () => {
  test.each([
    'wrong-secret-0123456789',
    KEYS.admin.slice(0, -1),
    `${KEYS.admin}x`,
    KEYS.admin.toUpperCase(),
    'x'.repeat(5000),
  ])('W6 a key that is not known is 401, also where nobody needs one (%#)', async (key) => {
    const wire = server.current.wire.as(key);
    const answers = await Promise.all([
      wire.get('/sessions'),
      wire.get('/agents'),
      wire.post('/sessions', { agent_id: AGENT.id }),
      wire.get('/sessions/none'),
      wire.get('/handoffs'),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401]);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]?.text).not.toContain(key);
  });

  test('W6 a key in the path, in the header and after signing in act alike', async () => {
    const { wire } = server.current;
    expect((await wire.get(`/t/${KEYS.operator}/handoffs`)).status).toBe(200);
    expect((await wire.as(KEYS.operator).get('/handoffs')).status).toBe(200);
    const signedIn = await wire.post('/identity', { key: KEYS.operator });
    expect(signedIn.json()).toEqual({ role: 'operator', operator: MIA });
    const [cookie = '', ...attributes] = (signedIn.headers.get('set-cookie') ?? '').split('; ');
    expect(attributes.map((each) => each.toLowerCase())).toEqual(
      expect.arrayContaining(['httponly', 'samesite=strict']),
    );
    expect(cookie).not.toContain(KEYS.operator);
    const browser = wire.with({ cookie });
    expect((await browser.get('/identity')).json()).toEqual({ role: 'operator', operator: MIA });
    expect((await browser.get('/handoffs')).status).toBe(200);
    expect((await browser.post('/agents', { name: 'x' })).status).toBe(403);
  });

  test('W6 signing out clears the cookie', async () => {
    const { wire } = server.current;
    const signedIn = await wire.post('/identity', { key: KEYS.admin });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const answer = await wire.with({ cookie }).delete('/identity');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/baton_console=;/);
  });

  test('W6 a sign-in ends after half a day', async () => {
    const { wire } = server.current;
    const signedIn = await wire.post('/identity', { key: KEYS.operator });
    const browser = wire.with({ cookie: (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 3_600_000 });
    try {
      expect((await browser.get('/handoffs')).status).toBe(200);
      vi.setSystemTime(Date.now() + 2 * 3_600_000);
      expect((await browser.get('/handoffs')).status).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });

  test('W6 nobody signs in with an unknown key or a customer’s token', async () => {
    const { token } = await visit(server.current);
    for (const key of ['wrong-secret-0123456789', token]) {
      const answer = await server.current.wire.post('/identity', { key });
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
    }
  });

  test('W6 what a browser is given for a key is no key: it ends when it says', async () => {
    const { wire } = server.current;
    const signedIn = await wire.post('/identity', { key: KEYS.operator });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const again = await wire.post('/identity', { key: cookie.slice(cookie.indexOf('=') + 1) });
    expect([again.status, again.headers.get('set-cookie')]).toEqual([401, null]);
  });

  test.each([
    ['taken away', `admin:root:${KEYS.admin}`],
    ['changed', `admin:root:${KEYS.admin},operator:Mia Berg:changed-secret-0123456789`],
  ])('W6 a key that has been %s signs its browsers out', async (_how, keys) => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-'));
    const database = join(folder, 'baton.db');
    let cookie = '';
    {
      await using before = await TestServer.start({ ...KEYED, database });
      const signedIn = await before.wire.post('/identity', { key: KEYS.operator });
      cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      expect((await before.wire.with({ cookie }).get('/handoffs')).status).toBe(200);
    }
    {
      await using after = await TestServer.start({ env: { BATON_API_KEYS: keys }, database });
      expect((await after.wire.with({ cookie }).get('/handoffs')).status).toBe(401);
    }
    await rm(folder, { recursive: true });
  });

  test('W6 a browser that is an operator and a customer is each where it may be', async () => {
    const { cookie, session } = await visit(server.current);
    const signedIn = await server.current.wire.post('/identity', { key: KEYS.operator });
    const both = server.current.wire.with({
      cookie: `${cookie}; ${(signedIn.headers.get('set-cookie') ?? '').split(';')[0]}`,
    });
    await say(both, session.id, 'as the customer');
    expect((await both.get('/handoffs')).status).toBe(200);
  });

  test('W6 what role a caller has', async () => {
    const { token } = await visit(server.current);
    const roles = await Promise.all(
      [KEYS.admin, KEYS.operator, KEYS.integration, token].map(async (key) => {
        const answer = await server.current.wire.as(key).get('/identity');
        return answer.json<{ role: string }>().role;
      }),
    );
    expect(roles).toEqual(['admin', 'operator', 'integration', 'customer']);
  });

  test('H8.1 an operator acts under his own name only; an admin names who acts', async () => {
    const { session } = await visit(server.current);
    const { wire } = server.current;
    const path = `/sessions/${session.id}/takeover`;
    expect((await wire.as(KEYS.operator).post(path, { operator: TOM })).status).toBe(403);
    expect((await wire.as(KEYS.admin).post(path, {})).status).toBe(422);
    expect((await wire.as(KEYS.operator).post(path, {})).json()).toMatchObject({ operator: MIA });
    expect((await wire.as(KEYS.admin).post(path, { operator: TOM })).json()).toMatchObject({
      code: 'already-held',
    });
  });

  test('H8.1 a message that an operator sends over the wire carries who he is', async () => {
    const { session, wire } = await visit(server.current);
    const operator = server.current.wire.as(KEYS.operator);
    const participant = { id: 'somebody-else', display_name: 'Mia' };
    const body = { kind: 'message', source: 'human_agent', message: 'Hello', participant };
    expect((await post(operator, session.id, body)).metadata).toEqual({ author: MIA });
    const log = await logUntil(wire, session.id, (events: readonly SessionEvent[]) => events.length > 0);
    expect(textsFrom(log, 'human_agent')).toEqual(['Hello']);
    const colleague = await server.current.wire
      .as(KEYS.colleague)
      .post(`/sessions/${session.id}/events`, body);
    expect([colleague.status, colleague.json()['code']]).toEqual([409, 'not-holder']);
  });

  test('W6 a program of the company opens sessions for known customers, without a cookie', async () => {
    const integration = server.current.wire.as(KEYS.integration);
    const session = await createSession(integration, { customer_id: 'kim' });
    expect(session.customer_id).toBe('kim');
    const answer = await integration.post('/sessions', { agent_id: AGENT.id });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('W6 a server with keys answers under any name', async () => {
    const headers = { host: 'chat.example.com', authorization: `Bearer ${KEYS.admin}` };
    const answer = await rawHttp(server.current.port, rawRequest('GET', '/sessions', headers));
    expect(answer.status).toBe(200);
  });
});
