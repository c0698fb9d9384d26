import type { SessionEvent } from '@baton/protocol';
import { newEvent } from '@baton/server/internals';
import { describe, expect, test } from 'vitest';
import { accepted, createSession, post, say } from '../testing/conversation.ts';
import { EventSourceReader } from '../testing/event-source.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
const CUSTOM = { kind: 'custom', source: 'system', data: 1 };

describe('W1.4 GET /sessions/{id}/events/{event_id}', () => {
  test('W1.4 reads an event as the list shows it', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const event = await say(wire, id, 'hello');
    expect(accepted<SessionEvent>(await wire.get(`/sessions/${id}/events/${event.id}`), 200)).toEqual(event);
  });

  test('W8.14 an event of another session is not found', async () => {
    const { wire } = server.current;
    const [mine, other] = [await createSession(wire), await createSession(wire)];
    const secret = await say(wire, other.id, 'my card number is 4111');
    for (const path of [`/sessions/${mine.id}/events/${secret.id}`, `/sessions/none/events/${secret.id}`]) {
      const answer = await wire.get(path);
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain('4111');
    }
    const answer = await wire.get(`/sessions/${mine.id}/events/${secret.id}`);
    expect(answer.json()).toEqual({ detail: `Event not found (id='${secret.id}')` });
  });

  test('W1.4 a deleted event is still read, marked as deleted', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const event = await post(wire, id, CUSTOM);
    await wire.delete(`/sessions/${id}/events?min_offset=0`);
    const answer = await wire.get(`/sessions/${id}/events/${event.id}`);
    expect(accepted<SessionEvent>(answer, 200)).toEqual({ ...event, deleted: true });
  });

  test('W1.4 wait_for_completion answers at once for what was never streamed', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    for (const event of [await say(wire, id, 'hello'), await post(wire, id, CUSTOM)]) {
      const answer = await wire.get(`/sessions/${id}/events/${event.id}?wait_for_completion=true`);
      expect(accepted<SessionEvent>(answer, 200)).toEqual(event);
    }
  });

  test('W1.4 wait_for_completion of a message that is being streamed answers with what there is in the end', async () => {
    const { wire, context } = server.current;
    const { id } = await createSession(wire);
    const data = { message: 'Hel', participant: { id: 'ava', display_name: 'Ava' }, chunks: ['Hel'] };
    const done = { ...data, message: 'Hello', chunks: ['Hel', 'lo', null] };
    const events = [data, done].map((each) => newEvent('message', 'ai_agent', 'f'.repeat(32), each));
    await context.app.sessions.commit({ sessionId: id, events });
    const [growing, complete] = accepted<SessionEvent[]>(await wire.get(`/sessions/${id}/events`), 200);
    const atOnce = await wire.get(`/sessions/${id}/events/${complete?.id}?wait_for_completion=true`);
    expect(accepted<SessionEvent>(atOnce, 200).data).toEqual(done);
    const late = await wire.get(
      `/sessions/${id}/events/${growing?.id}?wait_for_completion=true&wait_for_data=1`,
    );
    expect(accepted<SessionEvent>(late, 200).data).toEqual(data);
    const never = await wire.get(
      `/sessions/${id}/events/${growing?.id}?wait_for_completion=true&wait_for_data=0`,
    );
    expect(accepted<SessionEvent>(never, 200).data).toEqual(data);
  });

  test('W1.4 sse=true sends an event that is complete once and ends', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const event = await say(wire, id, 'hello');
    await using stream = await EventSourceReader.open(wire, `/sessions/${id}/events/${event.id}?sse=true`);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const frames = await stream.rest();
    expect(frames.map((frame) => JSON.parse(frame.data) as unknown)).toEqual([event]);
  });

  test('W1.4 sse=true of an unknown event is an empty stream', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await using stream = await EventSourceReader.open(wire, `/sessions/${id}/events/unknown000?sse=true`);
    expect(stream.response.status).toBe(200);
    expect(await stream.rest()).toEqual([]);
  });
});

describe('W1.4 PATCH /sessions/{id}/events/{event_id}', () => {
  test('W1.4 merges set, then removes unset; nothing else changes', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const event = await post(wire, id, { ...CUSTOM, metadata: { a: 1, b: { c: 2 } } });
    const path = `/sessions/${id}/events/${event.id}`;
    const body = {
      metadata: { set: { b: 3, d: null }, unset: ['a', 'x'] },
      data: 'other',
      kind: 'message',
      deleted: true,
    };
    const changed = accepted<SessionEvent>(await wire.patch(path, body), 200);
    expect(changed).toEqual({ ...event, metadata: { b: 3, d: null } });
    expect(accepted<SessionEvent>(await wire.get(path), 200)).toEqual(changed);
  });

  test.each([{}, { metadata: {} }, { metadata: null }, { metadata: { set: null } }])(
    'W1.4 %j changes nothing',
    async (body) => {
      const { wire } = server.current;
      const { id } = await createSession(wire);
      const event = await post(wire, id, { ...CUSTOM, metadata: { a: 1 } });
      expect(
        accepted<SessionEvent>(await wire.patch(`/sessions/${id}/events/${event.id}`, body), 200),
      ).toEqual(event);
    },
  );

  test('W1.4 an unknown event, one of another session and a deleted one are 404', async () => {
    const { wire } = server.current;
    const [mine, other] = [await createSession(wire), await createSession(wire)];
    const theirs = await post(wire, other.id, CUSTOM);
    const deleted = await post(wire, mine.id, CUSTOM);
    await wire.delete(`/sessions/${mine.id}/events?min_offset=0`);
    for (const eventId of ['unknown000', theirs.id, deleted.id]) {
      const answer = await wire.patch(`/sessions/${mine.id}/events/${eventId}`, {
        metadata: { set: { a: 1 } },
      });
      expect([answer.status, answer.detail]).toEqual([404, `Event not found (id='${eventId}')`]);
    }
  });

  test('W1.4 metadata that is changed by many at once loses nothing', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const event = await post(wire, id, CUSTOM);
    const path = `/sessions/${id}/events/${event.id}`;
    const keys = Array.from({ length: 30 }, (_, index) => `k${index}`);
    await Promise.all(keys.map((key) => wire.patch(path, { metadata: { set: { [key]: 1 } } })));
    const { metadata } = accepted<SessionEvent>(await wire.get(path), 200);
    expect(Object.keys(metadata).toSorted()).toEqual(keys.toSorted());
  });
});
