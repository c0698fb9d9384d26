import { describe, expect, test } from 'vitest';
import { RoutingIndex } from './routing-index.ts';
import { makeNeed, makeOperator } from './testing/make-routing.ts';

describe('offers', () => {
  test('H6.4: what is declined goes to the next operator at once, at its old age, and never back', () => {
    const index = new RoutingIndex();
    for (const id of ['a', 'b']) index.putOperator(makeOperator(id, { maxChats: 1 }));
    index.putNeed(makeNeed('old', { requestedAt: 1 }));
    expect(index.settle(10)).toEqual([{ needId: 'old', operatorId: 'a' }]);
    index.putNeed(makeNeed('young', { requestedAt: 2 }));
    expect(index.settle(11)).toEqual([{ needId: 'young', operatorId: 'b' }]);
    index.decline('old');
    // There is room for it nowhere but with the one who declined it.
    expect(index.settle(12)).toEqual([]);
    index.accept('young');
    index.slotFreed('b', 13);
    expect(index.settle(14)).toEqual([{ needId: 'old', operatorId: 'b' }]);
    index.decline('old');
    expect(index.settle(15)).toEqual([]);
    expect(index.need('old')).toMatchObject({ requestedAt: 1, declined: ['a', 'b'] });
  });

  test('H6.6: who leaves loses his unanswered offers, and may have them again when he is back', () => {
    const index = new RoutingIndex();
    index.putOperator(makeOperator('a'));
    index.putNeed(makeNeed('n'));
    index.settle(10);
    index.operatorLeft('a');
    expect(index.settle(11)).toEqual([]);
    expect(index.operator('a')).toMatchObject({ active: 0, present: false });
    index.operatorCame('a', 12);
    expect(index.settle(13)).toEqual([{ needId: 'n', operatorId: 'a' }]);
  });

  test('H3.7: an operator who is removed in the middle of an offer leaves it to the others', () => {
    const index = new RoutingIndex();
    index.putOperator(makeOperator('a'));
    index.putNeed(makeNeed('n'));
    index.settle(10);
    index.putOperator(makeOperator('b'));
    index.removeOperator('a');
    expect(index.settle(11)).toEqual([{ needId: 'n', operatorId: 'b' }]);
  });

  test('an accepted need is done with and its slot stays taken; a withdrawn one frees it', () => {
    const index = new RoutingIndex();
    index.putOperator(makeOperator('a', { maxChats: 2 }));
    for (const id of ['n', 'm']) index.putNeed(makeNeed(id));
    index.settle(10);
    expect([index.accept('n'), index.accept('n'), index.decline('n')]).toEqual([true, false, false]);
    index.removeNeed('m');
    expect(index.operator('a')?.active).toBe(1);
    expect([index.need('n'), index.need('m')]).toEqual([null, null]);
  });

  test('an offer stands while its operator suits a changed need, and ends when he does not', () => {
    const index = new RoutingIndex();
    index.putOperator(makeOperator('a'));
    index.putNeed(makeNeed('n'));
    index.settle(10);
    index.putNeed(makeNeed('n', { priority: 5 }));
    expect(index.offeredTo('n')).toBe('a');
    index.putNeed(makeNeed('n', { department: 'sales' }));
    expect([index.offeredTo('n'), index.operator('a')?.active, index.waitingCount]).toEqual([null, 0, 1]);
  });

  test('H6.1: those who come back to a changed desk are served in the order of the queue, whoever they are', () => {
    const index = new RoutingIndex();
    for (let number = 0; number < 50; number += 1) {
      index.putNeed(makeNeed(`n${number}`, { requestedAt: 100 - number, priority: number % 2 }));
    }
    for (let number = 0; number < 10; number += 1)
      index.putOperator(makeOperator(`o${number}`, { maxChats: 2 }));
    const served = index.settle(10).map(({ needId }) => Number(needId.slice(1)));
    expect(served.toSorted((a, b) => b - a)).toEqual(Array.from({ length: 20 }, (_, at) => 49 - 2 * at));
  });
});

describe('what breaks an order is refused, and nothing is changed', () => {
  test.each([
    ['priority', { priority: NaN }],
    ['age', { requestedAt: Infinity }],
    ['level', { skills: [{ skill: 'legal', level: 9 }] }],
    ['skills', { skills: Array.from({ length: 11 }, (_, at) => ({ skill: `s${at}`, level: 1 })) }],
    ['departments', { overflow: Array.from({ length: 64 }, (_, at) => `d${at}`) }],
  ])('a need: %s', (_name, change) => {
    const index = new RoutingIndex();
    index.putNeed(makeNeed('n'));
    expect(() => index.putNeed(makeNeed('n', change))).toThrow(RangeError);
    expect(index.need('n')).toEqual(makeNeed('n'));
  });

  test.each([
    ['capacity', { maxChats: 1.5 }],
    ['chats', { active: -1 }],
    ['idle time', { idleSince: NaN }],
    ['level', { skills: [{ skill: 'legal', level: 0 }] }],
  ])('an operator: %s', (_name, change) => {
    const index = new RoutingIndex();
    expect(() => index.putOperator(makeOperator('a', change))).toThrow(RangeError);
    expect(index.operator('a')).toBeNull();
  });

  test('nobody is offered what he cannot take', () => {
    const index = new RoutingIndex();
    index.putOperator(makeOperator('a', { maxChats: 0 }));
    index.putNeed(makeNeed('n'));
    expect(() => index.offer('n', 'a', 10)).toThrow(RangeError);
    expect(() => index.offer('gone', 'a', 10)).toThrow(RangeError);
    expect(index.waitingCount).toBe(1);
  });
});
