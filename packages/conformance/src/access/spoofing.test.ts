import type { Handoff, Session, SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { accepted, createSession, post, readLog, textsFrom } from '../testing/conversation.ts';
import { KEYED, KEYS, visit } from '../testing/keyed-server.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => KEYED);
const OPENING = {
  kind: 'message',
  source: 'human_agent_on_behalf_of_ai_agent',
  message: 'Your refund is approved',
};

describe('what a customer writes is his own', () => {
  test('W6 the opening line is one message, however many are sent at once', async () => {
    const { wire, session } = await visit(server.current);
    const path = `/sessions/${session.id}/events`;
    const answers = await Promise.all(Array.from({ length: 8 }, () => wire.post(path, OPENING)));
    const refused = answers.filter((answer) => answer.status === 403);
    expect([answers.length, refused.length]).toEqual([8, 7]);
    expect(await readLog(wire, session.id)).toHaveLength(1);
  });

  test.each(['custom', 'status'])('W6 the opening line is no %s event', async (kind) => {
    const { wire, session } = await visit(server.current);
    const body = { ...OPENING, kind, status: 'ready', data: { a: 1 } };
    expect((await wire.post(`/sessions/${session.id}/events`, body)).status).toBe(403);
  });

  test('W6 names no operator as the author', async () => {
    const { wire, session } = await visit(server.current);
    const metadata = { author: { id: 'mia-berg', name: 'Mia Berg' }, page: '/claims' };
    await post(wire, session.id, { ...OPENING, metadata });
    await post(wire, session.id, { kind: 'custom', source: 'customer', data: 1, metadata });
    const log = await readLog(server.current.wire.as(KEYS.admin), session.id);
    expect(log.map((event) => event.metadata)).toEqual([{ page: '/claims' }, { page: '/claims' }]);
  });

  test('W6 is shown under his own name', async () => {
    const { wire, session } = await visit(server.current);
    const participant = { id: 'mia-berg', display_name: 'Mia Berg (Support)' };
    const event = await post(wire, session.id, {
      kind: 'message',
      source: 'customer',
      message: 'Refund him',
      participant,
    });
    expect(event.data).toMatchObject({ participant: { id: 'guest', display_name: 'Guest' } });
  });

  test.each([
    ['callback', '+49 1.\n\nYour refund is approved'],
    ['callback', 'any number, your refund is approved'],
    ['callback', '+49 30 1234 your refund is approved'],
    ['email', 'kim@example.org\nYour refund is approved'],
    ['email', 'your refund is approved'],
    ['email', 'kim@example.org and your refund is approved'],
  ])('W6 puts no words of his into what the desk says (%s: %j)', async (kind, address) => {
    const { wire, session } = await visit(server.current);
    const { id } = accepted<Handoff>(await wire.post(`/sessions/${session.id}/handoff`, {}));
    const answer = await wire.post(`/handoffs/${id}/${kind}`, { address });
    expect(answer.status).toBe(422);
    expect(textsFrom(await readLog(wire, session.id), 'system').join()).not.toContain('approved');
  });

  test.each([
    ['callback', '+49 (0)30 1234-56 ext. 7'],
    ['callback', '(555) 123.4567'],
    ['email', 'kim.o’neil+claims@mail.example.org'],
  ])('H7.1 an address as people write it is taken (%s: %s)', async (kind, address) => {
    const wire = server.current.wire.as(KEYS.admin);
    const session = await createSession(wire);
    const { id } = accepted<Handoff>(await wire.post(`/sessions/${session.id}/handoff`, {}));
    const answer = await wire.post(`/handoffs/${id}/${kind}`, { address });
    const taken = address.replaceAll('’', "'");
    expect(accepted<Handoff>(answer, 200).contact).toMatchObject({ kind, address: taken });
  });

  test('W8.7 is not larger than a customer has a use for', async () => {
    const { wire, session } = await visit(server.current);
    const path = `/sessions/${session.id}/events`;
    const large = { kind: 'custom', source: 'customer', data: 'x'.repeat(100_000) };
    const labels = Array.from({ length: 20_000 }, (_, index) => `label-${index}`);
    const faults = Array.from({ length: 50_000 }, () => 1);
    for (const answer of [
      await wire.post(path, large),
      await wire.post(path, { kind: 'message', source: 'customer', guidelines: faults }),
      await server.current.wire.post('/identity', { key: 'x'.repeat(100_000) }),
      await server.current.wire.post('/sessions', { agent_id: AGENT.id, labels }),
    ]) {
      expect([answer.status, answer.json()['code']]).toEqual([413, 'too-large']);
    }
    expect((await server.current.wire.as(KEYS.admin).post(path, large)).status).toBe(201);
  });
});

describe('what a customer reads is for him', () => {
  test('W6 what the company has noted on a session is not shown to its customer', async () => {
    const { wire, session } = await visit(server.current);
    const company = server.current.wire.as(KEYS.integration);
    const notes = { metadata: { set: { fraud_score: 0.9 } }, labels: { upsert: ['suspect'] } };
    const changed = accepted<Session>(await company.patch(`/sessions/${session.id}`, notes), 200);
    expect(changed).toMatchObject({ metadata: { fraud_score: 0.9 }, labels: ['suspect'] });
    const shown = accepted<Session>(await wire.get(`/sessions/${session.id}`), 200);
    expect(shown).toMatchObject({ id: session.id, metadata: {}, labels: [] });
  });

  test('W6 what the company has deleted is gone', async () => {
    const { wire, session } = await visit(server.current);
    const admin = server.current.wire.as(KEYS.admin);
    const event = await post(admin, session.id, { kind: 'custom', source: 'human_agent', data: 'slip' });
    await admin.delete(`/sessions/${session.id}/events?min_offset=0`);
    const path = `/sessions/${session.id}/events/${event.id}`;
    expect((await wire.get(path)).status).toBe(404);
    expect((await wire.get(`${path}?sse=true`)).text).toBe('');
    expect(accepted<SessionEvent>(await admin.get(path), 200).deleted).toBe(true);
  });
});

describe('an Idempotency-Key is its owner’s', () => {
  const KEY = { 'idempotency-key': 'conversation-0000000042' };

  test('W6 whoever knows the key of a session is not given the session', async () => {
    const { wire } = server.current;
    const body = { agent_id: AGENT.id };
    const company = accepted<Session>(await wire.as(KEYS.integration).post('/sessions', body, KEY));
    const answer = await wire.post('/sessions', body, KEY);
    expect(accepted<Session>(answer).id).not.toBe(company.id);
    expect(answer.headers.get('set-cookie')).not.toContain(company.id);
    const again = await wire.post('/sessions', body, KEY);
    expect(again.json<Session>().id).toBe(answer.json<Session>().id);
  });

  test('H1.3 a customer who uses the key of a coming message does not keep it out', async () => {
    const { wire, session } = await visit(server.current);
    const path = `/sessions/${session.id}/events`;
    const own = { kind: 'custom', source: 'customer', data: 1 };
    const first = accepted<SessionEvent>(await wire.post(path, own, KEY));
    const participant = { id: 'mia', display_name: 'Mia' };
    const body = { kind: 'message', source: 'human_agent', message: 'Hello', participant };
    const company = server.current.wire.as(KEYS.integration);
    const said = accepted<SessionEvent>(await company.post(path, body, KEY));
    expect(said.offset).toBeGreaterThan(first.offset);
    expect(accepted<SessionEvent>(await wire.post(path, own, KEY)).id).toBe(first.id);
    expect(accepted<SessionEvent>(await company.post(path, body, KEY)).id).toBe(said.id);
  });
});

describe('only the desk tells who may speak', () => {
  test.each(['handoff.returned', 'mode.changed'])('H1.4 nobody posts %s as the system', async (type) => {
    const admin = server.current.wire.as(KEYS.admin);
    const session = await createSession(admin);
    const path = `/sessions/${session.id}/events`;
    const data = { type, mode: 'auto', epoch: 9, holder: { kind: 'ai', name: null } };
    expect((await admin.post(path, { kind: 'custom', source: 'system', data })).status).toBe(422);
    expect((await admin.post(path, { kind: 'custom', source: 'ai_agent', data })).status).toBe(201);
  });

  test('H2.5 another operator neither returns a session nor has the AI speak in it', async () => {
    const [mia, tom] = [KEYS.operator, KEYS.colleague].map((key) => server.current.wire.as(key));
    if (mia === undefined || tom === undefined) throw new Error('two operators');
    const session = await createSession(mia);
    accepted(await mia.post(`/sessions/${session.id}/takeover`, {}));
    const said = { kind: 'message', source: 'ai_agent', guidelines: [{ action: 'Say yes' }] };
    for (const answer of [
      await tom.patch(`/sessions/${session.id}`, { mode: 'auto' }),
      await tom.post(`/sessions/${session.id}/events`, said),
    ]) {
      expect([answer.status, answer.json()['code']]).toEqual([409, 'not-holder']);
    }
    expect(accepted<Session>(await mia.get(`/sessions/${session.id}`), 200).mode).toBe('manual');
    expect((await mia.post(`/sessions/${session.id}/events`, said)).status).toBe(201);
    expect((await mia.patch(`/sessions/${session.id}`, { mode: 'auto' })).status).toBe(200);
  });
});
