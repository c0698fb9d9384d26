import type { DeskStore } from '../../ports/desk-store.ts';
import type { Behaviours } from './behaviours.ts';

/** What lets one node at a time change behaviour, and what takes up what the others have changed. */
export interface SharedBehaviour {
  readonly store: Pick<DeskStore, 'exclusively'>;
  readonly behaviours: Pick<Behaviours, 'readAgain'>;
}

/**
 * Lets one change of behaviour be decided and stored at a time, on all nodes. What a change refers to (a tag, a tool,
 * another guideline) is still there when it is stored, and of two changes of one record none is lost. People and their
 * scripts write behaviour a few times a second: one line for all of them is long enough.
 */
export class BehaviourWriter {
  readonly #shared: SharedBehaviour | null;
  #last: Promise<unknown> = Promise.resolve();

  /** `shared` null: nobody else has the store open. */
  constructor(shared: SharedBehaviour | null = null) {
    this.#shared = shared;
  }

  /** Runs `change` once all that came before it have ended, however they ended. */
  run<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#exclusively(change));
    this.#last = result.catch(() => undefined);
    return result;
  }

  #exclusively<T>(change: () => Promise<T>): Promise<T> {
    if (this.#shared === null) return change();
    const { store, behaviours } = this.#shared;
    return store.exclusively('behaviour', async (fresh) => {
      if (!fresh) await behaviours.readAgain();
      return change();
    });
  }
}
