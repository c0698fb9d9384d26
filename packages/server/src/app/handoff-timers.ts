import { fireTimer } from '../core/handoff/fire-timer.ts';
import type { ScheduledTask } from '../ports/clock.ts';
import type { Subscription } from '../ports/wake-ups.ts';
import type { App } from './app.ts';
import { changeDesk } from './change-desk.ts';
import type { Decide } from './change-desk.ts';
import type { Duty } from './cluster/duty.ts';
import { deskGuard } from './cluster/leadership.ts';
import { newTraceId } from './random-id.ts';

const MOST_AT_ONCE = 100;
/** After a failure, in microseconds. */
const RETRY = 1_000_000;

/**
 * Fires the timers of handoffs. They live in the store, so none is lost with the process: at start those that
 * became due meanwhile fire at once, in the order of their due times. One alarm is set for the earliest; it is
 * set anew whenever a handoff changes. Of many nodes the one that leads does this.
 */
export class HandoffTimers implements Duty, AsyncDisposable {
  readonly #app: App;
  #alarm: ScheduledTask | null = null;
  #subscription: Subscription | null = null;
  #round: Promise<void> = Promise.resolve();
  #again = false;
  #busy = false;
  #resting = true;

  constructor(app: App) {
    this.#app = app;
  }

  lead(): void {
    this.#resting = false;
    this.#subscription ??= this.#app.wakeUps.subscribeAll((_sessionId, handoffId) => {
      if (handoffId !== null) this.#wake();
    });
    this.#wake();
  }

  rest(): void {
    this.#resting = true;
    this.#subscription?.cancel();
    this.#subscription = null;
    this.#alarm?.cancel();
    this.#alarm = null;
  }

  /** Looks for timers that it may not have been woken for. */
  readAgain(): void {
    this.#wake();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.rest();
    await this.#round;
  }

  #wake(): void {
    this.#again = true;
    if (this.#busy || this.#resting) return;
    this.#busy = true;
    this.#round = this.#run().finally(() => {
      this.#busy = false;
      if (this.#again) this.#wake();
    });
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#resting) {
      this.#again = false;
      try {
        const allFired = await this.#fireDue();
        await this.#setAlarm(allFired ? 0 : this.#app.clock.now() + RETRY);
      } catch (error) {
        this.#app.log.error({ err: error }, 'handoff timers could not be read; trying again in a second');
        this.#alarmAt(this.#app.clock.now() + RETRY);
      }
    }
  }

  /** False when some could not be fired: they are still due. */
  async #fireDue(): Promise<boolean> {
    for (;;) {
      const due = await this.#app.sessions.listDueHandoffs(this.#app.clock.now(), MOST_AT_ONCE);
      // Begun in the order in which they were due, and written together: one sync serves a whole page of them.
      const fired = await Promise.all(due.map((handoff) => this.#fire(handoff)));
      const allFired = fired.every(Boolean);
      if (!allFired || due.length < MOST_AT_ONCE || this.#resting) return allFired;
    }
  }

  /** One handoff that cannot be worked on must not keep the others waiting. */
  async #fire(handoff: { id: string; sessionId: string }): Promise<boolean> {
    const { log } = this.#app;
    const guard = deskGuard(this.#app);
    if (guard === null) return false;
    try {
      const decide = this.#decide(handoff.id);
      const outcome = await changeDesk(this.#app, handoff.sessionId, decide, {
        traceId: newTraceId(),
        guard,
      });
      return outcome.type !== 'stale-lease';
    } catch (error) {
      log.error({ err: error, handoff: handoff.id }, 'a timer could not be fired; trying again in a second');
      return false;
    }
  }

  #decide(handoffId: string): Decide {
    const { sessions } = this.#app;
    return async (desk, moment, session) => {
      if (desk.handoff?.id !== handoffId) return null;
      const newest = await sessions.readEvent(session.id, session.lastMessageOffset);
      const facts = {
        customerWaiting: session.lastCustomerOffset > session.answeredOffset,
        lastMessageAt: newest?.at ?? 0,
        outlook: this.#app.lines.outlookOf(desk.handoff, moment.at),
      };
      return fireTimer(desk, facts, moment);
    };
  }

  async #setAlarm(earliest: number): Promise<void> {
    const due = await this.#app.sessions.nextDue();
    this.#alarm?.cancel();
    this.#alarm = null;
    if (due !== null) this.#alarmAt(Math.max(due, earliest));
  }

  #alarmAt(due: number): void {
    if (this.#resting) return;
    this.#alarm?.cancel();
    this.#alarm = this.#app.clock.schedule(due, () => this.#wake());
  }
}
