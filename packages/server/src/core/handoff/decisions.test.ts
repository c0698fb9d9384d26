import { describe, expect, test } from 'vitest';
import {
  ANNA,
  BEN,
  QUIET_DESK,
  START,
  customerSays,
  makeMessage,
  makeOpening,
  momentAt,
} from '../../testing/make.ts';
import { askForPerson, sayTransitionAsAi } from './ask-for-person.ts';
import type { AskForPerson } from './ask-for-person.ts';
import { contactText, transitionText, withdrawnText } from './customer-text.ts';
import type { Decision, Desk, Refusal } from './decision.ts';
import type { HandoffState } from './handoff-state.ts';
import { chooseContact, deleteFromLog, resolve, returnFromOutside, returnToAi, withdraw } from './leave.ts';
import { transfer } from './move.ts';
import { accept, takeOver, takeOverFromOutside, writeAsPerson, writeOnBehalf } from './take-control.ts';

const NOW = momentAt(START);
const OPENING = makeOpening();
const BY_DESK = { by: 'desk', text: null } as const;
const BY_AI = { by: 'ai' } as const;

function decided(outcome: Decision | Refusal | null): Decision {
  if (outcome?.type !== 'decided') throw new Error(`not decided: ${JSON.stringify(outcome)}`);
  return outcome;
}

function refusal(outcome: Decision | Refusal | null): string {
  return outcome?.type === 'refused' ? outcome.code : 'not refused';
}

/** The desk after decisions taken one after the other. */
function after(...steps: ((desk: Desk) => Decision | Refusal | null)[]): Desk & { handoff: HandoffState } {
  let desk: Desk = QUIET_DESK;
  for (const step of steps) {
    const { control, handoff } = decided(step(desk));
    desk = { control, handoff };
  }
  return desk as Desk & { handoff: HandoffState };
}

const ask = (transition: AskForPerson['transition']) => (desk: Desk) =>
  askForPerson(desk, { opening: OPENING, transition }, NOW);
const requestedByAi = (): Desk & { handoff: HandoffState } => after(ask(BY_AI));
const queued = (): Desk & { handoff: HandoffState } => after(ask(BY_DESK));
const heldBy = (operator: typeof ANNA): Desk & { handoff: HandoffState } =>
  after(ask(BY_DESK), (desk) => accept(desk.handoff!, desk, operator, NOW));
const heldOutside = (): Desk & { handoff: HandoffState } =>
  after((desk) => takeOverFromOutside(desk, OPENING, NOW));

/** What everybody sees of a decision: messages by their text, custom events by their type. */
function shown(decision: Decision): string[] {
  return decision.events.map((event) => {
    const data = JSON.parse(event.data) as { message?: string; type?: string };
    return data.message ?? `<${data.type}>`;
  });
}

function factsOf(decision: Decision): string[] {
  return decision.facts.map((fact) => fact.type);
}

describe('asking for a person', () => {
  test('H3.1: the AI is silent from the request on, and a timer runs until the transition is said', () => {
    const decision = decided(ask(BY_AI)(QUIET_DESK));
    expect(shown(decision)).toEqual(['<handoff.requested>']);
    expect(decision.control).toEqual({ mode: 'manual', holder: { kind: 'none' }, epoch: 1 });
    expect(decision.handoff).toMatchObject({
      stage: 'requested',
      transitionSaid: false,
      timers: { transition: expect.any(Number) },
    });
  });

  test.each([
    [null, transitionText()],
    ['Somebody will be with you.', 'Somebody will be with you.'],
  ])('H3.2: by anybody else, the desk says the transition at once, and once (%s)', (text, said) => {
    const decision = decided(ask({ by: 'desk', text })(QUIET_DESK));
    expect(shown(decision)).toEqual(['<handoff.requested>', said, '<handoff.queued>']);
    expect(decision.handoff).toMatchObject({
      stage: 'queued',
      transitionSaid: true,
      timers: { 'service-level': expect.any(Number) },
    });
    expect(decision.control.epoch).toBe(1);
  });

  test('H3.2: the AI says it once; afterwards there is nothing left to say', () => {
    const message = makeMessage('ai_agent', 'A colleague comes.');
    const said = decided(sayTransitionAsAi(requestedByAi(), message, NOW));
    expect(shown(said)).toEqual(['A colleague comes.', '<handoff.queued>']);
    expect(said.control.epoch).toBe(1);
    expect(sayTransitionAsAi({ control: said.control, handoff: said.handoff }, message, NOW)).toBeNull();
    expect(sayTransitionAsAi(queued(), message, NOW)).toBeNull();
    expect(sayTransitionAsAi(heldBy(ANNA), message, NOW)).toBeNull();
    expect(sayTransitionAsAi(QUIET_DESK, message, NOW)).toBeNull();
  });

  test('H3.4: a second request joins the first: evidence is added, priority only rises, nothing is said twice', () => {
    const evidence = { trigger: 'button', offset: 9, score: null, threshold: null, quote: null };
    const again = {
      opening: makeOpening({ handoffId: 'second', priority: 5, evidence: [evidence] }),
      transition: BY_DESK,
    };
    for (const desk of [queued(), heldBy(ANNA), heldOutside()]) {
      const decision = askForPerson(desk, again, NOW);
      expect(shown(decision)).toEqual([]);
      expect(factsOf(decision)).toEqual(['joined']);
      expect(decision.control).toBe(desk.control);
      expect(decision.handoff).toMatchObject({ id: 'handoff', priority: 5, stage: desk.handoff.stage });
      expect(decision.handoff!.evidence).toContainEqual(evidence);
      const lower = askForPerson({ ...desk, handoff: decision.handoff }, { ...again, opening: OPENING }, NOW);
      expect(lower.handoff!.priority).toBe(5);
    }
  });

  test('H3.2: whoever joins while the AI has not yet said the transition has the desk say it', () => {
    const decision = decided(ask(BY_DESK)(requestedByAi()));
    expect(shown(decision)).toEqual([transitionText(), '<handoff.queued>']);
    expect(shown(decided(ask(BY_AI)(requestedByAi())))).toEqual([]);
  });
});

describe('taking control', () => {
  test('accepting a queued handoff: one announcement, no message', () => {
    const desk = queued();
    const decision = decided(accept(desk.handoff, desk, ANNA, NOW));
    expect(shown(decision)).toEqual(['<handoff.accepted>']);
    expect(decision.control).toEqual({ mode: 'manual', holder: { kind: 'operator', ...ANNA }, epoch: 2 });
    expect(decision.handoff).toMatchObject({
      stage: 'active',
      operator: ANNA,
      acceptedAt: START,
      timers: { idle: expect.any(Number) },
    });
  });

  test('H3.2: accepting before anybody said the transition says it first', () => {
    const desk = requestedByAi();
    const decision = decided(accept(desk.handoff, desk, ANNA, NOW));
    expect(shown(decision)).toEqual([transitionText(), '<handoff.queued>', '<handoff.accepted>']);
  });

  test('H6.4: of two the first wins, the other learns who; to take what one holds changes nothing', () => {
    const desk = heldBy(ANNA);
    const second = accept(desk.handoff, desk, BEN, NOW);
    expect(second).toMatchObject({ type: 'refused', code: 'already-held' });
    expect((second as Refusal).detail).toContain('Anna Berg');
    const again = decided(accept(desk.handoff, desk, ANNA, NOW));
    expect([again.facts, again.events, again.control]).toEqual([[], [], desk.control]);
    expect(refusal(accept(heldOutside().handoff, heldOutside(), ANNA, NOW))).toBe('already-held');
  });

  describe('H3.5: taking over', () => {
    const takeOverBy =
      (operator: typeof ANNA, force = false) =>
      (desk: Desk) =>
        takeOver(desk, { operator, opening: OPENING, force }, NOW);

    test.each([
      ['from the AI', QUIET_DESK, ['<handoff.taken-over>'], 1],
      [
        'before the transition',
        requestedByAi(),
        [transitionText(), '<handoff.queued>', '<handoff.accepted>'],
        2,
      ],
      ['from the queue', queued(), ['<handoff.accepted>'], 2],
      ['from an outside system', heldOutside(), ['<handoff.accepted>'], 2],
    ] as const)('%s', (_name, desk, expected, epoch) => {
      const decision = decided(takeOverBy(BEN)(desk));
      expect(shown(decision)).toEqual(expected);
      expect(decision.control).toEqual({ mode: 'manual', holder: { kind: 'operator', ...BEN }, epoch });
      expect(decision.handoff).toMatchObject({ stage: 'active', operator: BEN });
    });

    test('from a colleague only by force', () => {
      expect(refusal(takeOverBy(BEN)(heldBy(ANNA)))).toBe('already-held');
      const decision = decided(takeOverBy(BEN, true)(heldBy(ANNA)));
      expect(decision.control).toMatchObject({ holder: { kind: 'operator', id: 'ben' }, epoch: 3 });
    });

    test('H3.6: an outside system takes it without a word; an open handoff stays as it is', () => {
      const decision = takeOverFromOutside(QUIET_DESK, OPENING, NOW);
      expect(shown(decision)).toEqual(['<handoff.taken-over>']);
      expect(decision.control).toEqual({ mode: 'manual', holder: { kind: 'external' }, epoch: 1 });
      expect(decision.handoff).toMatchObject({
        stage: 'active',
        operator: null,
        timers: { idle: expect.any(Number) },
      });
      for (const desk of [queued(), heldBy(ANNA), heldOutside()]) {
        const nothing = takeOverFromOutside(desk, OPENING, NOW);
        expect([nothing.facts, nothing.events, nothing.control]).toEqual([[], [], desk.control]);
      }
    });
  });

  describe(`H2.2: a person's own message`, () => {
    const message = makeMessage('human_agent', 'It is me.');
    const write = (author: typeof ANNA | null, mayReassign: boolean) => (desk: Desk) =>
      writeAsPerson(desk, { author, message, opening: OPENING, mayReassign }, NOW);

    test.each([
      ['from the AI: the message is all that is seen', QUIET_DESK, ['It is me.'], 1],
      [
        'before the transition',
        requestedByAi(),
        [transitionText(), '<handoff.queued>', '<handoff.accepted>', 'It is me.'],
        2,
      ],
      ['from the queue', queued(), ['<handoff.accepted>', 'It is me.'], 2],
      ['by the holder', heldBy(ANNA), ['It is me.'], 2],
      ['from an outside system', heldOutside(), ['<handoff.accepted>', 'It is me.'], 2],
    ] as const)('takes control %s', (_name, desk, expected, epoch) => {
      const decision = decided(write(ANNA, false)(desk));
      expect(shown(decision)).toEqual(expected);
      expect(decision.control).toEqual({ mode: 'manual', holder: { kind: 'operator', ...ANNA }, epoch });
      expect(decision.handoff).toMatchObject({ stage: 'active', firstHumanWordAt: START });
      expect(decision.answers).toBe(true);
    });

    test('an operator may not write into a colleague’s session, an outside system may', () => {
      expect(refusal(write(BEN, false)(heldBy(ANNA)))).toBe('not-holder');
      expect(shown(decided(write(BEN, true)(heldBy(ANNA))))).toEqual(['<handoff.accepted>', 'It is me.']);
      const outside = decided(write(null, true)(heldBy(ANNA)));
      expect(outside.control).toEqual({ mode: 'manual', holder: { kind: 'external' }, epoch: 3 });
    });

    test('H7.4: the first word is noted once', () => {
      const first = decided(write(ANNA, false)(heldBy(ANNA)));
      const second = decided(write(ANNA, false)({ control: first.control, handoff: first.handoff }));
      expect([factsOf(first), factsOf(second)]).toEqual([['first-word-said'], []]);
    });

    test('a reply to a handoff that has ended is refused', () => {
      const reply = { author: ANNA, message, opening: null, mayReassign: false };
      expect(refusal(writeAsPerson(QUIET_DESK, reply, NOW))).toBe('wrong-stage');
    });
  });

  test.each([
    ['in the AI’s session', QUIET_DESK, null, 'sent'],
    ['in the AI’s session, by an operator', QUIET_DESK, ANNA, 'sent'],
    ['by the holder', heldBy(ANNA), ANNA, 'sent'],
    ['by another operator', heldBy(ANNA), BEN, 'not-holder'],
    ['by an operator who has not accepted', queued(), ANNA, 'not-holder'],
    ['by an outside system', heldBy(ANNA), null, 'sent'],
  ] as const)(
    'H2.2: writing on behalf of the AI %s changes no holder: %s',
    (_name, desk, author, expected) => {
      const message = makeMessage('human_agent_on_behalf_of_ai_agent', 'Hello.');
      const outcome = writeOnBehalf(desk, author, message, NOW);
      if (expected !== 'sent') return expect(refusal(outcome)).toBe(expected);
      const decision = decided(outcome);
      expect([shown(decision), decision.control, decision.facts, decision.answers]).toEqual([
        ['Hello.'],
        desk.control,
        [],
        true,
      ]);
    },
  );
});

describe('H3.5: passing it on', () => {
  const toBen = (autoAccept: boolean): Decision => {
    const { requirements, policy } = OPENING;
    const command = { by: ANNA, requirements, policy: { ...policy, autoAccept }, to: BEN, note: null };
    return decided(transfer(heldBy(ANNA), command, NOW));
  };

  test('an operator is offered it, and nobody holds it until he comes', () => {
    const decision = toBen(false);
    expect(decision.handoff).toMatchObject({ stage: 'offered', offer: { operator: BEN, direct: true } });
    expect(decision.control).toMatchObject({ mode: 'manual', holder: { kind: 'none' } });
  });

  test('H6.4: in a department that accepts by itself he holds it at once', () => {
    const decision = toBen(true);
    expect(decision.handoff).toMatchObject({ stage: 'active', operator: BEN, offer: null });
    expect(decision.control).toMatchObject({ mode: 'manual', holder: { kind: 'operator', id: BEN.id } });
    expect(shown(decision).slice(-2)).toEqual(['<handoff.transferred>', '<handoff.accepted>']);
  });
});

describe('leaving', () => {
  const toResolve = { operator: ANNA, disposition: 'solved', outcome: 'refunded' };

  test('resolving: the AI has the session, the matter is answered, nothing is said', () => {
    const decision = decided(resolve(heldBy(ANNA), toResolve, NOW));
    expect(shown(decision)).toEqual(['<handoff.resolved>']);
    expect(decision.control).toEqual({ mode: 'auto', holder: { kind: 'ai' }, epoch: 3 });
    expect(decision.handoff).toMatchObject({
      stage: 'resolved',
      disposition: 'solved',
      outcome: 'refunded',
      endedAt: START,
    });
    expect(decision.answers).toBe(true);
  });

  test('returning: the AI answers what is still unanswered', () => {
    const decision = decided(returnToAi(heldBy(ANNA), { operator: ANNA, outcome: 'agreed' }, NOW));
    expect(shown(decision)).toEqual(['<handoff.returned>']);
    expect(decision).toMatchObject({ answers: false, handoff: { stage: 'returned', outcome: 'agreed' } });
  });

  test.each([
    ['nobody has accepted', queued(), ANNA, 'wrong-stage'],
    ['a colleague holds it', heldBy(BEN), ANNA, 'not-holder'],
    ['there is none', QUIET_DESK, ANNA, 'wrong-stage'],
    ['an outside system holds it', heldOutside(), ANNA, 'not refused'],
  ] as const)('neither when %s', (_name, desk, operator, code) => {
    expect(refusal(resolve(desk, { ...toResolve, operator }, NOW))).toBe(code);
    expect(refusal(returnToAi(desk, { operator, outcome: null }, NOW))).toBe(code);
  });

  test.each([
    ['nothing open', QUIET_DESK, [], 'auto'],
    ['waiting', queued(), ['<handoff.withdrawn>'], 'auto'],
    ['held', heldBy(ANNA), ['<handoff.returned>'], 'auto'],
    ['outside', heldOutside(), ['<handoff.returned>'], 'auto'],
    [
      'manual without a handoff',
      { ...QUIET_DESK, control: heldOutside().control },
      ['<mode.changed>'],
      'auto',
    ],
  ] as const)('H2.3: mode auto from outside, %s', (_name, desk, expected, mode) => {
    const decision = returnFromOutside(desk, NOW);
    expect(shown(decision)).toEqual(expected);
    expect(decision.control.mode).toBe(mode);
    expect(decision.answers).toBe(false);
  });

  test.each([requestedByAi(), queued()])('H7.1: the customer goes on with the AI', (desk) => {
    const decision = decided(withdraw(desk, NOW));
    expect(shown(decision)).toEqual([withdrawnText(), '<handoff.withdrawn>']);
    expect(decision).toMatchObject({ control: { mode: 'auto' }, handoff: { stage: 'withdrawn' } });
  });

  test.each(['callback', 'email'] as const)('H7.1: the customer chooses a %s', (kind) => {
    const chosen = {
      kind,
      address: 'kim@example.com',
      callAt: kind === 'callback' ? '2026-01-06T10:00:00Z' : null,
    };
    const decision = decided(chooseContact(queued(), chosen, NOW));
    const call = { at: Date.UTC(2026, 0, 6, 10) * 1000, now: NOW.at, zone: null };
    const said = contactText(kind, 'kim@example.com', null, kind === 'callback' ? call : null);
    expect(shown(decision)).toEqual([said, `<handoff.${kind}>`]);
    expect(decision.handoff).toMatchObject({
      stage: kind,
      contact: { kind, address: 'kim@example.com', at: chosen.callAt },
    });
  });

  test.each([heldBy(ANNA), heldOutside(), QUIET_DESK])(
    'neither is for a session that a person holds or nobody asked for',
    (desk) => {
      expect(refusal(withdraw(desk, NOW))).toBe('wrong-stage');
      expect(refusal(chooseContact(desk, { kind: 'email', address: 'x@y.z', callAt: null }, NOW))).toBe(
        'wrong-stage',
      );
    },
  );
});

describe('H3.7: deleting events', () => {
  const begunAt = (offset: number): Desk =>
    after((desk) => takeOverFromOutside(desk, makeOpening({ offset }), NOW));

  test.each([
    [
      'the handoff begins behind them',
      begunAt(7),
      { from: 5, hidesControl: true },
      ['<handoff.failed>'],
      'auto',
    ],
    [
      'the handoff begins with them',
      begunAt(5),
      { from: 5, hidesControl: false },
      ['<handoff.failed>'],
      'auto',
    ],
    ['the handoff begins before them', begunAt(4), { from: 5, hidesControl: false }, [], 'manual'],
    [
      'a change of control is among them',
      begunAt(4),
      { from: 5, hidesControl: true },
      ['<mode.changed>'],
      'manual',
    ],
    [
      'a handoff that is over is among them',
      QUIET_DESK,
      { from: 5, hidesControl: true },
      ['<mode.changed>'],
      'auto',
    ],
    ['nothing of the kind', QUIET_DESK, { from: 0, hidesControl: false }, [], 'auto'],
  ] as const)('%s', (_name, desk, deletion, expected, mode) => {
    const decision = deleteFromLog(desk, deletion, NOW);
    expect(shown(decision)).toEqual(expected);
    expect(decision.control.mode).toBe(mode);
  });
});

test('what is announced carries the control as it is afterwards', () => {
  const desk = queued();
  const { events, control, handoff } = decided(accept(desk.handoff, desk, ANNA, NOW));
  expect(JSON.parse(events.at(-1)!.data)).toEqual({
    type: 'handoff.accepted',
    handoff_id: handoff!.id,
    stage: 'active',
    mode: control.mode,
    epoch: control.epoch,
    holder: { kind: 'operator', name: 'Anna Berg' },
  });
});

test('a customer’s words are never a decision’s', () => {
  const decision = decided(ask(BY_DESK)(QUIET_DESK));
  expect(decision.events.every((event) => event.source === 'system')).toBe(true);
  expect(customerSays('x').source).toBe('customer');
});
