import type { Handoff } from '@baton/protocol';
import { customerName } from './customer-name.ts';
import type { Desk } from './desk.ts';
import { plainText } from './fuzzy.ts';
import type { QueueSearch } from './queue-search.ts';
import { triggeringQuote } from './reason-text.ts';

/** Whether a handoff is among those a search asks for; its `stage` chooses groups and is not looked at. */
export function matcherOf({ department, reason, language, q }: QueueSearch): (handoff: Handoff) => boolean {
  const wanted = q === undefined ? null : plainText(q.trim());
  return (handoff) =>
    (department === undefined || handoff.requirements.department === department) &&
    (reason === undefined || handoff.reason === reason) &&
    (language === undefined || handoff.requirements.language === language) &&
    (wanted === null || plainText(textOf(handoff)).includes(wanted));
}

/** From 1, by id: where each of those that wait stands in its department's line. They come in their order. */
export function placesInLine(waiting: Iterable<Handoff>): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  const places = new Map<string, number>();
  for (const { id, requirements } of waiting) {
    const place = (last.get(requirements.department) ?? 0) + 1;
    last.set(requirements.department, place);
    places.set(id, place);
  }
  return places;
}

/**
 * A line shorter than this is on the board in full: where the department's count says otherwise, it is told half a
 * second later than the handoffs.
 */
const FEWEST_CUT = 10;

/** How many wait who are too far back in their lines to be on the board. Null: of all departments. */
export function beyondBoard(
  desk: Desk | undefined,
  waiting: readonly Handoff[],
  department: string | null,
): number {
  const shown = new Map<string, number>();
  for (const { requirements } of waiting)
    shown.set(requirements.department, (shown.get(requirements.department) ?? 0) + 1);
  let beyond = 0;
  for (const status of desk?.departments.values() ?? []) {
    const id = status.department_id;
    const here = shown.get(id) ?? 0;
    if ((department === null || department === id) && here >= FEWEST_CUT)
      beyond += Math.max(0, status.waiting - here);
  }
  return beyond;
}

function textOf(handoff: Handoff): string {
  return [customerName(handoff), handoff.summary, triggeringQuote(handoff) ?? '', handoff.id].join('\n');
}
