import { describe, expect, test } from 'vitest';
import { findRepeated } from './find-repeated.ts';

describe('H4.2 a question that is put three times', () => {
  test.each<[string, string[]]>([
    ['word for word', ['where is my refund?', 'where is my refund?', 'where is my refund?']],
    [
      'reworded',
      ['When will my parcel arrive?', 'so when does my parcel arrive', 'I asked when my parcel will arrive'],
    ],
    [
      'with other lines in between',
      [
        'how do I reset my router',
        'yes',
        'I did',
        'how do I reset my router?',
        'no',
        'but how do I reset the router',
      ],
    ],
  ])('%s', (_, messages) => {
    expect(findRepeated(messages)?.times).toBe(3);
  });

  test.each<[string, string[]]>([
    ['twice only', ['where is my refund?', 'where is my refund?']],
    ['another number each time', ['status of claim CL-1', 'status of claim CL-2', 'status of claim CL-3']],
    ['answers', ['yes', 'yes', 'yes', 'yes']],
    ['other questions', ['where is my refund?', 'how do I reset my password?', 'do you deliver to Spain?']],
    ['nothing said', []],
  ])('not: %s', (_, messages) => {
    expect(findRepeated(messages)).toBeNull();
  });

  test('an encoder finds what shares no words', () => {
    const messages = ['where is my refund now', 'money still not back yet', 'did you pay me anything back'];
    expect(findRepeated(messages)).toBeNull();
    expect(findRepeated(messages, () => 0.9)).toEqual({ times: 3, at: [0, 1, 2] });
  });
});
