import { differences } from './compare-desks.ts';
import { aimed, setupOf, stepOf, tellDesk, tellStep } from './history.ts';
import type { DeskSetup, Step } from './history.ts';
import { NaiveDesk } from './naive-desk.ts';
import type { History } from './play-history.ts';
import { ServerDesk } from './server-desk.ts';

const SECOND = 1_000_000;
const START = Date.UTC(2026, 0, 5, 9) * 1000;
/** Less than a lease is long. */
const HEARTBEAT = 40;
/** What is left to itself at the end is followed for so many due times. */
const MOST_AT_END = 25;

/**
 * As `playHistory`, on a whole server: its store, its timers, its leases, its dispatcher. Offers are made after every
 * step, as a server makes them, and nothing sleeps.
 */
export async function playOnServer({ desk, steps }: History): Promise<void> {
  const setup = setupOf(desk);
  const oracle = new NaiveDesk(setup);
  const policyOf = (id: string): ReturnType<typeof oracle.staff.policyOf> => oracle.staff.policyOf(id);
  await using server = await ServerDesk.open({ setup, policyOf, start: START });
  const play = new ServerPlay(setup, server, oracle);
  try {
    for (const operator of setup.present) await play.do({ do: 'comes', session: 's0', operator });
    for (const number of steps) {
      const { step, aim } = stepOf(number, setup);
      await play.do(playable(aimed(step, aim, oracle.open)));
    }
    await play.leaveAlone();
    if (server.errors.length > 0) throw new Error(`logged: ${JSON.stringify(server.errors)}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why}\n\nWhat happened:\n${play.told.join('\n')}`, { cause: error });
  }
}

/** A callback that nobody makes comes back as a handoff of its own when it is due, which is not of the oracle's world. */
function playable(step: Step): Step {
  return step.do === 'callback' ? { ...step, do: 'email' } : step;
}

class ServerPlay {
  readonly told: string[];
  readonly #setup: DeskSetup;
  readonly #server: ServerDesk;
  readonly #oracle: NaiveDesk;
  /** Of two things that were due at the same microsecond either may have come first: it was followed up to there. */
  #isOver = false;

  constructor(setup: DeskSetup, server: ServerDesk, oracle: NaiveDesk) {
    this.told = [tellDesk(setup)];
    this.#setup = setup;
    this.#server = server;
    this.#oracle = oracle;
  }

  get #at(): number {
    return this.#server.clock.now();
  }

  async do(step: Step): Promise<void> {
    await this.#pass(this.#at + 1);
    if (this.#isOver) return;
    this.told.push(`${this.#clock()} ${tellStep(step)}`);
    switch (step.do) {
      case 'pass':
      case 'sleep': {
        const until = this.#at + step.seconds * SECOND;
        return step.do === 'pass' && step.heard ? this.#passTogether(until) : this.#pass(until);
      }
      case 'pass to next': {
        const ofWindows = step.of === 'sticky windows';
        const next = ofWindows ? this.#oracle.nextWindow(this.#at) : this.#oracle.nextDue();
        const until = Math.max(this.#at, (next ?? 0) + step.microseconds);
        return ofWindows ? this.#passTogether(until) : this.#pass(until);
      }
      default: {
        const from = step.do === 'delete events' ? await this.#deletedSince(step) : null;
        const is = await this.#server.play(step);
        const wanted = this.#oracle.play(step, this.#at, from);
        if (is !== null && is !== wanted)
          throw new Error(`${step.do}: the answer is ${is}, and should be ${wanted}`);
        this.#oracle.settle(this.#at);
        return this.#compare();
      }
    }
  }

  /** What happens by itself, for a while. */
  async leaveAlone(): Promise<void> {
    this.told.push(`${this.#clock()} nobody does anything any more`);
    for (let fired = 0; fired < MOST_AT_END; fired++) {
      const due = this.#oracle.nextDue();
      if (this.#isOver || due === null || this.#oracle.isAtRest) return;
      await this.#pass(due);
    }
  }

  async #pass(until: number): Promise<void> {
    for (let due = this.#oracle.nextDue(); due !== null && due <= until; due = this.#oracle.nextDue()) {
      this.#isOver ||= this.#oracle.isTie(due);
      if (this.#isOver) return;
      const at = Math.max(due, this.#at);
      await this.#server.clock.advanceTo(at, () => this.#server.settle());
      this.told.push(`${this.#clock()}   something is due`);
      // All that is due at one time is one round of a server.
      for (let next: number | null = due; next === due; next = this.#oracle.nextDue())
        this.#oracle.fireNext(at);
      this.#oracle.settle(at);
      await this.#compare();
    }
    await this.#server.clock.advanceTo(until, () => this.#server.settle());
  }

  /** Nobody's lease ends meanwhile. */
  async #passTogether(until: number): Promise<void> {
    for (let at = this.#at; at < until && !this.#isOver; at += HEARTBEAT * SECOND) {
      for (const { id, leaseEnds } of this.#oracle.staff.operators) {
        if (leaseEnds === null) continue;
        const step = { do: 'is heard', session: 's0', operator: id } as const;
        await this.#server.play(step);
        this.#oracle.play(step, this.#at, null);
      }
      await this.#pass(Math.min(at + HEARTBEAT * SECOND, until));
    }
  }

  async #deletedSince({ session, share }: Extract<Step, { do: 'delete events' }>): Promise<number | null> {
    return this.#server.timeOf(session, await this.#server.offsetAt(session, share));
  }

  async #compare(): Promise<void> {
    const found = differences(await this.#server.view(this.#setup.sessions), this.#oracle);
    if (found.length > 0) throw new Error(found.join('\n'));
  }

  #clock(): string {
    return `${((this.#at - START) / SECOND).toFixed(6)}s`;
  }
}
