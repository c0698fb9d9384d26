import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeAgent } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { PlainStages, say } from '../testing/plain-stages.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { turnsOfTheLoop, until } from '../testing/until.ts';
import type { AgentBinding, PreamblePolicy } from './binding.ts';

let stores: MemoryFixture;
let server: TestApp;
let plain: PlainStages;
let reached: number;
let letGo: () => void;
let others: number;
beforeEach(async () => {
  stores = openMemory();
  plain = new PlainStages();
  reached = 0;
  server = await TestApp.start({ ...stores, stages: plain.stages });
  await server.open();
  others = stores.clock.scheduled;
});
afterEach(() => server[Symbol.asyncDispose]());

const log = (): Promise<string[]> => showLog(stores.sessions, 's');
const settle = (): Promise<void> => turnsOfTheLoop(10);
const PREAMBLE = 'ai_agent: One second.';

function bind(preamble: PreamblePolicy = {}, more: AgentBinding = {}): void {
  server.behaviours.bindAgent('agent', () => ({
    ...more,
    preamble: { examples: ['One second.'], after: 1500, ...preamble },
  }));
}

/** Holds every turn where it composes. */
function hold(): void {
  const { promise, resolve } = Promise.withResolvers<void>();
  letGo = resolve;
  plain.compose = async () => {
    reached += 1;
    await promise;
    return say('Answer.');
  };
}

async function waitSlowly(message = 'hello', seconds = 2): Promise<void> {
  hold();
  const before = reached;
  await server.customerSays(message);
  await until(() => reached > before);
  await stores.clock.advance(seconds, settle);
}

describe('a preamble', () => {
  test('is said after the time without a word, with its tag, and the answer follows', async () => {
    bind();
    await waitSlowly();
    expect((await log()).slice(-4)).toEqual([
      'ai_agent typing',
      PREAMBLE,
      'ai_agent ready',
      'ai_agent typing',
    ]);
    letGo();
    await server.turns.idle();
    expect((await log()).slice(-3)).toEqual(['ai_agent: Answer.', 'ai_agent ready', 'ai_agent completed']);
    const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
    const tagged = events.filter(({ data }) => data.includes('"tags":["__preamble__"]'));
    expect(tagged).toHaveLength(1);
    expect(new Set(events.map(({ traceId }) => traceId)).size).toBe(1);
  });

  test.each<[string, PreamblePolicy, number]>([
    ['before its time', {}, 1],
    ['of an agent that wants none', { after: null }, 60],
    ['that promises a person', { examples: ['I promise you a colleague.'] }, 60],
    ['of an agent that has no words for it', { examples: [] }, 60],
  ])('is not said: %s', async (_name, policy, seconds) => {
    bind(policy);
    await waitSlowly('hello', seconds);
    letGo();
    await server.turns.idle();
    expect((await log()).filter((line) => line.startsWith('ai_agent: '))).toEqual(['ai_agent: Answer.']);
  });

  test('is not said where nobody has set a time: without a model nobody waits', async () => {
    await waitSlowly('hello', 60);
    letGo();
    await server.turns.idle();
    expect((await log()).filter((line) => line.startsWith('ai_agent: '))).toEqual(['ai_agent: Answer.']);
  });

  test('is never said by a turn that was cancelled, nor for the one that ended in time', async () => {
    bind();
    hold();
    await server.customerSays('hello');
    await until(() => reached === 1);
    server.turns.cancel('s');
    await server.turns.idle();
    await stores.clock.advance(60, settle);
    letGo();
    await settle();
    expect((await log()).filter((line) => line.startsWith('ai_agent: '))).toEqual([]);
    plain.compose = null;
    await server.customerSays('again');
    await server.turns.idle();
    await stores.clock.advance(60, settle);
    expect(await log()).not.toContain(PREAMBLE);
    expect(stores.clock.scheduled).toBe(others);
  });

  test('is said once when a newer message takes the turn’s place', async () => {
    bind();
    hold();
    await server.customerSays('one');
    await until(() => reached === 1);
    await stores.clock.advance(1, settle);
    await server.customerSays('two');
    await until(() => reached === 2);
    await stores.clock.advance(1, settle);
    expect(await log()).not.toContain(PREAMBLE);
    await stores.clock.advance(1, settle);
    letGo();
    await server.turns.idle();
    expect((await log()).filter((line) => line === PREAMBLE)).toHaveLength(1);
  });

  test('H2.1: is not said after a person has taken over', async () => {
    bind();
    hold();
    await server.customerSays('hello');
    await until(() => reached === 1);
    await server.personSays('Let me.');
    await stores.clock.advance(60, settle);
    letGo();
    await server.turns.idle();
    expect(await log()).not.toContain(PREAMBLE);
  });

  test('H3.2: is not said once a person has been asked for', async () => {
    bind();
    plain.detect = async () => ({
      reason: 'customer_requested',
      evidence: { trigger: 't', offset: 0, score: 1, threshold: 1, quote: null },
    });
    await server.customerSays('a person');
    await server.turns.idle();
    await stores.clock.advance(3, settle);
    expect(await log()).not.toContain(PREAMBLE);
  });

  test('does not follow a preamble that has not been followed by an answer', async () => {
    bind();
    await waitSlowly('one');
    server.turns.cancel('s');
    await server.turns.idle();
    await waitSlowly('two');
    letGo();
    await server.turns.idle();
    expect((await log()).filter((line) => line === PREAMBLE)).toHaveLength(1);
  });

  test('is kept back by a hook that bails, and the answer comes all the same', async () => {
    bind({}, { hooks: [{ onPreambleGenerated: () => 'bail' }] });
    await waitSlowly();
    letGo();
    await server.turns.idle();
    expect((await log()).filter((line) => line.startsWith('ai_agent: '))).toEqual(['ai_agent: Answer.']);
  });

  test('does not come in the middle of an answer that is being shown', async () => {
    await stores.directory.putAgent(makeAgent({ messageOutputMode: 'stream' }));
    bind();
    plain.compose = async (_context, { onText }) => {
      await onText?.('One. ');
      reached += 1;
      await stores.clock.advance(60, settle);
      return say('One. Two.');
    };
    await server.customerSays('hello');
    await server.turns.idle();
    expect(await log()).not.toContain(PREAMBLE);
    expect(await log()).toContain('ai_agent: One. Two.');
  });
});
