import { runAs } from './current.ts';
import type { Current } from './current.ts';
import type { TurnRecorder } from './turn-recorder.ts';
import { TookTooLong, within } from './within.ts';

/**
 * Calls functions that authors wrote, for one turn: with the turn as `current`, for a limited time, and only as
 * long as the turn goes on.
 */
export class AuthorCode {
  readonly current: Current;
  readonly #recorder: TurnRecorder;
  readonly #signal: AbortSignal;

  constructor(current: Current, recorder: TurnRecorder, signal: AbortSignal) {
    this.current = current;
    this.#recorder = recorder;
    this.#signal = signal;
  }

  /** What it answers. What it throws, and that it took too long, is thrown here. */
  call<T>(milliseconds: number, run: (signal: AbortSignal) => Promise<T> | T): Promise<T> {
    return within(this.current.app.clock, milliseconds, this.#signal, (signal) =>
      runAs(this.current, () => run(signal)),
    );
  }

  /**
   * As `call`, but what goes wrong is this function's alone: it is logged, noted in the turn's record, and
   * answered with null. `what` names it there, e.g. `retriever faq`.
   */
  async attempt<T>(
    what: string,
    milliseconds: number,
    run: (signal: AbortSignal) => Promise<T> | T,
  ): Promise<T | null> {
    try {
      return await this.call(milliseconds, run);
    } catch (error) {
      this.#signal.throwIfAborted();
      this.failed(what, error);
      return null;
    }
  }

  /** What went wrong inside is for the server's log alone. */
  failed(what: string, error: unknown): void {
    const { app, session } = this.current;
    app.log.warn(
      { err: error, what, session: session.id, trace: this.#recorder.turn.traceId },
      'an author’s function failed',
    );
    this.#recorder.fellBack(what, error instanceof TookTooLong ? error.message : 'failed');
  }
}

/** For functions that a turn waits for before it can go on. */
export const AUTHOR_TIMEOUT_MS = 10_000;
