import type { PresenceStatus } from '@baton/protocol';
import {
  DEFAULT_PRESENCE_TIMES,
  dueOf,
  effectiveStatus,
  endLease,
  fireDue,
  renew,
  setStatus,
  takesChats,
} from '../../core/presence/lease.ts';
import type { Lease, PresenceTimes } from '../../core/presence/lease.ts';
import type { Clock, ScheduledTask } from '../../ports/clock.ts';
import type { DeskStore, PresenceRecord } from '../../ports/desk-store.ts';
import type { Log } from '../app.ts';
import { DueTimes } from './due-times.ts';
import { Lanes } from '../lanes.ts';
import type { StaffChange } from './staff-view.ts';

export interface PresenceOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly times?: PresenceTimes;
  /** Whether there is such an operator, now. */
  readonly knows: (operatorId: string) => boolean;
  /** Called after every change, as soon as the store has it. */
  readonly tell: (change: StaffChange) => void;
}

interface Known {
  /** As it is. */
  readonly presence: PresenceRecord;
  /** As the store has it: its lease ends later than the true one. */
  readonly stored: PresenceRecord;
}

/** What a step makes of a presence; null: nothing. */
type Step = (
  presence: PresenceRecord | null,
  now: number,
) => { readonly lease: Lease; readonly graceOver: boolean } | null;

const SECOND = 1_000_000;
/** A lease is stored so much ahead: the heartbeats of this time need no write. */
const STORED_AHEAD = 10 * SECOND;
const MOST_AT_ONCE = 100;
/** After a failure. */
const RETRY = SECOND;
/** Only a store that somebody else writes too refuses at all. */
const MOST_ATTEMPTS = 5;

/**
 * The leases of all operators (H6.6), and the timers that end them. Leases and grace periods are in the store, so
 * none is lost with the process; one alarm is set for the earliest. What is done to one operator is done in turn.
 */
export class Presences implements AsyncDisposable {
  readonly #store: DeskStore;
  readonly #options: PresenceOptions;
  readonly #times: PresenceTimes;
  readonly #known = new Map<string, Known>();
  readonly #lanes = new Lanes();
  readonly #due = new DueTimes();
  #alarm: { readonly due: number; readonly task: ScheduledTask } | null = null;
  #round: Promise<void> = Promise.resolve();
  #busy = false;
  #started = false;

  constructor(store: DeskStore, options: PresenceOptions) {
    this.#store = store;
    this.#options = options;
    this.#times = options.times ?? DEFAULT_PRESENCE_TIMES;
  }

  /** Reads the store. Every lease begins anew: while no server ran, nobody could renew it. */
  async load(): Promise<void> {
    const now = this.#options.clock.now();
    for (const stored of await this.#store.listPresence()) {
      const leaseUntil = stored.leaseUntil === null ? null : now + this.#times.lease * SECOND;
      this.#keep({ stored, presence: { ...stored, leaseUntil } });
    }
  }

  /** From now on what is due happens; what became due before happens at once, in the order of its due times. */
  start(): void {
    this.#started = true;
    this.#wake();
  }

  read(operatorId: string): PresenceRecord | null {
    return this.#known.get(operatorId)?.presence ?? null;
  }

  takesChats(operatorId: string): boolean {
    return takesChats(this.read(operatorId), this.#options.clock.now());
  }

  set(operatorId: string, status: PresenceStatus): Promise<void> {
    return this.#change(operatorId, (presence, now) =>
      withoutGrace(setStatus(presence, status, now, this.#times)),
    );
  }

  renew(operatorId: string): Promise<void> {
    return this.#change(operatorId, (presence, now) => withoutGrace(renew(presence, now, this.#times)));
  }

  endLease(operatorId: string): Promise<void> {
    return this.#change(operatorId, (presence, now) => withoutGrace(endLease(presence, now, this.#times)));
  }

  /** Runs `deletion`, which takes the presence out of the store, in the operator's turn. */
  forget(operatorId: string, deletion: () => Promise<void>): Promise<void> {
    return this.#lanes.run(operatorId, async () => {
      await deletion();
      this.#known.delete(operatorId);
      this.#due.set(operatorId, null);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#started = false;
    this.#alarm?.task.cancel();
    await this.#round;
    await this.#lanes.idle();
  }

  #change(operatorId: string, step: Step): Promise<void> {
    return this.#lanes.run(operatorId, () => this.#take(operatorId, step));
  }

  async #take(operatorId: string, step: Step): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      // Deleted while this waited for its turn.
      if (!this.#options.knows(operatorId)) return;
      const known = this.#known.get(operatorId) ?? null;
      const now = this.#options.clock.now();
      const next = step(known?.presence ?? null, now);
      if (next === null) return;
      const presence: PresenceRecord = { operatorId, ...next.lease };
      if (known !== null && isCovered(presence, known.stored)) {
        this.#keep({ presence, stored: known.stored });
        return;
      }
      const stored = ahead(presence);
      if (await this.#store.writePresence(stored, known?.stored ?? null)) {
        this.#keep({ presence, stored });
        this.#tellChange(known?.presence ?? null, presence, next.graceOver);
        return;
      }
      await this.#readAgain(operatorId);
    }
    throw new Error(`the presence of ${operatorId} could not be written`);
  }

  async #readAgain(operatorId: string): Promise<void> {
    const stored = (await this.#store.listPresence()).find((each) => each.operatorId === operatorId);
    if (stored === undefined) this.#known.delete(operatorId);
    else this.#keep({ stored, presence: stored });
  }

  #keep(known: Known): void {
    const { operatorId } = known.presence;
    this.#known.set(operatorId, known);
    this.#due.set(operatorId, dueOf(known.presence));
    this.#setAlarm();
  }

  #tellChange(before: PresenceRecord | null, after: PresenceRecord, graceOver: boolean): void {
    const id = after.operatorId;
    // Whether its time has come by now does not matter: what has been told last is what changes.
    const [was, is] = [before, after].map((each) => effectiveStatus(each, 0));
    if (was !== is) this.#options.tell({ type: 'presence', id, present: is === 'available' });
    if (graceOver) this.#options.tell({ type: 'grace-over', id });
  }

  #wake(): void {
    if (this.#busy || !this.#started) return;
    this.#busy = true;
    this.#round = this.#run().finally(() => {
      this.#busy = false;
      this.#setAlarm();
    });
  }

  async #run(): Promise<void> {
    for (;;) {
      const due = this.#due.take(this.#options.clock.now(), MOST_AT_ONCE);
      // Handed to the store in order, and answered in order.
      await Promise.all(due.map((operatorId) => this.#fire(operatorId)));
      if (due.length < MOST_AT_ONCE || !this.#started) return;
    }
  }

  /** One that cannot be written must not keep the others waiting. */
  async #fire(operatorId: string): Promise<void> {
    try {
      await this.#change(operatorId, (presence, now) => fireDue(presence, now, this.#times));
      this.#due.set(operatorId, dueOf(this.read(operatorId)));
    } catch (error) {
      this.#options.log.error(
        { err: error, operator: operatorId },
        'a presence could not be ended; trying again in a second',
      );
      this.#due.set(operatorId, this.#options.clock.now() + RETRY);
    }
  }

  /** A heartbeat makes the earliest one later: then the alarm rings for nothing once, which is cheaper than to move it. */
  #setAlarm(): void {
    const { earliest } = this.#due;
    if (!this.#started || this.#busy || earliest === null) return;
    if (this.#alarm !== null && this.#alarm.due <= earliest) return;
    this.#alarm?.task.cancel();
    const task = this.#options.clock.schedule(earliest, () => {
      this.#alarm = null;
      this.#wake();
    });
    this.#alarm = { due: earliest, task };
  }
}

function withoutGrace(lease: Lease | null): { lease: Lease; graceOver: boolean } | null {
  return lease === null ? null : { lease, graceOver: false };
}

function ahead(presence: PresenceRecord): PresenceRecord {
  const { leaseUntil } = presence;
  return leaseUntil === null ? presence : { ...presence, leaseUntil: leaseUntil + STORED_AHEAD };
}

/** Whether the store's copy does for it: the same status, under a lease that ends no sooner. */
function isCovered(presence: PresenceRecord, stored: PresenceRecord): boolean {
  return (
    presence.status === stored.status &&
    presence.since === stored.since &&
    presence.graceUntil === stored.graceUntil &&
    presence.leaseUntil !== null &&
    stored.leaseUntil !== null &&
    presence.leaseUntil <= stored.leaseUntil
  );
}
