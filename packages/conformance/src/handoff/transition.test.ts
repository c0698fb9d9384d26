import type { SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { createSession, handoffStep, readLog, say, sayAsHuman, textsFrom } from '../testing/conversation.ts';
import { Gate } from '../testing/gate.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { MIA, clientOf } from '../testing/operators.ts';
import { PROMISE, TRANSITION } from '../testing/scripted-engine.ts';
import type { TestServer } from '../testing/start-server.ts';
import { makeTool } from '../testing/tools.ts';
import { useServer } from '../testing/use-server.ts';

const clock = new ManualClock();
const server = useServer(() => ({ internals: { clock } }));
const person = makeTool('person', { data: 'ok', control: { mode: 'manual' } });

/** Every way in which a person can come to be asked for; each leaves the session in a handoff. */
const PATHS: Readonly<Record<string, (id: string, running: TestServer) => Promise<unknown>>> = {
  'a tool': (id, { engine, wire }) =>
    say(wire, id, scene(engine.on('by tool', { tools: [person] }), 'by tool')),
  'a tool among others': (id, { engine, wire }) =>
    say(
      wire,
      id,
      scene(engine.on('by tools', { tools: [person, makeTool('other', { data: 1 }), person] }), 'by tools'),
    ),
  'a trigger': (id, { engine, wire }) =>
    say(wire, id, scene(engine.on('by trigger', { trigger: 'customer_requested' }), 'by trigger')),
  'an answer that is too unsure': (id, { engine, wire }) =>
    say(wire, id, scene(engine.on('by review', { review: 'low_confidence' }), 'by review')),
  'an answer that promises a person': (id, { engine, wire }) =>
    say(wire, id, scene(engine.on('by promise', { reply: PROMISE }), 'by promise')),
  'a turn that fails': (id, { engine, wire }) =>
    say(wire, id, scene(engine.on('by error', { fails: 'compose' }), 'by error')),
  'a turn that fails at the transition': (id, { engine, wire }) =>
    say(wire, id, scene(engine.on('by late error', { trigger: 'x', fails: 'transition' }), 'by late error')),
  'the API': (id, running) => clientOf(running).requestHandoff(id),
  'the API, many times at once': (id, running) =>
    Promise.all(Array.from({ length: 6 }, () => clientOf(running).requestHandoff(id))),
  'a tool and the API at once': (id, running) =>
    Promise.all([
      say(running.wire, id, scene(running.engine.on('by both', { tools: [person] }), 'by both')),
      clientOf(running).requestHandoff(id),
    ]),
};

function scene(_engine: unknown, text: string): string {
  return text;
}

/** What tells the customer of the company’s side, AI and desk alike. */
function words(log: readonly SessionEvent[]): string[] {
  return textsFrom(log, 'system', 'ai_agent');
}

async function settled(id: string): Promise<SessionEvent[]> {
  await server.current.context.turns.idle();
  return readLog(server.current.wire, id);
}

describe('H3.2 exactly one message tells of the person', () => {
  test.each(Object.keys(PATHS))('C4 by %s', async (path) => {
    const { id } = await createSession(server.current.wire);
    await PATHS[path]?.(id, server.current);
    await handoffStep(server.current.wire, id, 'handoff.queued');
    const log = await settled(id);
    expect(words(log)).toHaveLength(1);
    expect(words(log)[0]?.length).toBeGreaterThan(20);
    const { handoffs } = await openHandoffs(id);
    expect(handoffs).toBe(1);
    clock.advance(30);
    expect(words(await settled(id))).toHaveLength(1);
  });

  test('H3.2 what the AI says itself is the one', async () => {
    const { wire, engine } = server.current;
    engine.on('tell me yourself', { trigger: 'customer_requested' });
    const { id } = await createSession(wire);
    await say(wire, id, 'tell me yourself');
    await handoffStep(wire, id, 'handoff.queued');
    expect(words(await settled(id))).toEqual([TRANSITION]);
  });

  test('H3.2 when the AI finds no words, the desk says it when the time is up', async () => {
    const { wire, engine } = server.current;
    engine.on('no words', { trigger: 'customer_requested', transition: '' });
    const { id } = await createSession(wire);
    await say(wire, id, 'no words');
    await handoffStep(wire, id, 'handoff.requested');
    expect(words(await settled(id))).toEqual([]);
    clock.advance(5);
    await handoffStep(wire, id, 'handoff.queued');
    expect(words(await settled(id))).toHaveLength(1);
  });

  test('C5 when the composer hangs, the desk says it, and the composer’s late words are not sent', async () => {
    const { wire, engine } = server.current;
    const transitionGate = new Gate();
    engine.on('hanging words', { trigger: 'customer_requested', transitionGate });
    const { id } = await createSession(wire);
    await say(wire, id, 'hanging words');
    await transitionGate.reached;
    expect(words(await readLog(wire, id))).toEqual([]);
    clock.advance(5);
    await handoffStep(wire, id, 'handoff.queued');
    const spoken = words(await readLog(wire, id));
    expect(spoken).toHaveLength(1);
    transitionGate.open();
    expect(words(await settled(id))).toEqual(spoken);
    expect(spoken).not.toContain(TRANSITION);
  });

  test('H3.2 when an operator accepts before it was said, it is said with that, once', async () => {
    const { wire, engine } = server.current;
    const transitionGate = new Gate();
    engine.on('accepted early', { trigger: 'customer_requested', transitionGate });
    const { id } = await createSession(wire);
    await say(wire, id, 'accepted early');
    await transitionGate.reached;
    const baton = clientOf(server.current);
    const open = await baton.readOpenHandoff(id);
    await baton.accept(open?.id ?? '', { operator: MIA });
    transitionGate.open();
    const log = await settled(id);
    expect(words(log)).toHaveLength(1);
    expect(words(log)).not.toContain(TRANSITION);
    clock.advance(10);
    expect(words(await settled(id))).toHaveLength(1);
  });

  test('H3.2 also when the operator is the first to write', async () => {
    const { wire, engine } = server.current;
    const transitionGate = new Gate();
    engine.on('written early', { trigger: 'customer_requested', transitionGate });
    const { id } = await createSession(wire);
    await say(wire, id, 'written early');
    await transitionGate.reached;
    await sayAsHuman(wire, id, 'Mia here');
    transitionGate.open();
    const log = await settled(id);
    expect(words(log)).toHaveLength(1);
    expect(textsFrom(log, 'system', 'ai_agent', 'human_agent').at(-1)).toBe('Mia here');
  });

  test('H3.2 a customer who goes on writing meanwhile is told once', async () => {
    const { wire, engine } = server.current;
    const transitionGate = new Gate();
    engine.on('impatient', { trigger: 'customer_requested', transitionGate });
    const { id } = await createSession(wire);
    await say(wire, id, 'impatient');
    await transitionGate.reached;
    await say(wire, id, 'hello?');
    await say(wire, id, 'HELLO?');
    transitionGate.open();
    await server.current.context.turns.idle();
    clock.advance(5);
    await handoffStep(wire, id, 'handoff.queued');
    expect(words(await settled(id))).toHaveLength(1);
  });

  test.each(['mode set to manual', 'an operator takes over', 'a person writes'])(
    'H3.6 %s: nobody was asked for, nothing is said',
    async (how) => {
      const { wire } = server.current;
      const { id } = await createSession(wire);
      if (how === 'mode set to manual') await wire.patch(`/sessions/${id}`, { mode: 'manual' });
      else if (how === 'a person writes') await sayAsHuman(wire, id, 'Mia here');
      else await clientOf(server.current).takeOver(id, { operator: MIA });
      clock.advance(30);
      expect(words(await settled(id))).toEqual([]);
    },
  );

  async function openHandoffs(sessionId: string): Promise<{ handoffs: number }> {
    const { items } = await clientOf(server.current).listHandoffs({ stage: 'open', limit: 100 });
    return { handoffs: items.filter((handoff) => handoff.session_id === sessionId).length };
  }
});
