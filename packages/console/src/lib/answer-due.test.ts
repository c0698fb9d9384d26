import { describe, expect, it } from 'vitest';
import { makeMessage, makeStatus, timeOf } from '../testing/make-event.ts';
import { makeHandoff } from '../testing/make-handoff.ts';
import { answerDueSince } from './answer-due.ts';

const accepted = makeHandoff({ stage: 'active', accepted_utc: timeOf(3) });
const spoken = makeHandoff({ stage: 'active', accepted_utc: timeOf(3), first_human_word_utc: timeOf(4) });

describe('since when a customer waits for an answer', () => {
  it('is the acceptance until a person has said the first word', () => {
    expect(
      answerDueSince(accepted, [makeMessage(0, 'Help'), makeMessage(1, 'A colleague will help', 'ai_agent')]),
    ).toBe(timeOf(3));
  });

  it('is the first of his messages after the last answer', () => {
    const log = [
      makeMessage(4, 'Hello', 'human_agent'),
      makeMessage(5, 'Hi'),
      makeMessage(6, 'So?'),
      makeStatus(7, 'typing', 'customer'),
    ];
    expect(answerDueSince(spoken, log)).toBe(timeOf(5));
  });

  it('is not ended by an automatic message', () => {
    const log = [
      makeMessage(4, 'Hello', 'human_agent'),
      makeMessage(5, 'Hi'),
      makeMessage(6, 'Please hold', 'system'),
    ];
    expect(answerDueSince(spoken, log)).toBe(timeOf(5));
  });

  it('is nothing when the customer has the word', () => {
    expect(
      answerDueSince(spoken, [
        makeMessage(5, 'Hi'),
        makeMessage(6, 'Done', 'human_agent_on_behalf_of_ai_agent'),
      ]),
    ).toBeNull();
  });
});
