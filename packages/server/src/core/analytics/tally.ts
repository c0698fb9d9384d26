import type { Measures, Share, Spread } from '@baton/protocol';
import { COUNT_NAMES } from './counts.ts';
import type { CountName, Counts } from './counts.ts';
import { addTime, newHistogram, percentileOf } from './histogram.ts';
import type { Histogram } from './histogram.ts';

/** Of reasons and of triggers: whoever calls the API names reasons of his own, as many as he likes. */
const MOST_LISTED = 50;

/** Sums that rows are added to: those of any period are those of its parts together. */
export interface Tally {
  readonly counts: Record<CountName, number>;
  /** Null until there is a first time: many tallies have none, and each is a kilobyte. */
  acceptance: Histogram | null;
  firstWord: Histogram | null;
  handling: Histogram | null;
  /** Handoffs by reason and by trigger. */
  readonly reasons: Map<string, number>;
  readonly triggers: Map<string, number>;
  /** Sessions in which the customer has written, and of them those with a handoff. */
  sessions: number;
  handed: number;
  refused: number;
}

export function newTally(): Tally {
  return {
    counts: Object.fromEntries(COUNT_NAMES.map((name) => [name, 0])) as Record<CountName, number>,
    acceptance: null,
    firstWord: null,
    handling: null,
    reasons: new Map(),
    triggers: new Map(),
    sessions: 0,
    handed: 0,
    refused: 0,
  };
}

/** The times of one row, in seconds; null adds nothing. */
export function addRowTimes(
  tally: Tally,
  acceptance: number | null,
  firstWord: number | null,
  handling: number | null,
): void {
  if (acceptance !== null) addTime((tally.acceptance ??= newHistogram()), acceptance);
  if (firstWord !== null) addTime((tally.firstWord ??= newHistogram()), firstWord);
  if (handling !== null) addTime((tally.handling ??= newHistogram()), handling);
}

/** Why so many handoffs were requested; '' is no trigger. */
export function addReason(tally: Tally, reason: string, trigger: string, handoffs: number): void {
  if (handoffs === 0) return;
  increase(tally.reasons, reason, handoffs);
  if (trigger !== '') increase(tally.triggers, trigger, handoffs);
}

/** The counts of `times` rows that are alike. */
export function addCounts(tally: Tally, counts: Counts, times: number): void {
  for (const [name, n] of Object.entries(counts) as [CountName, number][]) tally.counts[name] += n * times;
}

export function measuresOf(tally: Tally): Measures {
  const { counts, sessions, handed } = tally;
  const { ended } = counts;
  return {
    sessions,
    handoff_rate: share(handed, sessions),
    containment: share(sessions - handed, sessions),
    handoffs: counts.handoffs,
    open: counts.open,
    reasons: listed(tally.reasons).map(([reason, count]) => ({ reason, count })),
    triggers: listed(tally.triggers).map(([trigger, count]) => ({ trigger, count })),
    acceptance: spread(tally.acceptance),
    first_word: spread(tally.firstWord),
    handling: spread(tally.handling),
    service_level: share(counts.level_kept, counts.level_of),
    abandoned: share(counts.abandoned, ended),
    resolved: share(counts.resolved, ended),
    returned: share(counts.returned, ended),
    withdrawn: share(counts.withdrawn, ended),
    callbacks: share(counts.callback, ended),
    emails: share(counts.email, ended),
    failed: share(counts.failed, ended),
    transfers: counts.transfers,
    requeues: counts.requeues,
    declined: counts.declined,
    recontact: share(counts.recontact, ended),
    rating: ratingOf(counts),
    wait_p50: share(counts.wait_p50, counts.wait_p50_of),
    wait_p90: share(counts.wait_p90, counts.wait_p90_of),
    refused_ai_messages: tally.refused,
    asked_again: share(counts.asked_again, counts.asked),
    suggestions_sent: share(counts.suggestion_sent, counts.suggested),
    suggestions_edited: share(counts.suggestion_edited, counts.suggested),
  };
}

function ratingOf(counts: Tally['counts']): Measures['rating'] {
  const { rated_1, rated_2, rated_3, rated_4, rated_5 } = counts;
  const scores: Measures['rating']['scores'] = [rated_1, rated_2, rated_3, rated_4, rated_5];
  const count = scores.reduce((sum, n) => sum + n, 0);
  const total = scores.reduce((sum, n, index) => sum + n * (index + 1), 0);
  return { count, mean: count === 0 ? null : round(total / count), scores };
}

function share(count: number, of: number): Share {
  return { count, of, share: of === 0 ? null : Math.round((count / of) * 10_000) / 10_000 };
}

function spread(histogram: Histogram | null): Spread {
  if (histogram === null) return { count: 0, mean: null, p50: null, p90: null, p99: null };
  const { count, sum } = histogram;
  const at = (part: number): number | null => roundOrNull(percentileOf(histogram, part));
  return { count, mean: count === 0 ? null : round(sum / count), p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}

/** The most frequent first. */
function listed(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, MOST_LISTED);
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** To the millisecond. */
function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function roundOrNull(seconds: number | null): number | null {
  return seconds === null ? null : round(seconds);
}
