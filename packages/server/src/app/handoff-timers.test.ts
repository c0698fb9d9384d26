import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { delayText, nobodyCameText, transitionText } from '../core/handoff/customer-text.ts';
import { newEvent } from '../core/log/new-event.ts';
import { NOBODY_HERE } from '../testing/nobody-here.ts';
import { ANNA, makeOpening, makeSession, requested } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { turnsOfTheLoop } from '../testing/until.ts';

const settle = (): Promise<void> => turnsOfTheLoop(8);

let stores: MemoryFixture;
let server: TestApp;
let others: number;
beforeEach(async () => {
  stores = openMemory();
  server = await TestApp.start(stores);
  await server.open();
  others = stores.clock.scheduled;
});
afterEach(() => server[Symbol.asyncDispose]());

/** Until the feed has told of the queue, which it does a little later. */
const told = (): Promise<void> => stores.clock.advance(0.6, settle);

/** Alarms that are set for handoffs: the feed has one of its own, for hours of departments. */
const alarms = (): number => stores.clock.scheduled - others;

const log = (sessionId = 's'): Promise<string[]> => showLog(stores.sessions, sessionId);
const texts = async (sessionId = 's'): Promise<string[]> =>
  (await log(sessionId)).filter((line) => line.startsWith('system: '));

/** A handoff that was asked for by an AI that then said nothing, at a time of its own. */
async function requestAt(id: string, secondsAgo: number): Promise<void> {
  const at = stores.clock.now() - secondsAgo * 1_000_000;
  await stores.sessions.createSession(makeSession(id));
  await stores.sessions.commit({
    sessionId: id,
    events: [],
    handoff: requested(makeOpening({ sessionId: id, handoffId: id }), at),
    control: { mode: 'manual', holder: { kind: 'none' }, epoch: 1 },
  });
}

describe('H3.1: timers', () => {
  test('fire when they are due, one after the other, to the end; each text is said once', async () => {
    await requestAt('t', 0);
    await stores.clock.advance(4, settle);
    expect(await texts('t')).toEqual([]);
    await stores.clock.advance(1, settle);
    expect(await texts('t')).toEqual([`system: ${transitionText(null, NOBODY_HERE)}`]);
    await stores.clock.advance(1800, settle);
    const said = await texts('t');
    expect(said).toHaveLength(12);
    expect(said[1]).toBe(`system: ${delayText(null, NOBODY_HERE)}`);
    expect(said.at(-1)).toBe(`system: ${nobodyCameText()}`);
    expect((await server.session('t')).control.mode).toBe('auto');
    expect(alarms()).toBe(0);
  });

  test('nothing moves while the clock stands still, and no other clock is used', async () => {
    const setTimeout = vi.spyOn(globalThis, 'setTimeout');
    await requestAt('t', 0);
    await turnsOfTheLoop(50);
    expect(await log('t')).toEqual([]);
    expect(setTimeout).not.toHaveBeenCalled();
    setTimeout.mockRestore();
  });

  test('there is one alarm, however many handoffs wait, and it is for the earliest', async () => {
    for (const [id, secondsAgo] of [
      ['b', 1],
      ['a', 3],
      ['c', 2],
    ] as const) {
      await requestAt(id, secondsAgo);
      await told();
      expect(alarms()).toBe(1);
    }
    await stores.clock.advance(2.1, settle);
    expect([await texts('a'), await texts('b'), await texts('c')].map((each) => each.length)).toEqual([
      1, 0, 0,
    ]);
  });

  test('that became due while no server ran fire at its start, in the order in which they were due', async () => {
    await server[Symbol.asyncDispose]();
    await requestAt('second', 100);
    await requestAt('first', 300);
    await requestAt('third', 50);
    const order: string[] = [];
    stores.wakeUps.subscribeAll((sessionId) => order.push(sessionId));
    server = await TestApp.start(stores);
    await settle();
    expect([...new Set(order)]).toEqual(['first', 'second', 'third']);
    // Those that had waited longer than the service level are told of the delay at once.
    expect((await texts('first')).slice(0, 2)).toEqual([
      `system: ${transitionText(null, NOBODY_HERE)}`,
      `system: ${delayText(null, NOBODY_HERE)}`,
    ]);
    expect(await texts('third')).toEqual([`system: ${transitionText(null, NOBODY_HERE)}`]);
  });

  test('more than a page of them all fire', async () => {
    await server[Symbol.asyncDispose]();
    const ids = Array.from({ length: 230 }, (_unused, i) => `h${i}`);
    for (const id of ids) await requestAt(id, 10);
    server = await TestApp.start(stores);
    await turnsOfTheLoop(100);
    for (const id of ids) expect(await texts(id)).toHaveLength(1);
  });

  test('a handoff that ends takes its timer with it', async () => {
    await server.button();
    await told();
    expect(alarms()).toBe(1);
    await server.command({ do: 'withdraw' });
    await told();
    expect(alarms()).toBe(0);
    expect(await stores.sessions.nextDue()).toBeNull();
  });

  test('a session that was deleted has none', async () => {
    await server.button();
    await stores.sessions.deleteSessions(['s']);
    await stores.clock.advance(3600, settle);
    expect(server.log.errors).toEqual([]);
    expect(alarms()).toBe(0);
  });

  test('one of which nobody told is found when all is looked at again', async () => {
    const notify = stores.wakeUps.notify.bind(stores.wakeUps);
    stores.wakeUps.notify = () => undefined;
    await server.button();
    await settle();
    stores.wakeUps.notify = notify;
    expect(alarms()).toBe(0);
    server.timers.readAgain();
    await settle();
    expect(alarms()).toBe(1);
  });

  test('closed, they fire no more', async () => {
    await server.button();
    await server.timers[Symbol.asyncDispose]();
    expect(alarms()).toBe(0);
    await stores.clock.advance(3600, settle);
    expect(await texts()).toHaveLength(1);
  });
});

describe('when something fails', () => {
  test('one handoff that cannot be worked on does not keep the others waiting, and is tried again', async () => {
    await requestAt('bad', 4);
    await requestAt('good', 0);
    await settle();
    const read = stores.sessions.readOpenHandoff.bind(stores.sessions);
    const broken = vi.spyOn(stores.sessions, 'readOpenHandoff').mockImplementation(async (id) => {
      if (id === 'bad') throw new Error('damaged');
      return read(id);
    });
    await stores.clock.advance(5.5, settle);
    expect(await texts('good')).toHaveLength(1);
    expect(await texts('bad')).toEqual([]);
    // Once a second, not as fast as it can.
    expect(server.log.errors.length).toBeLessThanOrEqual(6);
    broken.mockRestore();
    await stores.clock.advance(1, settle);
    expect(await texts('bad')).toHaveLength(1);
  });

  test('a store that cannot be read is asked again in a second', async () => {
    const broken = vi.spyOn(stores.sessions, 'listDueHandoffs').mockRejectedValue(new Error('no disk'));
    await server.button();
    await settle();
    expect(server.log.errors).toHaveLength(1);
    broken.mockRestore();
    await stores.clock.advance(70, settle);
    expect(await texts()).toEqual([
      `system: ${transitionText(null, NOBODY_HERE)}`,
      `system: ${delayText(null, NOBODY_HERE)}`,
    ]);
  });
});

describe('H8.3: a session that is held', () => {
  beforeEach(async () => {
    await server.button();
    await server.command({ do: 'accept', operator: ANNA });
  });

  test('goes back to the AI a day after the last message, however much else is in the log since', async () => {
    await stores.clock.advance(3600, settle);
    await server.personSays('Still here.');
    const typing = Array.from({ length: 80 }, () =>
      newEvent('status', 'human_agent', 't', { status: 'typing', data: {} }),
    );
    await stores.sessions.commit({ sessionId: 's', events: typing });
    await stores.clock.advance(86_400 - 600, settle);
    expect(await stores.sessions.readOpenHandoff('s')).not.toBeNull();
    await stores.clock.advance(1200, settle);
    expect(await stores.sessions.readLastHandoff('s')).toMatchObject({ stage: 'returned' });
    expect((await log()).at(-1)).toBe('system <handoff.returned>');
  });

  test('whether the customer waits for an answer is noted', async () => {
    await server.customerSays('hello?');
    await stores.clock.advance(301, settle);
    const open = await stores.sessions.readOpenHandoff('s');
    const journal = await stores.sessions.listJournal(open!.id);
    expect(journal.at(-1)?.fact).toMatchObject({ type: 'idle-checked', customerWaiting: true });
  });
});
