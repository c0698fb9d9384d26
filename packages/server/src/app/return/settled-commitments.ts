import type { OperatorRef } from '@baton/protocol';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { Log } from '../app.ts';
import type { FollowUps } from '../follow-ups/follow-ups.ts';
import type { HandoffChange, HandoffChanges } from '../handoff-changes.ts';

const RESULT = 'settled';

/**
 * A commitment that has been settled need not be seen to any more: the follow-up that goes with it is done. What was
 * settled just before a crash is made good at the start, for handoffs that are open then.
 */
export class SettledCommitments implements AsyncDisposable {
  readonly #followUps: FollowUps;
  readonly #log: Log;
  readonly #subscription: Subscription;
  readonly #running = new Set<Promise<void>>();

  /** Before `changes` starts, so that nothing is missed. */
  constructor(followUps: FollowUps, changes: HandoffChanges, log: Log) {
    this.#followUps = followUps;
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
    const someone = handoff.operator ?? handoff.agent;
    if (facts.length === 0) for (const id of settledOf(handoff)) this.#complete(id, someone);
    for (const fact of facts)
      if (fact.type === 'commitment-settled') this.#complete(fact.id, fact.by ?? someone);
  }

  /** One that has no time has no follow-up, and one that is done stays so: both are answered with a refusal. */
  #complete(id: string, operator: OperatorRef): void {
    const done = this.#followUps.settle(id, 'done', { operator, lead: true, result: RESULT });
    const running = done.then(
      () => undefined,
      (error: unknown) => {
        const details = { err: error, followUp: id };
        this.#log.error(details, 'the follow-up of a settled commitment could not be closed');
      },
    );
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }
}

function settledOf({ commitments }: HandoffState): string[] {
  return commitments.flatMap(({ id, due, settledAt }) => (due !== null && settledAt !== null ? [id] : []));
}
