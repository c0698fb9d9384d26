import { describe, expect, test } from 'vitest';
import { article } from '../../../testing/make-behaviour.ts';
import { embeddedStages } from '../embedded-stages.ts';
import { behaviourOf, guideline } from '../testing/behaviour.ts';
import { Conversation } from '../testing/conversation.ts';

const policy = guideline('policy', {
  say: 'What is your policy number?',
  examples: ['explain my policy to me', 'what does my policy cover', 'my policy'],
});
const articles = [
  article('cancelling', 'At the end of each year.', { title: 'How to cancel a policy' }),
  article('address', 'In the customer portal.', { title: 'Change your address' }),
];

async function matched(text: string, known = articles): Promise<string[]> {
  const behaviour = { ...behaviourOf([policy]), articles: known };
  const { matches } = await new Conversation(embeddedStages(), behaviour).say(text);
  return matches.filter(({ score }) => score >= 0.55).map(({ guideline: { id } }) => id);
}

describe('a message that an article’s title is nearer to', () => {
  test('follows no guideline for a few words that they share', async () => {
    expect(await matched('cancel my policy', [])).toEqual(['policy']);
    expect(await matched('cancel my policy')).toEqual([]);
  });

  test('and one that a guideline is nearer to follows it all the same', async () => {
    expect(await matched('what does my policy cover')).toEqual(['policy']);
    expect(await matched('explain my policy')).toEqual(['policy']);
  });

  test('names it in passing: what the rest asks for is followed', async () => {
    expect(await matched('I had to change my address, now explain my policy to me')).toContain('policy');
  });
});
