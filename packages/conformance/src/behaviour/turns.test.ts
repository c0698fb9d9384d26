import type { Session, StatusData } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import {
  accepted,
  createSession,
  endsTurn,
  logUntil,
  post,
  readLog,
  say,
  textsFrom,
  timeline,
  turnsEnded,
} from '../testing/conversation.ts';
import { Gate } from '../testing/gate.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();

describe('W4.1 timelines', () => {
  test('W4.1 a turn: acknowledged, processing, typing, the answer, ready, completed', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await say(wire, id, 'hello');
    const log = await turnsEnded(wire, id);
    expect(timeline(log)).toEqual([
      'customer: hello',
      'ai_agent acknowledged',
      'ai_agent processing/Interpreting',
      'ai_agent typing',
      'ai_agent: Reply to: hello',
      'ai_agent ready',
      'ai_agent ready/completed',
    ]);
    expect(new Set(log.map((event) => event.trace_id)).size).toBe(1);
  });

  test('W1.5 data of the statuses', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await say(wire, id, 'hello');
    const log = await turnsEnded(wire, id);
    const statuses = log
      .filter((event) => event.kind === 'status')
      .map((event) => event.data as unknown as StatusData);
    expect(statuses).toEqual([
      { status: 'acknowledged', data: {} },
      { status: 'processing', data: { stage: 'Interpreting' } },
      { status: 'typing', data: {} },
      { status: 'ready', data: {} },
      {
        status: 'ready',
        data: {
          stage: 'completed',
          matched_guidelines: [],
          matched_journeys: [],
          matched_journey_states: [],
        },
      },
    ]);
  });

  test('W1.5 an AI message carries the agent', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await say(wire, id, 'hello');
    const answer = (await turnsEnded(wire, id)).find(
      (event) => event.kind === 'message' && event.source === 'ai_agent',
    );
    expect(answer?.data).toEqual({
      message: 'Reply to: hello',
      participant: { id: AGENT.id, display_name: AGENT.name },
    });
  });

  test('W4.1 an answer in parts is several messages with ready and typing between', async () => {
    const { wire, engine } = server.current;
    engine.on('in parts', { reply: ['One.', 'Two.', 'Three.'] });
    const { id } = await createSession(wire);
    await say(wire, id, 'in parts');
    expect(timeline(await turnsEnded(wire, id)).slice(3)).toEqual([
      'ai_agent typing',
      'ai_agent: One.',
      'ai_agent ready',
      'ai_agent typing',
      'ai_agent: Two.',
      'ai_agent ready',
      'ai_agent typing',
      'ai_agent: Three.',
      'ai_agent ready',
      'ai_agent ready/completed',
    ]);
  });

  test('W4.1 an AI that has nothing to say ends its turn without a message', async () => {
    const { wire, engine } = server.current;
    engine.on('say nothing', { reply: [] });
    const { id } = await createSession(wire);
    await say(wire, id, 'say nothing');
    const log = await turnsEnded(wire, id);
    expect(textsFrom(log, 'ai_agent', 'system')).toEqual([]);
    expect(timeline(log).at(-1)).toBe('ai_agent ready/completed');
  });

  test('W4.5 a greeting is a turn in an empty session', async () => {
    const { wire } = server.current;
    const { id } = accepted<Session>(
      await wire.post('/sessions?allow_greeting=true', { agent_id: AGENT.id }),
    );
    const log = await turnsEnded(wire, id);
    expect(textsFrom(log, 'ai_agent')).toEqual(['Hello, I am Ava.']);
    expect(new Set(log.map((event) => event.trace_id)).size).toBe(1);
    expect(timeline(log)[0]).toBe('ai_agent acknowledged');
  });

  test('W6.2 the customer of an unknown id is answered like any other', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire, { customer_id: 'never-heard-of' });
    await say(wire, id, 'anybody there?');
    expect(textsFrom(await turnsEnded(wire, id), 'ai_agent')).toEqual(['Reply to: anybody there?']);
  });

  test('W6.2 a session whose agent was deleted answers nothing and breaks nothing', async () => {
    const { wire } = server.current;
    const agent = (await wire.post('/agents', { name: 'Short-lived' })).json<{ id: string }>();
    const { id } = await createSession(wire, { agent_id: agent.id });
    await wire.delete(`/agents/${agent.id}`);
    await say(wire, id, 'hello?');
    expect(textsFrom(await turnsEnded(wire, id), 'ai_agent')).toEqual([]);
  });
});

describe('W4.3 a newer message', () => {
  test('W4.3 cancels the turn that answers the older one, and only the newest is answered', async () => {
    const { wire, engine } = server.current;
    const gate = new Gate();
    engine.on('slow one', { gate });
    const { id } = await createSession(wire);
    await say(wire, id, 'slow one');
    await gate.reached;
    await say(wire, id, 'quick one');
    gate.open();
    const log = await logUntil(
      wire,
      id,
      (events) => textsFrom(events, 'ai_agent').length > 0 && events.some(endsTurn),
    );
    expect(textsFrom(log, 'ai_agent')).toEqual(['Reply to: quick one']);
    expect(timeline(log)).toContain('ai_agent cancelled');
    const last = await turnsEnded(wire, id, 1);
    expect(textsFrom(last, 'ai_agent')).not.toContain('Reply to: slow one');
  });

  test('W4.3 many messages at once: the last is answered, nothing is answered twice', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const said = await Promise.all(Array.from({ length: 20 }, (_, index) => say(wire, id, `burst ${index}`)));
    const newest = said.toSorted((a, b) => a.offset - b.offset).at(-1);
    const expected = `Reply to: ${(newest?.data as { message: string } | undefined)?.message}`;
    const log = await logUntil(wire, id, (events) => textsFrom(events, 'ai_agent').includes(expected));
    const answers = textsFrom(log, 'ai_agent');
    expect(new Set(answers).size).toBe(answers.length);
    expect(textsFrom(log, 'customer')).toHaveLength(20);
  });

  test('W4.3 a busy session holds up no other', async () => {
    const { wire, engine } = server.current;
    const gate = new Gate();
    engine.on('hold everything', { gate });
    const busy = await createSession(wire);
    await say(wire, busy.id, 'hold everything');
    await gate.reached;
    const other = await createSession(wire);
    await say(wire, other.id, 'me too');
    expect(textsFrom(await turnsEnded(wire, other.id), 'ai_agent')).toEqual(['Reply to: me too']);
    gate.open();
    expect(textsFrom(await turnsEnded(wire, busy.id), 'ai_agent')).toEqual(['Reply to: hold everything']);
  });

  test('H3.7 a session deleted in the middle of a turn stays deleted', async () => {
    const { wire, engine } = server.current;
    const gate = new Gate();
    engine.on('deleted meanwhile', { gate });
    const { id } = await createSession(wire);
    await say(wire, id, 'deleted meanwhile');
    await gate.reached;
    expect((await wire.delete(`/sessions/${id}`)).status).toBe(204);
    gate.open();
    await server.current.context.turns.idle();
    expect((await wire.get(`/sessions/${id}`)).status).toBe(404);
  });

  test('W4.3 a question deleted in the middle of its turn is not answered', async () => {
    const { wire, engine } = server.current;
    const gate = new Gate();
    engine.on('never mind', { gate });
    const { id } = await createSession(wire);
    await say(wire, id, 'never mind');
    await gate.reached;
    expect((await wire.delete(`/sessions/${id}/events?min_offset=0`)).status).toBe(204);
    gate.open();
    await server.current.context.turns.idle();
    expect(textsFrom(await readLog(wire, id), 'ai_agent', 'customer')).toEqual([]);
  });
});

test('W6.2 what a crashed server left unanswered is answered after the restart', async () => {
  const { wire, engine, context } = server.current;
  const gate = new Gate();
  engine.on('answer me later', { gate });
  const { id } = await createSession(wire);
  await say(wire, id, 'answer me later');
  await gate.reached;
  context.turns.cancel(id);
  await context.turns.idle();
  gate.open();
  expect(textsFrom(await readLog(wire, id), 'ai_agent')).toEqual([]);
  expect(await context.turns.recover()).toBeGreaterThan(0);
  await expect
    .poll(async () => textsFrom(await readLog(wire, id), 'ai_agent'))
    .toEqual(['Reply to: answer me later']);
});

test('W4.3 a custom event in the middle of a turn changes nothing of it', async () => {
  const { wire, engine } = server.current;
  const gate = new Gate();
  engine.on('with a remark', { gate });
  const { id } = await createSession(wire);
  await say(wire, id, 'with a remark');
  await gate.reached;
  await post(wire, id, { kind: 'custom', source: 'system', data: { remark: true } });
  gate.open();
  expect(textsFrom(await turnsEnded(wire, id), 'ai_agent')).toEqual(['Reply to: with a remark']);
});
