import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { DueTimes } from './due-times.ts';

const ids = fc.integer({ min: 0, max: 15 }).map(String);
const step = fc.oneof(
  fc.record({ id: ids, due: fc.option(fc.integer({ min: 0, max: 20 })) }),
  fc.record({ until: fc.integer({ min: 0, max: 20 }), limit: fc.integer({ min: 0, max: 5 }) }),
);

test('it gives what a sorted list of all due times gives', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const times = new DueTimes();
      const oracle = new Map<string, number>();
      const sorted = (): [string, number][] =>
        [...oracle].toSorted((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
      for (const each of steps) {
        if ('id' in each) {
          times.set(each.id, each.due);
          if (each.due === null) oracle.delete(each.id);
          else oracle.set(each.id, each.due);
        } else {
          const due = sorted().filter(([, at]) => at <= each.until);
          const wanted = due.slice(0, each.limit).map(([id]) => id);
          expect(times.take(each.until, each.limit)).toEqual(wanted);
          for (const id of wanted) oracle.delete(id);
        }
        expect(times.earliest).toBe(sorted()[0]?.[1] ?? null);
      }
    }),
    seeded(500),
  );
});
