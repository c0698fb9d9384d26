import { isOpen } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import { isGrowing } from '../../core/log/is-growing.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { App } from '../app.ts';
import { readPage } from '../read-log.ts';
import { SessionRounds } from '../session-rounds.ts';
import { RECENT } from './standings.ts';

interface Followed {
  /** Next offset to tell. */
  next: number;
  /** The handoff that makes it of interest. */
  readonly handoffId: string;
  /** Null while that is open. */
  until: number | null;
}

export interface FollowerOptions {
  readonly tell: (event: EventRecord, handoffId: string) => void;
  /** A round of reading is over. */
  readonly onRound: () => void;
}

/**
 * Tells the events of sessions that have an open handoff, or one that has just ended, in order and as they come. Of
 * what was there before this process began nothing is told: readers have the log.
 */
export class SessionFollower implements AsyncDisposable {
  readonly #app: App;
  readonly #options: FollowerOptions;
  readonly #startedAt: number;
  readonly #followed = new Map<string, Followed>();
  /** Sessions whose handoff has ended, oldest first. */
  readonly #leaving = new Set<string>();
  /** The message of each session that is still being written, as it was last told. */
  readonly #growing = new Map<string, EventRecord>();
  readonly #rounds: SessionRounds;
  #subscription: Subscription | null = null;

  constructor(app: App, options: FollowerOptions) {
    this.#app = app;
    this.#options = options;
    this.#startedAt = app.clock.now();
    this.#rounds = new SessionRounds({
      clock: app.clock,
      look: (sessionId) => this.#look(sessionId),
      failed: (sessionId, error) =>
        app.log.error({ err: error, session: sessionId }, 'the console feed could not read a session'),
      onRound: () => {
        this.#forgetOld();
        options.onRound();
      },
    });
  }

  start(): void {
    this.#subscription = this.#app.wakeUps.subscribeAll((sessionId) => this.#wake(sessionId));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscription?.cancel();
    this.#rounds[Symbol.dispose]();
    await this.settled();
  }

  /** Resolves once everything that had come by now has been told. */
  settled(): Promise<void> {
    return this.#rounds.settled();
  }

  /** Looks at all of them, woken or not. */
  readAgain(): void {
    for (const sessionId of this.#followed.keys()) this.#wake(sessionId);
  }

  /** Follows the session of a handoff while that is open, and for as long as boards show it afterwards. */
  follow(handoff: HandoffState): void {
    const { sessionId } = handoff;
    const known = this.#followed.get(sessionId);
    if (!isOpen(handoff.stage)) {
      if (known !== undefined && known.handoffId !== handoff.id && known.until === null) return;
      this.#leaving.delete(sessionId);
      this.#leaving.add(sessionId);
    } else {
      this.#leaving.delete(sessionId);
    }
    const until = handoff.endedAt === null ? null : handoff.endedAt + RECENT;
    this.#followed.set(sessionId, {
      next: known?.next ?? handoff.openedOffset,
      handoffId: handoff.id,
      until,
    });
    this.#wake(sessionId);
  }

  forget(sessionId: string): void {
    this.#followed.delete(sessionId);
    this.#leaving.delete(sessionId);
    this.#growing.delete(sessionId);
  }

  #wake(sessionId: string): void {
    if (!this.#followed.has(sessionId) || this.#subscription === null) return;
    this.#rounds.add(sessionId);
  }

  async #look(sessionId: string): Promise<void> {
    await this.#collectGrown(sessionId);
    await this.#collect(sessionId);
  }

  async #collect(sessionId: string): Promise<void> {
    for (;;) {
      const minOffset = this.#followed.get(sessionId)?.next;
      if (minOffset === undefined) return;
      const { events, more } = await readPage(this.#app.sessions, { sessionId, minOffset });
      for (const event of events) {
        const followed = this.#followed.get(sessionId);
        if (followed === undefined) return;
        if (event.at >= this.#startedAt) this.#tell(event, followed.handoffId);
        followed.next = event.offset + 1;
      }
      if (!more) return;
    }
  }

  /** A message that is shown while it is written is told again whenever it has grown. */
  async #collectGrown(sessionId: string): Promise<void> {
    const told = this.#growing.get(sessionId);
    const followed = this.#followed.get(sessionId);
    if (told === undefined || followed === undefined) return;
    const event = await this.#app.sessions.readEvent(sessionId, told.offset);
    if (event === null || event.deleted) this.#growing.delete(sessionId);
    else if (event.data !== told.data) this.#tell(event, followed.handoffId);
  }

  #tell(event: EventRecord, handoffId: string): void {
    const { sessionId } = event;
    this.#options.tell(event, handoffId);
    if (isGrowing(event)) this.#growing.set(sessionId, event);
    else if (this.#growing.get(sessionId)?.offset === event.offset) this.#growing.delete(sessionId);
  }

  #forgetOld(): void {
    const now = this.#app.clock.now();
    for (const sessionId of this.#leaving) {
      const until = this.#followed.get(sessionId)?.until ?? null;
      if (until !== null && until > now) return;
      if (until === null) this.#leaving.delete(sessionId);
      else this.forget(sessionId);
    }
  }
}
