import type { Clock } from '../../ports/clock.ts';
import type { Beat, ClusterStore, NodeRecord } from '../../ports/cluster-store.ts';
import type { RemoteChanges } from '../../ports/remote-changes.ts';

/** A store that only this process has: it leads, and nobody else changes anything. */
export class OneProcess implements ClusterStore, RemoteChanges {
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  async beat({ id }: NodeRecord): Promise<Beat> {
    return { at: this.#clock.now(), living: [id], lease: { name: 'desk', token: 1 } };
  }

  async leave(): Promise<void> {}

  subscribe(): { cancel(): void } {
    return { cancel: () => undefined };
  }

  async trim(): Promise<void> {}
}
