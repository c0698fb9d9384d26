import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EmbeddedMessageChecker } from '../adapters/embedded/embedded-message-checker.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { PROMISE_SENTENCES } from '../testing/promise-sentences.ts';
import { AI_TRANSITION, scriptedStages } from '../testing/scripted-stages.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';

let stores: MemoryFixture;
let server: TestApp;
beforeAll(async () => {
  stores = openMemory();
  // A model that calls no tool and says what it was asked to say, word for word.
  const stages = scriptedStages({
    compose: ({ latest }, { handoff }) => ({
      messages: [{ text: handoff === null ? (latest?.text ?? '') : AI_TRANSITION }],
      confidence: 1,
      state: {},
    }),
  });
  const detect = { detect: async () => [], review: async () => [], explain: async () => null };
  const checker = new EmbeddedMessageChecker();
  server = await TestApp.start({ ...stores, stages: { ...stages, triggers: detect, checker } });
});
afterAll(() => server[Symbol.asyncDispose]());

/** What came of a turn that composed this text: the promise must not stand in the log with nobody on the way. */
async function outcomeOf(sessionId: string, text: string): Promise<{ said: boolean; asked: boolean }> {
  await server.open(sessionId);
  await server.customerSays(text, sessionId);
  await server.turns.idle();
  const log = await showLog(stores.sessions, sessionId);
  const open = await stores.sessions.readOpenHandoff(sessionId);
  return { said: log.includes(`ai_agent: ${text}`), asked: open !== null };
}

describe('H3.3 two hundred promises without a tool call, in eight languages', () => {
  test('there are so many', () => {
    expect(Object.values(PROMISE_SENTENCES).map((sentences) => new Set(sentences).size)).toEqual(
      Array(8).fill(25),
    );
  });

  test.each(Object.entries(PROMISE_SENTENCES))(
    '%s: all make a handoff, and none is said',
    async (language, sentences) => {
      const broken: string[] = [];
      for (const [index, text] of sentences.entries()) {
        const { said, asked } = await outcomeOf(`${language}-${index}`, text);
        if (said || !asked) broken.push(text);
      }
      expect(broken).toEqual([]);
    },
  );

  test('an answer without a promise is said', async () => {
    for (const text of ['Your parcel is on its way.', 'Would you like me to get a colleague?']) {
      expect(await outcomeOf(text, text)).toEqual({ said: true, asked: false });
    }
  });
});
