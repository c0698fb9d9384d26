import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newTraceId } from '../app/random-id.ts';
import { turnFailedText } from '../core/handoff/customer-text.ts';
import { NOBODY_HERE } from '../testing/nobody-here.ts';
import { HeldStage } from '../testing/held-stage.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { scriptedStages } from '../testing/scripted-stages.ts';
import type { Script, StageName } from '../testing/scripted-stages.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';

const STAGES: readonly StageName[] = ['detect', 'match', 'plan', 'compose', 'review', 'check'];
const ANSWER = [
  'ai_agent acknowledged',
  'ai_agent processing',
  'ai_agent typing',
  'ai_agent: answer to 0',
  'ai_agent ready',
  'ai_agent completed',
];

let stores: MemoryFixture;
let server: TestApp;
beforeEach(() => {
  stores = openMemory();
});
afterEach(() => server[Symbol.asyncDispose]());

async function start(
  script: Script = {},
  options: { concurrency?: number; timeout?: number } = {},
): Promise<void> {
  server = await TestApp.start({ ...stores, ...options, stages: scriptedStages(script) });
  await server.open();
}

const log = (sessionId = 's'): Promise<string[]> => showLog(stores.sessions, sessionId);

describe('a turn', () => {
  test('answers the customer, and all of it is one trace', async () => {
    await start();
    const traceId = await server.customerSays('hello');
    await server.turns.idle();
    expect(await log()).toEqual(['customer: hello', ...ANSWER]);
    const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
    expect(new Set(events.map((event) => event.traceId))).toEqual(new Set([traceId]));
    expect(await server.session()).toMatchObject({ answeredOffset: 0 });
  });

  test('does not begin where nothing is unanswered', async () => {
    await start();
    await server.customerSays('hello');
    await server.turns.idle();
    const before = await log();
    const ended = vi.fn<() => void>();
    server.turns.start('s', { traceId: newTraceId(), onEnd: ended });
    await server.turns.idle();
    expect(await log()).toEqual(before);
    expect(ended).toHaveBeenCalledOnce();
  });

  test('begins unasked when it is told to', async () => {
    await start();
    const acknowledged = vi.fn<(offset: number | null) => void>();
    server.turns.start('s', { traceId: newTraceId(), unprompted: true, onAcknowledged: acknowledged });
    await server.turns.idle();
    expect(await log()).toContain('ai_agent: hello');
    expect(acknowledged.mock.calls).toEqual([[0]]);
  });

  test.each(STAGES)('H2: a newer message cancels it at %s and takes its place', async (stage) => {
    const held = new HeldStage(stage);
    await start(held);
    await server.customerSays('first');
    await until(() => held.reached === 1);
    await server.customerSays('second');
    await until(() => held.reached === 2);
    held.letGo();
    await server.turns.idle();
    const shown = await log();
    const second = shown.indexOf('customer: second');
    expect(shown.slice(second + 1)).toEqual([
      'ai_agent cancelled',
      'ai_agent completed',
      ...ANSWER.map((line) => line.replace('0', String(second))),
    ]);
  });

  test.each(STAGES)('that is cancelled at %s says so, and ends', async (stage) => {
    const held = new HeldStage(stage);
    await start(held);
    await server.customerSays('hello');
    await until(() => held.reached === 1);
    server.turns.cancel('s');
    await server.turns.idle();
    expect((await log()).slice(-2)).toEqual(['ai_agent cancelled', 'ai_agent completed']);
    expect(await server.session()).toMatchObject({ answeredOffset: -1 });
  });

  test.each(STAGES)(
    'H2.1: that loses the session at %s is over at once, whatever its stage still does',
    async (stage) => {
      const held = new HeldStage(stage);
      await start(held);
      await server.customerSays('hello');
      await until(() => held.reached === 1);
      await server.personSays('Let me.');
      await server.turns.idle();
      const shown = await log();
      held.letGo();
      await server.turns.idle();
      expect(await log()).toEqual(shown);
      expect(shown.slice(-2)).toEqual(['system cancelled', 'human_agent: Let me.']);
    },
  );

  test.each(STAGES)('whose stage %s rejects after it was cancelled harms nobody', async (stage) => {
    const held = new HeldStage(stage);
    await start(held);
    await server.customerSays('hello');
    await until(() => held.reached === 1);
    server.turns.cancel('s');
    held.fail(new Error('too late'));
    await server.turns.idle();
    expect((await log()).slice(-2)).toEqual(['ai_agent cancelled', 'ai_agent completed']);
    expect(server.log.errors).toEqual([]);
  });

  test('whose next stage would reject because the turn is cancelled already harms nobody', async () => {
    await start({
      async pause(stage, context) {
        if (stage === 'detect') server.turns.cancel('s');
        if (stage === 'match') context.signal.throwIfAborted();
      },
    });
    await server.customerSays('hello');
    await server.turns.idle();
    expect((await log()).slice(-2)).toEqual(['ai_agent cancelled', 'ai_agent completed']);
  });

  test.each([...STAGES, 'tool' as const])(
    'H4.2: that fails at %s gets a person, and its reason stays in the server',
    async (stage) => {
      const held = new HeldStage(stage);
      await start(held);
      await server.customerSays(stage === 'tool' ? 'a tool please' : 'hello');
      held.fail(new Error('secret detail'));
      await server.turns.idle();
      const shown = await log();
      expect(shown.join('\n')).not.toContain('secret');
      // A failing tool fails its call: the turn goes on with that.
      if (stage === 'tool') return expect(shown.slice(-3)).toEqual(ANSWER.slice(3));
      expect(shown.slice(-4)).toEqual([
        'system <handoff.requested>',
        `system: ${turnFailedText(null, NOBODY_HERE)}`,
        'system <handoff.queued>',
        'ai_agent error',
      ]);
      expect(server.log.errors.map(({ message }) => message)).toEqual(['an AI turn failed']);
    },
  );

  test.each(STAGES)('H4.2: that takes too long at %s gets a person', async (stage) => {
    const held = new HeldStage(stage);
    await start(held, { timeout: 1 });
    await server.customerSays('hello');
    await server.turns.idle();
    expect((await log()).slice(-4)).toContain(`system: ${turnFailedText(null, NOBODY_HERE)}`);
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({ reason: 'ai_error', stage: 'queued' });
    expect(await server.session()).toMatchObject({ control: { mode: 'manual' } });
  });
});

test('H1.2: a customer whose turn could write nothing, nor ask for a person, is answered once that can be written', async () => {
  await start();
  const { sessions } = stores;
  const commit = sessions.commit.bind(sessions);
  let down = true;
  vi.spyOn(sessions, 'commit').mockImplementation((write) => {
    const ofTurn = write.events.some(({ source }) => source === 'ai_agent');
    return down && ofTurn ? Promise.reject(new Error('the store is away')) : commit(write);
  });
  await server.customerSays('hello');
  await server.turns.idle();
  for (const seconds of [1, 2]) {
    await stores.clock.advance(seconds, () => server.turns.idle());
    expect(await log()).toEqual(['customer: hello']);
    // Whoever looks for what is unanswered leaves it to its pause.
    expect(server.turns.startAll(await stores.sessions.listUnanswered(10))).toBe(0);
  }
  down = false;
  await stores.clock.advance(4, () => server.turns.idle());
  expect(await log()).toEqual(['customer: hello', ...ANSWER]);
  await stores.clock.advance(60, () => server.turns.idle());
  expect(await log()).toHaveLength(1 + ANSWER.length);
});

describe('turns in one session', () => {
  test('of requests that come while one runs the last is carried out, and each is told how it ended', async () => {
    const held = new HeldStage('compose');
    await start(held);
    await server.customerSays('hello');
    await until(() => held.reached === 1);
    const acknowledged: (number | null)[][] = [[], [], []];
    const ended = [0, 0, 0];
    for (const number of [0, 1, 2]) {
      server.turns.start('s', {
        traceId: newTraceId(),
        onAcknowledged: (offset) => acknowledged[number]!.push(offset),
        onEnd: () => ended[number]!++,
      });
    }
    held.letGo();
    await server.turns.idle();
    expect(acknowledged.map((each) => each.length)).toEqual([1, 1, 1]);
    expect(acknowledged.flat().map((offset) => offset === null)).toEqual([true, true, false]);
    expect(ended).toEqual([1, 1, 1]);
    expect((await log()).filter((line) => line === 'ai_agent: answer to 0')).toHaveLength(1);
  });

  test('what the AI was told to say does not take the place of an answer', async () => {
    const held = new HeldStage('compose');
    await start(held);
    await server.customerSays('hello');
    await until(() => held.reached === 1);
    const said = vi.fn<(offset: number) => void>();
    server.turns.start('s', { traceId: newTraceId(), instructions: ['greet'], onSaid: said });
    await until(() => held.reached === 2);
    held.letGo();
    await server.turns.idle();
    const shown = await log();
    expect(shown.filter((line) => line.startsWith('ai_agent: '))).toEqual([
      'ai_agent: said: greet',
      'ai_agent: answer to 0',
    ]);
    expect(said).toHaveBeenCalledExactlyOnceWith(shown.indexOf('ai_agent: said: greet'));
  });

  test('in manual mode the AI says what it was told to, and nothing else', async () => {
    await start();
    await server.personSays('I am here.');
    await server.customerSays('good');
    server.turns.start('s', { traceId: newTraceId(), unprompted: true });
    await server.turns.idle();
    expect(await log()).toEqual(['human_agent: I am here.', 'customer: good']);
    server.turns.start('s', { traceId: newTraceId(), instructions: ['wait'] });
    await server.turns.idle();
    expect((await log()).slice(2)).toEqual([
      'ai_agent acknowledged',
      'ai_agent typing',
      'ai_agent: said: wait',
      'ai_agent ready',
      'ai_agent completed',
    ]);
    expect(await server.session()).toMatchObject({ control: { mode: 'manual' }, answeredOffset: 0 });
  });
});

describe('turns of many sessions', () => {
  test('no more run at once than there are places, and everybody is answered', async () => {
    let running = 0;
    let most = 0;
    await start(
      {
        async pause(stage) {
          if (stage === 'detect') most = Math.max(most, ++running);
          if (stage === 'check') running--;
          await Promise.resolve();
        },
      },
      { concurrency: 3 },
    );
    const ids = Array.from({ length: 20 }, (_unused, i) => `s${i}`);
    for (const id of ids) {
      await server.open(id);
      await server.customerSays('hello', id);
    }
    await until(async () => (await stores.sessions.listUnanswered(100)).length === 0);
    await server.turns.idle();
    expect(most).toBe(3);
    for (const id of ids) expect(await log(id)).toContain('ai_agent: answer to 0');
  });

  test('one that waits for a place is cancelled without having begun', async () => {
    const held = new HeldStage('detect');
    await start(held, { concurrency: 1 });
    await server.open('t');
    await server.customerSays('hello');
    await server.customerSays('hello', 't');
    server.turns.cancel('t');
    held.letGo();
    await server.turns.idle();
    expect(await log('t')).toEqual(['customer: hello']);
  });

  test('recover answers what an earlier process left unanswered, each message once', async () => {
    const held = new HeldStage('compose');
    await start(held);
    for (const id of ['answered', 'manual', 'left', 'left too']) await server.open(id);
    await server.personSays('I am here.', 'manual');
    for (const id of ['manual', 'left', 'left too']) await server.customerSays('hello', id);
    await until(() => held.reached === 2);
    stores.writer.kill();

    stores = openMemory({ db: stores.db, clock: stores.clock });
    const old = server;
    server = await TestApp.start({ ...stores });
    await server.turns.idle();
    expect(await log('manual')).toEqual(['human_agent: I am here.', 'customer: hello']);
    for (const id of ['left', 'left too']) {
      expect((await log(id)).filter((line) => line === 'ai_agent: answer to 0')).toHaveLength(1);
    }
    expect(await server.turns.recover()).toBe(0);
    await old.feed[Symbol.asyncDispose]();
  });
});

describe('the end', () => {
  test('running turns may finish, waiting ones are left to the next process', async () => {
    const held = new HeldStage('compose');
    await start(held, { concurrency: 1 });
    await server.open('t');
    await server.customerSays('hello');
    await until(() => held.reached === 1);
    const dropped = vi.fn<(offset: number | null) => void>();
    server.turns.start('t', { traceId: newTraceId(), unprompted: true, onAcknowledged: dropped });
    const closed = server.turns[Symbol.asyncDispose]();
    expect(dropped).toHaveBeenCalledExactlyOnceWith(null);
    held.letGo();
    await closed;
    expect(await log()).toEqual(['customer: hello', ...ANSWER]);
    const late = vi.fn<() => void>();
    server.turns.start('t', { traceId: newTraceId(), unprompted: true, onEnd: late });
    expect(late).toHaveBeenCalledOnce();
    expect(await log('t')).toEqual([]);
  });

  test('one that does not finish is cancelled, and its message stays unanswered for the next process', async () => {
    const held = new HeldStage('compose');
    await start(held);
    await server.customerSays('hello');
    await until(() => held.reached === 1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const closed = server.turns[Symbol.asyncDispose]();
      vi.advanceTimersByTime(2000);
      await closed;
    } finally {
      vi.useRealTimers();
    }
    expect((await log()).slice(-2)).toEqual(['ai_agent cancelled', 'ai_agent completed']);
    expect(await stores.sessions.listUnanswered(10)).toEqual(['s']);
  });
});
