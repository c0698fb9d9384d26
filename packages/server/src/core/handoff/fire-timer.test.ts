import { describe, expect, test } from 'vitest';
import { ANNA, QUIET_DESK, START, makeOpening, momentAt } from '../../testing/make.ts';
import { askForPerson } from './ask-for-person.ts';
import { delayText, nobodyCameText, reminderText, transitionText } from './customer-text.ts';
import type { Decision, Desk } from './decision.ts';
import { fireTimer } from './fire-timer.ts';
import type { TimerFacts } from './fire-timer.ts';
import type { HandoffState, TimerName } from './handoff-state.ts';
import { DEFAULT_HANDOFF_POLICY } from './journal-fact.ts';
import { accept } from './take-control.ts';

const SECOND = 1_000_000;
const QUIET: TimerFacts = { customerWaiting: false, lastMessageAt: 0, position: 2 };
const at = (seconds: number): ReturnType<typeof momentAt> => momentAt(START + seconds * SECOND);

function deskAfter({ control, handoff }: Decision): Desk & { handoff: HandoffState } {
  return { control, handoff: handoff! };
}

function asked(by: 'ai' | 'desk', policy = DEFAULT_HANDOFF_POLICY): Desk & { handoff: HandoffState } {
  const transition = by === 'ai' ? ({ by } as const) : ({ by, text: null } as const);
  return deskAfter(askForPerson(QUIET_DESK, { opening: makeOpening({ policy }), transition }, at(0)));
}

function texts({ events }: Decision): string[] {
  return events
    .filter((event) => event.kind === 'message')
    .map((event) => (JSON.parse(event.data) as { message: string }).message);
}

/** Fires timers as they come due until none runs; gives seconds, timer and what was said. */
function play(desk: Desk, facts: TimerFacts = QUIET): [number, TimerName, string[]][] {
  const played: [number, TimerName, string[]][] = [];
  for (let current = desk; current.handoff?.timer && played.length < 1000;) {
    const { name, due } = current.handoff.timer;
    expect(fireTimer(current, facts, momentAt(due - 1))).toBeNull();
    const decision = fireTimer(current, facts, momentAt(due));
    if (decision === null) throw new Error(`the timer ${name} did not fire when it was due`);
    played.push([(due - START) / SECOND, name, texts(decision)]);
    current = deskAfter(decision);
  }
  return played;
}

describe('H3.1, H7.1: somebody who waits', () => {
  test('is told a person comes, then of the delay, then where he stands, and at last that nobody came', () => {
    expect(play(asked('ai'))).toEqual([
      [5, 'transition', [transitionText()]],
      [60, 'service-level', [delayText()]],
      ...Array.from({ length: 9 }, (_unused, i) => [240 + 180 * i, 'reminder', [reminderText(2)]]),
      [1800, 'reminder', [nobodyCameText()]],
    ]);
  });

  test('hears the last word when it is due, even if a reminder would come later', () => {
    const policy = { ...DEFAULT_HANDOFF_POLICY, giveUpSeconds: 300 };
    expect(play(asked('desk', policy)).map(([seconds]) => seconds)).toEqual([60, 240, 300]);
  });

  test('is told at once when the service level had passed before he was in the queue', () => {
    const policy = { ...DEFAULT_HANDOFF_POLICY, serviceLevelSeconds: 2 };
    const desk = asked('ai', policy);
    const queued = deskAfter(fireTimer(desk, QUIET, at(5))!);
    expect(queued.handoff.timer).toEqual({ name: 'service-level', due: START + 2 * SECOND });
    expect(texts(fireTimer(queued, QUIET, at(5))!)).toEqual([delayText()]);
  });

  test('that nobody came is said once however late it is said', () => {
    const delayed = deskAfter(fireTimer(asked('desk'), QUIET, at(99_999))!);
    expect(delayed.handoff).toMatchObject({
      breached: true,
      timer: { name: 'reminder', due: START + 99_999 * SECOND },
    });
    const given = fireTimer(delayed, QUIET, at(99_999))!;
    expect(texts(given)).toEqual([nobodyCameText()]);
    expect(given).toMatchObject({
      control: { mode: 'auto', holder: { kind: 'ai' } },
      handoff: { stage: 'failed' },
    });
    expect(fireTimer(deskAfter(given), QUIET, at(99_999))).toBeNull();
  });

  test('is offered what else he may choose, with his place', () => {
    const decision = fireTimer(asked('desk'), { ...QUIET, position: 4 }, at(60))!;
    expect(JSON.parse(decision.events.at(-1)!.data)).toMatchObject({
      type: 'handoff.delayed',
      alternatives: ['wait', 'callback', 'email', 'ai'],
      position: 4,
    });
  });

  test('H2.1: a timer that only tells something raises no epoch', () => {
    for (const [desk, seconds] of [
      [asked('ai'), 5],
      [asked('desk'), 60],
    ] as const) {
      expect(fireTimer(desk, QUIET, at(seconds))!.control).toBe(desk.control);
    }
  });
});

describe('H8.3: somebody who is held', () => {
  const held = (): Desk & { handoff: HandoffState } => {
    const desk = asked('desk');
    return deskAfter(accept(desk.handoff, desk, ANNA, at(10)) as Decision);
  };
  const day = DEFAULT_HANDOFF_POLICY.abandonSeconds;

  test('is looked at now and then, in silence, and whether he waits is noted', () => {
    const decision = fireTimer(held(), { ...QUIET, customerWaiting: true }, at(310))!;
    expect(decision.events).toEqual([]);
    expect(decision.facts).toEqual([
      { type: 'idle-checked', at: START + 310 * SECOND, customerWaiting: true },
    ]);
    expect(decision.handoff!.timer).toEqual({ name: 'idle', due: START + 610 * SECOND });
  });

  test('goes back to the AI when nobody has written for a day', () => {
    const decision = fireTimer(held(), { ...QUIET, lastMessageAt: START + 20 * SECOND }, at(20 + day))!;
    expect(decision).toMatchObject({ control: { mode: 'auto' }, handoff: { stage: 'abandoned' } });
    expect(texts(decision)).toEqual([]);
  });

  test.each([
    ['somebody wrote since', { ...QUIET, lastMessageAt: START + 30 * SECOND }, 29 + day],
    ['he was accepted since, though nobody has written', QUIET, 9 + day],
  ])('stays when %s', (_name, facts, seconds) => {
    expect(fireTimer(held(), facts, at(seconds))!.handoff!.stage).toBe('active');
  });
});

test('nothing fires where no handoff is open', () => {
  expect(fireTimer(QUIET_DESK, QUIET, at(1e9))).toBeNull();
});
