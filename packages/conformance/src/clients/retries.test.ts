import { ParlantClient } from 'parlant-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LossyProxy } from '../testing/lossy-proxy.ts';
import { CLIENT_VERSIONS } from '../testing/published-clients.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();

describe('H1.3 the published client repeats requests by itself', () => {
  let proxy: LossyProxy;
  beforeAll(async () => {
    proxy = await LossyProxy.start(server.current.url);
  });
  afterAll(() => proxy[Symbol.asyncDispose]());

  test('H1.3 with an Idempotency-Key a message whose answer was lost is stored once', async () => {
    const direct = new ParlantClient({ environment: server.current.url });
    const { id } = await direct.sessions.create({ agentId: AGENT.id });
    const { sessions } = new ParlantClient({ environment: proxy.url });
    proxy.loseNext();
    const body = { kind: 'message', source: 'customer', message: 'only once' } as const;
    const event = await sessions.createEvent(id, body, { headers: { 'Idempotency-Key': 'k1' } });
    expect(proxy.seen.filter((line) => line === `POST /sessions/${id}/events`)).toHaveLength(2);
    expect(event).toMatchObject({ offset: 0, data: { message: 'only once' } });
    const answers = await direct.sessions.listEvents(id, {
      source: 'ai_agent',
      kinds: 'message',
      waitForData: 10,
    });
    expect(answers).toHaveLength(1);
    expect(await direct.sessions.listEvents(id, { source: 'customer', waitForData: 0 })).toEqual([event]);
  });

  test('H1.3 and a session whose answer was lost is made once', async () => {
    const { sessions } = new ParlantClient({ environment: proxy.url });
    proxy.loseNext();
    const body = { agentId: AGENT.id, customerId: 'lost-answer' };
    const session = await sessions.create(body, { headers: { 'Idempotency-Key': 'k2' } });
    expect(await sessions.list({ customerId: 'lost-answer' })).toEqual([session]);
  });
});

describe.each(CLIENT_VERSIONS)('W8.5 parlant-client $version', ({ connect }) => {
  test('W8.5 asks again by itself when a wait runs out, and loses nothing', async () => {
    const { sessions } = connect(server.current.url);
    const { id } = await sessions.create({ agentId: AGENT.id });
    const waiting = sessions.listEvents(id, { kinds: 'message', source: 'customer', waitForData: 1 });
    // The first wait is over when its reader is gone; the client comes back a second later.
    await expect.poll(() => server.current.context.readers.count, { timeout: 5000 }).toBe(1);
    await expect.poll(() => server.current.context.readers.count, { timeout: 5000 }).toBe(0);
    await sessions.createEvent(id, { kind: 'message', source: 'customer', message: 'between two waits' });
    expect(await waiting).toMatchObject([{ data: { message: 'between two waits' } }]);
  });
});
