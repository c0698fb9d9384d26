import { brokenRules, timerFaults } from './desk-rules.ts';
import { differences } from './compare-desks.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { DeskInMemory } from './desk-in-memory.ts';
import { aimed, setupOf, stepOf, tellDesk, tellStep } from './history.ts';
import type { DrawnStep, Step } from './history.ts';
import { Loads } from './loads.ts';
import { claimantOf } from './memory-logs.ts';
import { NaiveDesk } from './naive-desk.ts';

const SECOND = 1_000_000;
const START = Date.UTC(2026, 0, 5, 9) * 1000;
/** Less than a lease is long. */
const HEARTBEAT = 40;
/** Far more than what the longest wait and the longest chat have to do by themselves. */
const MOST_TO_END = 5000;

/** What came of a history, so that histories in which nothing happens are noticed. */
export interface Played {
  readonly steps: number;
  readonly offers: number;
  readonly ended: number;
}

/** A history in numbers: of the desk it begins with, and of what happens. */
export interface History {
  readonly desk: number;
  readonly steps: readonly number[];
}

/**
 * Plays a history on the desk and on the oracle side by side. Throws at the first step after which they differ or a
 * rule is broken, with all that led to it in words.
 */
export function playHistory(history: History): Played {
  return new Play(history).run();
}

class Play {
  readonly #desk: DeskInMemory;
  readonly #oracle: NaiveDesk;
  readonly #steps: readonly DrawnStep[];
  readonly #present: readonly string[];
  readonly #told: string[] = [];
  readonly #loads = new Loads();
  #at = START;

  constructor({ desk, steps }: History) {
    const setup = setupOf(desk);
    this.#desk = new DeskInMemory(setup);
    this.#oracle = new NaiveDesk(setup);
    this.#present = setup.present;
    this.#steps = steps.map((number) => stepOf(number, setup));
    this.#told.push(tellDesk(setup));
  }

  run(): Played {
    try {
      for (const operator of this.#present) this.#do({ do: 'comes', session: 's0', operator }, true);
      for (const { step, settles, aim } of this.#steps)
        this.#do(aimed(step, aim, this.#oracle.open), settles);
      this.#settle();
      this.#toTheEnd();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`${why}\n\nWhat happened:\n${this.#told.join('\n')}`, { cause: error });
    }
    const handoffs = [...this.#desk.logs.sessions.values()].flatMap((session) => session.handoffs);
    const facts = handoffs.flatMap(({ journal }) => journal);
    return {
      steps: this.#steps.length,
      offers: facts.filter(({ type }) => type === 'offered').length,
      ended: handoffs.filter(({ state }) => state.endedAt !== null).length,
    };
  }

  #do(step: Step, settles: boolean): void {
    this.#at += 1;
    this.#told.push(`${this.#clock()} ${tellStep(step)}${settles ? '' : ', and at once:'}`);
    this.#take(step);
    this.#compare();
    if (settles) this.#settle();
  }

  #take(step: Step): void {
    switch (step.do) {
      case 'pass':
        return step.heard
          ? this.#passTogether(this.#at + step.seconds * SECOND)
          : this.#pass(this.#at + step.seconds * SECOND);
      case 'sleep':
        this.#at += step.seconds * SECOND;
        return this.#pass(this.#at);
      case 'pass to next': {
        const ofWindows = step.of === 'sticky windows';
        const next = ofWindows ? this.#oracle.nextWindow(this.#at) : this.#desk.nextDue();
        const until = Math.max(this.#at, (next ?? 0) + step.microseconds);
        return ofWindows ? this.#passTogether(until) : this.#pass(until);
      }
      default: {
        const { logs } = this.#desk;
        const from =
          step.do === 'delete events'
            ? logs.timeOf(step.session, logs.offsetAt(step.session, step.share))
            : null;
        const is = this.#desk.play(step, this.#at);
        const wanted = this.#oracle.play(step, this.#at, from);
        if (is !== wanted) throw new Error(`${step.do}: the answer is ${is}, and should be ${wanted}`);
      }
    }
  }

  /** What is due until then happens, each at its time, or now where that is later. */
  #pass(until: number): void {
    for (let due = this.#nextDue(); due !== null && due <= until; due = this.#nextDue()) this.#fire(due);
    this.#at = Math.max(this.#at, until);
  }

  /** Nobody's lease ends meanwhile. */
  #passTogether(until: number): void {
    for (let at = this.#at; at < until; at += HEARTBEAT * SECOND) {
      for (const { id, leaseEnds } of this.#oracle.staff.operators) {
        if (leaseEnds === null) continue;
        const step = { do: 'is heard', session: 's0', operator: id } as const;
        this.#desk.play(step, this.#at);
        this.#oracle.play(step, this.#at, null);
      }
      this.#pass(Math.min(at + HEARTBEAT * SECOND, until));
    }
  }

  #fire(due: number): void {
    this.#at = Math.max(this.#at, due);
    this.#told.push(`${this.#clock()}   something is due`);
    this.#desk.fireNext(this.#at);
    this.#oracle.fireNext(this.#at);
    this.#compare();
    this.#settle();
  }

  #nextDue(): number | null {
    const [due, wanted] = [this.#desk.nextDue(), this.#oracle.nextDue()];
    if (due !== wanted) throw new Error(`the next thing is due at ${due}, and should be at ${wanted}`);
    return due;
  }

  #settle(): void {
    const { logs, dispatcher } = this.#desk;
    const waited = logs.openHandoffs().filter(({ stage }) => stage === 'queued');
    dispatcher.settle(this.#at);
    this.#oracle.settle(this.#at);
    const left = this.#oracle.leftWaiting(this.#at);
    if (left.length > 0) throw new Error(`the oracle itself leaves ${left.join()} waiting`);
    this.#checkOrder(waited);
    this.#compare();
  }

  /** H6.1: who is still waiting is not overtaken by one whom the same operator was given. */
  #checkOrder(waited: readonly HandoffState[]): void {
    const { logs } = this.#desk;
    const now = waited.map(({ id }) => logs.handoff(id)!);
    const waiting = now.filter(({ stage }) => stage === 'queued');
    for (const given of now) {
      const operator = claimantOf(given);
      if (operator === null) continue;
      for (const { id, priority, requestedAt } of waiting) {
        const first = priority - given.priority || given.requestedAt - requestedAt;
        if (first > 0 && this.#oracle.couldTake(operator, id, this.#at))
          throw new Error(`H6.1: ${given.id} goes before ${id} to ${operator}`);
      }
    }
  }

  /** H3.1: nobody does anything any more, and everything ends all the same, but for what nobody asked to be ended. */
  #toTheEnd(): void {
    this.#told.push(`${this.#clock()} nobody does anything any more`);
    for (let fired = 0; fired < MOST_TO_END; fired++) {
      const due = this.#nextDue();
      if (due === null || this.#oracle.isAtRest) return this.#check();
      this.#fire(due);
    }
    throw new Error('H3.1: it never ends');
  }

  #compare(): void {
    const found = differences(this.#desk, this.#oracle);
    const open = this.#desk.logs.openHandoffs();
    for (const handoff of open) found.push(...timerFaults(handoff));
    found.push(...this.#loads.faults(open, this.#desk.staff));
    if (found.length > 0) throw new Error(found.join('\n'));
  }

  #check(): void {
    const broken = brokenRules(this.#desk.logs);
    if (broken.length > 0) throw new Error(broken.join('\n'));
  }

  #clock(): string {
    return `${((this.#at - START) / SECOND).toFixed(6)}s`;
  }
}
