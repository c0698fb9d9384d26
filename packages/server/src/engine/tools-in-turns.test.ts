import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { current } from './current.ts';
import { guideline, toolOf } from '../testing/make-behaviour.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { PlainStages } from '../testing/plain-stages.ts';
import { AI_TRANSITION } from '../testing/scripted-stages.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';
import type { ToolContext, ToolResult } from './tool-definition.ts';

let stores: MemoryFixture;
let server: TestApp;
let plain: PlainStages;
beforeEach(async () => {
  stores = openMemory();
  plain = new PlainStages();
  server = await TestApp.start({ ...stores, stages: plain.stages });
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

const log = (): Promise<string[]> => showLog(stores.sessions, 's');

/** The customer says `go`, and these tools run. */
async function go(...runs: ((context: ToolContext) => Promise<ToolResult>)[]): Promise<void> {
  const names = runs.map((run, index) => {
    const name = `tool${index}`;
    server.behaviours.defineTool(toolOf(name, run));
    return name;
  });
  const toolIds = names.map((tool) => ({ service: 'built-in', tool }));
  server.behaviours.define('guideline', guideline('go', { toolIds }));
  await server.customerSays('go');
  await server.turns.idle();
}

describe('what a tool emits', () => {
  test('is in the log at once, in the AI’s name and the turn’s trace', async () => {
    const seen: string[][] = [];
    await go(async (tool) => {
      await tool.emitStatus('processing', { stage: 'Looking' });
      await tool.emitMessage('I am looking.');
      await tool.emitCustom({ type: 'card', n: 1 });
      seen.push(await log());
      return { data: 1 };
    });
    expect(seen[0]?.slice(-3)).toEqual(['ai_agent processing', 'ai_agent: I am looking.', 'ai_agent <card>']);
    const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
    expect(new Set(events.map(({ traceId }) => traceId)).size).toBe(1);
    expect(await log()).toContain('ai_agent: do go');
  });

  test('does not tell that the turn is over before it is', async () => {
    await go(async (tool) => {
      await tool.emitStatus('ready', { stage: 'completed', step: 2 });
      return { data: 1 };
    });
    const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
    const ended = events.filter(({ data }) => data.includes('"stage":"completed"'));
    expect(ended).toEqual([events.at(-1)]);
    expect(events.filter(({ data }) => data.includes('"step":2'))).toHaveLength(1);
  });

  test.each<[string, (tool: ToolContext) => Promise<void>]>([
    ['no words', (tool) => tool.emitMessage(' ')],
    ['too many words', (tool) => tool.emitMessage('x'.repeat(20_000))],
    ['too much', (tool) => tool.emitCustom('x'.repeat(70_000))],
    ['what is no JSON', (tool) => tool.emitCustom(undefined as unknown as null)],
    ['an unknown status', (tool) => tool.emitStatus('sleeping' as 'ready')],
    [
      'more than a call may',
      async (tool) => {
        for (let n = 0; n <= 500; n += 1) await tool.emitStatus('typing');
      },
    ],
  ])('fails the call when it is %s', async (_name, emit) => {
    await go(async (tool) => {
      await emit(tool);
      return { data: 1 };
    });
    expect(plain.last.calls[0]?.error).toBe('The tool failed.');
  });

  test('H2.1: is refused once a person has taken over, and once the call has ended', async () => {
    const reached = Promise.withResolvers<ToolContext>();
    const taken = Promise.withResolvers<void>();
    let refused = 0;
    const emit = (tool: ToolContext): Promise<unknown> =>
      tool.emitMessage('too late').catch(() => (refused += 1));
    const gone = go(async (tool) => {
      reached.resolve(tool);
      await taken.promise;
      await emit(tool);
      return { data: 1 };
    });
    const tool = await reached.promise;
    await server.personSays('Let me.');
    taken.resolve();
    await gone;
    await until(() => refused === 1);
    await emit(tool);
    expect(refused).toBe(2);
    expect((await log()).filter((line) => line.includes('too late'))).toEqual([]);
  });

  test('is refused once its call has ended, though the turn goes on', async () => {
    let kept: ToolContext | null = null;
    await go(async (tool) => {
      kept = tool;
      return { data: 1 };
    });
    await expect((kept as ToolContext | null)?.emitMessage('too late')).rejects.toThrow('the call has ended');
    expect((await log()).filter((line) => line.includes('too late'))).toEqual([]);
  });

  test('H3.3: that promises a person brings one', async () => {
    await go(async (tool) => {
      await tool.emitMessage('I promise you a colleague.');
      return { data: 1 };
    });
    expect((await log()).slice(-4)).toEqual([
      `ai_agent: ${AI_TRANSITION}`,
      'system <handoff.queued>',
      'ai_agent ready',
      'ai_agent completed',
    ]);
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({
      reason: 'complex_issue',
      evidence: [{ trigger: 'transfer-promise', quote: 'promise' }],
    });
  });
});

test('a tool knows whose turn it runs in; two sessions’ turns do not mix', async () => {
  const seen: string[] = [];
  server.behaviours.defineTool(
    toolOf('who', async () => {
      await Promise.resolve();
      seen.push(`${current().session.id} ${current().agent.name} ${current().customer.name}`);
      return { data: 1 };
    }),
  );
  const toolIds = [{ service: 'built-in', tool: 'who' }];
  server.behaviours.define('guideline', guideline('go', { toolIds }));
  await server.open('other');
  await Promise.all([server.customerSays('go'), server.customerSays('go', 'other')]);
  await server.turns.idle();
  expect(seen.toSorted()).toEqual(['other Ava Guest', 's Ava Guest']);
  expect(() => current()).toThrow('no current session');
});

describe('H2.4: how a tool asks for a person', () => {
  test('`handoff` alone is enough, and the operator is told all of it, the customer nothing', async () => {
    await go(
      async () => ({ data: 1, control: { mode: 'auto' } }),
      async () => ({
        data: 2,
        control: {
          handoff: {
            reason: 'missed_connection',
            department: 'rebooking',
            skills: ['visa', 'visa rules'],
            language: 'de',
            priority: 7,
            note: 'Flight leaves at 18:10.',
          },
        },
      }),
    );
    const open = await stores.sessions.readOpenHandoff('s');
    expect(open).toMatchObject({
      reason: 'missed_connection',
      priority: 7,
      evidence: [{ trigger: 'tool:tool1' }],
      notes: [{ author: { id: 'agent', name: 'Ava' }, text: 'Flight leaves at 18:10.' }],
    });
    const journal = await stores.sessions.listJournal(open?.id ?? '');
    expect(journal[0]?.fact).toMatchObject({
      type: 'requested',
      wanted: { department: 'rebooking', skills: ['visa', 'visa rules'], language: 'de' },
    });
    const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
    expect(JSON.stringify(events)).not.toMatch(/rebooking|18:10/);
  });

  test.each([
    [
      { priority: Number.NaN, reason: 5, skills: 'all', note: '  ' },
      { reason: 'complex_issue', priority: 0, notes: [] },
    ],
    [
      { priority: 1e9, reason: 'x'.repeat(500) },
      { reason: 'x'.repeat(100), priority: 1000 },
    ],
    [{}, { reason: 'complex_issue' }],
  ])('what is not as it should be is left out or cut: %j', async (handoff, expected) => {
    await go(async () => ({ data: 1, control: { handoff } }) as unknown as ToolResult);
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject(expected);
  });

  test('a second request notes what it wants on the handoff that is open', async () => {
    const ask = (note: string) => async (): Promise<ToolResult> => ({
      data: 1,
      control: { handoff: { note } },
    });
    await go(ask('first'), ask('second'));
    const open = await stores.sessions.readOpenHandoff('s');
    expect(open?.notes.map(({ text }) => text)).toEqual(['first']);
    expect(open?.evidence.map(({ trigger }) => trigger)).toEqual(['tool:tool0', 'tool:tool1']);
  });
});

test('an answer that is too large for an event fails its call', async () => {
  await go(async () => ({ data: 'x'.repeat(1_000_001) }));
  expect(plain.last.calls[0]).toMatchObject({
    error: 'The tool failed.',
    result: { data: 'Tool call error' },
  });
});

test('a call with `lifespan: response` is used and not stored', async () => {
  await go(async () => ({ data: 'found', control: { lifespan: 'response' } }));
  expect(plain.last.calls[0]?.result.data).toBe('found');
  expect((await log()).filter((line) => line.includes('called'))).toEqual([]);
});
