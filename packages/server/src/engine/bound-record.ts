import type { TurnRecord } from '@baton/protocol';
import { shorten } from '../core/package/shorten.ts';

const MOST_BYTES = 65_536;
const LONGEST_TEXT = 300;
const FEW_ENTRIES = 24;

type Lists = { [K in keyof TurnRecord]-?: TurnRecord[K] extends unknown[] ? K : never }[keyof TurnRecord];

/** Of these the end is given up first, in this order. */
const LISTS: readonly Lists[] = [
  'stages',
  'journeys',
  'guidelines',
  'tools',
  'fallbacks',
  'model_calls',
  'canned_responses',
  'triggers',
];

/** The record with short texts and, where it would still be larger than 64 KiB, with shorter lists. */
export function boundRecord(record: TurnRecord): TurnRecord {
  const bounded: TurnRecord = {
    ...record,
    guidelines: record.guidelines.map((guideline) => ({
      ...guideline,
      condition: shorten(guideline.condition, LONGEST_TEXT),
      rationale: shorten(guideline.rationale, LONGEST_TEXT),
    })),
    journeys: record.journeys.map((step) => ({ ...step, rationale: shorten(step.rationale, LONGEST_TEXT) })),
    triggers: record.triggers.map(({ evidence, ...rest }) => ({
      ...rest,
      evidence: {
        ...evidence,
        quote: evidence.quote === null ? null : shorten(evidence.quote, LONGEST_TEXT),
      },
    })),
  };
  const lists = bounded as unknown as Record<Lists, unknown[]>;
  // Most turns: so few entries with such short texts need no measuring.
  if (LISTS.reduce((entries, list) => entries + lists[list].length, 0) <= FEW_ENTRIES) return bounded;
  while (Buffer.byteLength(JSON.stringify(bounded)) > MOST_BYTES) {
    const name = LISTS.find((list) => lists[list].length > 1) ?? 'triggers';
    if (lists[name].length === 0) break;
    lists[name] = lists[name].slice(0, Math.floor(lists[name].length / 2));
    bounded.truncated = true;
  }
  return bounded;
}
