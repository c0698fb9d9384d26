import { describe, expect, it } from 'vitest';
import { EMPTY_DESK } from '../../lib/desk.ts';
import { makeHandoff } from '../../testing/make-handoff.ts';
import { makeOperator } from '../../testing/make-snapshot.ts';
import { timeOf } from '../../testing/make-event.ts';
import { longestWait, openNow, operatorsNow, serviceLevelOf } from './board-model.ts';

const NOON = Date.parse(timeOf(0));

describe('H7.1 the longest wait against what is promised', () => {
  it.each([
    [0, 'calm'],
    [39, 'calm'],
    [40, 'near'],
    [60, 'near'],
    [61, 'late'],
  ])('of 60 s, %i s are %s', (seconds, level) => {
    expect(longestWait(timeOf(0), 60, NOON + seconds * 1000)).toEqual({ level, seconds });
  });

  it('is none where nobody waits, and never negative where the clocks differ', () => {
    expect(longestWait(null, 60, NOON)).toBeNull();
    expect(longestWait(timeOf(9), 60, NOON)?.seconds).toBe(0);
  });
});

it('a service level is judged by four in five', () => {
  expect([1, 0.8, 0.79, 0.6, 0.59, 0].map(serviceLevelOf)).toEqual([
    'calm',
    'calm',
    'near',
    'near',
    'late',
    'late',
  ]);
});

describe('the board keeps its order', () => {
  const busy = makeOperator('zoe', { active_chats: 4 });
  const free = makeOperator('ben');
  const gone = makeOperator('abe', { presence: { ...free.presence, status: 'offline' } });
  const desk = { ...EMPTY_DESK, operators: new Map([busy, gone, free].map((each) => [each.id, each])) };

  it('of operators by presence and name, whatever their load', () => {
    const names = operatorsNow(desk, new Map(), null).map(({ operator }) => operator.id);
    expect(names).toEqual(['ben', 'zoe', 'abe']);
  });

  it('and shows with each what he holds and what is put to him', () => {
    const holder = { id: 'zoe', name: 'Zoe' };
    const held = makeHandoff({ id: 'held', stage: 'active', operator: holder });
    const put = makeHandoff({
      id: 'put',
      stage: 'offered',
      offer: { operator: holder, since_utc: timeOf(0), until_utc: timeOf(30) },
    });
    const board = new Map([held, put].map((each) => [each.id, each]));
    const zoe = operatorsNow(desk, board, 'support').find(({ operator }) => operator.id === 'zoe');
    expect([zoe?.holds.map(({ id }) => id), zoe?.offered.map(({ id }) => id)]).toEqual([['held'], ['put']]);
    expect(operatorsNow(desk, board, 'billing')).toEqual([]);
  });

  it('H6.1 of those who wait by priority, then age; of another department nobody', () => {
    const early = makeHandoff({ id: 'early', requested_utc: timeOf(0) });
    const late = makeHandoff({ id: 'late', requested_utc: timeOf(5) });
    const urgent = makeHandoff({ id: 'urgent', requested_utc: timeOf(9), priority: 50 });
    const board = new Map([late, urgent, early].map((each) => [each.id, each]));
    expect(openNow(board, 'support').waiting.map(({ id }) => id)).toEqual(['urgent', 'early', 'late']);
    expect(openNow(board, 'billing').waiting).toEqual([]);
  });
});
