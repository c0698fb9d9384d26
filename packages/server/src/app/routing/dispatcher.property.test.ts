import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isHeld } from '../../core/handoff/handoff-state.ts';
import type { OperatorRecord } from '../../ports/desk-store.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { isSuited } from '../../core/routing/is-eligible.ts';
import { DeskAtWork, refOf } from '../../testing/desk-at-work.ts';
import { seeded } from '../../testing/seeded.ts';
import { microtasks } from '../../testing/until.ts';
import { asOperator } from './due-act.ts';
import { MissedOffers } from './missed-offers.ts';
import { needNow } from './place.ts';

/* Whatever people do, in whatever order: what must hold once everything has settled is looked up in the store. */

/** Many runs take long: BATON_TEST_RUNS multiplies them. */
const PATIENCE = 3_600_000;
const OPERATORS = ['mia', 'tom', 'lea'];
const DEPARTMENTS = ['support', 'billing'];
const anybody = fc.constantFrom(...OPERATORS);
const chat = fc.nat({ max: 7 });

const step = fc.oneof(
  fc.record({
    do: fc.constant('ask' as const),
    department: fc.constantFrom(...DEPARTMENTS),
    skilled: fc.boolean(),
    priority: fc.constantFrom(0, 0, 0, 5),
    customer: fc.constantFrom('guest', 'kim'),
  }),
  fc.record({ do: fc.constant('answer' as const), chat, accept: fc.boolean() }),
  fc.record({ do: fc.constant('end' as const), chat }),
  fc.record({ do: fc.constant('pick' as const), chat, operator: anybody }),
  fc.record({ do: fc.constant('take' as const), chat, operator: anybody }),
  fc.record({ do: fc.constant('transfer' as const), chat, operator: anybody, toOperator: fc.boolean() }),
  fc.record({ do: fc.constant('withdraw' as const), chat }),
  fc.record({ do: fc.constant('delete' as const), chat }),
  fc.record({
    do: fc.constant('presence' as const),
    operator: anybody,
    status: fc.constantFrom('available' as const, 'available' as const, 'away' as const, 'offline' as const),
  }),
  fc.record({
    do: fc.constant('change' as const),
    operator: anybody,
    max_chats: fc.nat({ max: 3 }),
    departments: fc.subarray(DEPARTMENTS, { minLength: 1 }),
    skilled: fc.boolean(),
  }),
  fc.record({ do: fc.constant('pass' as const), seconds: fc.constantFrom(1, 10, 31, 80, 200) }),
  fc.record({ do: fc.constant('dismiss' as const), operator: anybody }),
  fc.record({ do: fc.constant('restart' as const) }),
  fc.record({ do: fc.constant('rest' as const), after: fc.nat({ max: 60 }) }),
  fc.record({ do: fc.constant('crash' as const), after: fc.nat({ max: 60 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

class History {
  readonly desk: DeskAtWork;
  readonly sessions: string[] = [];
  #billing = false;

  constructor(desk: DeskAtWork) {
    this.desk = desk;
  }

  /** Without waiting for what follows: several happen at once. */
  async begin(action: Step): Promise<void> {
    const { desk } = this;
    const { server } = desk;
    if ('chat' in action) return this.#actOn(action, this.sessions.at(action.chat) ?? null);
    switch (action.do) {
      case 'ask': {
        const id = `s${this.sessions.length}`;
        this.sessions.push(id);
        const { department, priority, customer: customerId } = action;
        const wanted = { department, skills: action.skilled ? ['refunds'] : [] };
        return desk.ask(id, { customerId, priority, wanted });
      }
      case 'presence':
        await server.staff.setPresence(action.operator, action.status);
        return;
      case 'change': {
        const { max_chats, departments } = action;
        const skills = action.skilled ? [{ skill: 'refunds', level: 3 }] : [];
        await server.staff.updateOperator(action.operator, { max_chats, departments, skills });
        return;
      }
      case 'dismiss':
        await server.staff.deleteOperator(action.operator);
        await desk.hire(action.operator, { max_chats: 2, departments: this.#departments() }).catch(() => {});
        return;
      case 'pass':
        return desk.pass(action.seconds, ...OPERATORS);
      case 'restart':
        return desk.restart();
      case 'crash':
        return desk.crash();
      case 'rest':
        // Another node leads, in the middle of what is written; nothing is routed until this one does again.
        await microtasks(action.after);
        server.dispatcher.rest();
        server.staff.rest();
        return;
    }
  }

  async open(): Promise<void> {
    await this.desk.server.staff.createDepartment({ id: 'billing', name: 'Billing' });
    this.#billing = true;
    for (const id of OPERATORS) await this.desk.hire(id, { max_chats: 2, departments: this.#departments() });
    await this.desk.comes('mia', 'tom');
  }

  #departments(): string[] {
    return this.#billing ? DEPARTMENTS : ['support'];
  }

  async #actOn(action: Extract<Step, { chat: number }>, sessionId: string | null): Promise<void> {
    if (sessionId === null) return;
    const { server } = this.desk;
    const handoff = await server.app.sessions.readOpenHandoff(sessionId);
    if (handoff === null) return;
    switch (action.do) {
      case 'answer': {
        const who = handoff.offer?.operator;
        if (who !== undefined)
          await server.command({ do: action.accept ? 'accept' : 'decline', operator: who }, sessionId);
        return;
      }
      case 'end':
        if (handoff.operator === null) return;
        await server.command({ do: 'return', operator: handoff.operator, outcome: null }, sessionId);
        return;
      case 'pick':
        await server.command({ do: 'accept', operator: refOf(action.operator) }, sessionId);
        return;
      case 'take':
        await server.desk.takeOver(sessionId, refOf(action.operator), { traceId: 't' });
        return;
      case 'transfer': {
        if (handoff.operator === null) return;
        const target = action.toOperator ? { operatorId: action.operator } : { department: 'support' };
        await server.command({ do: 'transfer', operator: handoff.operator, target, note: null }, sessionId);
        return;
      }
      case 'withdraw':
        await server.command({ do: 'withdraw' }, sessionId);
        return;
      case 'delete':
        await server.app.sessions.deleteSessions([sessionId]);
        return;
    }
  }

  /** What does not hold, in words. */
  async broken(): Promise<string[]> {
    const { server } = this.desk;
    const open = await server.app.sessions.listHandoffs({ stage: 'open', limit: 1000 });
    const broken = server.log.errors.map(({ message }) => message);
    const free: OperatorRecord[] = [];
    for (const { record } of server.staff.operators()) {
      const { id, maxChats } = record;
      const his = open.filter((handoff) => claimantOf(handoff) === id);
      const offers = his.filter(({ offer }) => offer !== null);
      const load = server.dispatcher.loadOf(id);
      if (load.chats + load.offers !== his.length || load.offers !== offers.length)
        broken.push(`${id} has ${his.length} with ${offers.length} offers, not ${JSON.stringify(load)}`);
      if (!server.staff.isPresent(id)) {
        if (offers.length > 0) broken.push(`H6.6 ${id} is offered something and is not here`);
      } else if (his.length < maxChats) free.push(record);
      for (const handoff of offers)
        if (handoff.offer?.direct === false && !(await this.#suits(record, handoff)))
          broken.push(`H6.2 ${id} is offered ${handoff.sessionId}`);
    }
    for (const handoff of open.filter(({ stage }) => stage === 'queued'))
      for (const record of free)
        if (await this.#suits(record, handoff))
          broken.push(`H6.5 ${handoff.sessionId} waits, and ${record.id} is free`);
    return broken;
  }

  async #suits(record: OperatorRecord, handoff: HandoffState): Promise<boolean> {
    return isSuited(asOperator(record), needNow(handoff, await this.#again(handoff)));
  }

  async #again(handoff: HandoffState): Promise<ReadonlySet<string>> {
    const missed = new MissedOffers();
    const journal = await this.desk.server.app.sessions.listJournal(handoff.id);
    missed.follow(journal.map(({ fact }) => fact));
    return missed.again;
  }
}

/** All at the same time, but for what takes time; after a crash nobody is answered any more. */
async function play(history: History, round: readonly Step[]): Promise<void> {
  const alone = (each: Step): boolean => ['restart', 'pass', 'crash'].includes(each.do);
  const crash = round.find((each) => each.do === 'crash');
  const together = Promise.all(round.filter((each) => !alone(each)).map((each) => history.begin(each)));
  if (crash === undefined) await together;
  else {
    together.catch(() => undefined);
    await microtasks(crash.after);
  }
  for (const each of round.filter(alone)) await history.begin(each);
}

function claimantOf({ stage, offer, operator }: HandoffState): string | null {
  if (stage === 'offered') return offer?.operator.id ?? null;
  return isHeld(stage) ? (operator?.id ?? null) : null;
}

test(
  'H6.2, H6.5, H6.6 nobody waits while somebody is free for him, and every slot is counted once',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        async (rounds) => {
          const desk = await DeskAtWork.open({ dispatcher: { ramp: false } });
          const history = new History(desk);
          await history.open();
          for (const round of rounds) {
            await play(history, round);
            if (round.some((each) => each.do === 'rest')) {
              if (round.length % 2 === 0) await desk.settle();
              await desk.server.staff.lead();
              await desk.server.dispatcher.lead();
            }
            await desk.settle();
            await desk.settle();
            expect(await history.broken()).toEqual([]);
          }
          await desk.endQuietly();
        },
      ),
      seeded(60),
    );
  },
  PATIENCE,
);
