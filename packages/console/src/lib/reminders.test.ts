import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reminders, Wanted } from './reminders.ts';
import { nextDue, remindersAfter } from './reminders.ts';

const message = (mark: string): Wanted => ({ id: 's1', mark, waits: [0, 30_000, 60_000] });

/** When each was told, in seconds, if one looks at what is due as soon as it is. */
function toldAt(changes: readonly (readonly [at: number, wanted: readonly Wanted[]])[], until: number) {
  let reminders: Reminders = new Map();
  let wanted: readonly Wanted[] = [];
  const told: [id: string, at: number][] = [];
  const left = [...changes];
  for (let now = 0; now <= until;) {
    while (left[0] !== undefined && left[0][0] * 1000 <= now) wanted = left.shift()?.[1] ?? [];
    const after = remindersAfter(reminders, wanted, now);
    reminders = after.reminders;
    for (const id of after.due) told.push([id, now / 1000]);
    now = Math.min(nextDue(reminders), (left[0]?.[0] ?? Infinity) * 1000, until + 1);
  }
  return told.map(([, at]) => at);
}

describe('what is told again (C20)', () => {
  it('is told at once, then after each wait, and no oftener than there are waits', () => {
    expect(toldAt([[0, [message('1')]]], 600_000)).toEqual([0, 30, 90]);
  });

  it('ends when it is not wanted any more, and begins anew with something new', () => {
    const read: Wanted[] = [];
    expect(
      toldAt(
        [
          [0, [message('1')]],
          [40, read],
          [50, [message('2')]],
        ],
        60_000,
      ),
    ).toEqual([0, 30, 50]);
  });

  it('of messages in a row lets one be heard', () => {
    expect(
      toldAt(
        [
          [0, [message('1')]],
          [1, [message('2')]],
          [2, [message('3')]],
        ],
        20_000,
      ),
    ).toEqual([0, 3]);
  });

  it('has nothing left to wait for in the end, whatever comes', () => {
    const changes = fc.array(
      fc.tuple(fc.nat(100), fc.subarray([message('1'), { ...message('2'), id: 's2' }])),
    );
    fc.assert(
      fc.property(changes, (drawn) => {
        const sorted = drawn.toSorted(([a], [b]) => a - b);
        expect(toldAt(sorted, 600_000).length).toBeLessThanOrEqual(6 * (drawn.length + 1));
      }),
    );
    expect(nextDue(new Map())).toBe(Infinity);
  });
});
