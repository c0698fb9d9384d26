import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { DeskStore } from '../../ports/desk-store.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { Log } from '../app.ts';
import type { HandoffChange, HandoffChanges } from '../handoff-changes.ts';

const RESULT = 'settled';
const MOST_ATTEMPTS = 5;

/**
 * A commitment that has been settled need not be seen to any more: the follow-up that goes with it is done. What was
 * settled just before a crash is made good at the start, for handoffs that are open then.
 */
export class SettledCommitments implements AsyncDisposable {
  readonly #store: DeskStore;
  readonly #log: Log;
  readonly #subscription: Subscription;
  readonly #running = new Set<Promise<void>>();

  /** Before `changes` starts, so that nothing is missed. */
  constructor(store: DeskStore, changes: HandoffChanges, log: Log) {
    this.#store = store;
    this.#log = log;
    this.#subscription = changes.subscribe((change) => this.#follow(change));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscription.cancel();
    await Promise.all(this.#running);
  }

  #follow(change: HandoffChange): void {
    if (change.type !== 'changed') return;
    const { handoff, facts } = change;
    const settled =
      facts.length === 0
        ? settledOf(handoff)
        : facts.flatMap((fact) => (fact.type === 'commitment-settled' ? [fact.id] : []));
    for (const id of settled) this.#complete(id);
  }

  #complete(id: string): void {
    const running = this.#write(id).catch((error: unknown) => {
      this.#log.error(
        { err: error, followUp: id },
        'the follow-up of a settled commitment could not be closed',
      );
    });
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }

  async #write(id: string): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const followUp = await this.#store.readFollowUp(id);
      if (followUp === null || (followUp.state !== 'open' && followUp.state !== 'due')) return;
      const expected = { state: followUp.state, attempts: followUp.delivery?.attempts ?? 0 };
      if (await this.#store.writeFollowUp({ ...followUp, state: 'done', result: RESULT }, expected)) return;
    }
    throw new Error(`the follow-up changed ${MOST_ATTEMPTS} times`);
  }
}

function settledOf({ commitments }: HandoffState): string[] {
  return commitments.flatMap(({ id, due, settledAt }) => (due !== null && settledAt !== null ? [id] : []));
}
