import type { Beat, ClusterStore, Lease, NodeRecord } from '../../ports/cluster-store.ts';
import type { ScheduledTask } from '../../ports/clock.ts';
import type { Log } from '../app.ts';
import type { Lead } from './alone.ts';
import type { Duty } from './duty.ts';
import type { Leadership } from './leadership.ts';
import { MACHINE_TIMERS } from './machine-timers.ts';
import type { Timers } from './machine-timers.ts';

export interface NodeOptions {
  readonly store: ClusterStore;
  readonly record: NodeRecord;
  readonly log: Log;
  readonly times?: Partial<NodeTimes>;
  /** This process's clock, which follows the database's. */
  readonly clock?: FollowingTime;
  readonly timers?: Timers;
}

/** A clock that is told what another one says: it was asked at a `mark`, and has just answered. */
export interface FollowingTime {
  mark(): number;
  follow(askedAt: number, at: number): void;
}

/** Milliseconds. */
export interface NodeTimes {
  /** From one beat to the next. */
  readonly every: number;
  /** A node counts as alive, and leads, for so long after a beat. */
  readonly ttl: number;
  /** A beat that is not answered by then has failed. */
  readonly timeout: number;
}

/** Four beats in a row may be refused, or two be left without an answer, before another node takes over. */
const DEFAULT_TIMES: NodeTimes = { every: 1000, ttl: 5000, timeout: 1500 };

/**
 * One of many servers on one database: says again and again that it is alive, and leads when it is its turn. It leads
 * for no longer than the time to live after it sent the last beat that was answered, by its own monotonic clock: the
 * database reckons from a moment after that, so that it has stepped down before another one may lead. What was being
 * written at that moment carries the lease, and the database refuses it.
 */
export class Node implements Leadership, Lead, AsyncDisposable {
  readonly #options: NodeOptions;
  readonly #times: NodeTimes;
  readonly #timers: Timers;
  readonly #duties: { readonly duty: Duty; leading: Promise<void> }[] = [];
  #living: readonly string[] = [];
  #lease: Lease | null = null;
  /** Up to when what the last beat said holds, by the timers. */
  #until = -Infinity;
  #mayLead = false;
  #draining = false;
  #failing = false;
  /** Whether it is among the living, as far as the last beat said. */
  #counted = true;
  #ended = false;
  #beating: Promise<void> | null = null;
  #next: ScheduledTask | null = null;
  #expiry: ScheduledTask | null = null;

  constructor(options: NodeOptions) {
    this.#options = options;
    this.#times = { ...DEFAULT_TIMES, ...options.times };
    this.#timers = options.timers ?? MACHINE_TIMERS;
  }

  get nodeId(): string {
    return this.#options.record.id;
  }

  get lease(): Lease | null {
    return this.#timers.now() < this.#until ? this.#lease : null;
  }

  get living(): readonly string[] {
    return this.#living;
  }

  /** Says that it is alive, and goes on saying so; it does not lead yet. Rejects when the first beat fails. */
  async start(): Promise<void> {
    await this.#beat();
    this.#beatLater(this.#times.every);
  }

  take(duty: Duty): void {
    this.#duties.push({ duty, leading: Promise.resolve() });
  }

  async stand(): Promise<void> {
    this.#mayLead = true;
    await this.#beatNow();
    await Promise.all(this.#duties.map(({ leading }) => leading));
  }

  /** It is about to end: another one leads from now on, where there is one. It stays alive for what it has begun. */
  async drain(): Promise<void> {
    this.#draining = true;
    if (this.#living.length <= 1) return;
    this.#mayLead = false;
    this.#lose();
    await this.#leave();
    await this.#beatNow();
  }

  /** It is no longer alive, and what it led is free; whatever it has begun itself must have ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.abandon();
    await this.#leave();
  }

  /** Falls silent as one that was killed: the others learn of it when its time to live is over. */
  async abandon(): Promise<void> {
    this.#ended = true;
    this.#next?.cancel();
    this.#expiry?.cancel();
    await this.#beating;
    this.#lose();
    await Promise.all(this.#duties.map(({ leading }) => leading));
  }

  async #leave(): Promise<void> {
    const { store, log } = this.#options;
    try {
      await within(this.#timers, this.#times.timeout, store.leave(this.nodeId));
    } catch (error) {
      log.warn({ err: error }, 'the other nodes could not be told of the end: they will see it');
    }
  }

  #beatLater(milliseconds: number): void {
    this.#next?.cancel();
    if (this.#ended) return;
    this.#next = this.#timers.after(milliseconds, () => void this.#beatNow());
  }

  /** One beat at a time; one that is asked for meanwhile follows it. Never rejects. */
  async #beatNow(): Promise<void> {
    this.#next?.cancel();
    while (this.#beating !== null) await this.#beating;
    if (this.#ended) return;
    const began = this.#timers.now();
    this.#beating = this.#tryBeat().finally(() => {
      this.#beating = null;
      this.#beatLater(Math.max(0, this.#times.every - (this.#timers.now() - began)));
    });
    await this.#beating;
  }

  async #tryBeat(): Promise<void> {
    const { log } = this.#options;
    try {
      await this.#beat();
      if (this.#failing) log.info({ node: this.nodeId }, 'this node is heard again');
      this.#failing = false;
    } catch (error) {
      if (!this.#failing)
        log.warn({ err: error, node: this.nodeId }, 'this node could not say that it is alive');
      this.#failing = true;
    }
  }

  async #beat(): Promise<void> {
    const { store, record, clock } = this.#options;
    const { ttl, timeout } = this.#times;
    const sent = this.#timers.now();
    const askedAt = clock?.mark() ?? 0;
    const beat = await within(this.#timers, timeout, store.beat(record, { ttl, leads: this.#mayLead }));
    clock?.follow(askedAt, beat.at);
    if (!this.#ended) this.#learn(beat, sent + ttl);
  }

  #learn({ living, lease: given }: Beat, until: number): void {
    const lease = this.#mayLead ? given : null;
    const had = this.#lease?.token ?? null;
    const wasHeld = this.lease !== null;
    this.#living = living;
    this.#see(living.includes(this.nodeId));
    // Lost and taken again in between: what it knew is as old as any other node's.
    if (had !== null && (lease?.token !== had || !wasHeld)) this.#lose();
    this.#lease = lease;
    this.#until = until;
    this.#expiry?.cancel();
    this.#expiry = null;
    if (lease === null) return;
    this.#expiry = this.#timers.after(until - this.#timers.now(), () => this.#lose());
    if (had !== lease.token || !wasHeld) this.#win(lease);
  }

  /** Of two processes with one name the store counts the one that began last: this one leads nothing, and says why. */
  #see(counted: boolean): void {
    if (!counted && this.#counted)
      this.#options.log.warn(
        { node: this.nodeId },
        'another process goes by the name of this node: each needs a BATON_NODE of its own',
      );
    this.#counted = counted;
  }

  #win(lease: Lease): void {
    if (this.#draining) return;
    this.#options.log.info({ node: this.nodeId, token: lease.token }, 'this node leads');
    for (const each of this.#duties) {
      const before = each.leading;
      each.leading = (async () => {
        await before;
        await this.#begin(each.duty, lease);
      })();
    }
  }

  /** What cannot be begun is tried again for as long as this node leads. Never rejects. */
  async #begin(duty: Duty, lease: Lease): Promise<void> {
    while (this.lease?.token === lease.token) {
      try {
        await duty.lead();
        // It was lost while this began: `rest` has been called in the middle of it.
        if (this.lease?.token !== lease.token) duty.rest();
        return;
      } catch (error) {
        this.#options.log.error({ err: error }, 'a duty could not be begun; trying again in a second');
        await new Promise<void>((resolve) => this.#timers.after(1000, resolve));
      }
    }
  }

  #lose(): void {
    const { log } = this.#options;
    const led = this.#lease;
    this.#lease = null;
    this.#expiry?.cancel();
    this.#expiry = null;
    if (led === null) return;
    log.info({ node: this.nodeId, token: led.token }, 'this node leads no more');
    for (const { duty } of this.#duties) {
      try {
        duty.rest();
      } catch (error) {
        log.error({ err: error }, 'a duty could not be ended');
      }
    }
  }
}

/** Rejects when it takes longer; what comes of it then is nobody's concern. */
async function within<T>(timers: Timers, milliseconds: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = timers.after(milliseconds, () => reject(new Error(`no answer within ${milliseconds} ms`)));
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.cancel();
  }
}
