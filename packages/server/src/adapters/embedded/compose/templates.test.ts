import { describe, expect, test } from 'vitest';
import type { CannedCandidate } from '../../../core/canned/canned-candidate.ts';
import type { ComposedMessage, CompositionInput } from '../../../ports/engine-stages.ts';
import { compositionInput } from '../../../testing/composition-input.ts';
import { embeddedStages } from '../embedded-stages.ts';
import { behaviourOf, guideline } from '../testing/behaviour.ts';
import { Conversation } from '../testing/conversation.ts';
import { answerFromRetrieved } from './answer-from-retrieved.ts';
import { NO_TEMPLATE_FITS } from './choose-canned.ts';

const stages = embeddedStages();
const returns = guideline('returns', { say: 'You can send it back within 30 days.' });

function template(
  id: string,
  text: string,
  signals: readonly string[] = [],
  generative: readonly string[] = [],
): CannedCandidate {
  return { id, text, signals, generative, metadata: { id } };
}

async function compose(text: string, over: Partial<CompositionInput>): Promise<readonly ComposedMessage[]> {
  const chat = new Conversation(stages, behaviourOf([returns]));
  chat.write('customer', 'Jo', text);
  return (await stages.composer.compose(chat.context(), compositionInput(over))).messages;
}

const RETURNS = template('r', 'Returns are free for 30 days; send it back any time.', [
  'send it back within 30 days',
]);
const HELLO = template('h', 'Good day to you.', ['hello', 'hi there']);
const PERSON = template('p', 'A person from our team will take over.', ['a person takes over']);
const matches = [{ guideline: returns, score: 1, rationale: '' }];

describe('a strict agent', () => {
  test('says a template, with what it stands for and its metadata', async () => {
    expect(
      await compose('Can I return this?', { mode: 'strict_canned', canned: [HELLO, RETURNS], matches }),
    ).toEqual([
      {
        text: RETURNS.text,
        draft: 'You can send it back within 30 days.',
        cannedResponses: [['r', RETURNS.text]],
        metadata: { id: 'r' },
      },
    ]);
  });

  test.each([
    ['no template', []],
    ['none that fits', [template('x', 'Our planes are blue.')]],
    [
      'none whose fields are filled',
      [template('x', 'Send it back within {{ generative.days }}', [], ['days'])],
    ],
  ])('with %s says that it does not understand', async (_name, canned) => {
    const [message] = await compose('Can I return this?', { mode: 'strict_canned', canned, matches });
    expect(message).toEqual({ text: NO_TEMPLATE_FITS });
  });

  test('says the one that was made for what applies now', async () => {
    const bound = { ...template('x', 'Any time, free of charge.'), bound: true };
    const [message] = await compose('Can I return this?', {
      mode: 'strict_canned',
      canned: [HELLO, bound],
      matches,
    });
    expect(message?.text).toBe('Any time, free of charge.');
  });

  test('H3.2: leaves the transition to the desk unless a template says it', async () => {
    const handoff = { reason: 'customer_requested', available: null };
    expect(await compose('a human please', { mode: 'strict_canned', canned: [HELLO], handoff })).toEqual([]);
    const [said] = await compose('a human please', {
      mode: 'strict_canned',
      canned: [HELLO, PERSON],
      handoff,
    });
    expect(said?.text).toBe(PERSON.text);
  });
});

test('a fluid agent with templates says one only when it is surely meant', async () => {
  const say = async (canned: readonly CannedCandidate[]): Promise<string | undefined> =>
    (await compose('Can I return this?', { mode: 'canned_fluid', canned, matches }))[0]?.text;
  expect(await say([RETURNS])).toBe(RETURNS.text);
  expect(await say([HELLO])).toBe('You can send it back within 30 days.');
});

describe('what retrievers found', () => {
  const found = [
    [
      { question: 'How much luggage may I take?', answer: 'One bag of 23 kg.' },
      { question: 'Can I take my dog?', answer: 'Small dogs travel in the cabin for 60 euros.' },
    ],
    { articles: [{ title: 'Seats', text: 'Seats by the window cost 12 euros.' }] },
    'We fly to Oslo every day.',
  ];
  test.each([
    ['can my dog come with me', 'Small dogs travel in the cabin for 60 euros.'],
    ['what does a window seat cost', 'Seats by the window cost 12 euros.'],
    ['do you fly to Oslo', 'We fly to Oslo every day.'],
    ['where is my refund', undefined],
  ])('%s', (question, answer) => {
    expect(answerFromRetrieved(found, question)?.text).toBe(answer);
  });

  test('is the answer when nothing else is', async () => {
    const [message] = await compose('how much luggage may I take', { retrieved: found });
    expect(message?.text).toBe('One bag of 23 kg.');
  });

  test('names the article it stands in, and where that is found', async () => {
    const article = {
      article_id: 'a',
      title: 'Luggage',
      text: 'One bag.',
      url: 'https://fly.example/bags',
      relevance: 0.9,
    };
    const [message] = await compose('how much luggage may I take', { retrieved: [[article]] });
    expect(message).toEqual({
      text: 'One bag.\nLuggage: https://fly.example/bags',
      citations: [{ article_id: 'a', title: 'Luggage', url: 'https://fly.example/bags' }],
    });
  });

  describe('of an article', () => {
    const text = [
      'Passengers may bring pets.',
      '## Dogs',
      'A **dog** travels in a [box](https://fly.example/box).',
      'You need for snakes:',
      '- a permit',
      'Parrots stay at home.',
    ].join('\n\n');
    const article = { article_id: 'a', title: 'Animals', text, relevance: 0.9 };
    test.each([
      ['does my dog need a box', 'Dogs\n\nA dog travels in a box (https://fly.example/box).'],
      ['what do I need for a snake', 'You need for snakes:\n\n- a permit'],
      ['can my parrot come', 'Parrots stay at home.'],
    ])('the paragraph is said that answers, without marks: %s', async (question, said) => {
      expect((await compose(question, { retrieved: [[article]] }))[0]?.text).toBe(said);
    });

    test('all of the passage is said where none of them clearly does', async () => {
      const [message] = await compose('what about animals', { retrieved: [[article]] });
      expect(message?.text).toContain('Passengers may bring pets.');
      expect(message?.text).toContain('Parrots stay at home.');
    });
  });

  test('whatever it is, it is read in bounds', () => {
    const big = Array.from({ length: 500 }, (_, i) => ({
      title: `Title ${i}`,
      text: 'dogs and cats. '.repeat(500),
    }));
    const answer = answerFromRetrieved([big, null, 5, true, { a: { b: [1, { c: null }] } }], 'dogs and cats');
    expect(answer?.text.length).toBeLessThanOrEqual(700);
  });
});

test('instructions for this answer are said with it', async () => {
  const instructions = [{ action: 'Tell the customer that the shop is closed tomorrow' }];
  const [message] = await compose('Can I return this?', { matches, instructions });
  expect(message?.text).toBe('You can send it back within 30 days. The shop is closed tomorrow.');
});
