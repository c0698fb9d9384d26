import type { MessageData } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeAgent } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { PlainStages, say } from '../testing/plain-stages.ts';
import { AI_TRANSITION } from '../testing/scripted-stages.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { turnsOfTheLoop, until } from '../testing/until.ts';

let stores: MemoryFixture;
let server: TestApp;
let plain: PlainStages;
beforeEach(async () => {
  stores = openMemory();
  plain = new PlainStages();
  await start();
  await stores.directory.putAgent(makeAgent({ messageOutputMode: 'stream' }));
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

async function start(): Promise<void> {
  server = await TestApp.start({ ...stores, stages: plain.stages });
}

const log = (): Promise<string[]> => showLog(stores.sessions, 's');

/** The AI's messages as they are stored now. */
async function said(): Promise<{ message: string; chunks: MessageData['chunks'] }[]> {
  const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
  return events
    .filter(({ kind, source }) => kind === 'message' && source === 'ai_agent')
    .map(({ data }) => JSON.parse(data) as MessageData)
    .map(({ message, chunks }) => ({ message, chunks }));
}

/** The composer writes these pieces, waiting before each until it is let go on. */
function writes(pieces: readonly string[], end = pieces.join('')): { next(): void; readonly at: number } {
  let at = 0;
  let wanted = 0;
  plain.compose = async (context, { onText }) => {
    for (; at < pieces.length; at += 1) {
      await until(() => wanted > at || context.signal.aborted);
      context.signal.throwIfAborted();
      await onText?.(pieces.slice(0, at + 1).join(''));
    }
    return say(end);
  };
  return {
    next: () => (wanted += 1),
    get at() {
      return at;
    },
  };
}

async function write(pieces: readonly string[], end?: string): Promise<void> {
  const writing = writes(pieces, end);
  pieces.forEach(() => writing.next());
  await server.customerSays('hello');
  await server.turns.idle();
}

describe('an answer that is shown while it is written', () => {
  test('is one message that grows, and ends with null together with the turn', async () => {
    const writing = writes(['One. ', 'Two.']);
    await server.customerSays('hello');
    writing.next();
    await until(() => writing.at === 1);
    expect(await said()).toEqual([{ message: 'One. ', chunks: ['One. '] }]);
    writing.next();
    await server.turns.idle();
    expect(await said()).toEqual([{ message: 'One. Two.', chunks: ['One. ', 'Two.', null] }]);
    expect(await log()).toEqual([
      'customer: hello',
      'ai_agent acknowledged',
      'ai_agent processing',
      'ai_agent typing',
      'ai_agent: One. Two.',
      'ai_agent ready',
      'ai_agent completed',
    ]);
    expect(await server.session()).toMatchObject({ answeredOffset: 0 });
    expect(await stores.sessions.listUnfinished(10)).toEqual([]);
  });

  test('wakes its readers each time it grows', async () => {
    let woken = 0;
    const subscription = stores.wakeUps.subscribe('s', () => (woken += 1));
    const writing = writes(['One. ', 'Two.']);
    await server.customerSays('hello');
    writing.next();
    await until(() => writing.at === 1);
    const before = woken;
    writing.next();
    await until(() => writing.at === 2);
    expect(woken).toBeGreaterThan(before);
    subscription.cancel();
  });

  test('is stored as an ordinary message by a composer that does not write it piece by piece', async () => {
    plain.compose = async () => say('All at once.');
    await server.customerSays('hello');
    await server.turns.idle();
    expect(await said()).toEqual([{ message: 'All at once.', chunks: undefined }]);
  });

  test('is replaced where the composer settled on something else', async () => {
    await write(['I think '], 'No idea.');
    expect(await said()).toEqual([{ message: 'No idea.', chunks: ['No idea.', null] }]);
  });

  test('is not written piece by piece where only templates may be said', async () => {
    await stores.directory.putAgent(
      makeAgent({ messageOutputMode: 'stream', compositionMode: 'strict_canned' }),
    );
    await write(['One. '], 'A template.');
    expect(await said()).toEqual([{ message: 'A template.', chunks: undefined }]);
  });

  test('H2.1: stops when a person takes over, and shows no word after his', async () => {
    const writing = writes(['One. ', 'Two. ', 'Three.']);
    await server.customerSays('hello');
    writing.next();
    await until(() => writing.at === 1);
    await server.personSays('Let me.');
    writing.next();
    writing.next();
    await server.turns.idle();
    expect(await said()).toEqual([{ message: 'One. ', chunks: ['One. ', null] }]);
    expect((await log()).slice(-2)).toEqual(['system cancelled', 'human_agent: Let me.']);
    expect(await stores.sessions.listUnfinished(10)).toEqual([]);
  });

  test('H2.1: is refused by the store when somebody else holds the session, whatever the turn has heard of it', async () => {
    const writing = writes(['One. ', 'Two. ']);
    await server.customerSays('hello');
    writing.next();
    await until(() => writing.at === 1);
    const control = { mode: 'manual', holder: { kind: 'external' }, epoch: 1 } as const;
    await stores.sessions.commit({ sessionId: 's', events: [], control });
    writing.next();
    await server.turns.idle();
    expect(await said()).toEqual([{ message: 'One. ', chunks: ['One. ', null] }]);
  });

  test('ends although it was cancelled while its first words were on their way into the store', async () => {
    await server[Symbol.asyncDispose]();
    const held = Promise.withResolvers<void>();
    let hold = false;
    stores = openMemory({ beforeBatch: async () => (hold ? held.promise : undefined) });
    await start();
    await stores.directory.putAgent(makeAgent({ messageOutputMode: 'stream' }));
    await server.open();
    let shown = false;
    plain.compose = async (_context, { onText }) => {
      hold = true;
      const showing = onText?.('One. ');
      shown = true;
      await showing;
      return say('One. ');
    };
    await server.customerSays('hello');
    await until(() => shown);
    await turnsOfTheLoop(3);
    server.turns.cancel('s');
    await turnsOfTheLoop(3);
    hold = false;
    held.resolve();
    await server.turns.idle();
    expect(await said()).toEqual([{ message: 'One. ', chunks: ['One. ', null] }]);
    expect(await stores.sessions.listUnfinished(10)).toEqual([]);
  });

  test('H2: ends as it stands when a newer message comes, which is answered', async () => {
    const writing = writes(['One. ', 'Two.']);
    await server.customerSays('hello');
    writing.next();
    await until(() => writing.at === 1);
    plain.compose = async () => say('Answer.');
    await server.customerSays('wait');
    await server.turns.idle();
    expect(await said()).toEqual([
      { message: 'One. ', chunks: ['One. ', null] },
      { message: 'Answer.', chunks: undefined },
    ]);
  });

  test('ends as it stands when the composer fails, and a person comes', async () => {
    plain.compose = async (_context, { onText }) => {
      await onText?.('One. ');
      throw new Error('no words');
    };
    await server.customerSays('hello');
    await server.turns.idle();
    expect(await said()).toEqual([{ message: 'One. ', chunks: ['One. ', null] }]);
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({ reason: 'ai_error' });
  });

  test.each([
    [['Hello. ', 'I promise you a colleague.'], 'Hello. '],
    [['Hello. I pro', 'mise you a colleague.'], 'Hello. I pro'],
    [['I promise you a colleague.'], null],
  ])('H3.3: a promise of a person is never shown, it is kept: %j', async (pieces, shown) => {
    await write([...pieces, ' More.']);
    const messages = (await said()).map(({ message, chunks }) => [message, chunks?.at(-1)]);
    expect(messages).toEqual([...(shown === null ? [] : [[shown, null]]), [AI_TRANSITION, undefined]]);
    expect(await stores.sessions.readOpenHandoff('s')).toMatchObject({
      stage: 'queued',
      evidence: [{ trigger: 'transfer-promise', quote: 'promise' }],
    });
  });

  test('is closed after a crash, and the customer is answered once', async () => {
    const writing = writes(['One. ', 'Two.']);
    await server.customerSays('hello');
    writing.next();
    await until(() => writing.at === 1);
    stores.writer.kill();
    const old = server;
    stores = openMemory({ db: stores.db, clock: stores.clock });
    plain = new PlainStages();
    plain.compose = async () => say('Answer.');
    await start();
    await server.turns.idle();
    expect(await said()).toEqual([
      { message: 'One. ', chunks: ['One. ', null] },
      { message: 'Answer.', chunks: undefined },
    ]);
    expect(await stores.sessions.listUnfinished(10)).toEqual([]);
    await old.feed[Symbol.asyncDispose]();
  });
});

test('H4.7 an answer that was shown while a person could not be asked for stands once, with why behind it', async () => {
  for (let count = 0; count < 6; count++) {
    await server.button();
    await server.command({ do: 'withdraw' });
  }
  const evidence = { trigger: 'low-confidence', offset: null, score: 0.2, threshold: 0.4, quote: null };
  plain.stages.triggers.review = async () => [{ reason: 'low_confidence', evidence }];
  await server.customerSays('hello');
  await write(['It may ', 'be open.']);
  await server.turns.idle();
  const told = await said();
  expect(told.map(({ message }) => message)).toEqual([
    'It may be open.',
    expect.stringContaining('very often'),
  ]);
  expect(told[0]?.chunks?.at(-1)).toBeNull();
  expect(await stores.sessions.countHandoffs({})).toBe(6);
});
