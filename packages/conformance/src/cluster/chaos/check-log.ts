import type { MessageData } from '@baton/protocol';
import { eventId } from '../../../../server/src/core/log/event-id.ts';
import type { EventRecord } from '../../../../server/src/core/log/event-record.ts';
import type { Acknowledged } from './ledger.ts';

/** H1.2, H1.3: each is once where its acknowledgement says; what one writer sent one after the other is in order. */
export function checkAcknowledged(
  log: readonly EventRecord[],
  acknowledged: readonly Acknowledged[],
): string[] {
  const broken: string[] = [];
  const places = offsetsByText(log);
  const newest = new Map<string, number>();
  for (const { sessionId, text, writer, event } of acknowledged) {
    const found = places.get(text) ?? [];
    if (found.length !== 1 || found[0] !== event.offset)
      broken.push(`"${text}" was acknowledged at ${event.offset} of ${sessionId}, is at ${found.join(', ')}`);
    if (eventId(sessionId, event.offset) !== event.id) broken.push(`"${text}" has another id`);
    if (event.offset <= (newest.get(writer) ?? -1)) broken.push(`"${text}" is out of order`);
    newest.set(writer, event.offset);
  }
  return broken;
}

/** H1.3: what was sent again and never acknowledged is there once at most. */
export function checkRepeated(log: readonly EventRecord[]): string[] {
  return [...offsetsByText(log, 'customer')]
    .filter(([, offsets]) => offsets.length > 1)
    .map(([text, offsets]) => `"${text}" stands at ${offsets.join(', ')}`);
}

/** No customer message has two answers, on however many nodes its turn was begun. */
export function checkAnswers(log: readonly EventRecord[]): string[] {
  const answers = new Map<number, number[]>();
  for (const event of log) {
    const offset = answerTo(event);
    if (offset !== null) answers.set(offset, [...(answers.get(offset) ?? []), event.offset]);
  }
  return [...answers]
    .filter(([, offsets]) => offsets.length > 1)
    .map(([offset, offsets]) => `message ${offset} is answered at ${offsets.join(', ')}`);
}

/** The offset that a scripted answer names; null for any other event. */
export function answerTo(event: EventRecord): number | null {
  if (event.kind !== 'message' || event.source !== 'ai_agent') return null;
  const match = /answer to (\d+)/.exec(event.data);
  return match === null ? null : Number(match[1]);
}

function offsetsByText(log: readonly EventRecord[], source?: EventRecord['source']): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const event of log) {
    if (event.kind !== 'message' || (source !== undefined && event.source !== source)) continue;
    const { message } = JSON.parse(event.data) as MessageData;
    places.set(message, [...(places.get(message) ?? []), event.offset]);
  }
  return places;
}
