import { openEncoder } from '@baton/encoder';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { IntentIndexes } from '../../encoder/intent-indexes.ts';
import { embeddedStages } from '../embedded-stages.ts';
import { behaviourOf, guideline } from '../testing/behaviour.ts';
import { Conversation } from '../testing/conversation.ts';
import { entriesOf } from './meanings.ts';
import type { Meanings } from './meanings.ts';

const behaviour = behaviourOf([
  guideline('refund', { say: 'REFUND', examples: ['I want my money back', 'Please refund my order'] }),
  guideline('hours', { say: 'HOURS', examples: ['When are you open?', 'What are your opening hours?'] }),
  guideline('password', { say: 'PASSWORD', examples: ['I forgot my password', 'I cannot log in'] }),
  guideline('delivery', { say: 'DELIVERY', examples: ['Where is my parcel?', 'My order has not arrived'] }),
]);

let meanings: Meanings;
let encoder: Awaited<ReturnType<typeof openEncoder>>;
beforeAll(async () => {
  encoder = await openEncoder();
  meanings = new IntentIndexes(encoder);
  await meanings.prepare(entriesOf(behaviour));
});
afterAll(() => encoder[Symbol.asyncDispose]());

async function answer(text: string, by: Meanings | undefined): Promise<string | undefined> {
  const chat = new Conversation(embeddedStages(by === undefined ? {} : { meanings: by }), behaviour);
  chat.write('customer', 'Jo', text);
  return (await chat.turn()).messages[0];
}

test.each([
  ['I have been locked out of my account', 'PASSWORD'],
  ['my credentials no longer work', 'PASSWORD'],
  ['my sign in fails', 'PASSWORD'],
])('“%s” shares no word with an example, and its meaning does', async (text, wanted) => {
  expect(await answer(text, undefined)).not.toBe(wanted);
  expect(await answer(text, meanings)).toBe(wanted);
});

test('what words alone find is found with meanings too', async () => {
  for (const { examples, say } of behaviour.guidelines) {
    for (const example of examples) expect(await answer(example, meanings)).toBe(say);
  }
});

test('an encoder that fails leaves it to the words', async () => {
  const failing: Meanings = { prepare: async () => undefined, rank: () => Promise.reject(new Error('gone')) };
  expect(await answer('I want my money back', failing)).toBe('REFUND');
});

test('an encoder that does not answer is not waited for', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const silent: Meanings = { prepare: async () => undefined, rank: () => new Promise(() => undefined) };
    const said = answer('I want my money back', silent);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await said).toBe('REFUND');
  } finally {
    vi.useRealTimers();
  }
});
