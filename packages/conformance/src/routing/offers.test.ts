import type { Handoff } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../testing/manual-clock.ts';
import { refusalOf } from '../testing/operators.ts';
import { Shift } from './shift.ts';

/* Time stands still unless a test moves it: what happens without that happened because of what was done. */
let clock: ManualClock;
let shift: Shift;
beforeEach(async () => {
  clock = new ManualClock();
  shift = await Shift.start({ internals: { clock } });
});
afterEach(() => shift[Symbol.asyncDispose]());

const places = (...handoffs: readonly Handoff[]): Promise<string[]> =>
  Promise.all(handoffs.map((handoff) => shift.where(handoff)));

describe('H6.5 C8 a slot becomes free', () => {
  test('H6.5 the oldest who waits is offered it, and nobody overtakes', async () => {
    await shift.hire('mia', { max_chats: 1 });
    await shift.comes('mia');
    const held = await shift.ask();
    await expect.poll(() => shift.where(held)).toBe('offered mia');
    await shift.as('mia').accept(held.id);
    const waiting = [await shift.ask(), await shift.ask(), await shift.ask()];
    const freed = shift.as('mia').resolve(held.id, { disposition: 'solved' });
    const newcomer = await shift.ask();
    await freed;
    await expect
      .poll(() => places(...waiting, newcomer))
      .toEqual(['offered mia', 'queued', 'queued', 'queued']);
    // One after the other, in the order of their asking.
    for (const [place, handoff] of waiting.entries()) {
      await expect.poll(() => shift.where(handoff)).toBe('offered mia');
      expect(await places(...waiting.slice(place + 1), newcomer)).not.toContain('offered mia');
      await shift.as('mia').accept(handoff.id);
      await shift.as('mia').returnToAi(handoff.id, {});
    }
    await expect.poll(() => shift.where(newcomer)).toBe('offered mia');
  });

  test('H6.1 an urgent one goes first, and so does one that a lead moves up', async () => {
    await shift.hire('mia', { max_chats: 1 });
    await shift.hire('lea', { lead: true });
    const [normal, urgent, raised] = [await shift.ask(), await shift.ask({ priority: 5 }), await shift.ask()];
    await shift.as('lea').prioritise(raised.id, { priority: 9 });
    await shift.comes('mia');
    for (const handoff of [raised, urgent, normal]) {
      await expect.poll(() => shift.where(handoff)).toBe('offered mia');
      await shift.as('mia').accept(handoff.id);
      await shift.as('mia').resolve(handoff.id, { disposition: 'solved' });
    }
  });
});

describe('H6.4 an offer', () => {
  test('H6.4 declined, it is the next one’s at once; nobody is asked twice', async () => {
    for (const who of ['mia', 'tom'] as const) await shift.hire(who);
    await shift.comes('mia');
    const handoff = await shift.ask();
    await expect.poll(() => shift.where(handoff)).toBe('offered mia');
    await shift.comes('tom');
    await shift.as('mia').decline(handoff.id);
    await expect.poll(() => shift.where(handoff)).toBe('offered tom');
    await shift.as('tom').decline(handoff.id);
    await expect.poll(() => shift.where(handoff)).toBe('queued');
    const other = await shift.ask();
    await expect.poll(() => shift.where(other)).toMatch(/^offered/);
    expect(await shift.where(handoff)).toBe('queued');
    expect(await shift.journal(handoff, 'offered')).toHaveLength(2);
  });

  test('H6.4 unanswered, it goes on when its time is over', async () => {
    for (const who of ['mia', 'tom'] as const) await shift.hire(who);
    await shift.comes('mia');
    const handoff = await shift.ask();
    await expect.poll(() => shift.where(handoff)).toBe('offered mia');
    await shift.comes('tom');
    clock.advance(29);
    await shift.heartbeat('tom');
    expect(await shift.where(handoff)).toBe('offered mia');
    clock.advance(2);
    await expect.poll(() => shift.where(handoff)).toBe('offered tom');
    expect((await shift.journal(handoff, 'declined'))[0]?.data).toMatchObject({ why: 'timed-out' });
  });

  test('H6.4 of two who accept at once one gets it, the other a 409 that says who has it', async () => {
    for (const who of ['mia', 'tom'] as const) await shift.hire(who);
    for (let round = 0; round < 5; round++) {
      const handoff = await shift.ask();
      const answers = await Promise.all(
        (['mia', 'tom'] as const).map((who) => shift.wireOf(who).post(`/handoffs/${handoff.id}/accept`, {})),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
      const refused = answers.find(({ status }) => status === 409);
      expect(refused?.json()['code']).toBe('already-held');
      expect(refused?.detail).toMatch(/Mia|Tom/);
    }
  });

  test('H6.2 nobody picks or accepts above his capacity', async () => {
    await shift.hire('mia', { max_chats: 1 });
    const [first, second] = [await shift.ask(), await shift.ask()];
    const outcomes = await Promise.all(
      [first, second].map(({ id }) => shift.wireOf('mia').post(`/handoffs/${id}/accept`, {})),
    );
    expect(outcomes.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(outcomes.find(({ status }) => status === 409)?.json()['code']).toBe('over-capacity');
    await shift.comes('mia');
    expect(await places(first, second)).toContain('queued');
    const third = await refusalOf(shift.as('mia').accept((await shift.ask()).id));
    expect([third.status, third.code]).toEqual([409, 'over-capacity']);
  });

  test('H6.4 with auto-accept he holds it without a click, as many as he may', async () => {
    await shift.staff.updateDepartment('support', { policy: { auto_accept: true } });
    await shift.hire('mia', { max_chats: 2 });
    await shift.comes('mia');
    const asked = [await shift.ask(), await shift.ask(), await shift.ask()];
    await expect.poll(() => places(...asked)).toEqual(['active mia', 'active mia', 'queued']);
    await shift.as('mia').resolve(asked[0]!.id, { disposition: 'solved' });
    await expect.poll(() => shift.where(asked[2]!)).toBe('active mia');
  });
});

describe('H3.5 a transfer', () => {
  test('H3.5 to a department: its people are asked, at the old age, and the note is there', async () => {
    await shift.staff.createDepartment({ id: 'billing', name: 'Billing' });
    await shift.hire('mia');
    await shift.hire('tom', { departments: ['billing'], max_chats: 1 });
    for (const who of ['mia', 'tom'] as const) await shift.comes(who);
    const old = await shift.ask();
    await expect.poll(() => shift.where(old)).toBe('offered mia');
    await shift.as('mia').accept(old.id);
    const busy = await shift.ask({ department: 'billing' });
    await expect.poll(() => shift.where(busy)).toBe('offered tom');
    const younger = await shift.ask({ department: 'billing' });
    const moved = await shift
      .as('mia')
      .transfer(old.id, { department: 'Billing', note: 'Wants her money back.' });
    expect(moved.requested_utc).toBe(old.requested_utc);
    await shift.as('tom').decline(busy.id);
    await expect.poll(() => places(old, younger)).toEqual(['offered tom', 'queued']);
    expect((await shift.as('tom').readHandoff(old.id)).notes).toMatchObject([
      { text: 'Wants her money back.' },
    ]);
  });

  test('H3.5 to an operator: he is offered it at once; silent, it goes to the queue of his department', async () => {
    for (const who of ['mia', 'tom', 'lea'] as const) await shift.hire(who, { max_chats: 1 });
    for (const who of ['mia', 'tom'] as const) await shift.comes(who);
    const handoff = await shift.ask();
    await expect.poll(() => shift.where(handoff)).toBe('offered mia');
    await shift.as('mia').accept(handoff.id);
    await shift.as('mia').transfer(handoff.id, { operator_id: 'tom' });
    expect(await shift.where(handoff)).toBe('offered tom');
    // It takes the one slot he has.
    const other = await shift.ask();
    await expect.poll(() => shift.where(other)).toBe('offered mia');
    clock.advance(20);
    await shift.comes('lea');
    await shift.heartbeat('tom');
    clock.advance(11);
    await expect.poll(() => shift.where(handoff)).toBe('offered lea');
  });
});

describe('H6.2 C9 a customer comes back', () => {
  test('H6.2 C9 the one who served him is asked first; offline, another within the sticky window', async () => {
    const kim = (await shift.admin.post('/customers', { name: 'Kim' })).json<{ id: string }>().id;
    for (const who of ['mia', 'tom'] as const) await shift.hire(who);
    await shift.comes('mia');
    const before = await shift.ask({}, kim);
    await expect.poll(() => shift.where(before)).toBe('offered mia');
    await shift.as('mia').accept(before.id);
    await shift.as('mia').resolve(before.id, { disposition: 'solved' });
    await shift.comes('tom');
    const again = await shift.ask({}, kim);
    await expect.poll(() => shift.where(again)).toBe('offered mia');
    await shift.as('mia').accept(again.id);
    await shift.as('mia').resolve(again.id, { disposition: 'solved' });
    await shift.staff.setPresence('mia', 'offline');
    const later = await shift.ask({}, kim);
    await expect.poll(() => shift.where(later)).toBe('offered tom');
  });
});

describe('C25 picking out of the queue goes by the rules of routing', () => {
  test('C25 not from another department, not without the skill; what one is offered one may take', async () => {
    await shift.staff.createDepartment({ id: 'billing', name: 'Billing' });
    await shift.hire('mia', { skills: [{ skill: 'refunds', level: 3 }] });
    await shift.hire('tom');
    const elsewhere = await shift.ask({ department: 'billing' });
    const skilled = await shift.ask({ skills: ['refunds'] });
    for (const handoff of [elsewhere, skilled]) {
      const refusal = await refusalOf(shift.as('tom').accept(handoff.id));
      expect([refusal.status, refusal.code]).toEqual([409, 'not-suited']);
      expect(await shift.where(handoff)).toBe('queued');
    }
    await shift.comes('mia');
    await expect.poll(() => shift.where(skilled)).toBe('offered mia');
    const refusal = await refusalOf(shift.as('tom').accept(skilled.id));
    expect(refusal.status).toBe(409);
    expect(await shift.as('mia').accept(skilled.id)).toMatchObject({ stage: 'active' });
  });
});
