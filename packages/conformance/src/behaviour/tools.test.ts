import type { Session, ToolData } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import {
  accepted,
  createSession,
  readLog,
  say,
  textsFrom,
  timeline,
  turnsEnded,
} from '../testing/conversation.ts';
import { Gate } from '../testing/gate.ts';
import { SECRET_FAILURE, TRANSITION } from '../testing/scripted-engine.ts';
import { makeTool } from '../testing/tools.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
const handoff = makeTool('get_person', {
  data: 'asked',
  metadata: { queue: 'claims' },
  control: { mode: 'manual' },
});
const plain = makeTool('look_up', { data: { order: 7 }, metadata: { secret: 1 } });
const back = makeTool('stay', { data: 'staying', control: { mode: 'auto' } });
const quiet = makeTool('quiet', { data: 'not kept', control: { lifespan: 'response' } });
const quietHandoff = makeTool('quiet_person', {
  data: 'x',
  control: { mode: 'manual', lifespan: 'response' },
});

async function modeOf(id: string): Promise<string> {
  return accepted<Session>(await server.current.wire.get(`/sessions/${id}`), 200).mode;
}

describe('W1.5 tool events', () => {
  test('W1.5 a call is in the log with all its fields, by the AI', async () => {
    const { wire, engine } = server.current;
    engine.on('look it up', { tools: [plain] });
    const { id } = await createSession(wire);
    await say(wire, id, 'look it up');
    const log = await turnsEnded(wire, id);
    const call = log.find((event) => event.kind === 'tool');
    expect(call?.source).toBe('ai_agent');
    expect(call?.data as unknown as ToolData).toEqual({
      tool_calls: [
        {
          tool_id: 'built-in:look_up',
          arguments: {},
          result: {
            data: { order: 7 },
            metadata: { secret: 1 },
            control: {},
            canned_responses: [],
            canned_response_fields: {},
            guidelines: [],
          },
        },
      ],
    });
    expect(timeline(log)).toEqual([
      'customer: look it up',
      'ai_agent acknowledged',
      'ai_agent processing/Interpreting',
      'ai_agent processing/Considering tools',
      'tool built-in:look_up',
      'ai_agent typing',
      'ai_agent: Reply to: look it up',
      'ai_agent ready',
      'ai_agent ready/completed',
    ]);
  });

  test('W1.5 several calls are several events', async () => {
    const { wire, engine } = server.current;
    engine.on('look twice', { tools: [plain, back] });
    const { id } = await createSession(wire);
    await say(wire, id, 'look twice');
    const calls = (await turnsEnded(wire, id)).filter((event) => event.kind === 'tool');
    expect(timeline(calls)).toEqual(['tool built-in:look_up', 'tool built-in:stay']);
  });

  test('W4.2 a call with the lifespan of the response is used and not kept', async () => {
    const { wire, engine } = server.current;
    engine.on('quietly', { tools: [quiet] });
    const { id } = await createSession(wire);
    await say(wire, id, 'quietly');
    const log = await turnsEnded(wire, id);
    expect(log.filter((event) => event.kind === 'tool')).toEqual([]);
    expect(engine.composed.at(-1)?.input.calls.map((call) => call.result.data)).toEqual(['not kept']);
  });

  test('W1.5 a failing tool fails its call, not the turn, and says nothing of why', async () => {
    const { wire, engine } = server.current;
    engine.on('break it', { tools: [makeTool('broken', new Error(SECRET_FAILURE)), plain] });
    const { id } = await createSession(wire);
    await say(wire, id, 'break it');
    const log = await turnsEnded(wire, id);
    const failed = log.find((event) => event.kind === 'tool');
    expect((failed?.data as unknown as ToolData | undefined)?.tool_calls[0]?.result).toMatchObject({
      data: 'Tool call error',
      metadata: { error_details: expect.any(String) },
    });
    expect(JSON.stringify(log)).not.toMatch(/hunter2|10\.0\.0\.7|node_modules|\.ts:\d/);
    expect(textsFrom(log, 'ai_agent')).toEqual(['Reply to: break it']);
    expect(await modeOf(id)).toBe('auto');
  });
});

describe('W4.2 a tool that asks for a person', () => {
  test('W4.1 the mode is manual before the message, and the turn says the one transition message', async () => {
    const { wire, engine } = server.current;
    const transitionGate = new Gate();
    engine.on('get me someone', { tools: [handoff], transitionGate });
    const { id } = await createSession(wire);
    await say(wire, id, 'get me someone');
    await transitionGate.reached;
    expect(await modeOf(id)).toBe('manual');
    transitionGate.open();
    const log = await turnsEnded(wire, id);
    expect(timeline(log)).toEqual([
      'customer: get me someone',
      'ai_agent acknowledged',
      'ai_agent processing/Interpreting',
      'ai_agent processing/Considering tools',
      'tool built-in:get_person',
      'custom handoff.requested',
      'ai_agent typing',
      `ai_agent: ${TRANSITION}`,
      'custom handoff.queued',
      'ai_agent ready',
      'ai_agent ready/completed',
    ]);
  });

  test.each([
    ['handoff first', [handoff, plain]],
    ['handoff last', [plain, handoff]],
    ['handoff between', [plain, handoff, back]],
    ['another says auto afterwards', [handoff, back]],
    ['another says auto before', [back, handoff]],
    ['another fails', [handoff, makeTool('broken', new Error('x'))]],
    ['two handoffs', [handoff, handoff]],
    ['without an event of its own', [quietHandoff, plain]],
  ])('H2.4 manual wins, whatever the order: %s', async (what, tools) => {
    const { wire, engine } = server.current;
    engine.on(`tools: ${what}`, { tools });
    const { id } = await createSession(wire);
    await say(wire, id, `tools: ${what}`);
    const log = await turnsEnded(wire, id);
    expect(await modeOf(id)).toBe('manual');
    expect(textsFrom(log, 'ai_agent', 'system')).toEqual([TRANSITION]);
  });

  test('W4.2 a tool that says auto changes nothing', async () => {
    const { wire, engine } = server.current;
    engine.on('just stay', { tools: [back] });
    const { id } = await createSession(wire);
    await say(wire, id, 'just stay');
    expect(textsFrom(await turnsEnded(wire, id), 'ai_agent')).toEqual(['Reply to: just stay']);
    expect(await modeOf(id)).toBe('auto');
  });

  test('C2 a person comes while the tool runs: what it asks for afterwards is not wanted', async () => {
    const { wire, engine } = server.current;
    const gate = new Gate();
    const slow = makeTool('slow_person', async () => {
      await gate.pass();
      return { data: 'asked', control: { mode: 'manual' } };
    });
    engine.on('slow tool', { tools: [slow] });
    const { id } = await createSession(wire);
    await say(wire, id, 'slow tool');
    await gate.reached;
    accepted(await wire.post(`/sessions/${id}/takeover`, { operator: { id: 'mia', name: 'Mia' } }));
    gate.open();
    await server.current.context.turns.idle();
    const log = await readLog(wire, id);
    expect(textsFrom(log, 'ai_agent', 'system')).toEqual([]);
    expect(log.filter((event) => event.kind === 'tool')).toEqual([]);
    const { handoff: open } = (await wire.get(`/sessions/${id}/handoff`)).json<{ handoff: object }>();
    expect(open).toMatchObject({ stage: 'active', operator: { name: 'Mia' } });
  });
});
