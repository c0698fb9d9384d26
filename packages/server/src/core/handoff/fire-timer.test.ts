import { describe, expect, test } from 'vitest';
import { ANNA, QUIET_DESK, START, makeOpening, momentAt } from '../../testing/make.ts';
import { askForPerson } from './ask-for-person.ts';
import { delayText, nobodyCameText, reminderText, transitionText } from './customer-text.ts';
import type { Decision, Desk } from './decision.ts';
import { fireTimer } from './fire-timer.ts';
import { commit, keep } from './keep-record.ts';
import type { TimerFacts } from './fire-timer.ts';
import { DEFAULT_HANDOFF_POLICY } from './handoff-policy.ts';
import type { HandoffState } from './handoff-state.ts';
import { nextTimer } from './timers.ts';
import type { TimerName } from './timers.ts';
import { accept } from './take-control.ts';
import { NO_OUTLOOK } from '../waiting/outlook.ts';
import type { Outlook } from '../waiting/outlook.ts';

const SECOND = 1_000_000;
const placed = (position: number): Outlook => ({
  ...NO_OUTLOOK,
  told: { at: START, position, range: null },
});
/** With the choices that everybody has who waits too long (H7.1). */
const offered = (outlook: Outlook): Outlook => ({
  ...outlook,
  alternatives: ['wait', 'callback', 'email', 'ai'],
});
const QUIET: TimerFacts = { customerWaiting: false, lastMessageAt: 0, outlook: offered(placed(2)) };
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
  for (let current = desk; played.length < 1000;) {
    const timer = nextTimer(current.handoff?.timers ?? {});
    if (timer === null) break;
    const { name, due } = timer;
    expect(fireTimer(current, facts, momentAt(due - 1))).toBeNull();
    const decision = fireTimer(current, facts, momentAt(due));
    if (decision === null) throw new Error(`the timer ${name} did not fire when it was due`);
    played.push([(due - START) / SECOND, name, texts(decision)]);
    current = deskAfter(decision);
  }
  return played;
}

/** The lead has been alerted; the service level comes next. */
function nearTheLevel(): Desk & { handoff: HandoffState } {
  return deskAfter(fireTimer(asked('desk'), QUIET, at(45))!);
}

describe('H3.1, H7.1: somebody who waits', () => {
  test('is told a person comes, then of the delay, then where he stands, and at last that nobody came', () => {
    const outlook = placed(2);
    const said = play(asked('ai')).filter(([, , words]) => words.length > 0);
    expect(said).toEqual([
      [5, 'transition', [transitionText(null, offered(outlook))]],
      [60, 'service-level', [delayText(null, offered(outlook))]],
      ...Array.from({ length: 9 }, (_unused, i) => [
        240 + 180 * i,
        'reminder',
        [reminderText(null, offered(outlook))],
      ]),
      [1800, 'give-up', [nobodyCameText()]],
    ]);
  });

  test('is told once how to choose, and only what can be chosen after that', () => {
    const outlook = offered(placed(2));
    const how = 'Just write what you prefer';
    expect(delayText(null, outlook)).toContain(how);
    expect(reminderText(null, outlook)).not.toContain(how);
    expect(reminderText(null, outlook)).toContain('ask for a call back');
  });

  test('hears the last word when it is due, even if a reminder would come later', () => {
    const policy = { ...DEFAULT_HANDOFF_POLICY, giveUpSeconds: 300 };
    const said = play(asked('desk', policy)).filter(([, , words]) => words.length > 0);
    expect(said.map(([seconds]) => seconds)).toEqual([60, 240, 300]);
  });

  test('is told at once when the service level had passed before he was in the queue', () => {
    const policy = { ...DEFAULT_HANDOFF_POLICY, serviceLevelSeconds: 2 };
    const desk = asked('ai', policy);
    const queued = deskAfter(fireTimer(desk, QUIET, at(5))!);
    const later = deskAfter(fireTimer(queued, QUIET, at(5))!);
    expect(nextTimer(later.handoff.timers)).toEqual({ name: 'service-level', due: START + 2 * SECOND });
    expect(texts(fireTimer(later, QUIET, at(5))!)).toEqual([delayText(null, offered(placed(2)))]);
  });

  test('that nobody came is said once however late it is said, after all that was due before it', () => {
    let desk: Desk & { handoff: HandoffState } = asked('desk');
    const said: string[] = [];
    for (
      let fired = fireTimer(desk, QUIET, at(99_999));
      fired !== null;
      fired = fireTimer(desk, QUIET, at(99_999))
    ) {
      said.push(...texts(fired));
      desk = deskAfter(fired);
    }
    expect(said).toEqual([delayText(null, offered(placed(2))), nobodyCameText()]);
    expect(desk).toMatchObject({
      control: { mode: 'auto', holder: { kind: 'ai' } },
      handoff: { stage: 'failed', breached: true, timers: {} },
    });
  });

  test('is offered what else he may choose, with his place', () => {
    const decision = fireTimer(nearTheLevel(), { ...QUIET, outlook: offered(placed(4)) }, at(60))!;
    expect(JSON.parse(decision.events.at(-1)!.data)).toMatchObject({
      type: 'handoff.delayed',
      alternatives: ['wait', 'callback', 'email', 'ai'],
      position: 4,
    });
  });

  test('H2.1: a timer that only tells something raises no epoch', () => {
    for (const [desk, seconds] of [
      [asked('ai'), 5],
      [asked('desk'), 45],
      [nearTheLevel(), 60],
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
  const day = DEFAULT_HANDOFF_POLICY.idleReturnSeconds!;
  const notice = DEFAULT_HANDOFF_POLICY.returnNoticeSeconds;

  test('is looked at now and then, in silence, and whether he waits is noted', () => {
    const decision = fireTimer(held(), { ...QUIET, customerWaiting: true }, at(310))!;
    expect(decision.events).toEqual([]);
    expect(decision.facts).toEqual([
      { type: 'idle-checked', at: START + 310 * SECOND, customerWaiting: true },
    ]);
    expect(decision.handoff!.timers).toEqual({ idle: START + 610 * SECOND });
  });

  test('goes back to the AI when nobody has written for a day, after a notice', () => {
    const quiet = { ...QUIET, lastMessageAt: START + 20 * SECOND };
    const noticed = fireTimer(held(), quiet, at(20 + day))!;
    expect(noticed).toMatchObject({ control: { mode: 'manual' }, handoff: { stage: 'returning' } });
    const returned = fireTimer(deskAfter(noticed), quiet, at(20 + day + notice))!;
    expect(returned).toMatchObject({ control: { mode: 'auto' }, handoff: { stage: 'returned' } });
    expect(texts(returned)).toEqual([]);
  });

  test('stays when somebody writes after the notice', () => {
    const noticed = fireTimer(held(), QUIET, at(20 + day))!;
    const wrote = { ...QUIET, lastMessageAt: START + (21 + day) * SECOND };
    const kept = fireTimer(deskAfter(noticed), wrote, at(20 + day + notice))!;
    expect(kept.handoff).toMatchObject({ stage: 'active' });
  });

  test('stays as long again when its holder says that he keeps it', () => {
    const noticed = deskAfter(fireTimer(held(), QUIET, at(20 + day))!);
    const kept = deskAfter(keep(noticed, { operator: ANNA }, at(30 + day)) as Decision);
    expect(fireTimer(kept, QUIET, at(29 + 2 * day))!.handoff).toMatchObject({ stage: 'active' });
    expect(fireTimer(kept, QUIET, at(30 + 2 * day))!.handoff).toMatchObject({ stage: 'returning' });
  });

  test('H8.4: is asked, and stays, while something is promised', () => {
    const desk = held();
    const promise = { id: 'p', text: 'a call', due: null, author: ANNA };
    const promised = deskAfter(commit(desk, promise, at(11)) as Decision);
    const decision = fireTimer(promised, QUIET, at(20 + day))!;
    expect(decision.facts.map(({ type }) => type)).toEqual(['owner-asked']);
    expect(decision.handoff).toMatchObject({ stage: 'active' });
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
