import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { embeddedStages } from './embedded-stages.ts';
import { behaviourOf, guideline, recordingTool } from './testing/behaviour.ts';
import { Conversation } from './testing/conversation.ts';

const stages = embeddedStages();
const behaviour = behaviourOf(
  [
    guideline('file', {
      tools: [
        recordingTool(
          'file',
          { what: z.string(), day: z.iso.date(), number: z.string().regex(/^P-\d{4}$/) },
          { data: 'filed' },
          true,
        ),
      ],
      examples: ['I want to file a claim', 'my car was stolen', 'a pipe burst'],
    }),
    guideline('status', {
      tools: [recordingTool('status', { number: z.string() })],
      examples: ['what is the status of my claim'],
    }),
    guideline('hours', { say: 'From 9 to 5.', examples: ['when are you open'] }),
  ],
  [
    {
      id: 't',
      name: 'excess',
      description: 'What you pay yourself.',
      synonyms: ['deductible'],
      createdAt: 0,
      tags: [],
    },
  ],
);

const HOSTILE: Readonly<Record<string, string>> = {
  'one word': 'talk '.repeat(1600),
  'short sentences': 'agent. '.repeat(1150),
  'tiny sentences': 'a.'.repeat(4000),
  'no spaces': 'a'.repeat(8000),
  anagrams: 'gaent person epreson tnaegs '.repeat(290),
  'half rules': 'i will now transfer you to a real live actual '.repeat(170),
  negations: 'i do not want to not talk to a '.repeat(250),
  digits: '1'.repeat(8000),
  'numbers and commas': '1,1.'.repeat(2000),
  'at signs': 'a@a.'.repeat(2000),
  quotes: "'s'd'll".repeat(1100),
  'combining marks': `a${'\u0301'.repeat(7999)}`,
  'long ligatures': '\ufdfa'.repeat(8000),
  'different words': Array.from({ length: 1300 }, (_, index) => `wo${index.toString(36)}rd`).join(' '),
};
/** Far above the 2 ms that are measured, so that a busy machine does not fail it; a catastrophic pattern takes minutes. */
const MOST_MS = 1000;

describe('hostile text', () => {
  test.each(Object.entries(HOSTILE))('%s: fast, and answered', async (_, text) => {
    const chat = new Conversation(stages, behaviour);
    await chat.say('I want to file a claim');
    const before = performance.now();
    const { messages } = await chat.say(text);
    await stages.checker.findTransferPromise(text);
    expect(performance.now() - before).toBeLessThan(MOST_MS);
    expect(messages).toHaveLength(1);
  });
});

test('any conversation is answered with one message a turn', async () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      'I want to file a claim',
      'yes',
      'no',
      'never mind',
      'P-1001',
      'yesterday',
      'human',
      'what?',
      '',
      ' ',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
      const chat = new Conversation(stages, behaviour);
      for (const text of lines) {
        const turn = await chat.say(text);
        expect(turn.messages).toHaveLength(1);
        expect(turn.messages[0]?.trim()).not.toBe('');
        expect(turn.confidence).toBeGreaterThanOrEqual(0);
        expect(turn.confidence).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 150 },
  );
});

test('what applies besides is said after what the tools found', async () => {
  const lookup = recordingTool('lookup', {}, { data: 'It leaves tomorrow.' });
  const chat = new Conversation(
    stages,
    behaviourOf([
      guideline('order', { tools: [lookup], examples: ['When does my blue parcel arrive?'] }),
      guideline('sunday', { say: 'We rest on Sundays.', examples: ['Are you open on Sundays?'] }),
    ]),
  );
  const { messages } = await chat.say('When does my blue parcel arrive? Are you open on Sundays?');
  expect(messages).toEqual(['It leaves tomorrow. We rest on Sundays.']);
});

test('a part of a message that an author foresaw word for word is heard, however short', async () => {
  const chat = new Conversation(
    stages,
    behaviourOf([
      guideline('upset', { examples: ['I am upset'] }),
      guideline('money', { say: 'It comes on Friday.', examples: ['where is my money'] }),
    ]),
  );
  expect((await chat.say('I am upset. Where is my money?')).messages).toEqual(['It comes on Friday.']);
});
