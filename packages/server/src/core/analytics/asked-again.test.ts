import { describe, expect, test } from 'vitest';
import { makeOpening } from '../../testing/make.ts';
import { askedQuestions } from './asked-again.ts';

const made = {
  ...makeOpening().package,
  details: [{ kind: 'policy' as const, value: 'P-1001', offset: 2 }],
};

describe('questions of an operator', () => {
  test.each([
    ['asks for what stands in the package', ['What is your policy number?'], { asked: 1, again: 1 }],
    ['asks for something else', ['When did it happen?'], { asked: 1, again: 0 }],
    ['confirms what he has read', ['Is it about P-1001?'], { asked: 1, again: 0 }],
    ['asks nothing', ['Hello, I am Anna.', 'It is done.'], { asked: 0, again: 0 }],
    ['asks in words that are no question', ['Please tell me your phone number.'], { asked: 1, again: 0 }],
    [
      'one message is one question, however much it asks',
      ['Where? When? What is your policy number?', 'Thanks.'],
      { asked: 1, again: 1 },
    ],
  ])('%s', (_name, texts, expected) => {
    expect(askedQuestions(texts, made)).toEqual(expected);
  });
});
