import { expect, test } from 'vitest';
import { Shift } from './shift.ts';

/* On the machine's own clock. */

test('H6.5 C8 a slot that becomes free is offered within a second, ten times in a row', async () => {
  await using shift = await Shift.start();
  await shift.hire('mia', { max_chats: 1 });
  await shift.comes('mia');
  const asked = [];
  for (let i = 0; i < 11; i++) asked.push(await shift.ask());
  for (const [place, handoff] of asked.entries()) {
    await expect.poll(() => shift.where(handoff), { interval: 5 }).toBe('offered mia');
    await shift.as('mia').accept(handoff.id);
    const { ended_utc } = await shift.as('mia').resolve(handoff.id, { disposition: 'solved' });
    const next = asked[place + 1];
    if (next === undefined) break;
    await expect.poll(() => shift.where(next), { interval: 5 }).toBe('offered mia');
    const { offered_utc } = await shift.read(next);
    expect(Date.parse(offered_utc ?? '') - Date.parse(ended_utc ?? '')).toBeLessThan(1000);
  }
});
