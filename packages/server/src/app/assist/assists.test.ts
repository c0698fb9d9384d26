import type { Assist, StreamFrame } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReplySuggester, SuggestRequest } from '../../ports/reply-suggester.ts';
import { article } from '../../testing/make-behaviour.ts';
import { ANNA, BEN, makeMessage } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { TestApp } from '../../testing/test-app.ts';
import { turnsOfTheLoop, until } from '../../testing/until.ts';
import { deleteSessions } from '../delete-sessions.ts';
import type { FeedSubject } from '../feed/console-feed.ts';
import { digestOf } from './digest-of.ts';

let stores: MemoryFixture;
let server: TestApp;
/** What the suggester was asked, and what it answers by question. */
let asked: SuggestRequest[];
let writing: Map<string, (onText: (text: string) => void, signal: AbortSignal) => Promise<string | null>>;
const streams: Disposable[] = [];

const suggester: ReplySuggester = {
  streams: true,
  async suggest(request, onText) {
    asked.push(request);
    const write = writing.get(request.question);
    const text = write === undefined ? `Reply to ${request.question}` : await write(onText, request.signal);
    const sources = [{ kind: 'article' as const, id: 'a', title: 'A' }];
    return text === null ? null : { text, by: 'model', sources, confidence: 0.9 };
  },
};

beforeEach(async () => {
  asked = [];
  writing = new Map();
  stores = openMemory();
  server = await TestApp.start({ ...stores, assistEngine: { replySuggester: suggester } });
  server.behaviours.define('article', article('Shoes', 'You can return shoes within 30 days.'));
  await server.open();
  await server.button();
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

interface Reader {
  /** The frames `assist` that have come since it was asked last. */
  next(): Promise<Assist[]>;
}

/** A console that is open. */
async function reads(subject: Partial<FeedSubject> = {}): Promise<Reader> {
  const whole: FeedSubject = { admin: false, operatorId: ANNA.id, watched: new Set(['s']), ...subject };
  const subscription = server.feed.subscribe(() => undefined, whole.operatorId);
  streams.push({ [Symbol.dispose]: () => subscription.cancel() });
  let { cursor } = await server.feed.after(null, whole);
  return {
    async next() {
      await settle();
      const page = await server.feed.after(cursor, whole);
      cursor = page.cursor;
      const frames = page.frames.map(({ data }) => JSON.parse(data) as StreamFrame);
      return frames.flatMap((frame) => (frame.type === 'assist' ? [frame.assist] : []));
    },
  };
}

async function settle(): Promise<void> {
  await turnsOfTheLoop(5);
  await server.changes.settled();
  await server.assistance.assists.settled();
}

async function accept(operator = ANNA): Promise<void> {
  await server.command({ do: 'accept', operator });
  await settle();
}

async function handoffId(): Promise<string> {
  return (await server.app.sessions.readOpenHandoff('s'))?.id ?? '';
}

async function readAssist(): Promise<Assist | null> {
  const handoff = await server.app.sessions.readOpenHandoff('s');
  return handoff === null ? null : server.assistance.assists.read(handoff, ANNA.id);
}

const textsIn = (assists: readonly Assist[]): (string | null)[] =>
  assists.map(({ suggestion }) => suggestion?.text ?? null);

describe('H8.1 the holder is helped with the newest message', () => {
  test('by his stream: what is found at once, then the reply', async () => {
    await accept();
    const anna = await reads();
    await server.customerSays('How do I return shoes?');
    const frames = await anna.next();
    expect(textsIn(frames)).toEqual([null, 'Reply to How do I return shoes?']);
    expect(frames.at(-1)).toMatchObject({
      handoff_id: await handoffId(),
      session_id: 's',
      suggestion: { state: 'complete', by: 'model', confidence: 0.9 },
      articles: [{ article_id: 'Shoes', passage: 'You can return shoes within 30 days.' }],
      model: false,
    });
  });

  test('nobody else is told: not who watches, not a lead, not an admin', async () => {
    await accept();
    const others = [
      await reads({ operatorId: BEN.id }),
      await reads({ admin: true, operatorId: null }),
      await reads({ admin: true, operatorId: BEN.id }),
    ];
    await reads();
    await server.customerSays('How do I return shoes?');
    for (const other of others) expect(await other.next()).toEqual([]);
  });

  test('a reply grows under one id', async () => {
    await accept();
    const anna = await reads();
    writing.set('Hm?', async (onText) => {
      onText('One.');
      onText('One. Two.');
      return 'One. Two. Three.';
    });
    await server.customerSays('Hm?');
    const frames = (await anna.next()).flatMap(({ suggestion }) => suggestion ?? []);
    expect(frames.map(({ text, state }) => `${text} ${state}`)).toEqual([
      'One. growing',
      'One. Two. growing',
      'One. Two. Three. complete',
    ]);
    expect(new Set(frames.map(({ id }) => id)).size).toBe(1);
  });

  test('three lines in a row are one question; words of others and withheld ones are none', async () => {
    await accept();
    await reads();
    await stores.sessions.commit({
      sessionId: 's',
      events: [makeMessage('human_agent', 'Hello, I am Anna.')],
    });
    for (const line of ['Hello', 'I have shoes', 'can I return them?']) await server.customerSays(line);
    await settle();
    expect(asked.at(-1)?.question).toBe('Hello\nI have shoes\ncan I return them?');
    const count = asked.length;
    const participant = { id: null, display_name: 'C' };
    const data = JSON.stringify({ message: 'You fool', participant, flagged: true, tags: ['harassment'] });
    await stores.sessions.commit({ sessionId: 's', events: [{ ...makeMessage('customer', ''), data }] });
    await settle();
    expect(asked.length).toBe(count);
    expect(JSON.stringify(asked)).not.toContain('You fool');
    expect((await readAssist())?.suggestion).toBeNull();
  });

  test('a message is never kept waiting for it', async () => {
    await accept();
    await reads();
    writing.set('Hm?', () => new Promise(() => undefined));
    await server.customerSays('Hm?');
    expect((await server.session()).lastCustomerOffset).toBeGreaterThan(0);
  });
});

describe('what is out of date', () => {
  test('a newer message ends what is written for the older', async () => {
    await accept();
    const anna = await reads();
    const signals: AbortSignal[] = [];
    writing.set('first', (onText, signal) => {
      signals.push(signal);
      onText('To the first.');
      return new Promise(() => undefined);
    });
    await server.customerSays('first');
    await until(() => signals.length === 1);
    await server.command({ do: 'note', operator: ANNA, text: 'a note' });
    expect(signals[0]?.aborted).toBe(false);
    await server.customerSays('second');
    expect(textsIn(await anna.next()).at(-1)).toBe('Reply to first\nsecond');
    expect(signals[0]?.aborted).toBe(true);
    expect(textsIn(await anna.next())).toEqual([]);
  });

  test('whoever takes it over is helped, who had it is not any more', async () => {
    await accept();
    await server.staff.ensureOperator(BEN);
    const [anna, ben] = [await reads(), await reads({ operatorId: BEN.id })];
    await server.customerSays('first');
    expect(await anna.next()).toHaveLength(2);
    await server.command({ do: 'transfer', operator: ANNA, target: { department: 'support' }, note: null });
    await server.command({ do: 'accept', operator: BEN });
    expect(textsIn(await ben.next()).at(-1)).toBe('Reply to first');
    await server.customerSays('second');
    expect(textsIn(await ben.next()).at(-1)).toContain('second');
    expect(await anna.next()).toEqual([]);
  });

  test('nothing is made once it has ended, nor before it is held', async () => {
    await reads();
    await server.customerSays('while it waits');
    await settle();
    expect(asked).toEqual([]);
    expect(await readAssist()).toBeNull();
    await accept();
    expect(asked).toHaveLength(1);
    await server.command({ do: 'resolve', operator: ANNA, disposition: 'solved', outcome: null });
    await server.customerSays('afterwards');
    await settle();
    expect(asked).toHaveLength(1);
  });

  test('a session that is deleted meanwhile leaves nothing behind', async () => {
    await accept();
    const anna = await reads();
    const signals: AbortSignal[] = [];
    writing.set('Hm?', (_onText, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    await server.customerSays('Hm?');
    await until(() => signals.length === 1);
    await deleteSessions(server.app, ['s']);
    await settle();
    expect(signals[0]?.aborted).toBe(true);
    expect(textsIn(await anna.next())).toEqual([null]);
    expect(stores.db.prepare('SELECT count(*) AS n FROM suggestion').get()).toEqual({ n: 0 });
  });
});

describe('with no console open', () => {
  test('nothing is made until it is asked for', async () => {
    await accept();
    await server.customerSays('How do I return shoes?');
    await settle();
    expect(asked).toEqual([]);
    expect(await readAssist()).toMatchObject({ articles: [{ article_id: 'Shoes' }] });
    await settle();
    expect((await readAssist())?.suggestion?.text).toBe('Reply to How do I return shoes?');
    expect(asked).toHaveLength(1);
  });

  test('where the customer has written nothing there is nothing', async () => {
    await accept();
    expect(await readAssist()).toMatchObject({ offset: null, suggestion: null, articles: [] });
  });

  test('what failed is tried again by the next who asks', async () => {
    await accept();
    writing.set('Hm?', () => Promise.reject(new Error('no')));
    await server.customerSays('Hm?');
    await readAssist();
    await settle();
    writing.delete('Hm?');
    await readAssist();
    await settle();
    expect((await readAssist())?.suggestion?.text).toBe('Reply to Hm?');
  });
});

describe('acceptance is measured', () => {
  test.each([
    ['Reply  to\nshoes ', 'sent'],
    ['Reply to shoes!', 'edited'],
  ])('a reply %j of the suggestion is %s', async (text, used) => {
    await accept();
    const anna = await reads();
    await server.customerSays('shoes');
    const id = (await anna.next()).at(-1)?.suggestion?.id ?? '';
    const handoff = await handoffId();
    await server.assistance.assists.used(handoff, id, text);
    await server.assistance.assists.used(handoff, id, 'again, otherwise');
    expect(await stores.assist.listSuggestions(handoff)).toMatchObject([
      { id, operatorId: ANNA.id, by: 'model', shown: true, used, digest: digestOf('Reply to shoes') },
    ]);
  });

  test('of one that nobody has seen nothing is written but that; who asks for it has seen it', async () => {
    await accept();
    await server.customerSays('shoes');
    const handoff = await server.app.sessions.readOpenHandoff('s');
    if (handoff === null) throw new Error('no handoff');
    await server.assistance.assists.read(handoff, BEN.id);
    await settle();
    expect(await stores.assist.listSuggestions(handoff.id)).toMatchObject([{ shown: false, used: 'none' }]);
    await readAssist();
    expect(await stores.assist.listSuggestions(handoff.id)).toMatchObject([{ shown: true, used: 'none' }]);
  });
});
