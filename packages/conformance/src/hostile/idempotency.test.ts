import type { Handoff, Session, SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { accepted, createSession, readLog, textsFrom, turnsEnded } from '../testing/conversation.ts';
import { expectClean } from '../testing/expect-refused.ts';
import { rawHttp, rawRequest } from '../testing/raw-http.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';
import type { Answer } from '../testing/wire.ts';

const server = useServer();
const MESSAGE = { kind: 'message', source: 'customer', message: 'once' };
const MIA = { id: 'mia', name: 'Mia' };

function add(id: string, key: string, body: unknown = MESSAGE): Promise<Answer> {
  return server.current.wire.post(`/sessions/${id}/events`, body, { 'idempotency-key': key });
}

describe('H1.3 Idempotency-Key', () => {
  test('H1.3 the same request again gets the same event, and one answer of the AI', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const answers = [await add(id, 'key-1'), await add(id, 'key-1'), await add(id, 'key-1')];
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    const log = await turnsEnded(wire, id);
    await server.current.context.turns.idle();
    expect(textsFrom(await readLog(wire, id), 'customer', 'ai_agent')).toEqual(['once', 'Reply to: once']);
    expect(log.length).toBeGreaterThan(0);
  });

  test('H1.3 a request for a person that is repeated answers its handoff, also when that has ended', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const ask = (body: object): Promise<Answer> =>
      wire.post(`/sessions/${id}/handoff`, body, { 'idempotency-key': 'person-1' });
    const first = accepted<Handoff>(await ask({}));
    accepted(await wire.post(`/handoffs/${first.id}/withdraw`, {}), 200);
    const again = accepted<Handoff>(await ask({}));
    expect([again.id, again.stage]).toEqual([first.id, 'withdrawn']);
    const other = await ask({ note: 'another request' });
    expect([other.status, other.json()['code']]).toEqual([422, 'idempotency-mismatch']);
  });

  test('H1.3 many at once are one', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const custom = { kind: 'custom', source: 'system', data: 1 };
    const answers = await Promise.all(Array.from({ length: 20 }, () => add(id, 'key-2', custom)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await readLog(wire, id)).toHaveLength(1);
  });

  test.each([
    ['human_agent', { ...MESSAGE, source: 'human_agent', participant: { id: 'm', display_name: 'Mia' } }],
    ['human_agent_on_behalf_of_ai_agent', { ...MESSAGE, source: 'human_agent_on_behalf_of_ai_agent' }],
    ['status', { kind: 'status', source: 'system', status: 'typing' }],
  ])('H1.3 an event of %s too', async (_what, body) => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const first = accepted<SessionEvent>(await add(id, 'key-3', body));
    const log = await readLog(wire, id);
    expect(accepted<SessionEvent>(await add(id, 'key-3', body))).toEqual(first);
    expect(await readLog(wire, id)).toEqual(log);
  });

  test('H1.3 a key for another request is 422, and nothing is stored', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const custom = { kind: 'custom', source: 'system', data: 1 };
    accepted(await add(id, 'key-4', custom));
    const answer = await add(id, 'key-4', { ...custom, data: 2 });
    expect(answer.status).toBe(422);
    expect(expectClean(answer.text)).toMatchObject({ code: 'idempotency-mismatch' });
    expect(await readLog(wire, id)).toHaveLength(1);
  });

  test('H1.3 a key means something in its own session only', async () => {
    const { wire } = server.current;
    const [one, two] = [await createSession(wire), await createSession(wire)];
    const custom = { kind: 'custom', source: 'system', data: 1 };
    const events = [
      accepted<SessionEvent>(await add(one.id, 'shared', custom)),
      accepted<SessionEvent>(await add(two.id, 'shared', custom)),
    ];
    expect(events[0]?.id).not.toBe(events[1]?.id);
    expect(await readLog(wire, two.id)).toHaveLength(1);
  });

  test('H1.3 a request that was refused keeps its key free', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    expect((await add(id, 'key-5', { ...MESSAGE, message: '' })).status).toBe(422);
    expect((await add(id, 'key-5', { kind: 'custom', source: 'system', data: 1 })).status).toBe(201);
  });

  test('H1.3 a session is made once', async () => {
    const { wire } = server.current;
    const make = (title: string): Promise<Answer> =>
      wire.post(
        '/sessions',
        { agent_id: AGENT.id, customer_id: 'only-once', title },
        { 'idempotency-key': 'session-key-1' },
      );
    const made = await Promise.all([make('a'), make('a'), make('a')]);
    expect(new Set(made.map((answer) => accepted<Session>(answer).id)).size).toBe(1);
    expect((await make('b')).status).toBe(422);
    expect(accepted<Session[]>(await wire.get('/sessions?customer_id=only-once'), 200)).toHaveLength(1);
  });

  test('H1.3 what an operator does is done once: a request, a note, a reply, the end', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const again = async (path: string, body: object, key: string): Promise<Answer[]> => {
      const headers = { 'idempotency-key': key };
      return [await wire.post(path, body, headers), await wire.post(path, body, headers)];
    };
    const [asked, askedAgain] = await again(`/sessions/${id}/handoff`, { note: 'hi' }, 'ask');
    const handoff = asked?.json<Handoff>();
    expect(askedAgain?.status).toBe(201);
    const path = `/handoffs/${handoff?.id}`;
    await again(`${path}/accept`, { operator: MIA }, 'accept');
    await again(`${path}/notes`, { operator: MIA, text: 'remember' }, 'note');
    const seen_offset = (await readLog(wire, id)).at(-1)?.offset;
    const reply = { operator: MIA, message: 'Hello', as: 'operator', seen_offset };
    const [sent, sentAgain] = await again(`${path}/messages`, reply, 'reply');
    expect([sent?.status, sentAgain?.text]).toEqual([201, sent?.text]);
    const [ended, endedAgain] = await again(
      `${path}/resolve`,
      { operator: MIA, disposition: 'solved' },
      'end',
    );
    expect([ended?.status, endedAgain?.status]).toEqual([200, 200]);
    const detail = (await wire.get(path)).json<{ notes: unknown[]; evidence: unknown[] }>();
    expect([detail.notes.length, detail.evidence.length]).toEqual([1, 1]);
    expect(textsFrom(await readLog(wire, id), 'human_agent')).toEqual(['Hello']);
  });

  test.each(['', 'x'.repeat(256)])('H1.3 a key of no use (%#) is 422', async (key) => {
    const { wire, port } = server.current;
    const { id } = await createSession(wire);
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const answer = await rawHttp(
      port,
      rawRequest('POST', `/sessions/${id}/events`, headers, Buffer.from(JSON.stringify(MESSAGE))),
    );
    expect(answer.status).toBe(422);
    expectClean(answer.body);
    expect(await readLog(wire, id)).toEqual([]);
  });

  test.each(["'; DROP TABLE idempotency; --", '__proto__', 'ü', '{"a":1}', 'x'.repeat(255)])(
    'H1.3 the key %s is a key',
    async (key) => {
      const { wire } = server.current;
      const { id } = await createSession(wire);
      const encoded = Buffer.from(key).toString('latin1');
      const custom = { kind: 'custom', source: 'system', data: 1 };
      const first = accepted<SessionEvent>(await add(id, encoded, custom));
      expect(accepted<SessionEvent>(await add(id, encoded, custom))).toEqual(first);
    },
  );
});
