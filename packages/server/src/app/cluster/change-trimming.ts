import type { RemoteChanges } from '../../ports/remote-changes.ts';
import type { App } from '../app.ts';
import type { Duty } from './duty.ts';

/** Microseconds. */
const EVERY = 60_000_000;
/** Milliseconds: a node that hears nothing for longer reads everything again. */
const KEPT = 600_000;

/** Forgets what all nodes have heard of long ago. */
export class ChangeTrimming implements Duty, AsyncDisposable {
  readonly #parts: Pick<App, 'clock' | 'log'> & { readonly remote: RemoteChanges };
  #alarm: { cancel(): void } | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: Pick<App, 'clock' | 'log'> & { readonly remote: RemoteChanges }) {
    this.#parts = parts;
  }

  lead(): void {
    const { clock } = this.#parts;
    this.#alarm?.cancel();
    this.#alarm = clock.schedule(clock.now() + EVERY, () => {
      this.#running = this.#trim();
      this.lead();
    });
  }

  rest(): void {
    this.#alarm?.cancel();
    this.#alarm = null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.rest();
    await this.#running;
  }

  async #trim(): Promise<void> {
    try {
      await this.#parts.remote.trim(KEPT);
    } catch (error) {
      this.#parts.log.error({ err: error }, 'old changes could not be forgotten; trying again in a minute');
    }
  }
}
