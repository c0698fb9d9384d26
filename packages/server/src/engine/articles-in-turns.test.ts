import type { MessageData } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { article } from '../testing/make-behaviour.ts';
import { makeAgent } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { PlainStages } from '../testing/plain-stages.ts';
import { TestApp } from '../testing/test-app.ts';

const LUGGAGE = article('Luggage allowance', 'You may take one bag of 23 kg.', {
  url: 'https://fly.example/luggage',
});
const CITATION = { article_id: LUGGAGE.id, title: LUGGAGE.title, url: LUGGAGE.url };

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

async function hear(message: string): Promise<void> {
  await server.customerSays(message);
  await server.turns.idle();
}

async function answers(): Promise<MessageData[]> {
  const events = await stores.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100 });
  return events
    .filter(({ kind, source }) => kind === 'message' && source === 'ai_agent')
    .map(({ data }) => JSON.parse(data) as MessageData);
}

function cite(text: string): void {
  plain.compose = async (_context, { onText }) => {
    await onText?.(text.slice(0, 5));
    return { messages: [{ text, citations: [CITATION] }], confidence: 1, state: {} };
  };
}

describe('in a turn articles', () => {
  test('near to the message are given to the composer, before what retrievers found; others are not', async () => {
    const kept = { ...LUGGAGE, id: 'for all', tags: [] };
    server.behaviours.define('article', article('Wi-Fi', 'There is no internet on board.'));
    server.behaviours.define('article', { ...LUGGAGE, id: 'of another', tags: ['agent:other'] });
    await server.behaviours.apply([{ op: 'put', kind: 'article', record: kept }]);
    server.behaviours.bindAgent('agent', () => ({
      retrievers: [{ id: 'own', retrieve: async () => ({ data: 'own' }) }],
    }));
    await hear('what is the luggage allowance');
    expect(plain.last.retrieved).toEqual([
      [
        {
          article_id: 'for all',
          title: 'Luggage allowance',
          text: 'You may take one bag of 23 kg.',
          relevance: expect.any(Number),
          url: LUGGAGE.url,
        },
      ],
      'own',
    ]);
    await hear('xyzzy');
    expect(plain.last.retrieved).toEqual(['own']);
  });

  test('that cannot be searched leave an answer without them', async () => {
    server.behaviours.define('article', LUGGAGE);
    Object.assign(server.app, { articleSearch: { search: () => Promise.reject(new Error('broken')) } });
    await hear('what is the luggage allowance');
    expect((await answers()).map(({ message }) => message)).toEqual(['nothing to do']);
    const [trace] = await stores.traces.list({ sessionId: 's', limit: 1 });
    expect(trace?.record.fallbacks).toEqual([{ stage: 'retriever articles', reason: 'failed' }]);
  });
});

describe('what an answer cites', () => {
  test('is in the message', async () => {
    cite('One bag.');
    await hear('luggage');
    expect(await answers()).toMatchObject([{ message: 'One bag.', citations: [CITATION] }]);
  });

  test('is in the last message of an answer in parts', async () => {
    cite(`${'One bag of 23 kg is free. '.repeat(12)}\n\nThe second costs 40 euros.`);
    await hear('luggage');
    const said = await answers();
    expect(said.map(({ citations }) => citations)).toEqual([undefined, [CITATION]]);
  });

  test('is in a message that was shown while it was written', async () => {
    await stores.directory.putAgent(makeAgent({ messageOutputMode: 'stream' }));
    cite('One bag.');
    await hear('luggage');
    expect(await answers()).toMatchObject([
      { message: 'One bag.', chunks: ['One b', 'ag.', null], citations: [CITATION] },
    ]);
  });
});

test('an agent’s articles stay one array until one of them changes', async () => {
  const agent = makeAgent();
  server.behaviours.define('article', LUGGAGE);
  const before = server.behaviours.of(agent).articles;
  server.behaviours.define('term', {
    id: 't',
    createdAt: 1,
    name: 't',
    description: 't',
    synonyms: [],
    tags: [],
  });
  expect(server.behaviours.of(agent).articles).toBe(before);
  const wifi = article('Wi-Fi', 'None.');
  await server.behaviours.apply([{ op: 'put', kind: 'article', record: wifi }]);
  expect(server.behaviours.of(agent).articles).toEqual([LUGGAGE, wifi]);
  expect(server.behaviours.articlesOf({ id: 'agent', tags: ['vip'] })).toBe(
    server.behaviours.of(agent).articles,
  );
});
