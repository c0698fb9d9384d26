import type { Clock } from '../../ports/clock.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { Log } from '../app.ts';
import type { Staff } from '../staff/staff.ts';
import type { StaffChange } from '../staff/staff-view.ts';

/** A page that is loaded again, or a proxy that ends a stream, brings the operator back within this, in microseconds. */
const RECONNECT = 5_000_000;

/** As many as somebody has windows, many times over: he must not take the places of all others. */
const MOST_OF_ONE = 50;

export interface LiveConnection {
  /** `lost` false: this server ended it, which says nothing of the operator. */
  close(lost: boolean): void;
}

/**
 * The operators' open streams as signs of life (H6.6): one that opens renews the lease of an operator who is here; when
 * the last one has closed and none follows, nor a heartbeat, his lease ends. Where another node has seen the last one of
 * its own close while one is open here, the lease is renewed at once.
 */
export class LiveConnections implements Disposable {
  readonly #staff: Pick<Staff, 'operator' | 'heartbeat' | 'connectionLost' | 'subscribe'>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #open = new Map<string, number>();
  readonly #leaving = new Map<string, { cancel(): void }>();
  readonly #subscription: Subscription;
  #closed = false;

  constructor(parts: {
    staff: Pick<Staff, 'operator' | 'heartbeat' | 'connectionLost' | 'subscribe'>;
    clock: Clock;
    log: Log;
  }) {
    this.#staff = parts.staff;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#subscription = parts.staff.subscribe((change) => this.#follow(change));
  }

  /** Whether an operator has as many streams as he may. */
  isCrowded(operatorId: string): boolean {
    return (this.#open.get(operatorId) ?? 0) >= MOST_OF_ONE;
  }

  open(operatorId: string): LiveConnection {
    this.#leaving.get(operatorId)?.cancel();
    this.#leaving.delete(operatorId);
    this.#open.set(operatorId, (this.#open.get(operatorId) ?? 0) + 1);
    const renewed = this.#try(operatorId, this.#staff.heartbeat(operatorId));
    let open = true;
    return {
      close: (lost) => {
        if (!open) return;
        open = false;
        this.#close(operatorId, lost, renewed);
      },
    };
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    this.#subscription.cancel();
    for (const task of this.#leaving.values()) task.cancel();
    this.#leaving.clear();
  }

  /** One who went offline there stays so. */
  #follow(change: StaffChange): void {
    if (change.type !== 'presence' || change.cut !== true || !this.#open.has(change.id)) return;
    void this.#try(change.id, this.#staff.heartbeat(change.id));
  }

  #close(operatorId: string, lost: boolean, renewed: Promise<void>): void {
    const left = (this.#open.get(operatorId) ?? 1) - 1;
    if (left > 0) {
      this.#open.set(operatorId, left);
      return;
    }
    this.#open.delete(operatorId);
    if (lost) void this.#awaitReturn(operatorId, renewed);
  }

  async #awaitReturn(operatorId: string, renewed: Promise<void>): Promise<void> {
    // One that closes as soon as it was opened has not renewed the lease yet.
    await renewed;
    if (this.#closed || this.#open.has(operatorId)) return;
    const lease = this.#leaseOf(operatorId);
    const task = this.#clock.schedule(this.#clock.now() + RECONNECT, () => {
      this.#leaving.delete(operatorId);
      // A heartbeat since then is a sign of life too.
      if (this.#leaseOf(operatorId) !== lease) return;
      void this.#try(operatorId, this.#staff.connectionLost(operatorId, lease));
    });
    this.#leaving.get(operatorId)?.cancel();
    this.#leaving.set(operatorId, task);
  }

  #leaseOf(operatorId: string): number | null {
    return this.#staff.operator(operatorId)?.presence?.leaseUntil ?? null;
  }

  async #try(operatorId: string, act: Promise<unknown>): Promise<void> {
    try {
      await act;
    } catch (error) {
      this.#log.error(
        { err: error, operator: operatorId },
        'the presence of an operator could not be written',
      );
    }
  }
}
