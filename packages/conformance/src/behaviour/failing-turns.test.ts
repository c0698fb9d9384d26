import type { Handoff, Page } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import {
  accepted,
  createSession,
  handoffStep,
  readLog,
  say,
  statusOf,
  textsFrom,
} from '../testing/conversation.ts';
import { PROMISE, SECRET_FAILURE, TRANSITION } from '../testing/scripted-engine.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();

async function openHandoff(sessionId: string): Promise<Handoff | null> {
  const answer = await server.current.wire.get(`/sessions/${sessionId}/handoff`);
  return accepted<{ handoff: Handoff | null }>(answer, 200).handoff;
}

describe('W4.4 a turn that fails', () => {
  test.each(['detect', 'match', 'plan', 'compose'] as const)(
    'C4 in %s: the customer is told once, a person is asked for, and nothing of the cause is shown',
    async (stage) => {
      const { wire, engine } = server.current;
      engine.on(`fail in ${stage}`, { fails: stage });
      const { id } = await createSession(wire);
      await say(wire, id, `fail in ${stage}`);
      const log = await handoffStep(wire, id, 'handoff.queued');
      await server.current.context.turns.idle();
      const whole = await readLog(wire, id);
      expect(textsFrom(whole, 'system', 'ai_agent')).toHaveLength(1);
      const errors = whole.filter((event) => event.kind === 'status' && statusOf(event) === 'error');
      expect(errors).toHaveLength(1);
      const shown = JSON.stringify(whole);
      expect(shown).not.toContain(SECRET_FAILURE);
      expect(shown).not.toMatch(/hunter2|Error:|node_modules|\.ts:\d|at async/);
      expect(await openHandoff(id)).toMatchObject({ reason: 'ai_error', stage: 'queued' });
      expect(log.length).toBeGreaterThan(0);
    },
  );

  test('C4 while it composes the transition message: the desk says it, once', async () => {
    const { wire, engine } = server.current;
    engine.on('fail the transition', { trigger: 'customer_requested', fails: 'transition' });
    const { id } = await createSession(wire);
    await say(wire, id, 'fail the transition');
    await handoffStep(wire, id, 'handoff.queued');
    await server.current.context.turns.idle();
    expect(textsFrom(await readLog(wire, id), 'system', 'ai_agent')).toHaveLength(1);
    expect(await openHandoff(id)).toMatchObject({ reason: 'customer_requested', stage: 'queued' });
    const all = accepted<Page<Handoff>>(await wire.get('/handoffs?limit=100'), 200);
    expect(all.items.filter((handoff) => handoff.session_id === id)).toHaveLength(1);
  });

  test('C22 a failure is no end: after the person the AI answers again', async () => {
    const { wire, engine } = server.current;
    engine.on('fail once', { fails: 'compose' });
    const { id } = await createSession(wire);
    await say(wire, id, 'fail once');
    await handoffStep(wire, id, 'handoff.queued');
    await wire.patch(`/sessions/${id}`, { mode: 'auto' });
    await say(wire, id, 'better now?');
    await expect
      .poll(async () => textsFrom(await readLog(wire, id), 'ai_agent'))
      .toEqual(['Reply to: better now?']);
  });
});

describe('H3.3 handoff is an action, never a text', () => {
  test('C3 an answer that promises a person makes a handoff, and is not sent as it is', async () => {
    const { wire, engine } = server.current;
    engine.on('empty promise', { reply: `Sure. ${PROMISE} to a colleague right now.` });
    const { id } = await createSession(wire);
    await say(wire, id, 'empty promise');
    const log = await handoffStep(wire, id, 'handoff.queued');
    expect(textsFrom(log, 'ai_agent', 'system')).toEqual([TRANSITION]);
    const handoff = await openHandoff(id);
    expect(handoff?.evidence).toMatchObject([{ trigger: 'transfer-promise', quote: PROMISE }]);
  });

  test('H4.2 an answer that is too unsure makes a handoff in its place', async () => {
    const { wire, engine } = server.current;
    engine.on('unsure', { review: 'low_confidence' });
    const { id } = await createSession(wire);
    await say(wire, id, 'unsure');
    const log = await handoffStep(wire, id, 'handoff.queued');
    expect(textsFrom(log, 'ai_agent', 'system')).toEqual([TRANSITION]);
    expect(await openHandoff(id)).toMatchObject({ reason: 'low_confidence' });
  });

  test('H4.4 a trigger records what fired, where and how strongly', async () => {
    const { wire, engine } = server.current;
    engine.on('a person please', { trigger: 'customer_requested' });
    const { id } = await createSession(wire);
    const said = await say(wire, id, 'a person please');
    await handoffStep(wire, id, 'handoff.queued');
    expect((await openHandoff(id))?.evidence).toEqual([
      {
        trigger: 'explicit-request',
        offset: said.offset,
        score: 0.9,
        threshold: 0.5,
        quote: 'a person please',
      },
    ]);
  });
});
