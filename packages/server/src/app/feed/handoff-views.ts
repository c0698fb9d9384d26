import type { Handoff } from '@baton/protocol';
import { isOpen } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { App } from '../app.ts';
import { handoffView } from '../handoff-view.ts';
import type { Whose } from './audience.ts';
import { whoseOf } from './standings.ts';

/** As many as boards show of a few dozen departments; the rest is read from the store. */
const MOST_KEPT = 5000;
const MOST_ENDED = 10_000;

/**
 * Handoffs as boards show them. Those that changed lately are kept: when a thousand consoles come back at once, the
 * store is not read a thousand times.
 */
export class HandoffViews {
  readonly #app: App;
  /** Those used last at the end; without their places in the queue, which change with every other handoff. */
  readonly #kept = new Map<string, Handoff>();
  readonly #ended = new Map<string, Whose>();

  constructor(app: App) {
    this.#app = app;
  }

  put(state: HandoffState): void {
    this.#keep(handoffView(state, null));
    if (isOpen(state.stage)) return;
    this.#ended.delete(state.id);
    this.#ended.set(state.id, whoseOf(state));
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > MOST_ENDED && oldest !== undefined) this.#ended.delete(oldest);
  }

  forget(id: string): void {
    this.#kept.delete(id);
    this.#ended.delete(id);
  }

  /** Whose one was that has ended. */
  whoseWas(id: string): Whose | null {
    return this.#ended.get(id) ?? null;
  }

  /** As it is now, with its place in the queue; null when it is no more. */
  async read(id: string): Promise<Handoff | null> {
    if (!this.#kept.has(id)) {
      const state = await this.#app.sessions.readHandoff(id);
      // What changed while it was read has been put here by now, and is newer.
      if (state !== null && !this.#kept.has(id)) this.#keep(handoffView(state, null));
    }
    return this.current(id);
  }

  /** One that has just been read, or has changed since. */
  current(id: string): Handoff | null {
    const view = this.#kept.get(id);
    return view === undefined ? null : { ...view, position: this.#app.lines.positionOf(id) };
  }

  #keep(view: Handoff): void {
    this.#kept.delete(view.id);
    this.#kept.set(view.id, view);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}
