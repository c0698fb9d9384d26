import { describe, expect, test } from 'vitest';
import { embeddedStages } from './embedded-stages.ts';
import { behaviourOf, guideline, recordingTool } from './testing/behaviour.ts';
import { Conversation } from './testing/conversation.ts';

const stages = embeddedStages();
const behaviour = behaviourOf([
  guideline('status', { say: 'It is on its way.', examples: ['Where is my order?'] }),
  guideline('refund', {
    say: 'Would you like to talk to a colleague about it?',
    examples: ['I want my money back'],
  }),
]);

function conversation(): Conversation {
  return new Conversation(stages, behaviour);
}

describe('explicit requests', () => {
  test('H4.4 the evidence holds offset, score, threshold and the words', async () => {
    const chat = conversation();
    chat.write('customer', 'Jo', 'Hello. Where is my order? I want to talk to a human.');
    const found = await stages.triggers.detect(chat.context());
    expect(found).toEqual([
      {
        reason: 'customer_requested',
        evidence: {
          trigger: 'explicit-request',
          offset: 0,
          score: 0.95,
          threshold: 0.7,
          quote: 'I want to talk to a human',
        },
      },
    ]);
  });

  test('a request followed by another line before the turn is not lost', async () => {
    const turn = await conversation().say('I want to talk to a human', 'please', 'are you there?');
    expect(turn.handoff).toBe('customer_requested');
  });

  test('of a flood of long messages the newest are read whole, of the others how they begin', async () => {
    const request = 'I want to talk to a human';
    const padding = 'Why is this so and that not? '.repeat(200);
    const found = async (...texts: string[]): Promise<number | null> => {
      const chat = conversation();
      for (const text of texts) chat.write('customer', 'Jo', text);
      const triggers = await stages.triggers.detect(chat.context());
      return (
        triggers.find(({ evidence }) => evidence.trigger === 'explicit-request')?.evidence.offset ?? null
      );
    };
    const flood = Array.from({ length: 20 }, () => padding);
    expect(await found(`${request}. ${padding}`, ...flood)).toBe(0);
    expect(await found(...flood, padding + request, padding)).toBe(20);
    expect(await found(padding + request, ...flood)).toBeNull();
  });

  test('yes to the offer of a person is a request, no is not', async () => {
    const accepted = conversation();
    expect((await accepted.say('I want my money back')).handoff).toBeNull();
    expect((await accepted.say('yes please')).handoff).toBe('customer_requested');
    const declined = conversation();
    await declined.say('I want my money back');
    expect((await declined.say('no thanks')).handoff).toBeNull();
  });

  test('yes to something else is no request', async () => {
    const chat = conversation();
    await chat.say('Where is my order?');
    expect((await chat.say('yes')).handoff).toBeNull();
  });

  test('words that may be a request are asked about', async () => {
    const chat = conversation();
    const turn = await chat.say('How do I contact customer support?');
    expect(turn).toMatchObject({ handoff: null });
    expect(turn.messages[0]).toMatch(/Would you like me to get a person/);
    expect((await chat.say('yes')).handoff).toBe('customer_requested');
  });
});

describe('H8.4 after a stretch', () => {
  test('100 returns: the request that was dealt with does not fire again', async () => {
    for (let run = 0; run < 100; run += 1) {
      const chat = conversation();
      expect((await chat.say('This is useless!!! Give me a human')).handoff).toBe('customer_requested');
      chat.write('human', 'Maria', 'I took care of it.');
      if (run % 2 === 0) chat.write('customer', 'Jo', 'thanks, a human was what I wanted');
      chat.endStretch('Maria', null);
      if (run % 2 === 0) expect(await stages.triggers.detect(chat.context())).toEqual([]);
      expect(await chat.say('Where is my order?')).toMatchObject({
        handoff: null,
        messages: ['It is on its way.'],
      });
    }
  });

  test('a new request fires', async () => {
    const chat = conversation();
    await chat.say('human please');
    chat.write('human', 'Maria', 'Done.');
    chat.endStretch('Maria', null);
    expect((await chat.say('I need a human again')).handoff).toBe('customer_requested');
  });

  test('what made the AI unsure before does not count', async () => {
    const chat = conversation();
    await chat.say('florp');
    chat.write('human', 'Maria', 'Done.');
    chat.endStretch('Maria', null);
    expect((await chat.say('blarg')).handoff).toBeNull();
    expect((await chat.say('blarg blub')).handoff).toBe('low_confidence');
  });
});

describe('H4.2 implicit triggers', () => {
  test('unsure once: asks; twice in a row: a person; a good answer in between starts over', async () => {
    const chat = conversation();
    expect((await chat.say('florp')).messages[0]).toMatch(/not sure/);
    await chat.say('Where is my order?');
    expect((await chat.say('florp')).handoff).toBeNull();
    expect((await chat.say('blarg')).handoff).toBe('low_confidence');
  });

  test('six turns without progress', async () => {
    const chat = conversation();
    const offTopic = [
      'tell me a joke',
      'what is the weather',
      'sing a song',
      'who is the president',
      'write a poem',
    ];
    for (const text of offTopic) expect((await chat.say(text)).handoff).toBeNull();
    expect((await chat.say('give me a recipe')).handoff).toBe('max_turns_exceeded');
  });

  test('a failing tool, twice', async () => {
    const broken = recordingTool('look_up', {}, new Error('down'));
    const chat = new Conversation(
      stages,
      behaviourOf([guideline('g', { tools: [broken], examples: ['look it up'] })]),
    );
    const first = await chat.say('look it up');
    expect(first).toMatchObject({ handoff: null, messages: [expect.stringMatching(/did not work/)] });
    expect((await chat.say('look it up again')).handoff).toBe('low_confidence');
  });

  test('frustration over turns; once it brought a person it is spent', async () => {
    const chat = conversation();
    await chat.say('where is it, this is useless');
    expect((await chat.say('USELESS!!! where is it I asked you already')).handoff).toBe('high_frustration');
    expect((await chat.say('where is it, useless')).handoff).not.toBe('high_frustration');
  });

  test('thresholds are configuration', async () => {
    const strict = embeddedStages({ thresholds: { unsureTurns: 1, request: 0.99 } });
    const chat = new Conversation(strict, behaviour);
    expect((await chat.say('I want to talk to a human')).handoff).not.toBe('customer_requested');
    expect((await new Conversation(strict, behaviour).say('florp')).handoff).toBe('low_confidence');
  });
});

test('H4.3 danger comes before a request, a request before other topics', async () => {
  const reasons = await Promise.all(
    ['I want a human or I will kill myself', 'I will sue you, get me a manager', 'I will sue you'].map(
      async (text) => (await conversation().say(text)).handoff,
    ),
  );
  expect(reasons).toEqual(['sensitive_topic', 'customer_requested', 'policy_required']);
});

describe('H4.2 the same question again and again', () => {
  test('three times, reworded: a person, with the evidence', async () => {
    const chat = conversation();
    await chat.say('Where is my order?');
    await chat.say('so where is the order');
    chat.write('customer', 'Jo', 'where is my order now');
    const found = await stages.triggers.detect(chat.context());
    expect(found).toContainEqual({
      reason: 'complex_issue',
      evidence: {
        trigger: 'repeated-question',
        offset: 4,
        score: 3,
        threshold: 3,
        quote: 'where is my order now',
      },
    });
  });

  test('three different questions are none', async () => {
    const chat = conversation();
    await chat.say('when will my parcel arrive');
    await chat.say('do you deliver to Spain');
    expect((await chat.say('how do I change my address')).handoff).not.toBe('complex_issue');
  });
});

describe('H4.3 what the application adds', () => {
  test('topics of the agent, by words, by expressions and by examples, with the score', async () => {
    const own = {
      ...behaviour,
      binding: {
        triggers: {
          topics: [
            { name: 'press', examples: ['I am a journalist'] },
            { name: 'recall', examples: [], patterns: [/\brecall(ed)?\b/gi], reason: 'complex_issue' },
          ],
        },
      },
    };
    const asked = async (text: string): Promise<unknown> => {
      const chat = new Conversation(stages, own);
      chat.write('customer', 'Jo', text);
      return (await stages.triggers.detect(chat.context()))[0] ?? null;
    };
    expect(await asked('I am a journalist')).toMatchObject({
      reason: 'policy_required',
      evidence: { trigger: 'topic:press', score: 1, threshold: 0.6 },
    });
    for (let run = 0; run < 2; run += 1)
      expect(await asked('Was my toaster RECALLED?')).toMatchObject({ reason: 'complex_issue' });
    expect(await asked('Where is my order?')).toBeNull();
  });

  test('thresholds of the agent', async () => {
    const strict = { ...behaviour, binding: { triggers: { request: 0.99 } } };
    expect((await new Conversation(stages, strict).say('I want to talk to a human')).handoff).not.toBe(
      'customer_requested',
    );
  });
});

test('H4.1 indirect words, misspelt words and other languages call for a person', async () => {
  for (const text of [
    'could my case land on the desk of one of your colleagues',
    'i wuold like to speka to a huamn',
    'mir wäre wohler, wenn ein Mensch drüberschaut',
    'preferiría que lo viera uno de tus compañeros',
  ])
    expect((await conversation().say(text)).handoff).toBe('customer_requested');
});
