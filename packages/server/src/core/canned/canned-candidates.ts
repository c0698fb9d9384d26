import type { JsonObject } from '@baton/protocol';
import type { CannedResponse } from '../behaviour/knowledge.ts';
import { contentId } from '../content-id.ts';
import type { CannedCandidate } from './canned-candidate.ts';
import { isAtHand, renderWith, withoutNulls } from './render-template.ts';

export type OfferedResponse = Pick<
  CannedResponse,
  'id' | 'value' | 'signals' | 'metadata' | 'fieldDependencies'
>;

export interface CannedCandidatesInput {
  /** In the order of preference. */
  readonly responses: readonly OfferedResponse[];
  /** `std` beside what tools, retrievers and field providers gave. */
  readonly fields: JsonObject;
  /** How many at most. */
  readonly most?: number;
}

/** As many as Parlant offers. */
const MOST_CANDIDATES = 30;

/** Templates that exhaust what one may take: the rest must not hold everybody up any longer. */
const MOST_EXHAUSTING = 3;
/** Transient ones come from services that others run: so many, each no longer than a long message. */
const MOST_TRANSIENT = 30;
const LONGEST_TRANSIENT = 2000;

/** The templates that may be said now: all that they print and depend on is at hand. Equal texts are offered once. */
export function cannedCandidates(input: CannedCandidatesInput): CannedCandidate[] {
  const { responses, most = MOST_CANDIDATES } = input;
  const fields = withoutNulls(input.fields) as JsonObject;
  const candidates = new Map<string, CannedCandidate>();
  let exhausting = 0;
  for (const { id, value, signals, metadata, fieldDependencies } of responses) {
    if (candidates.size >= most || exhausting >= MOST_EXHAUSTING) break;
    if (!fieldDependencies.every((name) => isAtHand(fields, name.split('.')))) continue;
    const rendered = renderWith(value, fields);
    if (!rendered.ok && rendered.exhausting === true) exhausting += 1;
    if (!rendered.ok || candidates.has(rendered.text)) continue;
    const { text, generative } = rendered;
    candidates.set(text, { id, text, generative, signals, metadata });
  }
  return [...candidates.values()];
}

/** Templates of tools and retrievers, for one answer; too long ones and those past the most are left out. */
export function transientResponses(templates: readonly string[]): OfferedResponse[] {
  const fit = templates.filter((value) => value.length <= LONGEST_TRANSIENT).slice(0, MOST_TRANSIENT);
  return fit.map((value) => ({
    id: `transient:${contentId('canned-response', value)}`,
    value,
    signals: [],
    metadata: {},
    fieldDependencies: [],
  }));
}
