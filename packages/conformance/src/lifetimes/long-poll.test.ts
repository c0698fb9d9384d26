import type { SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { collectByPolling } from '../testing/collect.ts';
import { accepted, createSession, post, say, turnsEnded } from '../testing/conversation.ts';
import { openSocket, rawRequest } from '../testing/raw-http.ts';
import { useServer } from '../testing/use-server.ts';
import type { Answer } from '../testing/wire.ts';

const server = useServer();
const custom = (data: unknown): object => ({ kind: 'custom', source: 'system', data });

function wait(sessionId: string, query: string): Promise<Answer> {
  return server.current.wire.get(`/sessions/${sessionId}/events?${query}`);
}

/** Resolves when this many readers are waiting, in whatever way. */
function expectReaders(count: number): Promise<void> {
  return expect.poll(() => server.current.context.readers.count, { interval: 5, timeout: 3000 }).toBe(count);
}

describe('W1.4 a long-poll ends', () => {
  test('W1.4 with the event that comes, at once', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const waiting = wait(id, 'wait_for_data=30');
    await expectReaders(1);
    const began = performance.now();
    const event = await post(wire, id, custom(1));
    expect(accepted<SessionEvent[]>(await waiting, 200)).toEqual([event]);
    expect(performance.now() - began).toBeLessThan(1000);
    await expectReaders(0);
  });

  test('W8.5 when the time is up, and not much later', async () => {
    const { id } = await createSession(server.current.wire);
    const began = performance.now();
    expect((await wait(id, 'wait_for_data=1')).status).toBe(504);
    expect(performance.now() - began).toBeGreaterThan(900);
    expect(performance.now() - began).toBeLessThan(3000);
    await expectReaders(0);
  });

  test('W1.4 when the client goes away', async () => {
    const { id } = await createSession(server.current.wire);
    const socket = await openSocket(server.current.port);
    socket.write(rawRequest('GET', `/sessions/${id}/events?wait_for_data=30`));
    await expectReaders(1);
    socket.destroy();
    await expectReaders(0);
  });

  test('H3.7 when its session is deleted, with 404', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const waiting = wait(id, 'wait_for_data=30');
    await expectReaders(1);
    await wire.delete(`/sessions/${id}`);
    const answer = await waiting;
    expect([answer.status, answer.json()]).toEqual([404, { detail: `Session not found (id='${id}')` }]);
    await expectReaders(0);
  });

  test('W1.4 not with an event of another session, nor with one it does not want', async () => {
    const { wire } = server.current;
    const [mine, other] = [await createSession(wire), await createSession(wire)];
    const waiting = wait(mine.id, 'kinds=message&min_offset=1&wait_for_data=1');
    await expectReaders(1);
    await say(wire, other.id, 'not for you');
    await post(wire, mine.id, custom(1));
    expect((await waiting).status).toBe(504);
    await turnsEnded(wire, other.id);
  });

  test('W1.4 for every reader of a session at once', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const waiting = Array.from({ length: 50 }, () => wait(id, 'wait_for_data=30'));
    await expectReaders(50);
    const event = await post(wire, id, custom(1));
    for (const answer of await Promise.all(waiting))
      expect(accepted<SessionEvent[]>(answer, 200)).toEqual([event]);
    await expectReaders(0);
  });
});

describe('W1.4 nothing is missed between a read and the wait that follows', () => {
  test('W1.4 many posts while polling: nothing missed, nothing twice, in order', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const count = 300;
    const pollers = Array.from({ length: 3 }, () => collectByPolling(wire, id, count));
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let n = 0; n < count / 6; n++) await post(wire, id, custom({ writer, n }));
    });
    await Promise.all(writers);
    for (const seen of await Promise.all(pollers)) {
      expect(seen.map((event) => event.offset)).toEqual(Array.from({ length: count }, (_, index) => index));
    }
  });

  test('W1.4 one event at a time, awaited each time, over and over', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    for (let offset = 0; offset < 50; offset++) {
      const waiting = wait(id, `min_offset=${offset}&wait_for_data=10`);
      const event = await post(wire, id, custom(offset + 1));
      expect(accepted<SessionEvent[]>(await waiting, 200)).toEqual([event]);
    }
    await expectReaders(0);
  });

  test('W1.4 with a filter that lets little through', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const waiting = wait(id, 'source=human_agent&kinds=custom&wait_for_data=20');
    await expectReaders(1);
    await Promise.all(Array.from({ length: 100 }, (_, index) => post(wire, id, custom(index + 1))));
    const wanted = await post(wire, id, { ...custom('wanted'), source: 'human_agent' });
    expect(accepted<SessionEvent[]>(await waiting, 200)).toEqual([wanted]);
  });
});
