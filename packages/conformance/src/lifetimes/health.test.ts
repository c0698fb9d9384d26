import type { ReadinessView } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { createSession, post } from '../testing/conversation.ts';
import { EventSourceReader } from '../testing/event-source.ts';
import { KEYED, KEYS } from '../testing/keyed-server.ts';
import { TestServer } from '../testing/start-server.ts';
import type { Wire } from '../testing/wire.ts';

const CUSTOM = { kind: 'custom', source: 'system', data: 1 };

async function readiness(wire: Wire): Promise<[status: number, reasons: ReadinessView['reasons']]> {
  const answer = await wire.get('/readyz');
  return [answer.status, answer.json<ReadinessView & Record<string, unknown>>().reasons];
}

describe('health for balancers and supervisors', () => {
  test('a server that has started lives and is ready, whoever asks', async () => {
    await using server = await TestServer.start(KEYED);
    const alive = await server.wire.get('/livez');
    expect([alive.status, alive.json()]).toEqual([200, { instance_id: expect.any(String), status: 'alive' }]);
    expect(await readiness(server.wire)).toEqual([200, []]);
    const wrong = server.wire.as('wrong-key-0123456789');
    expect((await wrong.get('/handoffs')).status).toBe(401);
  });

  test('their routes are in the document, with what they answer', async () => {
    await using server = await TestServer.start();
    const { paths } = (await server.wire.get('/openapi.json')).json<{
      paths: Record<string, { get: { responses: object } }>;
    }>();
    const statuses = (path: string): string[] => Object.keys(paths[path]?.get.responses ?? {});
    expect([statuses('/livez'), statuses('/readyz'), statuses('/healthz')]).toEqual([
      ['200'],
      ['200', '503'],
      ['200'],
    ]);
  });

  test('a store that does not answer makes it not ready; it still lives', async () => {
    await using server = await TestServer.start();
    const { sessions } = server.context.app;
    const stuck = Promise.withResolvers<boolean>();
    const ping = sessions.ping.bind(sessions);
    sessions.ping = () => stuck.promise;
    const began = performance.now();
    const [ready, health] = await Promise.all([readiness(server.wire), server.wire.get('/healthz')]);
    expect([ready, health.json()['status']]).toEqual([[503, ['store']], 'unhealthy']);
    expect((await server.wire.get('/livez')).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(6000);
    sessions.ping = ping;
    stuck.resolve(true);
    expect(await readiness(server.wire)).toEqual([200, []]);
  });
});

describe('a server that is told to end', () => {
  /** Ends the server while its balancer has a second to see that; resolves once it says that it is not ready. */
  async function drain(server: TestServer): Promise<{ ended: Promise<void> }> {
    const ended = Promise.resolve(server.context[Symbol.asyncDispose]());
    await expect.poll(() => readiness(server.wire), { interval: 5 }).toEqual([503, ['draining']]);
    return { ended };
  }

  test('says so at once, and goes on to serve those who come meanwhile', async () => {
    await using server = await TestServer.start({ env: { BATON_DRAIN_SECONDS: '1' } });
    const { id } = await createSession(server.wire);
    const { ended } = await drain(server);
    expect((await server.wire.get('/livez')).status).toBe(200);
    const answer = await server.wire.post(`/sessions/${id}/events`, CUSTOM);
    // The next request shall find another node.
    expect([answer.status, answer.headers.get('connection')]).toEqual([201, 'close']);
    await ended;
    await expect(server.wire.get('/livez')).rejects.toThrow();
  });

  test('W1.4 ends those who wait as a time-out does, with their connection, and none of them misses an event', async () => {
    const env = { BATON_DRAIN_SECONDS: '1', ...KEYED.env };
    const first = await TestServer.start({ env });
    const shop = first.wire.as(KEYS.integration);
    const { id } = await createSession(shop);
    const path = `/sessions/${id}/events?wait_for_data=30`;
    const waiting = shop.get(`${path}&min_offset=1`);
    await using stream = await EventSourceReader.open(shop, `${path}&sse=true`);
    await using feed = await EventSourceReader.open(first.wire.as(KEYS.operator), '/stream');
    await expect.poll(() => first.context.readers.count).toBe(3);
    const { ended } = await drain(first);
    // Nobody is sent away before the balancer sends nobody here any more.
    const event = await post(shop, id, CUSTOM);
    expect((await stream.next())?.data).toBe(JSON.stringify(event));
    const answer = await waiting;
    expect([answer.status, answer.headers.get('connection')]).toEqual([504, 'close']);
    const end = { event: 'end', data: '{"type":"end","reason":"shutdown"}' };
    expect((await stream.rest()).at(-1)).toMatchObject(end);
    expect((await feed.rest()).at(-1)).toMatchObject(end);
    const began = performance.now();
    await ended;
    expect(performance.now() - began).toBeLessThan(2000);
    await using second = await TestServer.start({ env, database: first.database });
    const later = await post(second.wire.as(KEYS.integration), id, CUSTOM);
    const missed = await second.wire.as(KEYS.integration).get(`${path}&min_offset=1`);
    expect(missed.json()).toEqual([later]);
    await first[Symbol.asyncDispose]();
  });
});
