import type { Handoff, SessionEvent } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSession, handoffType } from '../testing/conversation.ts';
import { EventSourceReader } from '../testing/event-source.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { Shift } from './shift.ts';

let clock: ManualClock;
let shift: Shift;
beforeEach(async () => {
  clock = new ManualClock();
  shift = await Shift.start({ internals: { clock } });
  for (const who of ['mia', 'tom'] as const) await shift.hire(who, { max_chats: 3 });
  await shift.comes('mia');
});
afterEach(() => shift[Symbol.asyncDispose]());

async function heldByMia(): Promise<Handoff> {
  const handoff = await shift.ask();
  await expect.poll(() => shift.where(handoff)).toBe('offered mia');
  await shift.as('mia').accept(handoff.id);
  return handoff;
}

/** Moves the clock second by second until something has happened; answers how many it took. */
async function passUntil(done: () => Promise<boolean>, most: number): Promise<number> {
  for (let passed = 0; passed < most; passed++) {
    if (await done()) return passed;
    clock.advance(1);
    // What a second has set off is written before what comes after it.
    for (let write = 0; write < 3; write++) await createSession(shift.admin);
  }
  throw new Error(`it did not come within ${most} s`);
}

function told(log: readonly SessionEvent[], type: string): boolean {
  return log.some((event) => handoffType(event) === type);
}

describe('H6.6 C10 an operator drops off', () => {
  test('H6.6 C10 his socket is killed: queued again after the grace period, at the old age, and the customer is told', async () => {
    const stream = await EventSourceReader.open(shift.wireOf('mia'), '/stream');
    await stream.next();
    const old = await heldByMia();
    const younger = await shift.ask();
    await expect.poll(() => shift.where(younger)).toBe('offered mia');
    const before = (await shift.log(old)).length;
    await stream[Symbol.asyncDispose]();
    // The lease ends long before its 45 s, as soon as he had time to reconnect.
    const noticed = await passUntil(async () => (await shift.where(younger)) === 'queued', 44);
    expect(noticed).toBeLessThanOrEqual(10);
    expect(await shift.where(old)).toBe('active mia');
    const lost = await passUntil(async () => (await shift.where(old)) === 'queued', 40);
    expect(lost).toBeGreaterThanOrEqual(25);
    const detail = await shift.read(old);
    expect(detail).toMatchObject({ requeues: 1, requested_utc: old.requested_utc });
    expect(old.waiting_since_utc).toBe(old.requested_utc);
    expect(Date.parse(detail.waiting_since_utc)).toBeGreaterThan(Date.parse(old.requested_utc));
    const news = (await shift.log(old)).slice(before);
    expect(news.filter(({ kind }) => kind === 'message')).toHaveLength(1);
    expect(told(news, 'handoff.requeued')).toBe(true);
    await shift.staff.updateOperator('tom', { max_chats: 1 });
    await shift.comes('tom');
    await expect.poll(() => shift.where(old)).toBe('offered tom');
    expect(await shift.where(younger)).toBe('queued');
  });

  test('H6.6 no heartbeats: the same; with them nothing happens', async () => {
    const handoff = await heldByMia();
    for (let beat = 0; beat < 8; beat++) {
      clock.advance(15);
      await shift.heartbeat('mia');
    }
    expect(await shift.where(handoff)).toBe('active mia');
    expect(await passUntil(async () => (await shift.where(handoff)) === 'queued', 80)).toBeGreaterThan(70);
    expect(told(await shift.log(handoff), 'handoff.requeued')).toBe(true);
  });

  test('H6.6 who says that he goes: his offers go on at once, his chats wait for him a little', async () => {
    const held = await heldByMia();
    const offered = await shift.ask();
    await expect.poll(() => shift.where(offered)).toBe('offered mia');
    await shift.comes('tom');
    await shift.staff.setPresence('mia', 'offline');
    await expect.poll(() => shift.where(offered)).toBe('offered tom');
    expect(await shift.where(held)).toBe('active mia');
    await shift.comes('mia');
    clock.advance(31);
    await shift.heartbeat('mia');
    expect(await shift.where(held)).toBe('active mia');
  });
});

describe('H3.7 records are deleted', () => {
  test('H3.7 an operator: his chats and offers go on at once, and the customer is told', async () => {
    const held = await heldByMia();
    const offered = await shift.ask();
    await expect.poll(() => shift.where(offered)).toBe('offered mia');
    await shift.comes('tom');
    await shift.staff.deleteOperator('mia');
    await expect
      .poll(() => Promise.all([held, offered].map((handoff) => shift.where(handoff))))
      .toEqual(['offered tom', 'offered tom']);
    expect((await shift.journal(held, 'requeued'))[0]?.data).toMatchObject({ why: 'operator-deleted' });
    expect(told(await shift.log(held), 'handoff.requeued')).toBe(true);
    expect(told(await shift.log(offered), 'handoff.requeued')).toBe(false);
  });

  test('H3.7 a department: who waits there waits in the default one, at the old age', async () => {
    await shift.staff.createDepartment({ id: 'billing', name: 'Billing' });
    const waiting = await shift.ask({ department: 'billing' });
    expect(await shift.where(waiting)).toBe('queued');
    await shift.staff.deleteDepartment('billing');
    await expect.poll(() => shift.where(waiting)).toBe('offered mia');
    expect(await shift.read(waiting)).toMatchObject({
      requested_utc: waiting.requested_utc,
      requirements: { department: 'support' },
    });
    expect(told(await shift.log(waiting), 'handoff.transferred')).toBe(true);
  });
});
