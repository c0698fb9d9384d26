import type { Handoff } from '@baton/protocol';
import { answerDueSince, isSpoken, unanswered } from './answer-due.ts';
import type { EventLog } from './event-log.ts';
import { isByPerson, messageOf, newestOffset } from './event-log.ts';

/** One of one's own conversations, and what of it one has not looked at. */
export interface HeldConversation {
  handoff: Handoff;
  /** Since when the customer waits for an answer; null when he does not, or the log has not been read. */
  due: string | null;
  /** Messages of the customer that nobody has answered or looked at. */
  unread: number;
  /** What the newest of them says, and its offset; null for none. */
  newest: { offset: number; text: string } | null;
  /** It is one's own, and one has neither opened it nor written to it. */
  given: boolean;
  /** Offset of the newest event; null while the log has not been read. */
  end: number | null;
}

/** `seen`: the newest offset that one has looked at; undefined when one has never opened it. */
export function heldConversation(
  handoff: Handoff,
  log: EventLog | undefined,
  seen: number | undefined,
  me: string,
): HeldConversation {
  if (log === undefined)
    return { handoff, due: null, unread: 0, newest: null, given: seen === undefined, end: null };
  const unread = unanswered(log).filter(({ offset }) => offset > (seen ?? -1));
  const newest = unread.at(-1);
  return {
    handoff,
    due: answerDueSince(handoff, log),
    unread: unread.length,
    newest: newest === undefined ? null : { offset: newest.offset, text: messageOf(newest)?.message ?? '' },
    given: seen === undefined && !isAnsweredBy(log, me),
    end: newestOffset(log),
  };
}

/** What stands beside a conversation's name: at least one for one that was given. */
export function unreadOf({ unread, given }: HeldConversation): number {
  return given ? Math.max(1, unread) : unread;
}

function isAnsweredBy(log: EventLog, operatorId: string): boolean {
  const last = log.findLast(isSpoken);
  return last !== undefined && isByPerson(last) && messageOf(last)?.participant?.id === operatorId;
}
