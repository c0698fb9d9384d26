import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeHandoff } from '../testing/make-handoff.ts';
import { byPriorityThenAge, filterFrom, groupQueue, groupsShown } from './queue-groups.ts';

const NOON = Date.parse('2026-05-01T12:00:00Z');
const DANA = { id: 'dana', name: 'Dana' };
const MARTA = { id: 'marta', name: 'Marta' };

describe('the order of the queue (H6.1)', () => {
  it('goes by priority, then by age', () => {
    const old = makeHandoff({ id: 'old', requested_utc: '2026-05-01T11:00:00.000000Z' });
    const young = makeHandoff({ id: 'young', requested_utc: '2026-05-01T11:59:00.000000Z' });
    const urgent = makeHandoff({ id: 'urgent', requested_utc: '2026-05-01T11:59:30.000000Z', priority: 5 });
    const { waiting } = groupQueue([young, urgent, old], DANA.id, NOON);
    expect(waiting.map(({ id }) => id)).toEqual(['urgent', 'old', 'young']);
  });

  it('is total: however the handoffs come in, they stand the same', () => {
    const handoff = fc.record({
      id: fc.uuid(),
      priority: fc.integer({ min: -2, max: 2 }),
      age: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(handoff, { selector: ({ id }) => id }), (drawn) => {
        const handoffs = drawn.map(({ id, priority, age }) =>
          makeHandoff({ id, priority, requested_utc: `2026-05-01T11:59:0${age}.000000Z` }),
        );
        const there = handoffs.toSorted(byPriorityThenAge);
        const back = handoffs.toReversed().toSorted(byPriorityThenAge);
        expect(back).toEqual(there);
      }),
    );
  });
});

describe('the groups of the queue', () => {
  it('put each handoff where it belongs', () => {
    const handoffs = [
      makeHandoff({ id: 'requested', stage: 'requested' }),
      makeHandoff({ id: 'offered', stage: 'offered', operator: DANA }),
      makeHandoff({ id: 'mine', stage: 'active', operator: DANA }),
      makeHandoff({ id: 'returning', stage: 'returning', operator: DANA }),
      makeHandoff({ id: 'hers', stage: 'active', operator: MARTA }),
      makeHandoff({ id: 'outside', stage: 'active', operator: null }),
      makeHandoff({
        id: 'done',
        stage: 'resolved',
        operator: DANA,
        ended_utc: '2026-05-01T11:30:00.000000Z',
      }),
    ];
    const groups = groupQueue(handoffs, DANA.id, NOON);
    const ids = Object.fromEntries(
      Object.entries(groups).map(([group, all]) => [group, all.map(({ id }) => id)]),
    );
    expect(ids).toEqual({
      waiting: ['offered', 'requested'],
      mine: ['mine', 'returning'],
      colleagues: ['hers', 'outside'],
      ended: ['done'],
    });
  });

  it('have of my own the one first whose customer waits longest for my answer (C20)', () => {
    const held = ['a', 'b', 'c'].map((id) => makeHandoff({ id, stage: 'active', operator: DANA }));
    const due = new Map([
      ['c', '2026-05-01T11:58:00.000000Z'],
      ['b', '2026-05-01T11:59:00.000000Z'],
    ]);
    expect(groupQueue(held, DANA.id, NOON, due).mine.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('let go of what ended more than an hour ago, as a fresh load would', () => {
    const ended = makeHandoff({ stage: 'returned', ended_utc: '2026-05-01T11:00:01.000000Z' });
    expect(groupQueue([ended], DANA.id, NOON).ended).toHaveLength(1);
    expect(groupQueue([ended], DANA.id, NOON + 2000).ended).toHaveLength(0);
  });

  it('show what ended last on top', () => {
    const first = makeHandoff({ id: 'first', stage: 'resolved', ended_utc: '2026-05-01T11:50:00.000000Z' });
    const last = makeHandoff({ id: 'last', stage: 'resolved', ended_utc: '2026-05-01T11:55:00.000000Z' });
    expect(groupQueue([first, last], DANA.id, NOON).ended.map(({ id }) => id)).toEqual(['last', 'first']);
  });
});

describe('the filter in the address', () => {
  it.each([
    ['waiting', 'waiting'],
    ['active', 'active'],
    ['ended', 'ended'],
    ['queued', 'waiting'],
    ['returning', 'active'],
    ['<script>', 'all'],
    [undefined, 'all'],
    [['waiting'], 'all'],
  ])('%j shows %s', (text, filter) => expect(filterFrom(text)).toBe(filter));

  it('of active conversations shows mine and those of colleagues', () => {
    expect(groupsShown('active')).toEqual(['mine', 'colleagues']);
  });
});
