import { NO_ROW_TIMES } from './measure-row.ts';
import type { MeasureRow } from './measure-row.ts';
import type { CountName } from './counts.ts';
import type { HandoffHistory, Place, QuotedWait } from './handoff-history.ts';
import type { AskedQuestions } from './asked-again.ts';
import { serviceLevelOf } from '../waiting/service-clocks.ts';

/*
 * What one handoff adds to the figures: a row for each department and operator that had to do with it. Each figure
 * stands in one row only, so that the sum over all rows counts nothing twice (C19): what is of the handoff as a whole
 * stands where it was accepted first, how it ended stands with who held it then, what somebody did stands with him.
 */

const SECOND = 1_000_000;

/** What a handoff's own journal does not tell. */
export interface BesideHandoff {
  /** The same customer asked for a person again, within seven days of the end. */
  readonly recontacted: boolean;
  /** Of each stretch that is over, in order. */
  readonly questions: readonly AskedQuestions[];
  /** Replies suggested to its holders, with their times. */
  readonly suggestions: readonly Suggested[];
}

export interface Suggested {
  /** Microseconds since 1970. */
  readonly at: number;
  readonly used: 'sent' | 'edited' | null;
}

const ENDS: Readonly<Partial<Record<HandoffHistory['stage'], CountName>>> = {
  resolved: 'resolved',
  returned: 'returned',
  abandoned: 'abandoned',
  withdrawn: 'withdrawn',
  callback: 'callback',
  email: 'email',
  failed: 'failed',
};
const RATED: readonly (CountName | undefined)[] = ['rated_1', 'rated_2', 'rated_3', 'rated_4', 'rated_5'];

export function measureHandoff(history: HandoffHistory, beside: BesideHandoff): readonly MeasureRow[] {
  const rows = new Rows();
  addRequest(rows, history);
  addEnd(rows, history, beside.recontacted);
  addStretches(rows, history, beside);
  for (const place of history.transfers) rows.count(place, 'transfers');
  for (const place of history.requeues) rows.count(place, 'requeues');
  for (const place of history.declined) rows.count(place, 'declined');
  for (const wait of history.waits) addWait(rows, wait);
  return rows.all();
}

/** What is of the request: it stands with who came first, else where it waits or waited last. */
function addRequest(rows: Rows, history: HandoffHistory): void {
  const { requestedAt, acceptedAt, firstHumanWordAt, endedAt } = history;
  const place = history.stretches[0] ?? history.last;
  rows.count(place, 'handoffs');
  if (endedAt === null) rows.count(history.last, 'open');
  // Who came unasked was not waited for.
  if (history.unasked) return;
  if (acceptedAt !== null) rows.time(place, 'acceptance', acceptedAt - requestedAt);
  if (firstHumanWordAt !== null) rows.time(place, 'firstWord', firstHumanWordAt - requestedAt);
  const standing = levelOf(history);
  if (standing === 'open') return;
  rows.count(place, 'level_of');
  if (standing === 'kept') rows.count(place, 'level_kept');
}

function levelOf(history: HandoffHistory): 'kept' | 'broken' | 'open' {
  const { requestedAt, acceptedAt, endedAt, levelSeconds, breached } = history;
  const clocks = { queuedAt: null, offeredAt: null, firstHumanWordAt: null, end: null };
  const { state } = serviceLevelOf(
    { ...clocks, requestedAt, acceptedAt, endedAt },
    levelSeconds,
    requestedAt,
  );
  if (state === 'kept' || state === 'broken') return state;
  return state !== 'void' && breached ? 'broken' : 'open';
}

function addEnd(rows: Rows, history: HandoffHistory, recontacted: boolean): void {
  const { last, stage, rating } = history;
  const end = ENDS[stage];
  if (end === undefined) return;
  rows.count(last, 'ended');
  rows.count(last, end);
  if (recontacted) rows.count(last, 'recontact');
  const rated = rating === null ? undefined : RATED[rating - 1];
  if (rated !== undefined) rows.count(last, rated);
}

function addStretches(rows: Rows, history: HandoffHistory, { questions, suggestions }: BesideHandoff): void {
  const { stretches, endedAt } = history;
  let all = 0;
  for (const [index, stretch] of stretches.entries()) {
    const { from, to } = stretch;
    if (to !== null) all += to - from;
    if (to !== null && endedAt !== null) rows.time(stretch, 'worked', to - from);
    const { asked, again } = questions[index] ?? { asked: 0, again: 0 };
    rows.count(stretch, 'asked', asked);
    rows.count(stretch, 'asked_again', again);
  }
  const [first] = stretches;
  if (first !== undefined && endedAt !== null) rows.time(first, 'handling', all);
  for (const { at, used } of suggestions) {
    const place = stretches.findLast(({ from }) => from <= at) ?? history.last;
    rows.count(place, 'suggested');
    if (used !== null) rows.count(place, used === 'sent' ? 'suggestion_sent' : 'suggestion_edited');
  }
}

/** One who left says of a time only that he waited longer, if he did: of what he did not wait for, nothing is known. */
function addWait(rows: Rows, { place, quote, waitedSeconds, left }: QuotedWait): void {
  for (const [name, of, seconds] of [
    ['wait_p50', 'wait_p50_of', quote.p50],
    ['wait_p90', 'wait_p90_of', quote.p90],
  ] as const) {
    const over = waitedSeconds <= seconds;
    if (over && left) continue;
    rows.count(place, of);
    if (over) rows.count(place, name);
  }
}

type TimeName = 'acceptance' | 'firstWord' | 'handling' | 'worked';

interface Row {
  readonly place: Place;
  readonly counts: Partial<Record<CountName, number>>;
  readonly times: Partial<Record<TimeName, number>>;
}

class Rows {
  readonly #rows = new Map<string, Row>();

  count(place: Place, name: CountName, n: number = 1): void {
    if (n === 0) return;
    const { counts } = this.#at(place);
    counts[name] = (counts[name] ?? 0) + n;
  }

  /** Times of the same row are added up. */
  time(place: Place, name: TimeName, microseconds: number): void {
    const { times } = this.#at(place);
    times[name] = (times[name] ?? 0) + Math.max(0, microseconds) / SECOND;
  }

  all(): MeasureRow[] {
    return [...this.#rows.values()].map(({ place, counts, times }) => ({
      department: place.department,
      operator: place.operator,
      counts,
      ...NO_ROW_TIMES,
      ...times,
    }));
  }

  #at({ department, operator }: Place): Row {
    const key = JSON.stringify([department, operator]);
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = { place: { department, operator }, counts: {}, times: {} };
      this.#rows.set(key, row);
    }
    return row;
  }
}
