import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RoutingIndex } from '../../core/routing/routing-index.ts';
import type { SessionWrite, WriteOutcome } from '../../ports/session-store.ts';
import { DeskAtWork, refOf } from '../../testing/desk-at-work.ts';
import { turnsOfTheLoop } from '../../testing/until.ts';

let desk: DeskAtWork;
beforeEach(async () => {
  desk = await DeskAtWork.open();
  for (const id of ['mia', 'tom']) await desk.hire(id, { max_chats: 5 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await desk.endQuietly({ errors: true });
});

/** Offers to some are answered otherwise; counts them. */
function answerOffers(
  matches: (write: SessionWrite) => boolean,
  answer: () => WriteOutcome,
): { readonly calls: () => number; restore(): void } {
  const { sessions } = desk.stores;
  const commit = sessions.commit.bind(sessions);
  let calls = 0;
  const spy = vi.spyOn(sessions, 'commit').mockImplementation(async (write) => {
    if (write.guard?.capacity === undefined || !matches(write)) return commit(write);
    calls++;
    return answer();
  });
  return { calls: () => calls, restore: () => spy.mockRestore() };
}

const errors = (): string[] => desk.server.log.errors.map(({ message }) => message);

describe('when the store', () => {
  test('cannot write the offer of one handoff, others are offered; it is tried once a second', async () => {
    for (const id of ['bad', 'good']) await desk.ask(id);
    const broken = answerOffers(
      ({ sessionId }) => sessionId === 'bad',
      () => {
        throw new Error('no disk');
      },
    );
    await desk.comes('mia');
    await turnsOfTheLoop(200);
    expect(await desk.whereAll('bad', 'good')).toEqual(['queued', 'offered mia']);
    expect(broken.calls()).toBe(1);
    await desk.pass(3.5, 'mia');
    expect(broken.calls()).toBe(4);
    expect(errors()).toEqual(
      Array.from({ length: 4 }, () => 'a handoff could not be routed; trying again in a second'),
    );
    broken.restore();
    await desk.pass(1, 'mia');
    expect(await desk.where('bad')).toBe('offered mia');
  });

  test('H6.2 knows that one is full, another is offered it at once, and he is asked again in a second', async () => {
    const broken = answerOffers(
      ({ guard }) => guard?.capacity?.operatorId === 'mia',
      () => ({ type: 'over-capacity' }),
    );
    await desk.comes('mia', 'tom');
    await desk.ask('a');
    await turnsOfTheLoop(200);
    expect(await desk.where('a')).toBe('offered tom');
    expect(broken.calls()).toBe(1);
    broken.restore();
    await desk.ask('b');
    expect(await desk.where('b')).toBe('offered tom');
    await desk.pass(1.5, 'mia', 'tom');
    await desk.ask('c');
    expect(await desk.where('c')).toBe('offered mia');
    expect(errors()).toEqual([]);
  });

  test('H6.2 knows that all are full, nothing is tried in a loop', async () => {
    const broken = answerOffers(
      () => true,
      () => ({ type: 'over-capacity' }),
    );
    await desk.comes('mia', 'tom');
    for (const id of ['a', 'b', 'c']) await desk.ask(id);
    await turnsOfTheLoop(500);
    const { calls } = broken;
    const before = calls();
    expect(before).toBeLessThanOrEqual(6);
    await desk.pass(5, 'mia', 'tom');
    expect(calls() - before).toBeLessThanOrEqual(5 * 6);
    broken.restore();
    await desk.pass(1, 'mia', 'tom');
    for (const id of ['a', 'b', 'c']) expect(await desk.where(id)).toMatch(/^offered/);
  });

  test('refuses without a reason that is known, it is tried a few times, then once a second', async () => {
    const broken = answerOffers(
      () => true,
      () => ({ type: 'stale-view' }),
    );
    await desk.comes('mia');
    await desk.ask('a');
    await turnsOfTheLoop(500);
    expect(broken.calls()).toBe(3);
    expect(errors()).toEqual(['a handoff stays as it is; trying again in a second']);
    broken.restore();
    // What happens to it is tried at once.
    await desk.does({ do: 'note', operator: refOf('tom'), text: 'Look at this one.' }, 'a');
    expect(await desk.where('a')).toBe('offered mia');
  });

  test('cannot give back the chats of one who is gone, they are given back as soon as it can', async () => {
    await desk.comes('mia');
    for (const id of ['a', 'b']) {
      await desk.ask(id);
      await desk.accepts('mia', id);
    }
    const { sessions } = desk.stores;
    const commit = sessions.commit.bind(sessions);
    const broken = vi.spyOn(sessions, 'commit').mockImplementation(async (write) => {
      if (write.handoff?.facts.some(({ type }) => type === 'requeued')) throw new Error('no disk');
      return commit(write);
    });
    await desk.pass(80);
    expect(await desk.whereAll('a', 'b')).toEqual(['active mia', 'active mia']);
    expect(errors().length).toBeLessThanOrEqual(2 * 7);
    broken.mockRestore();
    await desk.pass(1.5);
    expect(await desk.whereAll('a', 'b')).toEqual(['queued', 'queued']);
  });
});

test('routing that fails itself is begun anew in a second, and no offer is forgotten', async () => {
  const settle = RoutingIndex.prototype.settle;
  let calls = 0;
  const broken = vi.spyOn(RoutingIndex.prototype, 'settle').mockImplementation(function (
    this: RoutingIndex,
    now,
  ) {
    calls++;
    settle.call(this, now);
    throw new Error('a broken assumption');
  });
  await desk.comes('mia');
  for (const id of ['a', 'b']) await desk.ask(id);
  await turnsOfTheLoop(200);
  expect(await desk.whereAll('a', 'b')).toEqual(['queued', 'queued']);
  expect(calls).toBe(1);
  await desk.pass(3.5, 'mia');
  expect(calls).toBe(4);
  expect(errors()).toEqual(Array.from({ length: 4 }, () => 'routing failed; trying again in a second'));
  broken.mockRestore();
  await desk.pass(1, 'mia');
  expect(await desk.whereAll('a', 'b')).toEqual(['offered mia', 'offered mia']);
  expect(desk.server.dispatcher.loadOf('mia')).toEqual({ chats: 0, offers: 2 });
});

test('H6.4 what is declined, prioritised and taken while its offer is written ends where the store says', async () => {
  await desk.comes('mia', 'tom');
  const { sessions } = desk.stores;
  const commit = sessions.commit.bind(sessions);
  // Somebody is quicker than each first offer.
  const meddled = new Set<string>();
  vi.spyOn(sessions, 'commit').mockImplementation(async (write) => {
    if (write.guard?.capacity !== undefined && !meddled.has(write.sessionId)) {
      meddled.add(write.sessionId);
      if (write.sessionId === 'taken')
        await desk.server.command({ do: 'accept', operator: refOf('tom') }, 'taken');
      else await desk.server.command({ do: 'withdraw' }, write.sessionId);
    }
    return commit(write);
  });
  for (const id of ['taken', 'withdrawn', 'plain']) await desk.ask(id);
  expect(await desk.whereAll('taken', 'withdrawn')).toEqual(['active tom', 'withdrawn']);
  expect(desk.server.dispatcher.loadOf('mia')).toEqual({ chats: 0, offers: 0 });
  expect(desk.server.dispatcher.loadOf('tom')).toEqual({ chats: 1, offers: 0 });
  // No slot was lost on the way.
  for (let i = 0; i < 12; i++) {
    meddled.add(`s${i}`);
    await desk.ask(`s${i}`);
  }
  expect(desk.server.dispatcher.loadOf('mia')).toEqual({ chats: 0, offers: 5 });
  expect(desk.server.dispatcher.loadOf('tom')).toEqual({ chats: 1, offers: 4 });
  expect(errors()).toEqual([]);
});

test('H6.5 a thousand who wait are offered to two hundred who come, each once, nobody above his capacity', async () => {
  await desk[Symbol.asyncDispose]();
  desk = await DeskAtWork.open({ dispatcher: { ramp: false } });
  for (let i = 0; i < 200; i++) await desk.hire(`o${i}`, { max_chats: 3 });
  for (let i = 0; i < 1000; i++) await desk.ask(`s${i}`);
  await Promise.all(
    Array.from({ length: 200 }, (_unused, i) => desk.server.staff.setPresence(`o${i}`, 'available')),
  );
  await turnsOfTheLoop(300);
  const places = await desk.whereAll(...Array.from({ length: 1000 }, (_unused, i) => `s${i}`));
  // The oldest 600, and no other.
  expect(places.slice(0, 600).every((place) => place.startsWith('offered'))).toBe(true);
  expect(places.slice(600).every((place) => place === 'queued')).toBe(true);
  for (let i = 0; i < 200; i++)
    expect(desk.server.dispatcher.loadOf(`o${i}`)).toEqual({ chats: 0, offers: 3 });
  expect(errors()).toEqual([]);
});

test('H6.5 what waits for its turn to be written when another node takes over is offered when this one leads again', async () => {
  await desk[Symbol.asyncDispose]();
  desk = await DeskAtWork.open({ dispatcher: { ramp: false } });
  const { dispatcher } = desk.server;
  for (let i = 0; i < 100; i++) await desk.hire(`o${i}`, { max_chats: 3 });
  const ids = Array.from({ length: 300 }, (_unused, i) => `s${i}`);
  for (const id of ids) await desk.ask(id);
  dispatcher.rest();
  for (let i = 0; i < 100; i++) await desk.server.staff.setPresence(`o${i}`, 'available');
  // More than are written at once: the rest stands in line when it ceases to lead.
  const { sessions } = desk.stores;
  const commit = sessions.commit.bind(sessions);
  vi.spyOn(sessions, 'commit').mockImplementation((write) => {
    dispatcher.rest();
    return commit(write);
  });
  await dispatcher.lead();
  await turnsOfTheLoop(100);
  const before = (await desk.whereAll(...ids)).filter((place) => place.startsWith('offered')).length;
  expect([before > 0, before < 300]).toEqual([true, true]);
  vi.restoreAllMocks();
  await dispatcher.lead();
  await turnsOfTheLoop(200);
  expect((await desk.whereAll(...ids)).every((place) => place.startsWith('offered'))).toBe(true);
  expect(errors()).toEqual([]);
});
