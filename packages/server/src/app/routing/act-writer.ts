import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { App } from '../app.ts';
import { carryOut } from './carry-out.ts';
import type { Act } from './due-act.ts';
import type { Standing } from './standing.ts';

/** What has become of an act. */
export type Written =
  | { readonly type: 'done'; readonly handoff: HandoffState }
  /** Something has changed meanwhile: the handoff as it stands now; null: it is no more. */
  | { readonly type: 'stale'; readonly handoff: HandoffState | null }
  | { readonly type: 'over-capacity' }
  /** Another node leads. */
  | { readonly type: 'not-ours' }
  | { readonly type: 'failed'; readonly error: unknown };

/** Writes under way at once; what is begun in one turn of the event loop shares a transaction. */
const MOST_AT_ONCE = 256;

/**
 * Writes what the desk does by itself, in the order in which it became due. Of each handoff one thing is written at a
 * time; what has not had its turn yet is replaced by what has become due since.
 */
export class ActWriter implements AsyncDisposable {
  readonly #app: App;
  readonly #ended: (standing: Standing, act: Act, written: Written) => void;
  readonly #line = new Map<Standing, Act>();
  /** Kept from one look to the next: a new one would pass over all that have left the line. */
  #walk: Iterator<[Standing, Act]> = this.#line.entries();
  readonly #writing = new Set<Promise<void>>();
  #stopped = false;

  /** `ended`, which must not throw, is called once for each act that was begun, when it is known how it went. */
  constructor(app: App, ended: (standing: Standing, act: Act, written: Written) => void) {
    this.#app = app;
    this.#ended = ended;
  }

  put(standing: Standing, act: Act): void {
    this.#line.set(standing, act);
    this.#write();
  }

  /** Whatever waits for its turn is not wanted any more. */
  remove(standing: Standing): void {
    this.#line.delete(standing);
  }

  /** Nothing that waits for its turn is wanted any more: those that it was about. */
  clear(): Standing[] {
    const left = [...this.#line.keys()];
    this.#line.clear();
    return left;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#writing);
  }

  #write(): void {
    while (!this.#stopped && this.#writing.size < MOST_AT_ONCE) {
      const next = this.#next();
      if (next === null) return;
      const [standing, act] = next;
      this.#line.delete(standing);
      const writing = this.#run(standing, act).finally(() => {
        this.#writing.delete(writing);
        this.#write();
      });
      this.#writing.add(writing);
    }
  }

  async #run(standing: Standing, act: Act): Promise<void> {
    standing.busy = true;
    const written = await this.#carryOut(standing, act);
    standing.busy = false;
    this.#ended(standing, act, written);
  }

  #next(): [Standing, Act] | null {
    let next = this.#walk.next();
    if (next.done === true) {
      this.#walk = this.#line.entries();
      next = this.#walk.next();
    }
    return next.done === true ? null : next.value;
  }

  async #carryOut(standing: Standing, act: Act): Promise<Written> {
    try {
      const outcome = await carryOut(this.#app, standing, act);
      if (outcome.type !== 'stale') return outcome;
      return { type: 'stale', handoff: await this.#app.sessions.readHandoff(standing.id) };
    } catch (error) {
      return { type: 'failed', error };
    }
  }
}
