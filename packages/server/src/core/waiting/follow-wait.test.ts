import { describe, expect, test } from 'vitest';
import type { JournalFact } from '../handoff/journal-fact.ts';
import { DEFAULT_HANDOFF_POLICY } from '../handoff/handoff-policy.ts';
import { ANNA, BEN, START, makeOpening, requested } from '../../testing/make.ts';
import { followWait, pastOf, trackOf } from './follow-wait.ts';
import type { LineEvent, WaitTrack } from './follow-wait.ts';

const at = (seconds: number): number => START + seconds * 1_000_000;
const QUOTE = { p50: 60, p90: 120, bucket: 'next' } as const;

function told(facts: readonly JournalFact[]): { events: LineEvent[]; track: WaitTrack | null } {
  let track: WaitTrack | null = null;
  const events: LineEvent[] = [];
  for (const fact of facts) {
    const step = followWait(track, fact);
    ({ track } = step);
    events.push(...step.events);
  }
  return { events, track };
}

const REQUEST: JournalFact = { type: 'requested', at: at(0), ...makeOpening() };
const QUEUED: JournalFact = { type: 'queued', at: at(5), told: null, quote: QUOTE, alternatives: [] };
const offered = (seconds: number, operator = ANNA): JournalFact => ({
  type: 'offered',
  at: at(seconds),
  operator,
  until: at(seconds + 30),
  direct: false,
});
const accepted = (seconds: number, operator: typeof ANNA | null = ANNA): JournalFact => ({
  type: 'accepted',
  at: at(seconds),
  operator,
  how: 'offer',
});
const resolved = (seconds: number, operator: typeof ANNA | null = ANNA): JournalFact => ({
  type: 'resolved',
  at: at(seconds),
  operator,
  disposition: 'solved',
  outcome: null,
});
const transferred = (seconds: number): JournalFact => ({
  type: 'transferred',
  at: at(seconds),
  by: ANNA,
  requirements: { department: 'claims', skills: [], language: null },
  policy: DEFAULT_HANDOFF_POLICY,
  to: null,
  told: null,
});

describe('H7.2: what a handoff tells the line it stands in', () => {
  test('a wait, an acceptance and a conversation, with declined offers in the time to come', () => {
    const declined: JournalFact = { type: 'declined', at: at(20), operator: BEN, why: 'declined' };
    const facts = [REQUEST, QUEUED, offered(10, BEN), declined, offered(21), accepted(30), resolved(330)];
    expect(told(facts).events.map(({ event }) => event)).toEqual([
      { at: at(0), type: 'arrived' },
      { at: at(30), type: 'accepted', waitedSeconds: 30, comingSeconds: 20, quote: QUOTE },
      { at: at(330), type: 'ended', handledSeconds: 300 },
    ]);
  });

  test('the same is told of a handoff that is known only as it is now', () => {
    const facts = [QUEUED, offered(10), accepted(30), resolved(330)];
    const { state } = requested({}, at(0), ...facts);
    expect(pastOf(state)).toEqual(told([REQUEST, ...facts]).events);
    const gone = requested({}, at(0), QUEUED, { type: 'withdrawn', at: at(90) }).state;
    expect(pastOf(gone)).toEqual(told([REQUEST, QUEUED, { type: 'withdrawn', at: at(90) }]).events);
  });

  test('a transfer ends the conversation here and begins a wait there', () => {
    const { events, track } = told([REQUEST, QUEUED, accepted(30), transferred(90)]);
    expect(events.slice(2)).toEqual([
      { department: 'support', event: { at: at(90), type: 'ended', handledSeconds: 60 } },
      { department: 'claims', event: { at: at(90), type: 'arrived' } },
    ]);
    expect(track).toMatchObject({ department: 'claims', since: at(90), quote: null });
  });

  test('H6.6: a stretch that broke off teaches nothing about conversations', () => {
    const lost: JournalFact = {
      type: 'requeued',
      at: at(60),
      operator: ANNA,
      why: 'operator-lost',
      told: null,
    };
    const { events } = told([REQUEST, QUEUED, accepted(30), lost]);
    expect(events.map(({ event }) => event.type)).toEqual(['arrived', 'accepted', 'arrived']);
  });

  test('what a system outside does is no conversation of ours', () => {
    const { events } = told([REQUEST, QUEUED, accepted(30, null), resolved(99999, null)]);
    expect(events.map(({ event }) => event.type)).toEqual(['arrived', 'accepted']);
  });

  test('a takeover was no wait', () => {
    const facts: JournalFact[] = [
      { type: 'taken-over', at: at(0), operator: ANNA, ...makeOpening() },
      resolved(60),
    ];
    expect(told(facts).events.map(({ event }) => event)).toEqual([
      { at: at(0), type: 'accepted', waitedSeconds: null, comingSeconds: null, quote: null },
      { at: at(60), type: 'ended', handledSeconds: 60 },
    ]);
  });

  test('one that is met in the middle goes on from where it stands', () => {
    const { state } = requested({}, at(0), QUEUED, offered(10), accepted(30));
    const step = followWait(trackOf(state), resolved(330));
    expect(step.events).toEqual([
      { department: 'support', event: { at: at(330), type: 'ended', handledSeconds: 300 } },
    ]);
  });
});
