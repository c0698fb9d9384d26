import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BatonClient, AssistClient } from '@baton/client';
import type { Assist } from '@baton/protocol';
import { Server } from './sdk/server.ts';
import { CustomerChat } from './testing/customer-chat.ts';
import { refuses, saysJson } from './testing/model-server/behaviour.ts';
import { ModelServer } from './testing/model-server/model-server.ts';
import { TempFolder } from './testing/temp-folder.ts';

const KEY = 'sk-marker-0123456789abcdef';
const answers = (message: string): ReturnType<typeof saysJson> =>
  saysJson(() => ({ message, confidence: 0.9 }));

let first: ModelServer;
let second: ModelServer;
beforeAll(async () => {
  [first, second] = await Promise.all([ModelServer.start(), ModelServer.start()]);
});
afterEach(() => {
  first.forget();
  second.forget();
});
afterAll(async () => {
  await first[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
});

/** What a server with these variables answers to a greeting, and the record of that turn. */
async function answerOf(env: Readonly<Record<string, string>>): Promise<{ said: string; record: string }> {
  using folder = new TempFolder();
  await using server = await Server.start(
    {
      port: 0,
      database: `sqlite:${folder.join('a.db')}`,
      env: {
        BATON_LOG_LEVEL: 'silent',
        BATON_ENCODER: 'off',
        BATON_MODEL_RETRIES: '0',
        OPENAI_BASE_URL: `${first.url}/v1`,
        ANTHROPIC_BASE_URL: `${second.url}/v1`,
        ...env,
      },
    },
    async (author) => void (await author.createAgent({ name: 'Ada', preamble: { after: null } })),
  );
  const agent = await server.findAgent('Ada');
  const chat = await CustomerChat.open(server.url, agent!.id);
  const { messages } = await chat.say('Hello there');
  const traces = `${server.url}/sessions/${chat.sessionId}/traces`;
  let record = '';
  await expect
    .poll(async () => (record = await (await fetch(traces)).text()), { interval: 10 })
    .toContain('guidelines');
  return { said: messages.join('\n'), record };
}

test('without a key the embedded engine answers, and nobody is asked', async () => {
  const { said } = await answerOf({});
  expect(said).toMatch(/^Hello/);
  expect([...first.asked, ...second.asked]).toEqual([]);
});

test('a key is enough to be answered by a model, and stands in no record', async () => {
  first.otherwise(answers('The model greets you.'));
  const { said, record } = await answerOf({ OPENAI_API_KEY: KEY });
  expect(said).toBe('The model greets you.');
  expect(record).toContain('openai:');
  expect(record).toContain('"fallbacks":[]');
  expect(record).not.toContain(KEY);
});

test('where the first provider fails the second answers', async () => {
  first.otherwise(refuses(500));
  second.otherwise(answers('The second greets you.'));
  const { said } = await answerOf({ OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY });
  expect(said).toBe('The second greets you.');
  expect(first.asked.length).toBeGreaterThan(0);
});

test('where all providers fail the embedded engine answers, and the record says so', async () => {
  first.otherwise(refuses(500));
  second.otherwise(refuses(500));
  const { said, record } = await answerOf({ OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY });
  expect(said).toMatch(/^Hello/);
  expect(record).toMatch(/"fallbacks":\[\{"stage":"compose"/);
  expect(record).not.toContain(KEY);
});

/** What is suggested to an operator, by whom; and how often a model was asked for it. */
async function suggested(
  env: Readonly<Record<string, string>>,
  by: string | undefined,
): Promise<{ assist: Assist; asked: number }> {
  using folder = new TempFolder();
  await using server = await Server.start(
    {
      port: 0,
      database: `sqlite:${folder.join('a.db')}`,
      env: { BATON_LOG_LEVEL: 'silent', BATON_ENCODER: 'off', BATON_MODEL_RETRIES: '0', ...env },
    },
    async (author) => {
      const agent = await author.createAgent({ name: 'Ada' });
      agent.addArticles([{ title: 'How to return shoes', body: 'You can return shoes within 30 days.' }]);
    },
  );
  const baton = new BatonClient({ baseUrl: server.url });
  const help = new AssistClient({ baseUrl: server.url });
  const agent = await server.findAgent('Ada');
  const { id } = await baton.createSession({ agent_id: agent!.id });
  const held = await baton.takeOver(id, { operator: { id: 'mia', name: 'Mia' } });
  await baton.createEvent(id, { kind: 'message', source: 'customer', message: 'How do I return shoes?' });
  // While a model is asked there is none yet.
  await expect.poll(async () => (await help.readAssist(held.id)).suggestion?.by).toBe(by);
  const asked = first.asked.filter((each) => JSON.stringify(each).includes('Draft the reply'));
  return { assist: await help.readAssist(held.id), asked: asked.length };
}

test.each([
  ['on', 1, 'engine'],
  ['embedded', 0, 'engine'],
  ['off', 0, undefined],
] as const)('H8.1 BATON_SUGGESTIONS=%s: a model is asked %d times for a reply', async (choice, times, by) => {
  first.otherwise(refuses(500));
  const model = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${first.url}/v1` };
  const { assist, asked } = await suggested({ ...model, BATON_SUGGESTIONS: choice }, by);
  expect(asked).toBe(times);
  expect(assist.articles.map(({ title }) => title)).toEqual(['How to return shoes']);
  // Drafts in other words are asked for by a click.
  expect(assist.model).toBe(true);
});
