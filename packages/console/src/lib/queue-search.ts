import type { QueueFilter } from './queue-groups.ts';
import { filterFrom } from './queue-groups.ts';

/** What of the queue is shown, as it stands in the address; absent for everything. */
export interface QueueSearch {
  stage?: Exclude<QueueFilter, 'all'>;
  /** Id of a department. */
  department?: string;
  reason?: string;
  /** ISO 639-1. */
  language?: string;
  /** Part of a customer's name or of what he wants. */
  q?: string;
}

const MOST_CHARACTERS = 100;

/** An address is typed by anybody: what makes no sense is left out. */
export function queueSearchFrom(search: Readonly<Record<string, unknown>>): QueueSearch {
  const stage = filterFrom(search['stage']);
  const found: QueueSearch = stage === 'all' ? {} : { stage };
  for (const name of ['department', 'reason', 'language', 'q'] as const) {
    const value = search[name];
    // The router reads `?q=42` as a number.
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text !== '') found[name] = text.slice(0, MOST_CHARACTERS);
  }
  return found;
}
