import type { CreateEvent } from '@baton/protocol';
import { refused } from '../problem.ts';

/**
 * The most that a customer's request may hold, in characters of JSON. A log is read some hundred events at a time,
 * by the AI and by everybody who follows it: what strangers put into it must not fill the memory of the server.
 */
const LARGEST = 65_536;

/** Refuses what is larger than a customer has a use for: before it is looked at, which costs by its size too. */
export function checkSize(body: unknown): void {
  if (body !== undefined && JSON.stringify(body).length > LARGEST)
    throw refused('too-large', `A customer's request may hold at most ${LARGEST} characters.`);
}

/**
 * What a customer may put into his session: his own words under his own name. The one exception is what the
 * published widget does: it puts the agent's opening line into a session that is still empty.
 */
export function customerEvent(body: CreateEvent, nextOffset: number): CreateEvent {
  const own = body.source === 'customer' || body.source === 'customer_ui';
  if (!own && !isOpeningLine(body, nextOffset))
    throw refused('forbidden', 'A customer may only write as source "customer".');
  // Who wrote is known from the session: nobody can write as an operator, or name one as the author.
  const { author: _author, ...metadata } = body.metadata ?? {};
  return { ...body, participant: null, metadata };
}

function isOpeningLine(body: CreateEvent, nextOffset: number): boolean {
  return body.kind === 'message' && body.source === 'human_agent_on_behalf_of_ai_agent' && nextOffset === 0;
}
