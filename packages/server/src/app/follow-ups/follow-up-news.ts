import type { Subscription } from '../../ports/wake-ups.ts';

/** Tells whoever sees to follow-ups that one was written, by its id: they are written with what promised them. */
export class FollowUpNews {
  readonly #listeners = new Set<(id: string) => void>();

  tell(id: string): void {
    for (const listener of this.#listeners) listener(id);
  }

  subscribe(listener: (id: string) => void): Subscription {
    const own = (id: string): void => listener(id);
    this.#listeners.add(own);
    return { cancel: () => this.#listeners.delete(own) };
  }
}
