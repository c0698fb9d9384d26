import { expect, test } from 'vitest';
import { turnsOfTheLoop } from '../../testing/until.ts';
import { Slots } from './slots.ts';

const never = new AbortController().signal;

test('so many run side by side, the others in the order in which they came', async () => {
  const slots = new Slots(2);
  const begun: number[] = [];
  const ends = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
  const all = ends.map(({ promise }, index) =>
    slots.run(never, () => {
      begun.push(index);
      return promise;
    }),
  );
  await turnsOfTheLoop(1);
  expect(begun).toEqual([0, 1]);
  ends[1]?.resolve();
  await turnsOfTheLoop(1);
  expect(begun).toEqual([0, 1, 2]);
  for (const { resolve } of ends) resolve();
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3]);
});

test('work that fails, and work that is not wanted any more, leave their places to others', async () => {
  const slots = new Slots(1);
  const stop = new AbortController();
  const held = Promise.withResolvers<void>();
  const first = slots.run(never, () => held.promise.then(() => Promise.reject(new Error('failed'))));
  const second = slots.run(stop.signal, () => Promise.resolve('never'));
  const third = slots.run(never, () => Promise.resolve('third'));
  stop.abort(new Error('not wanted'));
  await expect(second).rejects.toThrow('not wanted');
  held.resolve();
  await expect(first).rejects.toThrow('failed');
  expect(await third).toBe('third');
  await expect(slots.run(stop.signal, () => Promise.resolve('never'))).rejects.toThrow('not wanted');
  expect(await slots.run(never, () => Promise.resolve('fourth'))).toBe('fourth');
});
