import type { App } from '../app/app.ts';
import type { ScheduledTask } from '../ports/clock.ts';
import { closeUnfinished } from './close-unfinished.ts';
import type { TurnScheduler } from './turn-scheduler.ts';

/** Between two rounds, in microseconds. */
const ROUND = 1_000_000;
/** So long a session must have been quiet: whoever stored the message has begun by then, unless it is gone. */
const QUIET = 3_000_000;
/** Turns that one round starts at most: what is left is there in the next. */
const MOST_AT_ONCE = 200;

/**
 * What dead nodes left. While this node leads it looks each second for customers' messages that no living node has
 * begun to answer, and answers them; and for messages that a dead node was in the middle of, and ends them. What a
 * living node has begun is left to it, whatever came of it, so that nothing is swept for ever. A node that was only
 * taken for dead loses nothing but its turn: that is claimed anew, and what it still writes is refused (H2.1).
 */
export class TurnSweeper implements AsyncDisposable {
  readonly #app: App;
  readonly #turns: TurnScheduler;
  #alarm: ScheduledTask | null = null;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(app: App, turns: TurnScheduler) {
    this.#app = app;
    this.#turns = turns;
  }

  start(): void {
    if (this.#stopped) return;
    const { clock } = this.#app;
    this.#alarm = clock.schedule(clock.now() + ROUND, () => {
      this.#round = this.sweep().finally(() => this.start());
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    this.#alarm?.cancel();
    await this.#round;
  }

  /** One round; nothing while another node leads. */
  async sweep(): Promise<void> {
    const { leadership, sessions, clock, log } = this.#app;
    if (leadership === undefined || leadership.lease === null) return;
    const { living } = leadership;
    try {
      await closeUnfinished(sessions, (id) => this.#turns.has(id), { living });
      const by = { living, before: clock.now() - QUIET };
      const started = this.#turns.startAll(await sessions.listUnanswered(MOST_AT_ONCE, by));
      if (started > 0) log.info({ turns: started }, 'turns that other nodes have left are begun here');
    } catch (error) {
      log.error({ err: error }, 'what other nodes have left could not be read; trying again in a second');
    }
  }
}
