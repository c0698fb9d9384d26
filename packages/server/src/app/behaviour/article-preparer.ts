import type { App } from '../app.ts';
import type { Behaviours } from './behaviours.ts';

/** Agents whose articles are prepared ahead; those of others are with their first question. */
const MOST_AGENTS = 200;

/**
 * Has what an agent matches by meaning encoded anew in the background when its articles have changed, so that the next
 * customer's question finds them by meaning. Several changes while it works are taken up together.
 */
export class ArticlePreparer {
  readonly #parts: { readonly app: App; readonly behaviours: Behaviours };
  #working = false;
  #again = false;

  constructor(parts: { readonly app: App; readonly behaviours: Behaviours }) {
    this.#parts = parts;
  }

  soon(): void {
    this.#again = true;
    if (this.#working) return;
    this.#working = true;
    this.#work()
      .catch((error: unknown) => {
        this.#parts.app.log.warn({ err: error }, 'articles could not be encoded ahead');
      })
      .finally(() => (this.#working = false));
  }

  async #work(): Promise<void> {
    const { app, behaviours } = this.#parts;
    while (this.#again) {
      this.#again = false;
      const agents = await app.directory.listAgents();
      for (const agent of agents.slice(0, MOST_AGENTS)) {
        await app.prepareBehaviour?.(behaviours.of(agent));
        if (this.#again) break;
      }
    }
  }
}
