import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatonClient } from '@baton/client';
import type { SessionEvent, StreamFrame } from '@baton/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  createSession,
  handoffStep,
  post,
  readLog,
  say,
  textsFrom,
  turnsEnded,
} from '../testing/conversation.ts';
import { EventSourceReader } from '../testing/event-source.ts';
import { Gate } from '../testing/gate.ts';
import { LossyProxy } from '../testing/lossy-proxy.ts';
import { CLIENT_VERSIONS } from '../testing/published-clients.ts';
import { openSocket } from '../testing/raw-http.ts';
import { ScriptedEngine } from '../testing/scripted-engine.ts';
import { TestServer } from '../testing/start-server.ts';

const CUSTOM = { kind: 'custom', source: 'system', data: 1 };
let database: string;
let server: TestServer;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-restart-'));
  database = join(folder, 'baton.db');
  server = await TestServer.start({ database });
  return async () => {
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  };
});

/** Ends the server and starts it again on the same port and database. */
async function restart(engine = new ScriptedEngine()): Promise<void> {
  const { port } = server;
  await server[Symbol.asyncDispose]();
  server = await TestServer.start({ database, env: { PORT: String(port) }, engine });
}

function expectReaders(count: number, timeout = 2000): Promise<void> {
  return expect.poll(() => server.context.readers.count, { interval: 5, timeout }).toBe(count);
}

describe('W1.4 a shutdown', () => {
  test.each(CLIENT_VERSIONS)(
    'W1.4 sends parlant-client $version to the restarted server',
    async ({ connect }) => {
      await using proxy = await LossyProxy.start(server.url);
      const { sessions } = connect(proxy.url);
      const { id } = await createSession(server.wire);
      const waiting = sessions.listEvents(id, { waitForData: 30 });
      await expectReaders(1);
      await restart();
      await expectReaders(1, 5000);
      const event = await post(server.wire, id, CUSTOM);
      expect(await waiting).toMatchObject([{ id: event.id }]);
    },
  );

  test('W1.4 answers a long-poll with 504, so that its client asks again', async () => {
    const { id } = await createSession(server.wire);
    const waiting = server.wire.get(`/sessions/${id}/events?wait_for_data=30`);
    await expectReaders(1);
    await restart();
    expect((await waiting).status).toBe(504);
  });

  test('W1.4 ends streams with the reason shutdown', async () => {
    const { id } = await createSession(server.wire);
    await using log = await EventSourceReader.open(
      server.wire,
      `/sessions/${id}/events?sse=true&wait_for_data=30`,
    );
    await using feed = await EventSourceReader.open(server.wire, '/stream');
    await expectReaders(2);
    await restart();
    const end = { event: 'end', data: '{"type":"end","reason":"shutdown"}' };
    expect((await log.rest()).at(-1)).toMatchObject(end);
    expect((await feed.rest()).at(-1)).toMatchObject(end);
  });

  test('W1.4 does not wait for those who sent nothing or half a request', async () => {
    const silent = await openSocket(server.port);
    const half = await openSocket(server.port);
    half.write('POST /sessions HTTP/1.1\r\nHost: localhost\r\n');
    const began = performance.now();
    await restart();
    expect(performance.now() - began).toBeLessThan(5000);
    silent.destroy();
    half.destroy();
  });

  test('W4.3 lets a turn that is nearly done finish', async () => {
    const gate = new Gate();
    server.engine.on('nearly done', { gate });
    const { id } = await createSession(server.wire);
    await say(server.wire, id, 'nearly done');
    await gate.reached;
    await restart();
    expect(textsFrom(await readLog(server.wire, id), 'ai_agent')).toEqual(['Reply to: nearly done']);
  });
});

describe('H1.4 after a restart', () => {
  test('H1.4 everything is as it was: sessions, logs, handoffs, ids, offsets', async () => {
    const { id } = await createSession(server.wire, { title: 'kept', metadata: { a: 1 }, labels: ['x'] });
    await say(server.wire, id, 'hello');
    await turnsEnded(server.wire, id);
    await server.wire.post(`/sessions/${id}/handoff`, { note: 'please' });
    const paths = [
      `/sessions/${id}`,
      `/sessions/${id}/events?wait_for_data=0`,
      '/handoffs',
      `/sessions/${id}/handoff`,
    ];
    const read = (): Promise<string[]> =>
      Promise.all(paths.map(async (path) => (await server.wire.get(path)).text));
    const before = await read();
    await restart();
    expect(await read()).toEqual(before);
    const { offset } = await post(server.wire, id, CUSTOM);
    expect(offset).toBe((JSON.parse(before[1] ?? '') as SessionEvent[]).length);
  });

  test('H1.3 a request that is repeated is still the same request', async () => {
    const { id } = await createSession(server.wire);
    const send = (): Promise<SessionEvent> =>
      server.wire
        .post(`/sessions/${id}/events`, CUSTOM, { 'idempotency-key': 'over-a-restart' })
        .then((answer) => answer.json<SessionEvent>());
    const first = await send();
    await restart();
    expect(await send()).toEqual(first);
    expect(await readLog(server.wire, id)).toEqual([first]);
  });

  test('C11 our client follows a session over it: nothing lost, nothing twice', async () => {
    const { id } = await createSession(server.wire);
    const abort = new AbortController();
    const seen: SessionEvent[] = [];
    const states: string[] = [];
    const following = (async () => {
      for await (const update of new BatonClient({ baseUrl: server.url }).follow(id, 0, abort.signal)) {
        if (update.type === 'connection') states.push(update.state);
        else seen.push(update.event);
      }
    })();
    await post(server.wire, id, CUSTOM);
    await expect.poll(() => seen.length).toBe(1);
    await restart();
    await post(server.wire, id, CUSTOM);
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(2);
    abort.abort();
    await following;
    expect(seen).toEqual(await readLog(server.wire, id));
    expect(states.filter((state) => state === 'open').length).toBeGreaterThanOrEqual(2);
  });

  test('C11 our client’s console feed goes on with a snapshot of the restarted server', async () => {
    const { id } = await createSession(server.wire);
    const client = new BatonClient({ baseUrl: server.url });
    const handoff = await client.requestHandoff(id);
    const abort = new AbortController();
    const frames: StreamFrame[] = [];
    const following = (async () => {
      for await (const update of client.stream(abort.signal)) {
        if (update.type === 'frame') frames.push(update.frame);
      }
    })();
    await expect.poll(() => frames.map((frame) => frame.type)).toEqual(['snapshot']);
    await restart();
    await expect
      .poll(() => frames.filter((frame) => frame.type === 'snapshot').length, { timeout: 10_000 })
      .toBe(2);
    await client.withdraw(handoff.id);
    await expect
      .poll(() => frames.findLast((frame) => frame.type === 'handoff'), { timeout: 10_000 })
      .toMatchObject({ handoff: { id: handoff.id, stage: 'withdrawn' } });
    abort.abort();
    await following;
    const shown = frames
      .filter((frame) => frame.type === 'snapshot')
      .map((frame) => frame.handoffs.map((each) => each.id));
    expect(shown).toEqual([[handoff.id], [handoff.id]]);
  });

  test('C6 the timers of a handoff run on', async () => {
    const { id } = await createSession(server.wire);
    await server[Symbol.asyncDispose]();
    const internals = { policy: { serviceLevelSeconds: 1 } };
    server = await TestServer.start({ database, internals });
    await server.wire.post(`/sessions/${id}/handoff`, {});
    await restart();
    await handoffStep(server.wire, id, 'handoff.delayed');
    expect(textsFrom(await readLog(server.wire, id), 'system')).toHaveLength(2);
  });
});
