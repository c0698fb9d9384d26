import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { transitionText } from '../core/handoff/customer-text.ts';
import { NOBODY_HERE } from '../testing/nobody-here.ts';
import { HeldStage } from '../testing/held-stage.ts';
import { ANNA } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { AI_TRANSITION, WORDS, scriptedStages } from '../testing/scripted-stages.ts';
import type { Script } from '../testing/scripted-stages.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { turnsOfTheLoop, until } from '../testing/until.ts';
import type { ToolDefinition } from './tool-definition.ts';

let stores: MemoryFixture;
let server: TestApp;
beforeEach(() => {
  stores = openMemory();
});
afterEach(() => server[Symbol.asyncDispose]());

async function start(script: Script = {}): Promise<void> {
  server = await TestApp.start({ ...stores, stages: scriptedStages(script) });
  await server.open();
}

const log = (): Promise<string[]> => showLog(stores.sessions, 's');
const HANDED_OVER = [
  'system <handoff.requested>',
  'ai_agent typing',
  `ai_agent: ${AI_TRANSITION}`,
  'system <handoff.queued>',
  'ai_agent ready',
  'ai_agent completed',
];

describe('H3.2: a turn that hands over', () => {
  test.each([
    ['the detector', `a ${WORDS.person} please`, [], 'customer_requested', 'scripted'],
    [
      'a tool',
      `use the ${WORDS.tool}`,
      ['ai_agent processing', 'ai_agent called built-in:initiate_human_handoff'],
      'complex_issue',
      'tool:initiate_human_handoff',
    ],
    [
      'the review of its answer',
      `are you ${WORDS.unsure}`,
      ['ai_agent typing'],
      'low_confidence',
      'scripted',
    ],
    [
      'H3.3: the promise in its answer',
      `${WORDS.promise} me`,
      ['ai_agent typing'],
      'complex_issue',
      'transfer-promise',
    ],
  ])(
    'because of %s says one transition message, and nothing else',
    async (_name, text, before, reason, trigger) => {
      await start();
      await server.customerSays(text);
      await server.turns.idle();
      expect(await log()).toEqual([
        `customer: ${text}`,
        'ai_agent acknowledged',
        'ai_agent processing',
        ...before,
        ...HANDED_OVER,
      ]);
      const open = await stores.sessions.readOpenHandoff('s');
      expect(open).toMatchObject({ reason, stage: 'queued', evidence: [{ trigger, offset: 0 }] });
      expect(await server.session()).toMatchObject({
        control: { mode: 'manual', holder: { kind: 'none' }, epoch: 1 },
      });
    },
  );

  test('silences the AI before it composes the message, however slow that is', async () => {
    const held = new HeldStage('compose');
    await start(held);
    await server.customerSays(WORDS.person);
    await until(() => held.reached === 1);
    expect((await log()).slice(-2)).toEqual(['system <handoff.requested>', 'ai_agent typing']);
    expect(await server.session()).toMatchObject({ control: { mode: 'manual' } });
    held.letGo();
    await server.turns.idle();
    expect((await log()).slice(-6)).toEqual(HANDED_OVER);
  });

  test('says it although the customer has added something meanwhile', async () => {
    const held = new HeldStage('compose');
    await start(held);
    await server.customerSays(WORDS.person);
    await until(() => held.reached === 1);
    await server.customerSays('hurry');
    held.letGo();
    await server.turns.idle();
    expect((await log()).slice(-5)).toEqual(['customer: hurry', ...HANDED_OVER.slice(2)]);
  });

  test('is too late when the desk has said it, and ends all the same', async () => {
    const held = new HeldStage('compose');
    await start(held);
    await server.customerSays(WORDS.person);
    await until(() => held.reached === 1);
    await stores.clock.advance(6, () => turnsOfTheLoop(5));
    expect((await log()).slice(-2)).toEqual([
      `system: ${transitionText(null, NOBODY_HERE)}`,
      'system <handoff.queued>',
    ]);
    held.letGo();
    await server.turns.idle();
    expect((await log()).slice(-4)).toEqual([
      `system: ${transitionText(null, NOBODY_HERE)}`,
      'system <handoff.queued>',
      'ai_agent ready',
      'ai_agent completed',
    ]);
  });

  test('leaves it to the desk when it fails on the way, and the customer hears it once', async () => {
    const held = new HeldStage('compose');
    await start(held);
    await server.customerSays(WORDS.person);
    held.fail(new Error('no words'));
    await server.turns.idle();
    await stores.clock.advance(10, () => turnsOfTheLoop(5));
    const shown = await log();
    expect(shown.filter((line) => line.startsWith('system: '))).toHaveLength(1);
    expect(shown.at(-1)).toBe('ai_agent error');
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({
      stage: 'queued',
      transitionSaid: true,
    });
  });

  test('leaves it to the desk when it finds no words', async () => {
    await start();
    await server.customerSays(`${WORDS.person} ${WORDS.mute}`);
    await server.turns.idle();
    await stores.clock.advance(6, () => turnsOfTheLoop(5));
    expect(
      (await log()).filter((line) => line === `system: ${transitionText(null, NOBODY_HERE)}`),
    ).toHaveLength(1);
  });

  test('is silent when somebody has come before it had the words', async () => {
    const held = new HeldStage('compose');
    await start(held);
    await server.customerSays(WORDS.person);
    await until(() => held.reached === 1);
    await server.command({ do: 'accept', operator: ANNA });
    held.letGo();
    await server.turns.idle();
    expect((await log()).slice(-4)).toEqual([
      'system cancelled',
      `system: ${transitionText()}`,
      'system <handoff.queued>',
      'system <handoff.accepted>',
    ]);
  });

  test('that was killed before it had the words: the desk says it after the restart', async () => {
    const held = new HeldStage('compose');
    await start(held);
    await server.customerSays(WORDS.person);
    await until(() => held.reached === 1);
    stores.writer.kill();
    const old = server;
    stores = openMemory({ db: stores.db, clock: stores.clock });
    server = await TestApp.start(stores);
    await stores.clock.advance(6, () => turnsOfTheLoop(5));
    expect((await log()).slice(-2)).toEqual([
      `system: ${transitionText(null, NOBODY_HERE)}`,
      'system <handoff.queued>',
    ]);
    await old.feed[Symbol.asyncDispose]();
  });
});

describe('H2.4: when several tools answer with a mode', () => {
  const tool = (name: string, mode: 'auto' | 'manual' | null): ToolDefinition => ({
    name,
    description: name,
    parameters: {} as ToolDefinition['parameters'],
    run: async () => ({ data: name, ...(mode !== null && { control: { mode } }) }),
  });
  const asks = tool('asks', 'manual');
  const releases = tool('releases', 'auto');
  const neutral = tool('neutral', null);

  test.each([
    [[asks, releases], 'manual'],
    [[releases, asks], 'manual'],
    [[neutral, releases, asks, neutral], 'manual'],
    [[releases, neutral], 'auto'],
  ] as const)('manual wins, whatever the order', async (tools, mode) => {
    const stages = scriptedStages();
    server = await TestApp.start({
      ...stores,
      stages: {
        ...stages,
        planner: {
          plan: async () => ({
            calls: tools.map((each) => ({ tool: each, arguments: {} })),
            missing: [],
            state: {},
          }),
        },
      },
    });
    await server.open();
    await server.customerSays('hello');
    await server.turns.idle();
    expect((await server.session()).control.mode).toBe(mode);
  });
});
