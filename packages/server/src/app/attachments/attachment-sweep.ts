import type { AttachmentRecords } from '../../ports/attachment-records.ts';
import type { AttachmentStore } from '../../ports/attachment-store.ts';
import type { Clock, ScheduledTask } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Duty } from '../cluster/duty.ts';

/** Microseconds. Time enough to write the message that goes with it. */
const UNSENT = 24 * 3_600_000_000;
const EVERY = 3_600_000_000;
/** Nothing is received for so long. */
const RECEIVED_WITHIN = 3_600_000_000;
const MOST_AT_ONCE = 100;

export interface SweepParts {
  readonly store: AttachmentStore;
  readonly records: AttachmentRecords;
  readonly clock: Clock;
  readonly log: Log;
  /** Other nodes receive files, too; default false. */
  readonly shared?: boolean;
}

/**
 * Removes the bytes of what is removed: with its session or its message, never named by a message within a day, or
 * cut short. What is to be removed stands in the records until it is done, so that a crash forgets none of it. Of many
 * nodes the one that leads looks for it each hour; what is removed here is seen to here, at once.
 */
export class AttachmentSweep implements Duty, AsyncDisposable {
  readonly #parts: SweepParts;
  #alarm: ScheduledTask | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #leading = false;
  #stopped = false;

  constructor(parts: SweepParts) {
    this.#parts = parts;
  }

  /** What an earlier process was receiving is gone with it. */
  async lead(): Promise<void> {
    this.#leading = true;
    if (this.#parts.shared !== true) await this.#parts.records.abandon(Number.MAX_SAFE_INTEGER);
    this.soon();
  }

  rest(): void {
    this.#leading = false;
    this.#alarm?.cancel();
    this.#alarm = null;
  }

  /** Something was removed. */
  soon(): void {
    this.#again = true;
    if (this.#stopped) return;
    this.#running ??= this.#run();
  }

  /** Resolves once all that was removed by now has been seen to. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    this.#alarm?.cancel();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        await this.#round();
      } catch (error) {
        this.#parts.log.error(
          { err: error },
          'attachments could not be cleared away; trying again in an hour',
        );
      }
    }
    this.#running = null;
    this.#setAlarm();
  }

  async #round(): Promise<void> {
    const { records, store, clock, log } = this.#parts;
    await records.abandon(clock.now() - RECEIVED_WITHIN);
    await records.expire(clock.now() - UNSENT);
    for (;;) {
      const ids = await records.listRemoved(MOST_AT_ONCE);
      const done = await Promise.all(ids.map(async (id) => ((await store.remove(id)) ? id : null)));
      const gone = done.filter((id) => id !== null);
      if (gone.length > 0) await records.forget(gone);
      if (gone.length < ids.length) {
        log.warn({ left: ids.length - gone.length }, 'the bytes of attachments could not be removed yet');
        return;
      }
      if (ids.length < MOST_AT_ONCE || this.#stopped) return;
    }
  }

  #setAlarm(): void {
    this.#alarm?.cancel();
    if (this.#stopped || !this.#leading) return;
    this.#alarm = this.#parts.clock.schedule(this.#parts.clock.now() + EVERY, () => this.soon());
  }
}
