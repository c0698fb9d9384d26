import type { Clock } from '../../ports/clock.ts';
import { ModelCallError } from './model-call-error.ts';
import type { CallFailure } from './model-call-error.ts';

/** Calls in a row that may fail before a model is left alone. */
const MOST_FAILURES = 3;
const FIRST_REST_MS = 30_000;
const LONGEST_REST_MS = 600_000;
/** Of one question, not of the model's health. */
const NOT_ITS_FAULT: ReadonlySet<CallFailure> = new Set(['invalid', 'filtered', 'size', 'request']);

export interface CallPermit {
  /** The one call that tries whether the model is back. */
  readonly trial: boolean;
}

/**
 * Leaves a model that keeps failing alone for a while, so that customers do not wait for it. After the rest one
 * call tries it: when it fails too, the next rest is twice as long. A refused key rests it at once, as does a
 * provider that asks for a pause.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  #failures = 0;
  #rests = 0;
  /** Microseconds since 1970. */
  #restsUntil = 0;
  #trying = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Leave to make a call now, to be given back with `end`; null while the model rests. */
  begin(): CallPermit | null {
    if (this.#rests === 0) return { trial: false };
    if (this.#trying || this.#clock.now() < this.#restsUntil) return null;
    this.#trying = true;
    return { trial: true };
  }

  /** `null`: it answered. `undefined`: the caller gave up, which says nothing about the model. */
  end({ trial }: CallPermit, error: unknown): void {
    if (trial) this.#trying = false;
    if (error === undefined) return;
    if (!(error instanceof ModelCallError) || NOT_ITS_FAULT.has(error.failure)) {
      this.#failures = 0;
      this.#rests = 0;
      return;
    }
    this.#failures += 1;
    const { failure, retryAfter } = error;
    const atOnce = trial || failure === 'key' || retryAfter !== null;
    if (!atOnce && this.#failures < MOST_FAILURES) return;
    const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** this.#rests);
    this.#rests += 1;
    this.#failures = 0;
    const wait = Math.min(LONGEST_REST_MS, Math.max(rest, retryAfter ?? 0));
    this.#restsUntil = this.#clock.now() + wait * 1000;
  }
}
