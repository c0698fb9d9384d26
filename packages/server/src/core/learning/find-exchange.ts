import type { MessageData } from '@baton/protocol';
import type { EventRecord } from '../log/event-record.ts';
import { isPreamble } from '../log/is-preamble.ts';

/** A person's answer, and what of the customer's it answers. */
export interface Exchange {
  readonly answer: string;
  readonly answerer: string;
  /** All that the customer wrote in a row before it; '' when nothing can be told. */
  readonly question: string;
  /** Of the first of these messages. */
  readonly questionOffset: number | null;
}

/** Something a customer asked. */
export interface Asked {
  readonly offset: number;
  readonly text: string;
}

const LONGEST_QUESTION = 4000;
/** As much as an article made of it may have. */
const LONGEST_ANSWER = 20_000;
const PERSON: ReadonlySet<string> = new Set(['human_agent', 'human_agent_on_behalf_of_ai_agent']);

/** The exchange that ends with the message at `offset`; null when no person wrote it. `events`: oldest first. */
export function findExchange(events: readonly EventRecord[], offset: number): Exchange | null {
  const index = events.findIndex((event) => event.offset === offset);
  const answer = events[index];
  if (answer === undefined || answer.kind !== 'message' || !PERSON.has(answer.source)) return null;
  const { message, participant } = dataOf(answer);
  if (typeof message !== 'string' || message.trim() === '') return null;
  const asked: EventRecord[] = [];
  for (const event of events.slice(0, index).toReversed()) {
    if (!isSaid(event)) continue;
    if (event.source === 'customer') asked.unshift(event);
    // Before the customer's own words: the person answers in several messages. Behind them: another matter.
    else if (asked.length > 0 || !PERSON.has(event.source)) break;
  }
  return {
    answer: message.slice(0, LONGEST_ANSWER).toWellFormed(),
    answerer: participant.display_name,
    question: asked.map(textOf).join('\n').trim().slice(0, LONGEST_QUESTION).toWellFormed(),
    questionOffset: asked[0]?.offset ?? null,
  };
}

/** What a customer asked in a session, what he wrote in a row as one. */
export function questionsIn(events: readonly EventRecord[]): readonly Asked[] {
  const questions: Asked[] = [];
  let open: { offset: number; texts: string[] } | null = null;
  const close = (): void => {
    const text = open?.texts.join('\n').trim().slice(0, LONGEST_QUESTION).toWellFormed() ?? '';
    if (open !== null && text !== '') questions.push({ offset: open.offset, text });
    open = null;
  };
  for (const event of events) {
    if (!isSaid(event)) continue;
    if (event.source !== 'customer') close();
    else if (open === null) open = { offset: event.offset, texts: [textOf(event)] };
    else open.texts.push(textOf(event));
  }
  close();
  return questions;
}

/** A message of somebody, the desk's own and those that only buy time apart. */
function isSaid(event: EventRecord): boolean {
  return event.kind === 'message' && !event.deleted && event.source !== 'system' && !isPreamble(event);
}

/** What moderation has flagged is not to be learnt from. */
function textOf(event: EventRecord): string {
  const { message, flagged } = dataOf(event);
  return flagged === true || typeof message !== 'string' ? '' : message;
}

function dataOf(event: EventRecord): MessageData {
  return JSON.parse(event.data) as MessageData;
}
