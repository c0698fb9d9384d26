import { describe, expect, test } from 'vitest';
import { createSession, handoffStep, readLog, say, textsFrom } from '../testing/conversation.ts';
import { Gate } from '../testing/gate.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { MIA, clientOf } from '../testing/operators.ts';
import { PROMISE } from '../testing/scripted-engine.ts';
import type { Scene } from '../testing/scripted-engine.ts';
import { makeTool } from '../testing/tools.ts';
import { useServer } from '../testing/use-server.ts';

const clock = new ManualClock();
const server = useServer(() => ({ internals: { clock } }));
const person = makeTool('person', { data: 'ok', control: { mode: 'manual' } });

/** Ways in which the AI's own turn asks for a person and is about to say so. */
const WAYS: Readonly<Record<string, Scene>> = {
  'a tool': { tools: [person] },
  'a trigger': { trigger: 'customer_requested' },
  'an unsure answer': { review: 'low_confidence' },
  'a promise': { reply: PROMISE },
};

describe.each(Object.keys(WAYS))('H3.2 %s asks for a person, and the AI is half a minute late', (way) => {
  const late = async (): Promise<{ id: string; gate: Gate }> => {
    const { wire, engine } = server.current;
    const gate = new Gate();
    engine.on(way, { ...WAYS[way], transitionGate: gate });
    const { id } = await createSession(wire);
    await say(wire, id, way);
    await gate.reached;
    return { id, gate };
  };
  const said = async (id: string): Promise<string[]> =>
    textsFrom(await readLog(server.current.wire, id), 'ai_agent', 'system');

  test('the customer is told once', async () => {
    const { id, gate } = await late();
    clock.advance(30);
    await handoffStep(server.current.wire, id, 'handoff.queued');
    const told = await said(id);
    expect(told).toHaveLength(1);
    gate.open();
    await server.current.context.turns.idle();
    expect(await said(id)).toEqual(told);
  });

  test('once too when an operator comes meanwhile and gives it back', async () => {
    const { id, gate } = await late();
    const baton = clientOf(server.current);
    const open = await baton.readOpenHandoff(id);
    await baton.accept(open?.id ?? '', { operator: MIA });
    await baton.returnToAi(open?.id ?? '', { operator: MIA });
    gate.open();
    await server.current.context.turns.idle();
    clock.advance(30);
    await server.current.context.turns.idle();
    expect(await said(id)).toHaveLength(1);
    expect((await baton.readSession(id)).mode).toBe('auto');
  });
});
