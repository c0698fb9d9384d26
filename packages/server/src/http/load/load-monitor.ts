import type { Logger } from 'pino';
import { OldestWrite } from '../../core/overload/oldest-write.ts';
import { NO_PRESSURE, nextStanding } from '../../core/overload/pressure.ts';
import type { PressureLevel, PressureRule } from '../../core/overload/pressure.ts';
import type { WriteCounts } from '../../ports/write-counts.ts';

/** What counts as too much of each figure. Times are milliseconds. */
export interface OverloadRules {
  /** By which the event loop is late: about what every request waits before anything is done for it. */
  readonly loopDelay: PressureRule;
  /** For which the oldest write has been waiting for the store. */
  readonly writeDelay: PressureRule;
  /** Requests that are being worked on; those that wait for events are not counted. */
  readonly underWay: PressureRule;
  /** A loop that is late while fewer requests than this come between two readings has another cause than requests. */
  readonly leastArrivals: number;
  /** Between two readings. */
  readonly interval: number;
}

/**
 * A customer who waits a second for his own words to appear believes that they are lost, so newcomers are turned away
 * before that and customers soon after. An operator would rather wait some seconds than be turned away.
 */
export const OVERLOAD_RULES: OverloadRules = {
  loopDelay: { limits: [400, 800, 2500], patience: 1000 },
  writeDelay: { limits: [1500, 3000, 10_000], patience: 0 },
  underWay: { limits: [2000, 4000, 8000], patience: 0 },
  leastArrivals: 20,
  interval: 100,
};

const LOGGED_EVERY_MS = 10_000;

/**
 * Reads every tenth of a second how far the server is behind. On the way of a request there are two additions and a
 * comparison; all else is done by the timer.
 */
export class LoadMonitor implements Disposable {
  /** Requests that are being worked on; whoever works on one adds it and takes it off. */
  underWay = 0;
  /** Requests that came. */
  arrived = 0;
  /** Requests that were turned away. */
  turnedAway = 0;
  readonly #writes: WriteCounts;
  readonly #rules: OverloadRules;
  readonly #log: Logger;
  readonly #timer: NodeJS.Timeout;
  readonly #oldest = new OldestWrite();
  #readAt = performance.now();
  #arrivedBefore = 0;
  #loop = NO_PRESSURE;
  #store = NO_PRESSURE;
  #requests = NO_PRESSURE;
  #customersSince: number | null = null;
  #loggedAt = -Infinity;

  constructor(parts: { readonly writes: WriteCounts; readonly log: Logger; readonly rules?: OverloadRules }) {
    this.#writes = parts.writes;
    this.#log = parts.log;
    this.#rules = parts.rules ?? OVERLOAD_RULES;
    this.#timer = setInterval(() => this.#read(performance.now()), this.#rules.interval);
    this.#timer.unref();
  }

  /** For requests that write nothing: a store that is behind with its writes may still answer them. */
  get levelOfReads(): PressureLevel {
    return Math.max(this.#loop.level, this.#requests.level) as PressureLevel;
  }

  get levelOfWrites(): PressureLevel {
    return Math.max(this.levelOfReads, this.#store.level) as PressureLevel;
  }

  /** Milliseconds for which customers have been turned away without a pause. */
  get overloadedFor(): number {
    return this.#customersSince === null ? 0 : performance.now() - this.#customersSince;
  }

  #read(now: number): void {
    const { interval, leastArrivals, loopDelay, writeDelay, underWay } = this.#rules;
    const late = Math.max(0, now - this.#readAt - interval);
    const arrivals = this.arrived - this.#arrivedBefore;
    const oldest = this.#oldest.read(this.#writes, now);
    this.#readAt = now;
    this.#arrivedBefore = this.arrived;
    this.#loop = nextStanding(this.#loop, arrivals < leastArrivals ? 0 : late, now, loopDelay);
    this.#store = nextStanding(this.#store, oldest, now, writeDelay);
    this.#requests = nextStanding(this.#requests, this.underWay, now, underWay);
    const level = this.levelOfWrites;
    if (level < 2) this.#customersSince = null;
    else this.#customersSince ??= now;
    if (level === 0 || now - this.#loggedAt < LOGGED_EVERY_MS) return;
    this.#loggedAt = now;
    this.#log.warn(
      {
        level,
        loop_delay_ms: Math.round(late),
        write_delay_ms: Math.round(oldest),
        requests: this.underWay,
        turned_away: this.turnedAway,
      },
      'more than this server can take: requests are turned away',
    );
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
