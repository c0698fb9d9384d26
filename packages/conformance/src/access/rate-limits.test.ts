import type { Session } from '@baton/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { accepted, readLog, textsFrom } from '../testing/conversation.ts';
import { KEYED, KEYS, visit } from '../testing/keyed-server.ts';
import { AGENT, TestServer } from '../testing/start-server.ts';
import type { Answer } from '../testing/wire.ts';

/* Limits count per address, so every test has a server of its own. */
let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start(KEYED);
  return () => server[Symbol.asyncDispose]();
});

/** Sends one after another until the server has had enough. */
async function untilLimited(
  send: (index: number) => Promise<Answer>,
  most: number,
): Promise<{ taken: number; last: Answer }> {
  for (let index = 0; index <= most; index++) {
    const answer = await send(index);
    if (answer.status === 429) return { taken: index, last: answer };
    if (answer.status >= 500) throw new Error(answer.text);
  }
  throw new Error(`${most} requests were taken`);
}

function expectLimited(answer: Answer): void {
  expect(answer.json()).toEqual({ detail: expect.any(String), code: 'rate-limited' });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
}

describe('W6.3 limits for strangers', () => {
  test('W8.7 too many new sessions are 429, and none of those is made', async () => {
    const { taken, last } = await untilLimited(
      () => server.wire.post('/sessions', { agent_id: AGENT.id }),
      200,
    );
    expectLimited(last);
    const sessions = accepted<Session[]>(await server.wire.as(KEYS.admin).get('/sessions'), 200);
    expect(sessions).toHaveLength(taken);
  });

  test('W6.3 a forged X-Forwarded-For does not help', async () => {
    const send = (index: number): Promise<Answer> =>
      server.wire.post('/sessions', { agent_id: AGENT.id }, { 'x-forwarded-for': `10.0.${index}.1` });
    expectLimited((await untilLimited(send, 200)).last);
  });

  test('W6.3 nor does it behind a proxy, which adds the true address at its end', async () => {
    await using behind = await TestServer.start({ env: { ...KEYED.env, BATON_TRUST_PROXY: 'true' } });
    const send = (index: number): Promise<Answer> => {
      const headers = { 'x-forwarded-for': `10.0.${index}.1, 192.0.2.7` };
      return behind.wire.post('/sessions', { agent_id: AGENT.id }, headers);
    };
    expectLimited((await untilLimited(send, 200)).last);
    const other = { 'x-forwarded-for': '192.0.2.8' };
    expect((await behind.wire.post('/sessions', { agent_id: AGENT.id }, other)).status).toBe(201);
  });

  test('W6.3 the body of a 429 repeats no header', async () => {
    const headers = { 'x-secret': 'sensitive-value', cookie: 'a=sensitive-value' };
    const { last } = await untilLimited(
      () => server.wire.post('/sessions', { agent_id: AGENT.id }, headers),
      200,
    );
    expect(last.text).not.toContain('sensitive-value');
  });

  test('W8.7 too many messages of a customer are 429, and none of those is stored', async () => {
    const { wire, session } = await visit(server);
    const body = (index: number): object => ({ kind: 'custom', source: 'customer', data: index + 1 });
    const { taken, last } = await untilLimited(
      (index) => wire.post(`/sessions/${session.id}/events`, body(index)),
      1000,
    );
    expectLimited(last);
    expect(await readLog(server.wire.as(KEYS.admin), session.id)).toHaveLength(taken);
  });

  test('H4.7 the human button cannot be pressed without end, and joins the handoff that is open', async () => {
    const { wire, session } = await visit(server);
    const { taken, last } = await untilLimited(() => wire.post(`/sessions/${session.id}/handoff`, {}), 100);
    expect(taken).toBeGreaterThanOrEqual(1);
    expectLimited(last);
    const admin = server.wire.as(KEYS.admin);
    const handoffs = (await admin.get('/handoffs')).json<{ items: unknown[] }>();
    expect(handoffs.items).toHaveLength(1);
    expect(textsFrom(await readLog(admin, session.id), 'system')).toHaveLength(1);
  });

  test('H4.7 nor under addresses that only look different', async () => {
    const { wire, session } = await visit(server);
    const press = (index: number): Promise<Answer> =>
      wire.post(`/sessions/${session.id}/handoff?again=${index}`, {});
    expectLimited((await untilLimited(press, 20)).last);
  });

  test('W6.3 keys cannot be guessed at the sign-in', async () => {
    const send = (index: number): Promise<Answer> =>
      server.wire.post('/identity', { key: `guess-number-${index}-123456` });
    const { taken, last } = await untilLimited(send, 100);
    expect(taken).toBeLessThanOrEqual(20);
    expectLimited(last);
  });

  test('W8.7 a customer takes no more than his share of the places of waiting readers', async () => {
    const { wire, session } = await visit(server);
    const other = await visit(server);
    const path = `/sessions/${session.id}/events?wait_for_data=30`;
    const stop = new AbortController();
    const waiting = Array.from({ length: 60 }, () => wire.open('GET', path, undefined, {}, stop.signal));
    const refused = await Promise.any(waiting);
    expect(refused.status).toBe(429);
    const sse = await wire.get(`${path}&sse=true`);
    expect(sse.status).toBe(429);
    expect((await wire.get(`/sessions/${session.id}/events?wait_for_data=0`)).status).toBe(200);
    const free = server.context.readers.isCrowded(other.session.id);
    expect([free, server.context.readers.count]).toEqual([false, 50]);
    stop.abort();
    await Promise.allSettled(waiting);
  });

  test('W6.3 the company’s own programs are not limited', async () => {
    const integration = server.wire.as(KEYS.integration);
    const answers = await Promise.all(
      Array.from({ length: 150 }, () => integration.post('/sessions', { agent_id: AGENT.id })),
    );
    expect(answers.every((answer) => answer.status === 201)).toBe(true);
  });
});
