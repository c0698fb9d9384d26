import type { Clock } from '../../ports/clock.ts';
import type { Beat, ClusterStore, NodeRecord } from '../../ports/cluster-store.ts';
import type { RemoteChange, RemoteChanges } from '../../ports/remote-changes.ts';

/** A store that only this process has: it leads, and nobody else changes anything. */
export class OneProcess implements ClusterStore, RemoteChanges {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #listeners = new Set<(change: RemoteChange) => void>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  async beat({ id }: NodeRecord): Promise<Beat> {
    return { at: this.#clock.now(), living: [id], lease: { name: 'desk', token: 1 } };
  }

  async leave(): Promise<void> {}

  subscribe(listener: (change: RemoteChange) => void): { cancel(): void } {
    this.#listeners.add(listener);
    return { cancel: () => this.#listeners.delete(listener) };
  }

  /** Writes were lost without an answer, and may have been done. */
  tellEverything(): void {
    for (const listener of this.#listeners) listener({ topic: 'everything' });
  }

  async trim(): Promise<void> {}
}
