import { describe, expect, test } from 'vitest';
import { analyseMessage } from './analyse-message.ts';
import { compileOwnTopic } from './policy-topic/own-topic.ts';

describe('one reading of a message', () => {
  test('holds all that the detectors and extractors find', () => {
    const question = 'Where is the refund for order 4711887?';
    const analysis = analyseMessage({
      text: 'Where is the refund for order 4711887??? I asked twice, my lawyer will ask next. Get me a human!',
      before: [question, 'where is the refund for order 4711887'],
      language: 'en',
    });
    expect(analysis.request?.quote).toBe('Get me a human');
    expect(analysis.topic).toMatchObject({ topic: 'legal', reason: 'policy_required' });
    expect(analysis.frustration.score).toBeGreaterThan(0.5);
    expect(analysis.language).toBe('en');
    expect(analysis.details.map(({ kind, value }) => `${kind} ${value}`)).toEqual(['order 4711887']);
  });

  test('H4.2 a repeated question is seen with the places where it was put', () => {
    const question = 'When does my parcel arrive?';
    const { repeated } = analyseMessage({
      text: question,
      before: [question, 'ok', question],
      language: null,
    });
    expect(repeated).toEqual({ times: 3, at: [0, 2, 3] });
  });

  test('H4.3 topics of the application’s own', () => {
    const topics = [
      compileOwnTopic({ name: 'medication', patterns: ['(dose|dosage) * (pills|tablets)', 'side effects'] }),
      compileOwnTopic({ name: 'press', examples: ['I am a journalist writing an article about you'] }),
    ];
    const topicOf = (text: string): string | undefined =>
      analyseMessage({ text, before: [], language: null }, { topics }).topic?.topic;
    expect(topicOf('What is the right DOSE of these pills?')).toBe('medication');
    expect(topicOf('Are there side effects?')).toBe('medication');
    expect(topicOf('a journalist here, writing an article about your company')).toBe('press');
    expect(topicOf('a dose of good news')).toBeUndefined();
    expect(topicOf('is there an article about returns?')).toBeUndefined();
  });

  test.each([
    [{ name: 'empty' }],
    [{ name: 'no words', patterns: ['*'] }],
    [{ name: 'no words', patterns: ['(|)'] }],
    [{ name: 'long', patterns: ['word '.repeat(100)] }],
    [{ name: 'many', examples: Array.from({ length: 300 }, () => 'an example') }],
  ])('a topic that cannot match is refused by name: %j', (definition) => {
    expect(() => compileOwnTopic(definition)).toThrow(definition.name === 'empty' ? /empty/ : RangeError);
  });
});

describe('hostile text', () => {
  test.each<[string, string]>([
    ['one word', 'talk '.repeat(4000)],
    ['requests without end', 'i will not want to talk to a real live human agent '.repeat(400)],
    ['conjunctions', 'and y und et e '.repeat(1300)],
    ['digits', '1'.repeat(20_000)],
    ['numbers and commas', '1,1.'.repeat(5000)],
    ['at signs', 'a@a.'.repeat(5000)],
    ['no spaces', 'a'.repeat(20_000)],
    ['links', 'http://'.repeat(2800)],
    ['quotes', "'s'd'll".repeat(2800)],
    ['legal words', 'mi abogado datos cuenta alguien '.repeat(600)],
    ['exclamations', '!?'.repeat(10_000)],
    ['emoji', '\u{1F600}'.repeat(10_000)],
    ['combining marks', `a${'\u0301'.repeat(19_999)}`],
  ])('%s: 20,000 characters take no time', (_, text) => {
    const before = performance.now();
    analyseMessage({ text, before: [text, text, text, text], language: null });
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
