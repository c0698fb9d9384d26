import { fireTimer } from '../core/handoff/fire-timer.ts';
import type { ScheduledTask } from '../ports/clock.ts';
import type { Subscription } from '../ports/wake-ups.ts';
import type { App } from './app.ts';
import { changeDesk } from './change-desk.ts';
import { newTraceId } from './random-id.ts';
import { readNewest } from './read-log.ts';

const MOST_AT_ONCE = 100;

/**
 * Fires the timers of handoffs. They live in the store, so none is lost with the process: at start those that
 * became due meanwhile fire at once, in the order of their due times. One alarm is set for the earliest; it is
 * set anew whenever a handoff changes.
 */
export class HandoffTimers implements AsyncDisposable {
  readonly #app: App;
  #alarm: ScheduledTask | null = null;
  #subscription: Subscription | null = null;
  #round: Promise<void> = Promise.resolve();
  #again = false;
  #busy = false;
  #stopped = false;

  constructor(app: App) {
    this.#app = app;
  }

  start(): void {
    this.#subscription = this.#app.wakeUps.subscribeAll((_sessionId, handoffId) => {
      if (handoffId !== null) this.#wake();
    });
    this.#wake();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    this.#subscription?.cancel();
    this.#alarm?.cancel();
    await this.#round;
  }

  #wake(): void {
    this.#again = true;
    if (this.#busy || this.#stopped) return;
    this.#busy = true;
    this.#round = this.#run().finally(() => {
      this.#busy = false;
      if (this.#again) this.#wake();
    });
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        await this.#fireDue();
        await this.#setAlarm();
      } catch (error) {
        this.#app.log.error({ err: error }, 'handoff timers could not be fired; trying again in a second');
        this.#alarmAt(this.#app.clock.now() + 1_000_000);
      }
    }
  }

  async #fireDue(): Promise<void> {
    for (;;) {
      const due = await this.#app.sessions.listDueHandoffs(this.#app.clock.now(), MOST_AT_ONCE);
      for (const handoff of due) await this.#fire(handoff);
      if (due.length < MOST_AT_ONCE || this.#stopped) return;
    }
  }

  async #fire(handoff: { id: string; sessionId: string }): Promise<void> {
    const app = this.#app;
    await changeDesk(
      app,
      handoff.sessionId,
      async (desk, moment, session) => {
        if (desk.handoff?.id !== handoff.id) return null;
        const newest = await readNewest(app.sessions, session.id, 50);
        const facts = {
          customerWaiting: session.lastCustomerOffset > session.answeredOffset,
          lastMessageAt: newest.findLast((event) => event.kind === 'message')?.at ?? 0,
          position: await app.sessions.queuePosition(handoff.id),
        };
        return fireTimer(desk, facts, moment);
      },
      { traceId: newTraceId() },
    );
  }

  async #setAlarm(): Promise<void> {
    const due = await this.#app.sessions.nextDue();
    this.#alarm?.cancel();
    this.#alarm = null;
    if (due !== null) this.#alarmAt(due);
  }

  #alarmAt(due: number): void {
    if (this.#stopped) return;
    this.#alarm?.cancel();
    this.#alarm = this.#app.clock.schedule(due, () => this.#wake());
  }
}
