import type { Handoff, HandoffEventData, Session, SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import {
  accepted,
  createSession,
  handoffType,
  logUntil,
  post,
  readLog,
  say,
  sayAsHuman,
  textsFrom,
  timeline,
  turnsEnded,
} from '../testing/conversation.ts';
import { Gate } from '../testing/gate.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
const AI = 'ai_agent';
const ON_BEHALF = 'human_agent_on_behalf_of_ai_agent';

async function setMode(id: string, mode: 'auto' | 'manual'): Promise<Session> {
  return accepted<Session>(await server.current.wire.patch(`/sessions/${id}`, { mode }), 200);
}

/** What the log holds once nothing runs any more. */
async function settledLog(id: string): Promise<SessionEvent[]> {
  await server.current.context.turns.idle();
  return readLog(server.current.wire, id);
}

describe('W4.2 in manual mode', () => {
  test('W4.2 a customer message is stored and nothing follows: no status, no answer', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await setMode(id, 'manual');
    const before = await readLog(wire, id);
    const said = await say(wire, id, 'anybody?');
    expect(await settledLog(id)).toEqual([...before, said]);
  });

  test('W8.14 the AI is asked to speak: refused at once', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await setMode(id, 'manual');
    const before = await readLog(wire, id);
    const began = performance.now();
    const answer = await wire.post(`/sessions/${id}/events`, { kind: 'message', source: AI });
    expect([answer.status, answer.json()['code']]).toEqual([422, 'agent-silent']);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(await settledLog(id)).toEqual(before);
  });

  test('W4.2 the AI is told what to say: it says so', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await setMode(id, 'manual');
    const guidelines = [{ action: 'offer tea' }];
    const event = await post(wire, id, { kind: 'message', source: AI, guidelines });
    expect(event).toMatchObject({ kind: 'message', source: AI, data: { message: 'Told to: offer tea' } });
    expect(accepted<Session>(await wire.get(`/sessions/${id}`), 200).mode).toBe('manual');
  });

  test('W4.2 a person and the AI’s voice are stored, and nothing follows', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await setMode(id, 'manual');
    await sayAsHuman(wire, id, 'Mia here');
    await post(wire, id, { kind: 'message', source: ON_BEHALF, message: 'as Ava' });
    const log = await settledLog(id);
    expect(textsFrom(log, 'human_agent', ON_BEHALF, AI, 'system')).toEqual(['Mia here', 'as Ava']);
  });
});

describe('H2.3 the mode is changed from outside', () => {
  test('C2 in the middle of a slow turn: the AI says nothing afterwards', async () => {
    const { wire, engine } = server.current;
    const gate = new Gate();
    engine.on('slow answer', { gate, reply: ['one', 'two', 'three'] });
    const { id } = await createSession(wire);
    await say(wire, id, 'slow answer');
    await gate.reached;
    await setMode(id, 'manual');
    const atTakeover = (await readLog(wire, id)).at(-1)?.offset ?? -1;
    gate.open();
    const after = (await settledLog(id)).filter((event) => event.offset > atTakeover);
    expect(timeline(after.filter((event) => event.source === AI))).toEqual([]);
    expect(textsFrom(await readLog(wire, id), AI, 'system')).toEqual([]);
  });

  test('H2.3 a running turn is told to stop, so that it costs nothing more', async () => {
    const { wire, engine } = server.current;
    const gate = new Gate();
    engine.on('stop working', { gate });
    const { id } = await createSession(wire);
    await say(wire, id, 'stop working');
    await gate.reached;
    const signal = engine.composed.at(-1)?.context.signal;
    expect(signal?.aborted).toBe(false);
    await setMode(id, 'manual');
    expect(signal?.aborted).toBe(true);
    gate.open();
  });

  test('H2.3 the typing indicator of a turn that is cut off is cleared', async () => {
    const { wire, engine } = server.current;
    const gate = new Gate();
    engine.on('typing for ever', { gate });
    const { id } = await createSession(wire);
    await say(wire, id, 'typing for ever');
    await gate.reached;
    await setMode(id, 'manual');
    gate.open();
    const statuses = (await settledLog(id)).filter((event) => event.kind === 'status');
    expect(statuses.at(-1)?.data).toMatchObject({ status: 'cancelled' });
  });

  test('H3.6 to manual is a takeover by an outside system: active, held from outside, no words of ours', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await setMode(id, 'manual');
    const log = await readLog(wire, id);
    expect(log).toHaveLength(1);
    expect(log[0]?.data as unknown as HandoffEventData).toMatchObject({
      stage: 'active',
      mode: 'manual',
      holder: { kind: 'external', name: null },
    });
    const { handoff } = (await wire.get(`/sessions/${id}/handoff`)).json<{ handoff: Handoff | null }>();
    expect(handoff).toMatchObject({ stage: 'active', operator: null, timer_due_utc: expect.any(String) });
    expect(textsFrom(log, 'system')).toEqual([]);
  });

  test('H2.3 to the mode it has already changes nothing', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await setMode(id, 'auto');
    expect(await readLog(wire, id)).toEqual([]);
    await setMode(id, 'manual');
    const log = await readLog(wire, id);
    await setMode(id, 'manual');
    expect(await readLog(wire, id)).toEqual(log);
  });

  test('H2.3 back to auto answers what is pending', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await setMode(id, 'manual');
    await say(wire, id, 'are you back?');
    await setMode(id, 'auto');
    const log = await turnsEnded(wire, id);
    expect(textsFrom(log, AI)).toEqual(['Reply to: are you back?']);
  });

  test('H2.3 back to auto starts no turn when a person has answered', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await setMode(id, 'manual');
    await say(wire, id, 'a question');
    await sayAsHuman(wire, id, 'an answer');
    await setMode(id, 'auto');
    expect(textsFrom(await settledLog(id), AI)).toEqual([]);
    await say(wire, id, 'another question');
    expect(textsFrom(await turnsEnded(wire, id), AI)).toEqual(['Reply to: another question']);
  });

  test('H2.3 an answer that was cut off by a takeover is given after it', async () => {
    const { wire, engine } = server.current;
    const gate = new Gate();
    engine.on('interrupted', { gate });
    const { id } = await createSession(wire);
    await say(wire, id, 'interrupted');
    await gate.reached;
    await setMode(id, 'manual');
    gate.open();
    await setMode(id, 'auto');
    const log = await turnsEnded(wire, id);
    expect(textsFrom(log, AI)).toEqual(['Reply to: interrupted']);
  });

  test('H3.6 with a handoff open, manual changes nothing', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    accepted(await wire.post(`/sessions/${id}/handoff`, {}));
    const log = await readLog(wire, id);
    await setMode(id, 'manual');
    expect(await readLog(wire, id)).toEqual(log);
  });

  test('H2.3 auto ends whatever handoff is open', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const asked = accepted<Handoff>(await wire.post(`/sessions/${id}/handoff`, {}));
    await setMode(id, 'auto');
    const handoff = accepted<Handoff>(await wire.get(`/handoffs/${asked.id}`), 200);
    expect(handoff).toMatchObject({ stage: 'withdrawn', timer_due_utc: null, position: null });
    expect(handoff.ended_utc).not.toBeNull();
  });

  test('H2.1 the epoch in the log rises with every change of holder or mode', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await setMode(id, 'manual');
    await sayAsHuman(wire, id, 'mine');
    await setMode(id, 'auto');
    await setMode(id, 'manual');
    const epochs = (await readLog(wire, id))
      .filter((event) => handoffType(event) !== null)
      .map((event) => (event.data as unknown as HandoffEventData).epoch);
    expect(epochs).toEqual([...new Set(epochs)].toSorted((a, b) => a - b));
    expect(epochs.length).toBeGreaterThanOrEqual(3);
  });
});

describe('H2.2 a person’s own message takes control', () => {
  test('C1 over REST: the AI answers nothing afterwards', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await say(wire, id, 'hello');
    await turnsEnded(wire, id);
    await sayAsHuman(wire, id, 'Mia here, I take over');
    expect(accepted<Session>(await wire.get(`/sessions/${id}`), 200).mode).toBe('manual');
    for (const text of ['thanks', 'and now?', 'hello?']) await say(wire, id, text);
    expect(textsFrom(await settledLog(id), AI)).toEqual(['Reply to: hello']);
  });

  test('C1 also from somebody who gives no id', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await post(wire, id, {
      kind: 'message',
      source: 'human_agent',
      message: 'Hi',
      participant: { display_name: 'Phone' },
    });
    await say(wire, id, 'who is this?');
    expect(textsFrom(await settledLog(id), AI)).toEqual([]);
  });

  test('C2 in the middle of a slow turn: the AI says nothing afterwards', async () => {
    const { wire, engine } = server.current;
    const gate = new Gate();
    engine.on('slow and taken', { gate });
    const { id } = await createSession(wire);
    await say(wire, id, 'slow and taken');
    await gate.reached;
    const taken = await sayAsHuman(wire, id, 'I have it');
    gate.open();
    const after = (await settledLog(id)).filter((event) => event.offset > taken.offset);
    expect(after.filter((event) => event.source === AI)).toEqual([]);
  });

  test('C2 at every moment of many turns: no AI message after the takeover, whoever takes over', async () => {
    const { wire } = server.current;
    const takeovers = [
      (id: string) => sayAsHuman(wire, id, 'mine'),
      (id: string) => setMode(id, 'manual'),
      async (id: string) =>
        accepted(await wire.post(`/sessions/${id}/takeover`, { operator: { id: 'm', name: 'Mia' } })),
    ];
    const runs = Array.from({ length: 60 }, async (_, index) => {
      const { id } = await createSession(wire);
      const turn = say(wire, id, `race ${index}`);
      // Lets the turn get a little further in every run: each step is one answer of the server.
      for (let step = 0; step < index % 12; step++) await wire.get(`/sessions/${id}`);
      await takeovers[index % 3]?.(id);
      const taken = (await readLog(wire, id)).at(-1)?.offset ?? -1;
      await turn;
      return { id, taken };
    });
    const sessions = await Promise.all(runs);
    await server.current.context.turns.idle();
    for (const { id, taken } of sessions) {
      const late = (await readLog(wire, id)).filter((event) => event.offset > taken && event.source === AI);
      expect(timeline(late)).toEqual([]);
    }
  });

  test('H2.2 a message on the AI’s behalf takes nothing: the AI goes on', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await post(wire, id, { kind: 'message', source: ON_BEHALF, message: 'Welcome' });
    expect(accepted<Session>(await wire.get(`/sessions/${id}`), 200).mode).toBe('auto');
    await say(wire, id, 'hello');
    expect(textsFrom(await turnsEnded(wire, id), AI)).toEqual(['Reply to: hello']);
  });

  test('H2.2 neither does a status nor a custom event of a person', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await post(wire, id, { kind: 'status', source: 'human_agent', status: 'typing' });
    await post(wire, id, { kind: 'custom', source: 'human_agent', data: { note: 1 } });
    await say(wire, id, 'hello');
    expect(textsFrom(await turnsEnded(wire, id), AI)).toEqual(['Reply to: hello']);
  });
});

test('C16 back with the AI, the next message is answered within seconds', async () => {
  const { wire } = server.current;
  const { id } = await createSession(wire, { agent_id: AGENT.id });
  await sayAsHuman(wire, id, 'done');
  await setMode(id, 'auto');
  const began = performance.now();
  await say(wire, id, 'one more thing');
  await logUntil(wire, id, (log) => textsFrom(log, AI).includes('Reply to: one more thing'));
  expect(performance.now() - began).toBeLessThan(5000);
});
