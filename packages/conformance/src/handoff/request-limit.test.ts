import type { Handoff } from '@baton/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { accepted, createSession, say, textsFrom, readLog, turnsEnded } from '../testing/conversation.ts';
import { KEYED, KEYS, visit } from '../testing/keyed-server.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { TestServer } from '../testing/start-server.ts';
import type { Wire } from '../testing/wire.ts';

/* H4.7: the same gate on every path by which a customer can cause a request. */
let server: TestServer;
let admin: Wire;
beforeEach(async () => {
  server = await TestServer.start(KEYED);
  admin = server.wire.as(KEYS.admin);
  return () => server[Symbol.asyncDispose]();
});

const all = async (): Promise<Handoff[]> =>
  accepted<{ items: Handoff[] }>(await admin.get('/handoffs?limit=100'), 200).items;

/** As a customer who does not want to wait. */
async function withdraw(wire: Wire, sessionId: string): Promise<void> {
  const { handoff } = accepted<{ handoff: Handoff | null }>(
    await wire.get(`/sessions/${sessionId}/handoff`),
    200,
  );
  if (handoff !== null) accepted(await wire.post(`/handoffs/${handoff.id}/withdraw`, {}), 200);
}

describe('H4.7 an abuse script', () => {
  test('cannot exceed N requests per visitor-hour, whichever ways it goes', async () => {
    const { wire, session } = await visit(server);
    server.engine.on('human', { trigger: 'customer_requested' }).on('angry', { review: 'high_frustration' });
    let turns = 0;
    const statuses: number[] = [];
    for (let round = 0; round < 5; round++) {
      statuses.push((await wire.post(`/sessions/${session.id}/handoff`, {})).status);
      await withdraw(wire, session.id);
      for (const words of ['human', 'angry']) {
        await say(wire, session.id, words);
        turns += 1;
        await turnsEnded(admin, session.id, turns);
        await withdraw(wire, session.id);
      }
    }
    expect(await all()).toHaveLength(6);
    expect(statuses).toEqual([201, 201, 429, 429, 429]);
  });

  test('the button is told when: 429, a code, and Retry-After', async () => {
    const { wire, session } = await visit(server);
    for (let round = 0; round < 6; round++) {
      accepted(await wire.post(`/sessions/${session.id}/handoff`, {}));
      await withdraw(wire, session.id);
    }
    const refused = await wire.post(`/sessions/${session.id}/handoff`, {});
    expect([refused.status, refused.json()]).toEqual([
      429,
      { detail: expect.stringContaining('too often'), code: 'rate-limited', retry_utc: expect.any(String) },
    ]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500);
  });

  test('in the conversation the AI goes on and says so, in one sentence, never silence', async () => {
    const { wire, session } = await visit(server);
    server.engine.on('I want a human', { trigger: 'customer_requested', reply: 'never' });
    for (let round = 1; round <= 7; round++) {
      await say(wire, session.id, 'I want a human');
      await turnsEnded(admin, session.id, round);
      await withdraw(wire, session.id);
    }
    const log = await readLog(admin, session.id);
    expect(textsFrom(log, 'ai_agent').at(-1)).toMatch(/very often/);
    expect(await all()).toHaveLength(6);
  });

  test('in many sessions of one customer at once', async () => {
    const integration = server.wire.as(KEYS.integration);
    const customer = accepted<{ id: string }>(await integration.post('/customers', { name: 'Jo' }));
    const sessions = await Promise.all(
      Array.from({ length: 12 }, () => createSession(integration, { customer_id: customer.id })),
    );
    const tokens = await Promise.all(
      sessions.map(async ({ id }) =>
        accepted<{ token: string }>(await integration.post(`/sessions/${id}/token`, {})),
      ),
    );
    const answers = await Promise.all(
      sessions.map(({ id }, index) =>
        server.wire.as(tokens[index]?.token ?? '').post(`/sessions/${id}/handoff`, {}),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(6);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(6);
    expect(await all()).toHaveLength(6);
  });
});

describe('H4.7 topics of policy and danger', () => {
  test('are not counted as requests, and held back only where nobody means them any more', async () => {
    await using own = await TestServer.start({
      env: { ...KEYED.env, BATON_REQUESTS_PER_CUSTOMER: '1' },
    });
    const { wire, session } = await visit(own);
    own.engine.on('lawyer', { trigger: 'sensitive_topic' });
    for (let round = 1; round <= 12; round++) {
      await say(wire, session.id, 'lawyer');
      await turnsEnded(own.wire.as(KEYS.admin), session.id, round);
      await withdraw(wire, session.id);
    }
    const made = await own.wire.as(KEYS.admin).get('/handoffs?limit=100');
    expect(accepted<{ items: Handoff[] }>(made, 200).items).toHaveLength(10);
  });
});

describe('H4.7 who is never held back', () => {
  test('keys and operators, and whoever joins what is open', async () => {
    const { wire, session } = await visit(server);
    for (let round = 0; round < 9; round++) {
      accepted(await admin.post(`/sessions/${session.id}/handoff`, { reason: 'customer_requested' }));
      accepted(await wire.post(`/sessions/${session.id}/handoff`, {}));
      await withdraw(wire, session.id);
    }
    expect(await all()).toHaveLength(9);
    accepted(await wire.post(`/sessions/${session.id}/handoff`, {}));
  });

  test('a request repeated with its key counts once', async () => {
    const { wire, session } = await visit(server);
    const headers = { 'idempotency-key': 'press-1' };
    for (let round = 0; round < 5; round++) {
      accepted(await wire.post(`/sessions/${session.id}/handoff`, {}, headers));
      await withdraw(wire, session.id);
    }
    expect(await all()).toHaveLength(1);
  });
});

test('H4.7 how many is a setting, and an hour later one may ask again', async () => {
  const clock = new ManualClock();
  await using own = await TestServer.start({
    env: { ...KEYED.env, BATON_REQUESTS_PER_CUSTOMER: '2' },
    internals: { clock },
  });
  const { wire, session } = await visit(own);
  const press = async (): Promise<number> => {
    const { status } = await wire.post(`/sessions/${session.id}/handoff`, {});
    await withdraw(wire, session.id);
    return status;
  };
  expect([await press(), await press(), await press()]).toEqual([201, 201, 429]);
  clock.advance(3601);
  expect(await press()).toBe(201);
});
