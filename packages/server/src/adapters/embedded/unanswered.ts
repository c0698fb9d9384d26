import type { HistoryMessage } from '../../engine/conversation-context.ts';
import type { TurnContext } from '../../engine/turn-context.ts';

const MOST_CHARACTERS = 8000;

/**
 * The customer's messages that nobody has answered yet, oldest first: a customer who sends three lines in a row
 * means all three. What a person or the end of a handoff has answered does not count.
 */
export function unansweredMessages({
  history,
  latest,
  answeredUpTo,
}: TurnContext): readonly HistoryMessage[] {
  if (latest === null) return [];
  const messages: HistoryMessage[] = [];
  for (const entry of history.toReversed()) {
    if (entry.type !== 'message' || entry.offset > latest.offset) continue;
    if (entry.author !== 'customer' || entry.offset <= answeredUpTo) break;
    messages.unshift(entry);
  }
  // The history given may be shorter than the turn's own message is old.
  if (messages.length === 0 && latest.offset > answeredUpTo) return [latest];
  return messages;
}

/** What the turn answers, as one text. */
export function unansweredText(context: TurnContext): string {
  const messages = unansweredMessages(context);
  const text = (messages.length === 0 ? [context.latest] : messages)
    .map((message) => message?.text ?? '')
    .join('\n');
  return text.slice(-MOST_CHARACTERS);
}

/** The last thing the company said before the message this turn answers; null when it said nothing. */
export function lastSaid({ history, latest }: TurnContext): HistoryMessage | null {
  const before = latest?.offset ?? Number.POSITIVE_INFINITY;
  return (
    history
      .filter((entry) => entry.type === 'message')
      .findLast((entry) => entry.offset < before && entry.author !== 'customer') ?? null
  );
}
