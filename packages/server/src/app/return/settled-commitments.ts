import type { OperatorRef } from '@baton/protocol';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { Clock } from '../../ports/clock.ts';
import type { App } from '../app.ts';
import type { Duty } from '../cluster/duty.ts';
import type { FollowUps } from '../follow-ups/follow-ups.ts';
import type { HandoffChange, HandoffChanges } from '../handoff-changes.ts';

const RESULT = 'settled';
/** Microseconds. Long before that another node leads. */
const REMEMBERED = 60_000_000;

/** A commitment that was settled while this node did not lead. */
interface Left {
  readonly id: string;
  readonly operator: OperatorRef;
  readonly at: number;
}

/**
 * A commitment that has been settled need not be seen to any more: the follow-up that goes with it is done. What was
 * settled just before a crash is made good at the start, for handoffs that are open then. Of many nodes the one that
 * leads does it; what has been settled while none led is remembered until one does.
 */
export class SettledCommitments implements Duty, AsyncDisposable {
  readonly #followUps: FollowUps;
  readonly #log: App['log'];
  readonly #clock: Clock;
  readonly #subscription: Subscription;
  readonly #running = new Set<Promise<void>>();
  #left: Left[] = [];
  #leading = false;

  /** Before `changes` starts, so that nothing is missed. */
  constructor(followUps: FollowUps, changes: HandoffChanges, { log, clock }: Pick<App, 'log' | 'clock'>) {
    this.#followUps = followUps;
    this.#log = log;
    this.#clock = clock;
    this.#subscription = changes.subscribe((change) => this.#follow(change));
  }

  lead(): void {
    this.#leading = true;
    for (const { id, operator } of this.#left.splice(0)) this.#complete(id, operator);
  }

  rest(): void {
    this.#leading = false;
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
    if (!this.#leading) return this.#remember(id, operator);
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

  #remember(id: string, operator: OperatorRef): void {
    const at = this.#clock.now();
    const old = this.#left.findIndex((each) => each.at > at - REMEMBERED);
    if (old !== 0) this.#left.splice(0, old < 0 ? this.#left.length : old);
    this.#left.push({ id, operator, at });
  }
}

function settledOf({ commitments }: HandoffState): string[] {
  return commitments.flatMap(({ id, due, settledAt }) => (due !== null && settledAt !== null ? [id] : []));
}
