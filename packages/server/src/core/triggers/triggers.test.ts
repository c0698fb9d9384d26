import { describe, expect, test } from 'vitest';
import { answerSignals } from './answer-signals.ts';
import type { AnswerView } from './answer-signals.ts';
import { compilePolicy } from './compile-policy.ts';
import { compilePhrase, findPhrase } from './find-phrase.ts';
import { findRise } from './find-rise.ts';
import { likelyReason } from './likely-reason.ts';
import { messageSignals } from './message-signals.ts';
import { orderTriggers, triggerOf } from './order-triggers.ts';
import type { Signal } from './signal.ts';
import { overlaySettings } from './trigger-settings.ts';
import type { TriggerSettings } from './trigger-settings.ts';

function fired(texts: readonly string[], settings: TriggerSettings = {}, offered = false): readonly Signal[] {
  const said = texts.map((text, index) => ({ text, offset: index * 2 }));
  return messageSignals({ messages: said.slice(-1), said, offered }, compilePolicy(settings), {});
}
const names = (signals: readonly Signal[]): string[] => signals.map(({ evidence }) => evidence.trigger);

describe('H4.4 all triggers of a message', () => {
  test('are told, in the documented order, each with offset, score, threshold and quote', () => {
    const signals = fired(['I will sue you. Get me a manager, or I will hurt myself.']);
    expect(names(signals)).toEqual(['topic:danger', 'explicit-request', 'topic:legal']);
    for (const { evidence } of signals) {
      expect(evidence.offset).toBe(0);
      expect(evidence.score).toBeGreaterThanOrEqual(evidence.threshold ?? 1);
      expect(evidence.quote).not.toBe('');
    }
  });

  test('yes to the offer of a person is a request', () => {
    expect(fired(['yes please'], {}, true)[0]?.evidence.score).toBe(0.95);
    expect(fired(['yes please'])).toEqual([]);
  });

  test('a quote is cut', () => {
    const [signal] = fired([`I will sue you because ${'of this and that '.repeat(60)}`]);
    expect(signal?.evidence.quote?.length).toBeLessThanOrEqual(300);
  });
});

describe('H4.6 modes', () => {
  test('shadow fires and says so, off is not looked for', () => {
    const text = 'I will sue you, get me a manager';
    const modes = { explicit_request: 'shadow', policy_topic: 'off' } as const;
    expect(fired([text], { modes })).toMatchObject([{ trigger: 'explicit_request', mode: 'shadow' }]);
  });

  test('a topic has a mode of its own, built-in ones too', () => {
    const text = 'I will sue you, I am a journalist';
    const press = { name: 'press', examples: ['I am a journalist'] };
    const signals = fired([text], {
      topics: [
        { ...press, mode: 'shadow' },
        { name: 'legal', mode: 'off' },
      ],
    });
    expect(signals).toMatchObject([{ mode: 'shadow', evidence: { trigger: 'topic:press' } }]);
    expect(names(fired([text], { topics: [press] }))).toEqual(['topic:press', 'topic:legal']);
  });
});

describe('H4.3 topics by meaning, not by substring', () => {
  test.each(['is that legal?', 'that parking was illegal', 'the legally required minimum'])(
    'not: %s',
    (text) => {
      expect(names(fired([text]))).not.toContain('topic:legal');
    },
  );

  test('an expression over REST is run on whole words as it is written', () => {
    const topics = [{ name: 'rma', patterns: ['/\\bRMA-\\d{4}\\b/'] }];
    expect(names(fired(['about rma-1234 please'], { topics }))).toEqual(['topic:rma']);
    expect(names(fired(['about pharma-1234 please'], { topics }))).toEqual([]);
  });

  test.each([
    ['/(a+)+$/'],
    ['/a*b*c*/'],
    ['/a[ab]*b[ab]*c/'],
    ['/[\\w ]+[\\w ]*z/'],
    ['/\\w{0,64}\\w{0,64}!/'],
    ['* * * * * x'],
    ['***'],
  ])('%s is refused', (pattern) => {
    expect(() => compilePolicy({ topics: [{ name: 'slow', patterns: [pattern] }] })).toThrow(/slow/);
  });

  test('the widest that is let through is quick on the longest clause', () => {
    const topics = [
      {
        name: 'wide',
        patterns: [
          '* a * b * c * zzz',
          '/[\\w ]+[\\w ]?z/',
          '/[\\w ]{0,30}[\\w ]{0,30}z/',
          '/^[\\w ]*[\\w ]*z/',
        ],
      },
    ];
    const policy = compilePolicy({ topics });
    for (const text of ['a b c '.repeat(4000), `${'a b c '.repeat(65)}. `.repeat(60)]) {
      const began = performance.now();
      messageSignals({ messages: [{ text, offset: 0 }], said: [], offered: false }, policy, {});
      expect(performance.now() - began).toBeLessThan(2000);
    }
  });

  test('so many expressions that they are slow together are refused', () => {
    const topics = Array.from({ length: 5 }, (_, index) => ({
      name: `slow${index}`,
      patterns: Array.from({ length: 50 }, (_none, number) => `/\\bA-${number}/`),
    }));
    expect(() => compilePolicy({ topics })).toThrow(/expressions/);
    expect(() => compilePolicy({ topics: topics.slice(1) })).not.toThrow();
    const starry = Array.from({ length: 201 }, (_, number) => `a * b * c * d${number}`);
    const spread = [starry.slice(0, 150), starry.slice(150)].map((patterns, index) => ({
      name: `s${index}`,
      patterns,
    }));
    expect(() => compilePolicy({ topics: spread })).toThrow(/stars/);
  });
});

describe('H4.1 phrases are a floor', () => {
  const phrases = ['Kundenberater', 'line two please', '人間'].map(compilePhrase);
  test.each(['kundenberater!', 'Einen Kundenberater bitte', 'ok line two please now', '人間と話したい'])(
    'asks: %s',
    (text) => expect(findPhrase(text, phrases)).not.toBeNull(),
  );
  test.each([
    'keinen Kundenberater',
    'ich will nicht zum Kundenberater',
    'einen Kundenberater will ich nicht',
    'The button says “line two please” and nothing happens',
    'on your page is written "Kundenberater"',
    '人間は嫌じゃない',
    'hello',
  ])('does not: %s', (text) => expect(findPhrase(text, phrases)).toBeNull());

  test('the usual ones do not fire where they are denied or asked about', () => {
    const policy = compilePolicy({});
    for (const text of [
      "I don't want to talk to a human",
      'do I need to talk to a person for that?',
      'no need to speak to a human',
      'when I talk to a person on the phone they ask for a code',
      'the screen shows "talk to a human", what is that?',
    ])
      expect([text, findPhrase(text, policy.phrases)]).toEqual([text, null]);
  });

  test('one without a word is refused', () => {
    expect(() => compilePolicy({ phrases: ['!?'] })).toThrow(RangeError);
  });

  test('words in quotation marks that are only mentioned ask for nobody, one’s own do', () => {
    expect(names(fired(['The button says "talk to a human", what does it do?']))).toEqual([]);
    expect(names(fired(['I said "give me a human"!']))).toEqual(['explicit-request']);
    expect(names(fired(['I want to talk to a "real person"']))).toEqual(['explicit-request']);
  });
});

describe('H4.2 rising frustration', () => {
  const limits = { level: 0.75, rise: 0.45 };
  test('step by step upwards fires before the level is reached', () => {
    const texts = [
      'where is my parcel',
      'that does not help, where is it',
      'this is not helpful at all, where is my parcel',
      'you are not listening!! where is my parcel',
    ];
    const rise = findRise(texts, limits, {});
    expect(rise).toBeGreaterThanOrEqual(0.45);
    const modes = { frustration: 'off', repeated_question: 'off' } as const;
    expect(names(fired(texts, { modes }))).toEqual(['rising-frustration']);
  });

  test.each([
    ['one outburst', ['hello', 'where is it', 'this is ridiculous']],
    ['calm', ['hello', 'where is it', 'thanks']],
    ['anger that ebbs away', ['this is useless!!! I told you already', 'where is it', 'ok thanks']],
    ['two messages', ['hello', 'useless!!! I asked you already']],
  ])('not: %s', (_, texts) => expect(findRise(texts, limits, {})).toBeNull());
});

describe('H4.2 triggers of an answer', () => {
  const CALM: AnswerView = {
    latest: { text: 'x', offset: 4 },
    confidences: [0.9],
    stalled: 0,
    calls: [],
    answers: 1,
  };
  const ok = { tool: 't', failed: false };
  const bad = { tool: 't', failed: true };
  const of = (view: Partial<AnswerView>, settings: TriggerSettings = {}): string[] =>
    names(answerSignals({ ...CALM, ...view }, compilePolicy(settings)));

  test.each<[string, Partial<AnswerView>, string[]]>([
    ['nothing wrong', {}, []],
    ['three calls failed in a row', { calls: [ok, bad, bad, bad] }, ['failing-tools']],
    ['one worked in between', { calls: [bad, bad, ok, bad] }, []],
    ['unsure twice', { confidences: [0.9, 0.3, 0.2] }, ['low-confidence']],
    ['unsure once', { confidences: [0.2, 0.9, 0.3] }, []],
    ['six turns for nothing', { stalled: 6 }, ['no-progress']],
    [
      'all at once',
      { calls: [bad, bad, bad], confidences: [0, 0], stalled: 9 },
      ['failing-tools', 'low-confidence', 'no-progress'],
    ],
    ['many answers, without a limit', { answers: 500 }, []],
  ])('%s', (_, view, expected) => expect(of(view)).toEqual(expected));

  test('a limit of answers holds where it is set', () => {
    const settings = { thresholds: { mostTurns: 3 } };
    expect([of({ answers: 3 }, settings), of({ answers: 4 }, settings)]).toEqual([[], ['most-turns']]);
  });

  test('the evidence counts', () => {
    const [signal] = answerSignals({ ...CALM, stalled: 7 }, compilePolicy({}));
    expect(signal?.evidence).toEqual({
      trigger: 'no-progress',
      offset: 4,
      score: 7,
      threshold: 6,
      quote: 'x',
    });
  });
});

describe('why a tool may have asked', () => {
  const reason = (text: string, offered = false): string | null =>
    likelyReason(
      { messages: [{ text, offset: 0 }], said: [{ text, offset: 0 }], offered },
      compilePolicy({}),
      {},
    );
  test('what the words tell, else nothing', () => {
    expect(reason('I will sue you')).toBe('policy_required');
    expect(reason('How do I contact customer support?')).toBe('customer_requested');
    expect(reason('you keep saying that, this is nonsense')).toBe('high_frustration');
    expect(reason('my roof leaks')).toBeNull();
  });
});

test('settings lie on one another: thresholds one by one, topics by name, lists as a whole', () => {
  const press = { name: 'press', examples: ['I am a journalist'] };
  const laid = overlaySettings(
    { thresholds: { frustration: 0.5, request: 0.6 }, phrases: ['a'], topics: [press] },
    {
      thresholds: { frustration: 0.9 },
      modes: { custom: 'shadow' },
      topics: [
        { name: 'press', mode: 'off' },
        { name: 'new', patterns: ['x'] },
      ],
    },
  );
  expect(laid).toMatchObject({
    thresholds: { frustration: 0.9, request: 0.6 },
    modes: { custom: 'shadow' },
    phrases: ['a'],
    topics: [
      { ...press, mode: 'off' },
      { name: 'new', patterns: ['x'] },
    ],
  });
});

test('the order of triggers is the documented one; what is none of them comes first', () => {
  const evidence = ['most-turns', 'topic:x', 'custom:y', 'topic:danger', 'scripted', 'explicit-request'];
  const ordered = orderTriggers(evidence.map((trigger) => ({ evidence: { trigger } })));
  expect(ordered.map((each) => each.evidence.trigger)).toEqual([
    'scripted',
    'topic:danger',
    'explicit-request',
    'topic:x',
    'custom:y',
    'most-turns',
  ]);
  expect(triggerOf('constructor')).toBeNull();
});
