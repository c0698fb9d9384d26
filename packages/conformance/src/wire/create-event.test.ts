import type { EventSource, SessionEvent } from '@baton/protocol';
import { EVENT_SOURCES, EVENT_STATUSES } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import {
  accepted,
  createSession,
  post,
  readLog,
  say,
  timeline,
  turnsEnded,
} from '../testing/conversation.ts';
import { ID, TIMESTAMP, TRACE_ID } from '../testing/formats.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';
import type { Answer, Fault } from '../testing/wire.ts';

const server = useServer();
const MIA = { id: 'op-mia', display_name: 'Mia' };

async function add(body: unknown, sessionId?: string): Promise<Answer> {
  const { wire } = server.current;
  return wire.post(`/sessions/${sessionId ?? (await createSession(wire)).id}/events`, body);
}

describe('W1.4 what an event looks like', () => {
  test('W1.4 every field of a custom event', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const event = await post(wire, session.id, {
      kind: 'custom',
      source: 'system',
      data: { a: [1, 'ü'] },
      metadata: { m: 1 },
    });
    expect(event).toEqual({
      id: expect.stringMatching(ID),
      source: 'system',
      kind: 'custom',
      offset: 0,
      creation_utc: expect.stringMatching(TIMESTAMP),
      trace_id: expect.stringMatching(TRACE_ID),
      correlation_id: event.trace_id,
      data: { a: [1, 'ü'] },
      metadata: { m: 1 },
      deleted: false,
    });
    expect(await readLog(wire, session.id)).toEqual([event]);
  });

  test('W1.4 offsets begin at 0 and rise by one', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const bodies = Array.from({ length: 20 }, (_, index) => ({
      kind: 'custom',
      source: 'system',
      data: index + 1,
    }));
    const events = await Promise.all(bodies.map((body) => post(wire, session.id, body)));
    expect(events.map((event) => event.offset).toSorted((a, b) => a - b)).toEqual([...events.keys()]);
    expect(new Set(events.map((event) => event.id)).size).toBe(20);
    expect(new Set(events.map((event) => event.trace_id)).size).toBe(20);
    const log = await readLog(wire, session.id);
    expect(log.map((event) => event.offset)).toEqual([...log.keys()]);
    expect(log.map((event) => event.creation_utc)).toEqual(log.map((event) => event.creation_utc).toSorted());
  });
});

describe('W1.5 messages', () => {
  test('W1.5 a customer message carries participant, flagged and tags', async () => {
    const { wire } = server.current;
    const customer = (await wire.post('/customers', { name: 'Kim' })).json<{ id: string }>();
    const session = await createSession(wire, { customer_id: customer.id });
    const event = await say(wire, session.id, 'Hello');
    expect(event).toMatchObject({ kind: 'message', source: 'customer', offset: 0 });
    const participant = { id: customer.id, display_name: 'Kim' };
    expect(event.data).toEqual({ message: 'Hello', participant, flagged: false, tags: [] });
  });

  test.each([
    ['the guest', undefined, { id: 'guest', display_name: 'Guest' }],
    ['an unknown customer, whose id is his name', 'kim-42', { id: 'kim-42', display_name: 'kim-42' }],
  ])('W1.5 %s speaks by default', async (_who, customer_id, participant) => {
    const { wire } = server.current;
    const session = await createSession(wire, { customer_id });
    expect((await say(wire, session.id, 'Hi')).data).toMatchObject({ participant });
  });

  test.each([
    [
      { id: 'x', display_name: 'Xenia' },
      { id: 'x', display_name: 'Xenia' },
    ],
    [{ display_name: 'Xenia' }, { id: null, display_name: 'Xenia' }],
    [
      { id: null, display_name: 'Xenia' },
      { id: null, display_name: 'Xenia' },
    ],
  ])('W1.5 the participant of a customer message may be given as %j', async (participant, stored) => {
    const answer = await add({ kind: 'message', source: 'customer', message: 'Hi', participant });
    expect(accepted<SessionEvent>(answer).data).toMatchObject({ participant: stored });
  });

  test('W1.5 a human message carries message and participant alone', async () => {
    const answer = await add({
      kind: 'message',
      source: 'human_agent',
      message: 'I am here',
      participant: MIA,
    });
    const event = accepted<SessionEvent>(answer);
    expect(event).toMatchObject({ kind: 'message', source: 'human_agent' });
    expect(event.data).toEqual({ message: 'I am here', participant: MIA });
  });

  test('W1.5 a message on behalf of the AI carries the agent, whatever participant is sent', async () => {
    const source = 'human_agent_on_behalf_of_ai_agent';
    const answer = await add({ kind: 'message', source, message: 'Welcome', participant: MIA });
    const event = accepted<SessionEvent>(answer);
    expect(event.source).toBe(source);
    expect(event.data).toEqual({
      message: 'Welcome',
      participant: { id: AGENT.id, display_name: AGENT.name },
    });
  });

  test('W1.5 metadata of a message is kept', async () => {
    const answer = await add({
      kind: 'message',
      source: 'customer',
      message: 'Hi',
      metadata: { channel: 'web' },
    });
    expect(accepted<SessionEvent>(answer).metadata).toEqual({ channel: 'web' });
  });

  test.each(['none', 'auto', 'paranoid'])('W1.4 moderation=%s is taken', async (moderation) => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const body = { kind: 'message', source: 'customer', message: 'Hi' };
    const answer = await wire.post(`/sessions/${session.id}/events?moderation=${moderation}`, body);
    expect(answer.status).toBe(201);
  });

  test('W1.4 an unknown moderation is 422', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const body = { kind: 'message', source: 'customer', message: 'Hi' };
    const answer = await wire.post(`/sessions/${session.id}/events?moderation=strict`, body);
    expect(answer.status).toBe(422);
    expect((answer.detail as Fault[])[0]?.loc).toEqual(['query', 'moderation']);
  });

  test.each([
    'line\nbreak\ttab\r\nend',
    '<script>alert(1)</script> & "quotes" \\ \u2028 \u2029',
    'data: x\n\nevent: end\nid: 7\n\n',
    '👩‍👩‍👧‍👦 e\u0301 \u202Ertl',
    "'; DROP TABLE event; --",
    ' ',
    'x'.repeat(100_000),
  ])('W1.5 a text comes back as it was sent (%#)', async (text) => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const event = await say(wire, session.id, text);
    expect(event.data).toMatchObject({ message: text });
    const [stored] = await readLog(wire, session.id);
    expect(stored?.data).toMatchObject({ message: text });
  });
});

describe('W1.4 the agent is asked to speak', () => {
  test('W1.4 without guidelines it takes a turn, answered with the acknowledged status', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const event = await post(wire, session.id, { kind: 'message', source: 'ai_agent' });
    expect(event).toMatchObject({ kind: 'status', source: 'ai_agent', data: { status: 'acknowledged' } });
    const log = await turnsEnded(wire, session.id);
    expect(timeline(log)).toContain('ai_agent: Hello, I am Ava.');
    expect(new Set(log.map((entry) => entry.trace_id))).toEqual(new Set([event.trace_id]));
  });

  test('W1.4 with guidelines it says what they ask for, answered with the message', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const guidelines = [{ action: 'say hello', rationale: 'buy_time' }, { action: 'be brief' }];
    const event = await post(wire, session.id, { kind: 'message', source: 'ai_agent', guidelines });
    expect(event).toMatchObject({
      kind: 'message',
      source: 'ai_agent',
      data: { message: 'Told to: say hello; be brief' },
    });
  });

  test('W1.4 an unknown rationale is 422', async () => {
    const guidelines = [{ action: 'say hello', rationale: 'why not' }];
    const answer = await add({ kind: 'message', source: 'ai_agent', guidelines });
    expect(answer.status).toBe(422);
    expect((answer.detail as Fault[])[0]?.loc).toEqual(['body', 'guidelines', 0, 'rationale']);
  });
});

describe('W1.4 custom and status events', () => {
  test.each(EVENT_SOURCES)('W1.4 a custom event of %s is stored as it is', async (source) => {
    const event = accepted<SessionEvent>(await add({ kind: 'custom', source, data: { type: 'mine' } }));
    expect(event).toMatchObject({ kind: 'custom', source, data: { type: 'mine' } });
  });

  test.each(['text', 7, true, [0], { a: null }])('W1.4 data of a custom event may be %j', async (data) => {
    expect(accepted<SessionEvent>(await add({ kind: 'custom', source: 'customer', data })).data).toEqual(
      data,
    );
  });

  test.each(EVENT_SOURCES)('W1.4 a status of %s is stored', async (source) => {
    const event = accepted<SessionEvent>(await add({ kind: 'status', source, status: 'typing' }));
    expect(event).toMatchObject({ kind: 'status', source, data: { status: 'typing', data: {} } });
  });

  test.each(EVENT_STATUSES)('W1.5 the status %s keeps its data', async (status) => {
    const body = { kind: 'status', source: 'human_agent', status, data: { stage: 'Looking it up' } };
    expect(accepted<SessionEvent>(await add(body)).data).toEqual({
      status,
      data: { stage: 'Looking it up' },
    });
  });

  test('W1.4 neither starts a turn', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    await post(wire, session.id, { kind: 'custom', source: 'customer', data: { clicked: true } });
    await post(wire, session.id, { kind: 'status', source: 'customer', status: 'typing' });
    await say(wire, session.id, 'now');
    const log = await turnsEnded(wire, session.id);
    expect(log.slice(0, 3).map((event) => event.source)).toEqual(['customer', 'customer', 'customer']);
    expect(log.filter((event) => event.kind === 'message' && event.source === 'ai_agent')).toHaveLength(1);
  });
});

describe('W1.4 what is refused', () => {
  const message = (source: EventSource, more: object = {}): object => ({ kind: 'message', source, ...more });
  const SOURCES =
    'Only "customer", "human_agent", and "human_agent_on_behalf_of_ai_agent" sources are supported for direct posting.';
  const GENERATED =
    'If you add an agent message, you cannot specify what the message will be, as it will be auto-generated by the agent.';

  test.each([
    [message('customer'), `Missing 'message' field for event`],
    [message('customer', { message: '' }), `Missing 'message' field for event`],
    [message('customer', { data: { message: 'x' } }), `Missing 'message' field for event`],
    [message('human_agent', { participant: MIA }), `Missing 'message' field for event`],
    [
      message('human_agent', { message: 'x' }),
      `Missing 'participant' with 'display_name' for human agent message`,
    ],
    [
      message('human_agent', { message: 'x', participant: { id: 'a', display_name: '' } }),
      `Missing 'participant' with 'display_name' for human agent message`,
    ],
    [message('human_agent_on_behalf_of_ai_agent'), `Missing 'data' field for message`],
    [message('customer_ui', { message: 'x' }), SOURCES],
    [message('system', { message: 'x' }), SOURCES],
    [message('ai_agent', { message: 'x' }), GENERATED],
    [{ kind: 'custom', source: 'system' }, `Missing 'data' field for custom event`],
    [{ kind: 'custom', source: 'system', data: {} }, `Missing 'data' field for custom event`],
    [{ kind: 'custom', source: 'system', data: null }, `Missing 'data' field for custom event`],
    [{ kind: 'custom', source: 'system', data: 0 }, `Missing 'data' field for custom event`],
    [{ kind: 'status', source: 'system' }, 'Missing "status" field for status event'],
    [
      { kind: 'status', source: 'system', status: 'typing', data: 'x' },
      'Status event "data" must be a JSON object',
    ],
    [
      { kind: 'status', source: 'system', status: 'typing', data: [1] },
      'Status event "data" must be a JSON object',
    ],
    [
      { kind: 'tool', source: 'ai_agent', data: { tool_calls: [] } },
      'Only message, custom and status events can currently be added manually',
    ],
  ])('W1.4 %j is 422: %s', async (body, detail) => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const answer = await add(body, session.id);
    expect([answer.status, answer.json()]).toEqual([422, { detail }]);
    expect(await readLog(wire, session.id)).toEqual([]);
  });

  test.each([
    [{ source: 'customer', message: 'x' }, ['body', 'kind'], 'missing'],
    [{ kind: 'message', message: 'x' }, ['body', 'source'], 'missing'],
    [{ kind: 'msg', source: 'customer' }, ['body', 'kind'], 'enum'],
    [{ kind: 'message', source: 'robot' }, ['body', 'source'], 'enum'],
    [{ kind: 'status', source: 'system', status: 'asleep' }, ['body', 'status'], 'enum'],
    [message('customer', { message: 5 }), ['body', 'message'], 'string_type'],
    [message('customer', { message: 'x', metadata: 'y' }), ['body', 'metadata'], 'dict_type'],
    [
      message('customer', { message: 'x', participant: {} }),
      ['body', 'participant', 'display_name'],
      'missing',
    ],
    [message('customer', { message: 'x', participant: 'Kim' }), ['body', 'participant'], 'dict_type'],
    [message('ai_agent', { guidelines: [{}] }), ['body', 'guidelines', 0, 'action'], 'missing'],
  ])('W1.4 %j is 422 at %j', async (body, loc, type) => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const answer = await add(body, session.id);
    expect(answer.status).toBe(422);
    expect(answer.detail).toEqual([expect.objectContaining({ loc, type })]);
    expect(await readLog(wire, session.id)).toEqual([]);
  });

  test('W1.4 an enum names what is allowed', async () => {
    const [fault] = (await add({ kind: 'msg', source: 'customer' })).detail as Fault[];
    expect(fault?.msg).toBe(`Input should be 'message', 'tool', 'status' or 'custom'`);
    expect(fault?.input).toBe('msg');
  });
});
