import { afterEach, describe, expect, test } from 'vitest';
import { DeskAtWork, refOf } from '../../testing/desk-at-work.ts';
import { FEW_WAITING, LogInRamp, chatsAfter, nextStepAfter } from './log-in-ramp.ts';

const SECOND = 1_000_000;
const OPERATORS = ['mia', 'tom', 'lea'];

let desk: DeskAtWork | null = null;
afterEach(async () => {
  await desk?.endQuietly();
  desk = null;
});

describe('C10 how many chats who comes may hold', () => {
  test.each([
    [0, 1],
    [1.9, 1],
    [2, 2],
    [5.9, 2],
    [6, 3],
    [12, 4],
    [20, 5],
    [30, 6],
    [42, 7],
    [56, 8],
    [59.9, 8],
    [60, null],
  ] as const)('%s s after he came: %s', (seconds, chats) => {
    expect(chatsAfter(seconds * SECOND)).toBe(chats);
  });

  test('each step comes when it is said to, and there is a last one', () => {
    const steps: number[] = [];
    for (let at: number | null = nextStepAfter(0); at !== null; at = nextStepAfter(at))
      steps.push(at / SECOND);
    expect(steps).toEqual([2, 6, 12, 20, 30, 42, 56, 60]);
  });

  test('what he held when he came counts beside it; after a minute nothing is kept of him', () => {
    const ramp = new LogInRamp();
    ramp.begin('mia', { since: 0, held: 3 }, 0);
    expect(ramp.limitOf('mia', 0)).toBe(4);
    expect(ramp.limitOf('tom', 0)).toBe(Infinity);
    expect([ramp.nextStep, ramp.take(2 * SECOND), ramp.limitOf('mia', 2 * SECOND)]).toEqual([
      2 * SECOND,
      ['mia'],
      5,
    ]);
    expect([ramp.take(60 * SECOND), ramp.nextStep, [...ramp.operators]]).toEqual([['mia'], null, []]);
  });
});

/** Many wait; then the operators come, `gap` seconds apart, and accept whatever they are offered. */
async function morning(gap: number, waiting: number, capacity: number): Promise<number[]> {
  desk = await DeskAtWork.open();
  for (const id of OPERATORS) await desk.hire(id, { max_chats: capacity });
  const ids = Array.from({ length: waiting }, (_unused, i) => `s${i}`);
  for (const id of ids) await desk.ask(id);
  const here: string[] = [];
  for (const id of OPERATORS) {
    await desk.comes(id);
    here.push(id);
    await workFor(desk, gap, here, ids);
  }
  await workFor(desk, 60, here, ids);
  const { dispatcher } = desk.server;
  return OPERATORS.map((id) => dispatcher.loadOf(id).chats);
}

async function workFor(at: DeskAtWork, seconds: number, here: string[], ids: string[]): Promise<void> {
  await acceptAll(at, ids);
  for (let passed = 0; passed < seconds; passed++) {
    await at.pass(1, ...here);
    await acceptAll(at, ids);
  }
}

async function acceptAll(at: DeskAtWork, ids: string[]): Promise<void> {
  for (const id of ids) {
    const { offer } = await at.handoff(id);
    if (offer !== null) await at.accepts(offer.operator.id, id);
  }
}

describe('C10 18 wait when 3 operators come', () => {
  test.each([
    ['at once', 0, 10],
    ['a second apart', 1, 6],
    ['5 seconds apart', 5, 8],
    ['10 seconds apart, with room for all', 10, 20],
    ['20 seconds apart', 20, 10],
  ] as const)('C10 %s: each gets 6, or one more or less', async (_when, gap, capacity) => {
    const chats = await morning(gap, 18, capacity);
    expect(chats.reduce((sum, each) => sum + each, 0)).toBe(18);
    for (const each of chats) expect(Math.abs(each - 6)).toBeLessThanOrEqual(1);
  });
});

describe('C10 the ramp', () => {
  test('H6.5 is not for a few: they are offered at once', async () => {
    desk = await DeskAtWork.open();
    await desk.hire('mia', { max_chats: 10 });
    const ids = Array.from({ length: FEW_WAITING }, (_unused, i) => `s${i}`);
    for (const id of ids) await desk.ask(id);
    await desk.comes('mia');
    expect(desk.server.dispatcher.loadOf('mia').offers).toBe(FEW_WAITING);
  });

  test('H6.5 C8 lets a slot that becomes free be used at once', async () => {
    desk = await DeskAtWork.open();
    await desk.hire('mia', { max_chats: 10 });
    for (let i = 0; i < 12; i++) await desk.ask(`s${i}`);
    await desk.comes('mia');
    await desk.accepts('mia', 's0');
    expect(await desk.where('s1')).toBe('queued');
    await desk.resolves('mia', 's0');
    expect(await desk.where('s1')).toBe('offered mia');
  });

  test('gives one who is alone all he can hold within a minute, the oldest first', async () => {
    desk = await DeskAtWork.open();
    await desk.hire('mia', { max_chats: 9 });
    const ids = Array.from({ length: 20 }, (_unused, i) => `s${i}`);
    for (const id of ids) await desk.ask(id);
    await desk.comes('mia');
    await workFor(desk, 61, ['mia'], ids);
    expect(desk.server.dispatcher.loadOf('mia')).toEqual({ chats: 9, offers: 0 });
    for (const id of ids.slice(0, 9)) expect(await desk.where(id)).toBe('active mia');
  });

  test('ends with who goes, and can be left out', async () => {
    desk = await DeskAtWork.open({ dispatcher: { ramp: false } });
    await desk.hire('mia', { max_chats: 10 });
    for (let i = 0; i < 12; i++) await desk.ask(`s${i}`);
    await desk.comes('mia');
    expect(desk.server.dispatcher.loadOf('mia').offers).toBe(10);
    await desk.does({ do: 'decline', operator: refOf('mia') }, 's0');
    expect(await desk.where('s10')).toBe('offered mia');
  });

  test('goes on after a restart', async () => {
    desk = await DeskAtWork.open();
    await desk.hire('mia', { max_chats: 10 });
    for (let i = 0; i < 12; i++) await desk.ask(`s${i}`);
    await desk.comes('mia');
    await desk.restart();
    expect(desk.server.dispatcher.loadOf('mia').offers).toBe(1);
    await desk.pass(3, 'mia');
    expect(desk.server.dispatcher.loadOf('mia').offers).toBe(2);
  });
});
