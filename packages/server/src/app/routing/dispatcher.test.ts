import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requeuedText } from '../../core/handoff/customer-text.ts';
import { DeskAtWork, refOf } from '../../testing/desk-at-work.ts';

let desk: DeskAtWork;
beforeEach(async () => {
  desk = await DeskAtWork.open();
});
afterEach(() => desk.endQuietly());

describe('H6.5 offers follow what happens', () => {
  test('H6.5 who comes is offered who waits; who asks is offered to who is free', async () => {
    await desk.hire('mia', { max_chats: 2 });
    await desk.ask('a');
    expect(await desk.where('a')).toBe('queued');
    await desk.comes('mia');
    expect(await desk.where('a')).toBe('offered mia');
    await desk.ask('b');
    await desk.ask('c');
    expect(await desk.whereAll('a', 'b', 'c')).toEqual(['offered mia', 'offered mia', 'queued']);
    expect(desk.server.dispatcher.loadOf('mia')).toEqual({ chats: 0, offers: 2 });
    await desk.accepts('mia', 'a');
    expect(desk.server.dispatcher.loadOf('mia')).toEqual({ chats: 1, offers: 1 });
  });

  test('H6.5 C8 a slot that becomes free goes to the oldest who waits, not to the next who comes', async () => {
    await desk.hire('mia', { max_chats: 1 });
    await desk.comes('mia');
    await desk.ask('held');
    await desk.accepts('mia', 'held');
    for (const id of ['first', 'second', 'third']) await desk.ask(id);
    const before = desk.stores.clock.now();
    const asking = desk.ask('newcomer');
    await desk.resolves('mia', 'held');
    await asking;
    expect(await desk.whereAll('first', 'second', 'third', 'newcomer')).toEqual([
      'offered mia',
      'queued',
      'queued',
      'queued',
    ]);
    const { offer } = await desk.handoff('first');
    // Nothing had to become due for it.
    expect(offer!.since - before).toBeLessThan(1_000_000);
  });

  test('H6.1 the higher priority goes first, and one that a lead moves up overtakes', async () => {
    await desk.hire('mia', { max_chats: 1 });
    await desk.hire('lea', { lead: true });
    await desk.ask('normal');
    await desk.ask('urgent', { priority: 5 });
    await desk.ask('later');
    await desk.does({ do: 'prioritise', operator: refOf('lea'), priority: 9 }, 'later');
    await desk.comes('mia');
    for (const id of ['later', 'urgent', 'normal']) {
      expect(await desk.where(id)).toBe('offered mia');
      await desk.accepts('mia', id);
      await desk.resolves('mia', id);
    }
  });

  test('H6.2 the least busy is asked first, of equals who has been idle longest', async () => {
    for (const id of ['mia', 'tom', 'lea']) await desk.hire(id, { max_chats: 2 });
    await desk.comes('tom', 'mia', 'lea');
    for (const id of ['a', 'b', 'c', 'd']) await desk.ask(id);
    expect(await desk.whereAll('a', 'b', 'c', 'd')).toEqual([
      'offered tom',
      'offered mia',
      'offered lea',
      'offered tom',
    ]);
  });

  test('H6.2 skills, languages and departments decide who is asked', async () => {
    await desk.server.staff.createDepartment({ id: 'billing', name: 'Billing' });
    await desk.hire('general');
    await desk.hire('expert', { skills: [{ skill: 'refunds', level: 3 }], departments: ['billing'] });
    await desk.comes('general', 'expert');
    await desk.ask('a', { wanted: { department: 'Billing', skills: ['refunds'] } });
    await desk.ask('b', { wanted: { language: 'de' } });
    expect(await desk.whereAll('a', 'b')).toEqual(['offered expert', 'queued']);
    await desk.change('general', { languages: ['de'] });
    expect(await desk.where('b')).toBe('offered general');
  });

  test('H6.2 a capacity that grows is used at once; one that shrinks takes nothing away', async () => {
    await desk.hire('mia', { max_chats: 1 });
    await desk.comes('mia');
    for (const id of ['a', 'b', 'c']) await desk.ask(id);
    await desk.change('mia', { max_chats: 2 });
    expect(await desk.whereAll('a', 'b', 'c')).toEqual(['offered mia', 'offered mia', 'queued']);
    await desk.change('mia', { max_chats: 1 });
    expect(await desk.whereAll('a', 'b', 'c')).toEqual(['offered mia', 'offered mia', 'queued']);
    await desk.accepts('mia', 'a');
    await desk.resolves('mia', 'a');
    expect(await desk.whereAll('b', 'c')).toEqual(['offered mia', 'queued']);
  });

  test('H3.5 a takeover and a transfer to him take a slot of his', async () => {
    await desk.hire('mia', { max_chats: 2 });
    await desk.hire('tom', { max_chats: 1 });
    await desk.comes('mia');
    await desk.ask('a');
    await desk.accepts('mia', 'a');
    await desk.comes('tom');
    await desk.does(
      { do: 'transfer', operator: refOf('mia'), target: { operatorId: 'tom' }, note: 'He knows her.' },
      'a',
    );
    expect(await desk.where('a')).toBe('offered tom');
    expect((await desk.handoff('a')).offer?.direct).toBe(true);
    expect(desk.server.dispatcher.loadOf('mia')).toEqual({ chats: 0, offers: 0 });
    for (const id of ['b', 'c', 'd']) await desk.ask(id);
    expect(await desk.whereAll('b', 'c', 'd')).toEqual(['offered mia', 'offered mia', 'queued']);
  });

  test('H6.4 declined, it is offered to the next at once, at its old age, and to him no more', async () => {
    for (const id of ['mia', 'tom']) await desk.hire(id, { max_chats: 1 });
    await desk.comes('mia', 'tom');
    await desk.ask('a');
    const { requestedAt } = await desk.handoff('a');
    await desk.does({ do: 'decline', operator: refOf('mia') }, 'a');
    expect(await desk.where('a')).toBe('offered tom');
    await desk.does({ do: 'decline', operator: refOf('tom') }, 'a');
    expect(await desk.where('a')).toBe('queued');
    expect((await desk.handoff('a')).requestedAt).toBe(requestedAt);
    await desk.ask('b');
    expect(await desk.whereAll('a', 'b')).toEqual(['queued', 'offered mia']);
  });

  test('H6.4 left unanswered, it is offered to the next at once', async () => {
    for (const id of ['mia', 'tom']) await desk.hire(id);
    await desk.comes('mia', 'tom');
    await desk.ask('a');
    await desk.pass(31, 'mia', 'tom');
    expect(await desk.where('a')).toBe('offered tom');
    expect(await desk.journal('a')).toContainEqual(
      expect.objectContaining({ type: 'declined', operator: refOf('mia'), why: 'timed-out' }),
    );
  });

  test('H6.4 who was silent is asked again once the customer was told of the delay; who declined is not', async () => {
    for (const id of ['mia', 'tom']) await desk.hire(id);
    await desk.comes('mia', 'tom');
    await desk.ask('a');
    await desk.pass(31, 'mia', 'tom');
    await desk.does({ do: 'decline', operator: refOf('tom') }, 'a');
    expect(await desk.where('a')).toBe('queued');
    await desk.pass(28, 'mia', 'tom');
    expect(await desk.where('a')).toBe('queued');
    await desk.pass(2, 'mia', 'tom');
    expect((await desk.handoff('a')).breached).toBe(true);
    expect(await desk.where('a')).toBe('offered mia');
    // Silent again: not before the next time the customer is told.
    await desk.pass(31, 'mia', 'tom');
    expect(await desk.where('a')).toBe('queued');
    await desk.pass(180, 'mia', 'tom');
    expect(await desk.offers('a')).toEqual(['mia', 'tom', 'mia', 'mia']);
  });

  test('H6.3 what is relaxed is offered to whom it fits now, and stands in the journal', async () => {
    await desk.hire('mia');
    await desk.comes('mia');
    await desk.ask('a', { wanted: { skills: ['refunds'] } });
    await desk.pass(119, 'mia');
    expect(await desk.where('a')).toBe('queued');
    await desk.pass(2, 'mia');
    expect(await desk.where('a')).toBe('offered mia');
    expect(await desk.journal('a')).toContainEqual(
      expect.objectContaining({ type: 'relaxed', step: expect.objectContaining({ relaxed: 'skills' }) }),
    );
  });

  test('H6.4 where the department accepts by itself, he holds it at once', async () => {
    await desk.server.staff.updateDepartment('support', { policy: { auto_accept: true } });
    await desk.hire('mia', { max_chats: 1 });
    await desk.comes('mia');
    await desk.ask('a');
    await desk.ask('b');
    expect(await desk.whereAll('a', 'b')).toEqual(['active mia', 'queued']);
    expect((await desk.handoff('a')).stretches).toMatchObject([{ how: 'auto' }]);
    await desk.resolves('mia', 'a');
    expect(await desk.where('b')).toBe('active mia');
  });
});

describe('H6.2 C9 the customer’s last operator', () => {
  const COME = { customerId: 'kim' };
  beforeEach(async () => {
    for (const id of ['mia', 'tom']) await desk.hire(id);
    await desk.comes('mia');
    await desk.ask('before', COME);
    await desk.accepts('mia', 'before');
    await desk.resolves('mia', 'before');
    await desk.comes('tom');
  });

  test('H6.2 is asked first, though another has been idle longer', async () => {
    await desk.ask('other');
    await desk.accepts('tom', 'other');
    await desk.resolves('tom', 'other');
    await desk.ask('busy', COME);
    expect(await desk.where('busy')).toBe('offered mia');
  });

  test('H6.2 C9 when he is not here, another is asked within the sticky window', async () => {
    await desk.goes('mia');
    await desk.ask('again', COME);
    expect((await desk.handoff('again')).lastOperator?.id).toBe('mia');
    expect(await desk.where('again')).toBe('offered tom');
  });

  test('H6.2 C9 when he is full, another is asked', async () => {
    await desk.change('mia', { max_chats: 0 });
    await desk.ask('again', COME);
    expect(await desk.where('again')).toBe('offered tom');
  });
});

describe('H6.6 who is not here any more', () => {
  beforeEach(async () => {
    for (const id of ['mia', 'tom']) await desk.hire(id, { max_chats: 3 });
    await desk.comes('mia');
  });

  test.each(['away', 'offline'] as const)('H6.6 %s: what he was offered goes on at once', async (status) => {
    await desk.ask('a');
    await desk.comes('tom');
    await desk.goes('mia', status);
    expect(await desk.where('a')).toBe('offered tom');
    expect(await desk.journal('a')).toContainEqual(
      expect.objectContaining({ type: 'declined', operator: refOf('mia'), why: 'left' }),
    );
    expect((await desk.handoff('a')).declined).toEqual([]);
  });

  test('H6.6 back in time, he keeps his chats; away, he keeps them too', async () => {
    await desk.ask('a');
    await desk.accepts('mia', 'a');
    await desk.pass(60);
    await desk.comes('mia');
    await desk.pass(60, 'mia');
    expect(await desk.where('a')).toBe('active mia');
    await desk.goes('mia', 'away');
    await desk.pass(90, 'mia');
    expect(await desk.where('a')).toBe('active mia');
  });

  test('H6.6 C10 after the grace period his chats are queued again at their old age, and the customer is told', async () => {
    await desk.ask('old');
    await desk.accepts('mia', 'old');
    const { requestedAt } = await desk.handoff('old');
    await desk.pass(44, 'tom');
    await desk.ask('younger');
    await desk.pass(30);
    expect(await desk.where('old')).toBe('active mia');
    await desk.pass(2);
    expect(await desk.where('old')).toBe('queued');
    expect(await desk.handoff('old')).toMatchObject({ requestedAt, requeues: 1 });
    expect((await desk.log('old')).slice(-2)).toEqual([
      expect.stringContaining(requeuedText()),
      'system <handoff.requeued>',
    ]);
    await desk.change('tom', { max_chats: 1 });
    await desk.comes('tom');
    expect(await desk.whereAll('old', 'younger')).toEqual(['offered tom', 'queued']);
  });

  test('H3.7 deleted, his offers go on and his chats are queued again at once', async () => {
    for (const id of ['held', 'offered']) await desk.ask(id);
    await desk.accepts('mia', 'held');
    await desk.comes('tom');
    await desk.server.staff.deleteOperator('mia');
    await desk.settle();
    expect(await desk.whereAll('held', 'offered')).toEqual(['offered tom', 'offered tom']);
    expect(await desk.journal('held')).toContainEqual(
      expect.objectContaining({ type: 'requeued', why: 'operator-deleted' }),
    );
    expect((await desk.log('held')).at(-2)).toContain(requeuedText());
  });

  test('H6.2 an offer that he is not suited for any more goes on', async () => {
    await desk.server.staff.createDepartment({ id: 'billing', name: 'Billing' });
    await desk.ask('a');
    await desk.comes('tom');
    await desk.change('mia', { departments: ['billing'] });
    expect(await desk.where('a')).toBe('offered tom');
    expect(await desk.journal('a')).toContainEqual(
      expect.objectContaining({ type: 'declined', operator: refOf('mia'), why: 'unsuited' }),
    );
  });
});

describe('H3.7 a department is deleted', () => {
  beforeEach(async () => {
    await desk.server.staff.createDepartment({ id: 'billing', name: 'Billing' });
    await desk.hire('mia', { departments: ['billing'], max_chats: 1 });
    await desk.comes('mia');
    for (const id of ['held', 'offered', 'waits'])
      await desk.ask(id, { wanted: { department: 'billing', skills: id === 'waits' ? ['refunds'] : [] } });
    await desk.accepts('mia', 'held');
    await desk.change('mia', { max_chats: 2 });
  });

  test('H3.7 who waits goes to the default one at his old age; who is served stays where he is', async () => {
    expect(await desk.whereAll('held', 'offered', 'waits')).toEqual(['active mia', 'offered mia', 'queued']);
    const { requestedAt } = await desk.handoff('waits');
    await desk.hire('tom');
    await desk.comes('tom');
    await desk.server.staff.deleteDepartment('billing');
    await desk.settle();
    expect(await desk.whereAll('held', 'offered', 'waits')).toEqual([
      'active mia',
      'offered tom',
      'offered tom',
    ]);
    const moved = await desk.handoff('waits');
    expect(moved).toMatchObject({ requestedAt, requirements: { department: 'support', skills: [] } });
    expect(await desk.log('waits')).toContain('system <handoff.transferred>');
  });

  test('H3.7 who is served moves when he is to be queued again', async () => {
    await desk.server.staff.deleteDepartment('billing');
    await desk.pass(80);
    expect(await desk.where('held')).toBe('queued');
    expect((await desk.handoff('held')).requirements.department).toBe('support');
  });
});

describe('H6.4 two act at once', () => {
  test('H6.4 of two accepts one wins, the other is told', async () => {
    for (const id of ['mia', 'tom']) await desk.hire(id);
    await desk.ask('a');
    const outcomes = await Promise.all(
      ['mia', 'tom'].map((id) => desk.server.command({ do: 'accept', operator: refOf(id) }, 'a')),
    );
    expect(outcomes.map(({ type }) => type).toSorted()).toEqual(['done', 'refused']);
    expect(outcomes).toContainEqual(expect.objectContaining({ code: 'already-held' }));
  });

  test('H6.2 he is never above his capacity, though he picks while he is being offered', async () => {
    await desk.hire('mia', { max_chats: 1 });
    await desk.hire('tom', { max_chats: 1 });
    for (const id of ['a', 'b', 'c']) await desk.ask(id);
    const coming = desk.server.staff.setPresence('mia', 'available');
    const picking = desk.server.command({ do: 'accept', operator: refOf('mia') }, 'c');
    await Promise.all([coming, picking]);
    await desk.settle();
    const places = await desk.whereAll('a', 'b', 'c');
    expect(places.filter((place) => place.endsWith('mia'))).toHaveLength(1);
    await desk.comes('tom');
    expect(await desk.whereAll('a', 'b', 'c')).toContain('offered tom');
  });

  test('H3.7 the session is deleted while its offer is written', async () => {
    await desk.hire('mia', { max_chats: 1 });
    await desk.ask('a');
    await desk.ask('b');
    await Promise.all([
      desk.server.staff.setPresence('mia', 'available'),
      desk.server.app.sessions.deleteSessions(['a']),
    ]);
    await desk.settle();
    expect(await desk.where('b')).toBe('offered mia');
    expect(desk.server.dispatcher.loadOf('mia')).toEqual({ chats: 0, offers: 1 });
  });

  test('the AI is asked to go on while an offer stands: the slot is free again', async () => {
    await desk.hire('mia', { max_chats: 1 });
    await desk.comes('mia');
    await desk.ask('a');
    await desk.ask('b');
    await desk.does({ do: 'withdraw' }, 'a');
    expect(await desk.where('b')).toBe('offered mia');
  });
});

describe('after a restart', () => {
  test('H1.4 offers go on with their operator and their time, chats are counted, the queue keeps its order', async () => {
    await desk.hire('mia', { max_chats: 2 });
    await desk.comes('mia');
    for (const id of ['a', 'b', 'c', 'd']) await desk.ask(id);
    await desk.accepts('mia', 'a');
    const { offer } = await desk.handoff('b');
    await desk.restart();
    expect(desk.server.dispatcher.loadOf('mia')).toEqual({ chats: 1, offers: 1 });
    expect((await desk.handoff('b')).offer).toEqual(offer);
    expect(await desk.whereAll('c', 'd')).toEqual(['queued', 'queued']);
    await desk.resolves('mia', 'a');
    expect(await desk.whereAll('c', 'd')).toEqual(['offered mia', 'queued']);
  });

  test('H6.4 who was silent before it is asked again at the same time as without it', async () => {
    await desk.hire('mia');
    await desk.comes('mia');
    await desk.ask('a');
    await desk.pass(31, 'mia');
    await desk.restart();
    await desk.pass(26, 'mia');
    expect(await desk.where('a')).toBe('queued');
    await desk.pass(5, 'mia');
    expect(await desk.where('a')).toBe('offered mia');
  });

  test('H6.4 who was silent is known also of a chat that was held meanwhile', async () => {
    for (const id of ['mia', 'tom']) await desk.hire(id);
    await desk.comes('mia');
    await desk.ask('a');
    await desk.pass(31, 'mia');
    await desk.does({ do: 'accept', operator: refOf('tom') }, 'a');
    await desk.restart();
    await desk.server.staff.deleteOperator('tom');
    await desk.settle();
    expect(await desk.where('a')).toBe('queued');
    await desk.pass(61, 'mia');
    expect(await desk.where('a')).toBe('offered mia');
  });

  test('H6.6 who was gone for good while no server ran lets go of his chats', async () => {
    await desk.hire('mia');
    await desk.comes('mia');
    await desk.ask('a');
    await desk.accepts('mia', 'a');
    await desk.server.dispatcher[Symbol.asyncDispose]();
    await desk.pass(80);
    expect(await desk.where('a')).toBe('active mia');
    await desk.restart();
    expect(await desk.where('a')).toBe('queued');
  });

  test('H3.7 whose operator was deleted as the server ended is queued again', async () => {
    await desk.hire('mia');
    await desk.comes('mia');
    await desk.ask('a');
    await desk.accepts('mia', 'a');
    await desk.server.dispatcher[Symbol.asyncDispose]();
    await desk.server.staff.deleteOperator('mia');
    await desk.restart();
    expect(await desk.where('a')).toBe('queued');
  });
});
