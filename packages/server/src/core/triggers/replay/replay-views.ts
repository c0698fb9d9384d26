import { offersPerson } from '../../nlp/human-request/offers-person.ts';
import type { AnswerView } from '../answer-signals.ts';
import type { MessageView } from '../message-signals.ts';
import { withinReach } from '../within-reach.ts';
import type { RecordedConversation, RecordedMessage } from './recorded-conversation.ts';

/** One of the customer's messages, with what the triggers saw then. */
export interface ReplayView {
  readonly message: RecordedMessage;
  readonly view: MessageView;
  /** Null where the turn left no record of an answer. */
  readonly answer: AnswerView | null;
  /** The customer's messages after it, until a person came. */
  readonly turnsLeft: number;
}

/** Of a longer conversation its beginning: a person was needed there or nowhere. */
const MOST_MESSAGES = 500;
const MOST_SAID = 50;

/**
 * What a policy would have looked at, message by message, until a person came: what was said to him is not the
 * AI's. Counting begins with the conversation, because it ends with the first contact (H8.4).
 */
export function replayViews(conversation: RecordedConversation): readonly ReplayView[] {
  const end = conversation.contact?.offset ?? Number.POSITIVE_INFINITY;
  const messages = conversation.messages.filter(({ offset }) => offset < end).slice(0, MOST_MESSAGES);
  const customers = messages.filter(({ author }) => author === 'customer');
  return customers.map((message, place) => {
    const before = messages.filter(({ offset }) => offset <= message.offset);
    const answered = before.findLastIndex(({ author }) => author !== 'customer');
    const last = before[answered];
    return {
      message,
      view: {
        messages: withinReach(before.slice(answered + 1)),
        said: customers.slice(0, place + 1).slice(-MOST_SAID),
        offered: last !== undefined && last.author === 'ai' && offersPerson(last.text),
      },
      answer: answerView(conversation, messages, message, customers[place + 1]?.offset ?? end),
      turnsLeft: customers.length - 1 - place,
    };
  });
}

function answerView(
  { answers, calls }: RecordedConversation,
  messages: readonly RecordedMessage[],
  latest: RecordedMessage,
  next: number,
): AnswerView | null {
  const index = answers.findLastIndex((answer) => answer.answers === latest.offset);
  const own = answers[index];
  if (own === undefined) return null;
  const authors = messages.filter(({ offset }) => offset < latest.offset).map(({ author }) => author);
  return {
    latest,
    confidences: answers.slice(0, index + 1).map(({ confidence }) => confidence),
    stalled: own.stalled,
    calls: calls.filter(({ offset }) => offset < next),
    answers: authors.filter((author, at) => author === 'ai' && authors[at - 1] !== 'ai').length + 1,
  };
}
