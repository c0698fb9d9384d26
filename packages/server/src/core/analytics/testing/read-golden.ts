import type { OperatorRef } from '@baton/protocol';
import { makeOpening } from '../../../testing/make.ts';
import { DEFAULT_HANDOFF_POLICY } from '../../handoff/handoff-policy.ts';
import type { Arrival, JournalFact, Opening } from '../../handoff/journal-fact.ts';
import type { WaitQuote } from '../../waiting/calibration.ts';
import { COUNT_NAMES } from '../counts.ts';
import type { BesideHandoff } from '../measure-handoff.ts';
import type { MeasureRow } from '../measure-row.ts';
import type { GoldenHistory } from './golden-histories.ts';

const SECOND = 1_000_000;
const TOLD = { told: null, alternatives: [] };

/** The journal that a golden history tells, from `start` on (microseconds since 1970). */
export function factsOf(text: string, start: number, over: Partial<Opening> = {}): JournalFact[] {
  return text.split(', ').map((part) => {
    const [second = '', word = '', who = '', more = ''] = part.split(' ');
    return factOf({ at: start + Number(second) * SECOND, word, who, more, over });
  });
}

interface Told {
  readonly at: number;
  readonly word: string;
  readonly who: string;
  readonly more: string;
  readonly over: Partial<Opening>;
}

function factOf(told: Told): JournalFact {
  return routed(told) ?? ended(told) ?? waited(told);
}

function waited({ at, word, who }: Told): JournalFact {
  switch (word) {
    case 'queued':
    case 'delayed':
    case 'reminded':
    case 'told':
      return { at, type: word, ...TOLD, quote: quoteOf(who) };
    case 'word':
      return { at, type: 'first-word-said' };
    case 'returning':
      return { at, type: 'returning', until: at + 60 * SECOND };
    case 'rated':
      return { at, type: 'rated', score: Number(who), comment: null };
    default:
      throw new Error(`what is '${word}'?`);
  }
}

function routed({ at, word, who, more, over }: Told): JournalFact | null {
  const operator = { id: who, name: who };
  switch (word) {
    case 'requested':
      return { at, type: 'requested', ...makeOpening(over) };
    case 'taken-over':
      return { at, type: 'taken-over', operator: actor(who), ...makeOpening(over) };
    case 'offered':
      return { at, type: 'offered', operator, until: at + 30 * SECOND, direct: false };
    case 'declined':
    case 'timed-out':
    case 'left':
      return { at, type: 'declined', operator, why: word };
    case 'accepted':
      return { at, type: 'accepted', operator: actor(who), how: (more || 'offer') as Arrival };
    case 'requeued':
      return { at, type: 'requeued', operator, why: 'operator-lost', told: null };
    case 'transferred': {
      const [department = '', level = '60'] = more.split(':');
      const policy = { ...DEFAULT_HANDOFF_POLICY, serviceLevelSeconds: Number(level) };
      const requirements = { department, skills: [], language: null };
      return { at, type: 'transferred', by: operator, requirements, policy, to: null, told: null };
    }
    default:
      return null;
  }
}

function ended({ at, word, who, more }: Told): JournalFact | null {
  switch (word) {
    case 'resolved':
      return { at, type: 'resolved', operator: actor(who), disposition: more || 'solved', outcome: null };
    case 'returned':
      return { at, type: 'returned', operator: actor(who), outcome: null, why: 'operator' };
    case 'idle-returned':
      return { at, type: 'returned', operator: actor(who), outcome: null, why: 'idle' };
    case 'callback':
    case 'email':
      return { at, type: 'contact-chosen', kind: word, address: 'kim@example.com', callAt: null };
    case 'withdrawn':
    case 'abandoned':
      return { at, type: word };
    case 'failed':
      return { at, type: 'failed', why: 'nobody-came' };
    default:
      return null;
  }
}

function actor(who: string): OperatorRef | null {
  return who === 'outside' ? null : { id: who, name: who };
}

function quoteOf(text: string): WaitQuote | null {
  if (text === '') return null;
  const [p50 = 0, p90 = 0] = text.split('/').map(Number);
  return { p50, p90, bucket: 'line' };
}

export function besideOf(golden: GoldenHistory, start: number): BesideHandoff {
  const suggestions = (golden.suggestions ?? '').split(', ').filter((text) => text !== '');
  return {
    recontacted: golden.recontacted === true,
    questions: (golden.questions ?? []).map(([asked, again]) => ({ asked, again })),
    suggestions: suggestions.map((text) => {
      const [second = '', used = ''] = text.split(' ');
      return {
        at: start + Number(second) * SECOND,
        used: used === 'sent' || used === 'edited' ? used : null,
      };
    }),
  };
}

/** A row in the words of the golden set; counts in whatever order they stand there. */
export function toldRow(row: MeasureRow): string {
  const counts = COUNT_NAMES.flatMap((name) => {
    const n = row.counts[name] ?? 0;
    return n === 0 ? [] : [n === 1 ? name : `${name}=${n}`];
  });
  const { acceptance, firstWord, handling, worked } = row;
  const times = Object.entries({ acceptance, firstWord, handling, worked }).flatMap(([name, seconds]) =>
    seconds === null ? [] : [`${name} ${seconds}`],
  );
  return sorted(`${row.department} ${row.operator ?? '–'}: ${counts.join(' ')} | ${times.join(', ')}`);
}

/** The same words in one order. */
export function sorted(row: string): string {
  const [head = '', rest = ''] = row.split(': ');
  const [counts = '', times = ''] = rest.split('|').map((part) => part.trim());
  return `${head}: ${counts.split(' ').toSorted().join(' ')} | ${times}`;
}
