import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { NO_CLOCKS, applyClockEvent, clocksOf, roleOf, secondsOf, serviceLevelOf } from './service-clocks.ts';
import type { AuthorRole, ClockEvent, HandoffClocks } from './service-clocks.ts';

const SECOND = 1_000_000;

/** `12 customer` says that a customer wrote at second 12, `30 accepted` what it says. */
function eventsOf(text: string): ClockEvent[] {
  return text.split(', ').map((part): ClockEvent => {
    const [seconds, word] = part.split(' ');
    const at = Number(seconds) * SECOND;
    switch (word) {
      case 'customer':
      case 'ai':
      case 'person':
      case 'behalf':
      case 'system':
        return { at, type: 'said', role: word };
      case 'requested':
      case 'queued':
      case 'offered':
      case 'accepted':
        return { at, type: word };
      case 'resolved':
      case 'abandoned':
      case 'callback':
      case 'withdrawn':
        return { at, type: 'ended', stage: word };
      default:
        throw new Error(`what is ${part}?`);
    }
  });
}

/** Request, queue, offer, acceptance, first human word and end in seconds; `–` where there is none. */
function shown(handoff: HandoffClocks): string {
  const { requestedAt, queuedAt, offeredAt, acceptedAt, firstHumanWordAt, endedAt } = handoff;
  return [requestedAt, queuedAt, offeredAt, acceptedAt, firstHumanWordAt, endedAt]
    .map((at) => (at === null ? '–' : String(at / SECOND)))
    .join(' ');
}

describe('H7.4: clocks by author role', () => {
  test.each([
    [
      'plain',
      '0 customer, 1 requested, 2 queued, 5 offered, 9 accepted, 20 person, 90 resolved',
      ['1 2 5 9 20 90'],
    ],
    [
      'the AI talks for days first',
      '0 customer, 1 ai, 400000 requested, 400010 accepted, 400020 person',
      ['400000 – – 400010 400020 –'],
    ],
    [
      'offered twice, queued again',
      '0 requested, 1 queued, 2 offered, 20 queued, 21 offered, 25 accepted',
      ['0 1 2 25 – –'],
    ],
    [
      'a transfer in the middle',
      '0 requested, 5 accepted, 6 person, 30 queued, 40 offered, 50 accepted, 60 person, 70 resolved',
      ['0 30 40 5 6 70'],
    ],
    [
      'twice in one session',
      '0 requested, 9 accepted, 10 person, 20 resolved, 50 customer, 51 requested, 52 accepted, 60 person',
      ['0 – – 9 10 20', '51 – – 52 60 –'],
    ],
    ['nobody comes', '0 requested, 1 queued, 300 abandoned', ['0 1 – – – 300']],
    ['a person writes unasked', '0 customer, 7 person', ['7 – – 7 7 –']],
    ['a takeover by the button', '0 customer, 7 accepted, 8 person', ['7 – – 7 8 –']],
    ['a person writes while it is queued', '0 requested, 1 queued, 4 person, 5 accepted', ['0 1 – 4 4 –']],
    [
      'words on the AI’s behalf are no human word',
      '0 requested, 3 accepted, 4 behalf, 9 person',
      ['0 – – 3 9 –'],
    ],
    [
      'the AI and the desk speak while it waits',
      '0 requested, 1 ai, 2 system, 60 accepted',
      ['0 – – 60 – –'],
    ],
    [
      'what comes after the end',
      '0 requested, 9 resolved, 10 queued, 11 offered, 12 resolved',
      ['0 – – – – 9'],
    ],
    ['a second request joins the first', '0 requested, 5 requested, 9 accepted', ['0 – – 9 – –']],
  ])('%s', (_what, events, expected) => {
    expect(clocksOf(eventsOf(events)).handoffs.map(shown)).toEqual(expected);
  });

  test.each([
    ['0 customer', 0],
    ['0 customer, 5 customer', 0],
    ['0 customer, 5 ai', null],
    ['0 customer, 5 person, 6 customer', 6],
    ['0 customer, 5 behalf', null],
    ['0 customer, 5 system', 0],
    ['0 customer, 5 requested, 6 accepted', 0],
    ['0 ai', null],
  ])('%s: an answer is owed since %s', (events, since) => {
    expect(clocksOf(eventsOf(events)).owedSince).toBe(since === null ? null : since * SECOND);
  });

  test('figures of one handoff', () => {
    const of = (events: string): unknown => secondsOf(clocksOf(eventsOf(events)).handoffs[0]!);
    expect(of('0 requested, 1 queued, 4 offered, 9 accepted, 15 person, 100 resolved')).toEqual({
      toQueue: 1,
      toOffer: 4,
      toAcceptance: 9,
      toFirstHumanWord: 15,
      handling: 91,
      toLeaving: null,
    });
    expect(of('0 requested, 30 callback')).toMatchObject({
      toAcceptance: null,
      handling: null,
      toLeaving: 30,
    });
  });

  test('who speaks, on every source of an event', () => {
    expect(
      (
        [
          'customer',
          'customer_ui',
          'human_agent',
          'human_agent_on_behalf_of_ai_agent',
          'ai_agent',
          'system',
        ] as const
      ).map(roleOf),
    ).toEqual(['customer', 'customer', 'person', 'behalf', 'ai', 'system']);
  });
});

describe('H7.1: the service level', () => {
  test.each([
    ['0 requested', 44, 'running'],
    ['0 requested', 45, 'near'],
    ['0 requested', 60, 'near'],
    ['0 requested', 61, 'broken'],
    ['0 requested, 60 accepted', 500, 'kept'],
    ['0 requested, 61 accepted', 500, 'broken'],
    ['0 requested, 20 withdrawn', 500, 'void'],
    ['0 requested, 90 abandoned', 500, 'broken'],
    ['0 requested, 10 person', 500, 'kept'],
  ])('%s at %i: %s', (events, now, state) => {
    const clocks = clocksOf(eventsOf(events)).handoffs[0]!;
    expect(serviceLevelOf(clocks, 60, now * SECOND)).toEqual({
      state,
      nearAt: 45 * SECOND,
      dueAt: 60 * SECOND,
    });
  });
});

const roles = fc.constantFrom<AuthorRole>('customer', 'ai', 'person', 'behalf', 'system');
const happenings = fc.oneof(
  roles.map((role) => ({ type: 'said', role }) as const),
  fc.constantFrom('requested', 'queued', 'offered', 'accepted').map((type) => ({ type }) as const),
  fc.constantFrom('resolved', 'abandoned').map((stage) => ({ type: 'ended', stage }) as const),
);
const histories = fc
  .array(fc.tuple(happenings, fc.integer({ min: 1, max: 90 })), { maxLength: 40 })
  .map((steps) => {
    let at = 0;
    return steps.map(([happening, seconds]): ClockEvent => ({ ...happening, at: (at += seconds * SECOND) }));
  });

/** By search through the whole history instead of a fold. */
function bySearch(events: readonly ClockEvent[]): { stretches: string[]; owedSince: number | null } {
  const opens = (event: ClockEvent): boolean =>
    event.type === 'requested' ||
    event.type === 'accepted' ||
    (event.type === 'said' && event.role === 'person');
  const stretches: string[] = [];
  for (let start = events.findIndex(opens); start !== -1;) {
    const length = events.slice(start).findIndex(({ type }) => type === 'ended');
    const part = events.slice(start, length === -1 ? undefined : start + length);
    const first = (...types: string[]): string => {
      const found = part.find((event) => types.includes(event.type === 'said' ? event.role : event.type));
      return found === undefined ? '–' : String(found.at / SECOND);
    };
    const ended = length === -1 ? '–' : String(events[start + length]!.at / SECOND);
    const fields = [first('queued'), first('offered'), first('accepted', 'person'), first('person'), ended];
    stretches.push([String(part[0]!.at / SECOND), ...fields].join(' '));
    const next = length === -1 ? -1 : events.slice(start + length).findIndex(opens);
    start = next === -1 ? -1 : start + length + next;
  }
  const answered = events.findLastIndex(
    (event) => event.type === 'said' && ['ai', 'person', 'behalf'].includes(event.role),
  );
  const owed = events.slice(answered + 1).find((event) => event.type === 'said' && event.role === 'customer');
  return { stretches, owedSince: owed?.at ?? null };
}

describe('H7.4: in whatever order things happen', () => {
  test('C17 the clocks are what a search through the history finds', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const clocks = clocksOf(events);
        expect({ stretches: clocks.handoffs.map(shown), owedSince: clocks.owedSince }).toEqual(
          bySearch(events),
        );
      }),
      seeded(1000),
    );
  });

  test('one event after another gives the same, and changes nothing that was', () => {
    fc.assert(
      fc.property(histories, (events) => {
        let clocks = NO_CLOCKS;
        for (const event of events) {
          const before = JSON.stringify(clocks);
          const next = applyClockEvent(clocks, event);
          expect(JSON.stringify(clocks)).toBe(before);
          clocks = next;
        }
        expect(clocks).toEqual(clocksOf(events));
      }),
      seeded(200),
    );
  });

  test('a level that is kept or broken stays so', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 300 }), (events, level) => {
        const decided = new Map<number, string>();
        for (let seen = 1; seen <= events.length; seen += 1) {
          const now = events[seen - 1]!.at;
          clocksOf(events.slice(0, seen)).handoffs.forEach((handoff, index) => {
            const { state } = serviceLevelOf(handoff, level, now);
            const before = decided.get(index);
            if (before !== undefined) expect(state).toBe(before);
            if (state !== 'running' && state !== 'near') decided.set(index, state);
          });
        }
      }),
      seeded(300),
    );
  });
});
