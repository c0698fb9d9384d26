import type { SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import {
  accepted,
  createSession,
  logUntil,
  post,
  readLog,
  say,
  turnsEnded,
} from '../testing/conversation.ts';
import { useServer } from '../testing/use-server.ts';
import type { Answer, Fault } from '../testing/wire.ts';

const server = useServer();

function list(sessionId: string, query: string): Promise<Answer> {
  return server.current.wire.get(`/sessions/${sessionId}/events?${query}`);
}

async function offsets(sessionId: string, query: string): Promise<number[]> {
  const answer = await list(sessionId, `wait_for_data=0&${query}`);
  return accepted<SessionEvent[]>(answer, 200).map((event) => event.offset);
}

/** A session with a finished turn: 0 customer, 1 … statuses and the answer; then a custom event. */
async function conversation(): Promise<{ id: string; log: SessionEvent[] }> {
  const { wire } = server.current;
  const { id } = await createSession(wire);
  await say(wire, id, 'hello');
  await turnsEnded(wire, id);
  await post(wire, id, { kind: 'custom', source: 'system', data: 1 });
  return { id, log: await readLog(wire, id) };
}

describe('W1.4 GET /sessions/{id}/events', () => {
  test('a log is read backwards page by page, from the newest, without waiting', async () => {
    const { id, log } = await conversation();
    const all = log.map((event) => event.offset);
    expect(await offsets(id, 'newest=2')).toEqual(all.slice(-2));
    expect(await offsets(id, 'newest=1000')).toEqual(all);
    expect(await offsets(id, `newest=2&before_offset=${all.at(-2)}`)).toEqual(all.slice(-4, -2));
    expect(accepted(await list(id, 'newest=5&before_offset=0'), 200)).toEqual([]);
    for (const wrong of ['newest=0', 'newest=1001', 'newest=x', 'newest=2&before_offset=-1'])
      expect({ wrong, status: (await list(id, wrong)).status }).toEqual({ wrong, status: 422 });
    expect((await list('none', 'newest=2')).status).toBe(404);
  });

  test('W1.4 filters by offset, source, kinds and trace', async () => {
    const { id, log } = await conversation();
    const all = log.map((event) => event.offset);
    const [question] = log;
    const where = (keep: (event: SessionEvent) => boolean): number[] =>
      log.filter(keep).map((event) => event.offset);
    expect(await offsets(id, '')).toEqual(all);
    expect(await offsets(id, 'min_offset=0')).toEqual(all);
    expect(await offsets(id, 'min_offset=-5')).toEqual(all);
    expect(await offsets(id, 'min_offset=3')).toEqual(all.slice(3));
    expect(await offsets(id, 'min_offset=1000000')).toEqual([]);
    expect(await offsets(id, 'source=customer')).toEqual([0]);
    expect(await offsets(id, 'kinds=message')).toEqual(where((event) => event.kind === 'message'));
    expect(await offsets(id, 'kinds=message,custom')).toEqual(where((event) => event.kind !== 'status'));
    expect(await offsets(id, 'kinds=tool')).toEqual([]);
    expect(await offsets(id, `trace_id=${question?.trace_id}`)).toEqual(all.slice(0, -1));
    expect(await offsets(id, `correlation_id=${question?.trace_id}`)).toEqual(all.slice(0, -1));
    expect(await offsets(id, 'trace_id=00000000000000000000000000000000')).toEqual([]);
    expect(
      await offsets(id, `trace_id=${question?.trace_id}&kinds=message&source=ai_agent&min_offset=1`),
    ).toEqual(where((event) => event.kind === 'message' && event.source === 'ai_agent'));
  });

  test('W1.4 a turn inherits the trace of the message that it answers', async () => {
    const { log } = await conversation();
    expect(new Set(log.slice(0, -1).map((event) => event.trace_id)).size).toBe(1);
    expect(log.at(-1)?.trace_id).not.toBe(log[0]?.trace_id);
  });

  test.each([
    ['kinds=message,nonsense', 'kinds'],
    ['kinds=', 'kinds'],
    ['source=robot', 'source'],
    ['min_offset=first', 'min_offset'],
    ['wait_for_data=soon', 'wait_for_data'],
    ['sse=maybe', 'sse'],
  ])('W8.14 %s is 422', async (query, name) => {
    const { id } = await createSession(server.current.wire);
    const answer = await list(id, `wait_for_data=0&${query}`);
    expect(answer.status).toBe(422);
    expect((answer.detail as Fault[]).map((fault) => fault.loc)).toEqual([['query', name]]);
  });

  test.each(['0', '-1', '-60'])(
    'W1.4 wait_for_data=%s never waits: an empty match is an empty array',
    async (wait) => {
      const { id } = await createSession(server.current.wire);
      const answer = await list(id, `wait_for_data=${wait}`);
      expect([answer.status, answer.text]).toEqual([200, '[]']);
    },
  );

  test('W1.4 what is there is answered at once, whatever the wait', async () => {
    const { id, log } = await conversation();
    expect(accepted<SessionEvent[]>(await list(id, 'wait_for_data=3600'), 200)).toEqual(log);
    expect(accepted<SessionEvent[]>(await list(id, ''), 200)).toEqual(log);
  });

  test('W1.4 an empty match waits for the next event that matches, and only for that', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const waiting = list(id, 'kinds=message&source=human_agent&wait_for_data=10');
    await post(wire, id, { kind: 'custom', source: 'human_agent', data: 1 });
    await post(wire, id, { kind: 'status', source: 'human_agent', status: 'typing' });
    const participant = { id: 'm', display_name: 'Mia' };
    const reply = await post(wire, id, {
      kind: 'message',
      source: 'human_agent',
      message: 'Hi',
      participant,
    });
    expect(accepted<SessionEvent[]>(await waiting, 200)).toEqual([reply]);
  });

  test('W8.5 when nothing comes the answer is 504 with a JSON detail, not an empty array', async () => {
    const { id } = await createSession(server.current.wire);
    const answer = await list(id, 'wait_for_data=1');
    expect([answer.status, answer.reason, answer.text]).toEqual([
      504,
      'Gateway Timeout',
      '{"detail":"Request timed out"}',
    ]);
  });

  test('W8.4 the order is that of the offsets, across more than one page of a long log', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const count = 600;
    for (let done = 0; done < count; done += 100) {
      const bodies = Array.from({ length: 100 }, (_, index) => ({
        kind: 'custom',
        source: 'system',
        data: done + index + 1,
      }));
      await Promise.all(bodies.map((body) => post(wire, id, body)));
    }
    expect(await offsets(id, '')).toEqual(Array.from({ length: count }, (_, index) => index));
    expect(await offsets(id, 'min_offset=255')).toHaveLength(count - 255);
    const waited = accepted<SessionEvent[]>(await list(id, 'min_offset=10'), 200);
    expect(waited.map((event) => event.offset)).toEqual(
      Array.from({ length: count - 10 }, (_, index) => index + 10),
    );
  });

  test('W1.4 a repeated parameter counts with its last value', async () => {
    const { id, log } = await conversation();
    expect(await offsets(id, 'min_offset=0&min_offset=2')).toEqual(log.map((event) => event.offset).slice(2));
  });
});

describe('W1.4 DELETE /sessions/{id}/events', () => {
  test('W1.4 hides the events from an offset on; they are listed nowhere and their offsets not used again', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const made = [];
    for (const data of [1, 2, 3]) made.push(await post(wire, id, { kind: 'custom', source: 'system', data }));
    const answer = await wire.delete(`/sessions/${id}/events?min_offset=1`);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await readLog(wire, id)).toEqual([made[0]]);
    expect((await post(wire, id, { kind: 'custom', source: 'system', data: 4 })).offset).toBe(3);
    expect(await offsets(id, 'min_offset=1')).toEqual([3]);
  });

  test('W1.4 nothing to delete is 204', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    expect((await wire.delete(`/sessions/${id}/events?min_offset=0`)).status).toBe(204);
    expect((await wire.delete(`/sessions/${id}/events?min_offset=99`)).status).toBe(204);
  });

  test('W1.4 the first event to go must begin its trace', async () => {
    const { wire } = server.current;
    const { id, log } = await conversation();
    const answer = await wire.delete(`/sessions/${id}/events?min_offset=2`);
    const detail =
      'Cannot delete events with offset < min_offset unless they are the first event of their trace ID';
    expect([answer.status, answer.json()]).toEqual([422, { detail }]);
    expect(await readLog(wire, id)).toEqual(log);
    expect((await wire.delete(`/sessions/${id}/events?min_offset=0`)).status).toBe(204);
    expect(await readLog(wire, id)).toEqual([]);
  });

  test('W1.4 a customer message can be taken back and said again', async () => {
    const { wire } = server.current;
    const { id, log } = await conversation();
    await wire.delete(`/sessions/${id}/events?min_offset=0`);
    const again = await say(wire, id, 'hello again');
    expect(again.offset).toBe(log.length);
    const after = await logUntil(wire, id, (events) =>
      events.some((event) => event.kind === 'message' && event.source === 'ai_agent'),
    );
    expect(after.every((event) => event.offset >= again.offset)).toBe(true);
  });

  test.each(['', '?min_offset=', '?min_offset=x'])('W1.4 %s is 422', async (query) => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const answer = await wire.delete(`/sessions/${id}/events${query}`);
    expect(answer.status).toBe(422);
    expect((answer.detail as Fault[])[0]?.loc).toEqual(['query', 'min_offset']);
  });
});
