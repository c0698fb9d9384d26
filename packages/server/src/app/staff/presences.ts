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
import type { Duty } from '../cluster/duty.ts';
import { DueTimes } from './due-times.ts';
import { Lanes } from '../lanes.ts';
import type { StaffChange } from './staff-view.ts';

export interface PresenceOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly times?: PresenceTimes;
  /** Other nodes read and write the same store. */
  readonly shared?: boolean;
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
type Step = (presence: PresenceRecord | null, now: number) => Lease | null;

const SECOND = 1_000_000;
/** A lease is stored so much ahead: the heartbeats of this time need no write. */
const STORED_AHEAD = 10 * SECOND;
const MOST_AT_ONCE = 100;
/** After a failure. */
const RETRY = SECOND;
/** Only a store that other nodes write too refuses at all. */
const MOST_ATTEMPTS = 5;

/**
 * The leases of all operators (H6.6), and the timers that end them. Leases and grace periods are in the store, so
 * none is lost with the process; one alarm is set for the earliest. What is done to one operator is done in turn. Of many
 * nodes the one that leads ends them; the store's copy is then the truth, and every heartbeat is written.
 */
export class Presences implements Duty, AsyncDisposable {
  readonly #store: DeskStore;
  readonly #options: PresenceOptions;
  readonly #times: PresenceTimes;
  readonly #known = new Map<string, Known>();
  readonly #lanes = new Lanes();
  readonly #due = new DueTimes();
  #alarm: { readonly due: number; readonly task: ScheduledTask } | null = null;
  #round: Promise<void> = Promise.resolve();
  #busy = false;
  #leading = false;

  constructor(store: DeskStore, options: PresenceOptions) {
    this.#store = store;
    this.#options = options;
    this.#times = options.times ?? DEFAULT_PRESENCE_TIMES;
  }

  /** Reads the store. Unless other nodes run every lease begins anew: while no server ran, nobody could renew it. */
  async load({ alone }: { readonly alone: boolean }): Promise<void> {
    const now = this.#options.clock.now();
    for (const stored of await this.#store.listPresence()) {
      const again = alone && stored.leaseUntil !== null;
      const leaseUntil = again ? now + this.#times.lease * SECOND : stored.leaseUntil;
      this.#keep({ stored, presence: { ...stored, leaseUntil } });
    }
  }

  /** Takes up what other nodes have written. */
  async readAgain(): Promise<void> {
    const stored = new Map((await this.#store.listPresence()).map((each) => [each.operatorId, each]));
    const ids = new Set([...this.#known.keys(), ...stored.keys()]);
    for (const id of ids) {
      const [is, was] = [stored.get(id), this.#known.get(id)?.stored];
      if (is === undefined || was === undefined || !isSame(is, was)) await this.heard(id);
    }
  }

  /** Another node may have written this one. */
  heard(operatorId: string): Promise<void> {
    return this.#lanes.run(operatorId, async () => {
      const before = this.read(operatorId);
      const after = await this.#readStored(operatorId);
      if (after === null || !this.#options.knows(operatorId)) return;
      const cut = after.leaseUntil === null && (before?.leaseUntil ?? 0) > this.#options.clock.now();
      this.#tellChange(before, after, cut);
    });
  }

  /** From now on what is due happens; what became due before happens at once, in the order of its due times. */
  lead(): void {
    this.#leading = true;
    this.#writeBegunAnew();
    this.#wake();
  }

  rest(): void {
    this.#leading = false;
    this.#alarm?.task.cancel();
    this.#alarm = null;
  }

  read(operatorId: string): PresenceRecord | null {
    return this.#known.get(operatorId)?.presence ?? null;
  }

  takesChats(operatorId: string): boolean {
    return takesChats(this.read(operatorId), this.#options.clock.now());
  }

  set(operatorId: string, status: PresenceStatus): Promise<void> {
    return this.#change(operatorId, (presence, now) => setStatus(presence, status, now, this.#times));
  }

  renew(operatorId: string): Promise<void> {
    return this.#change(operatorId, (presence, now) => renew(presence, now, this.#times));
  }

  /** `leaseUntil`: only if it still ends then. */
  endLease(operatorId: string, leaseUntil?: number | null): Promise<void> {
    return this.#change(operatorId, (presence, now) =>
      leaseUntil === undefined || presence?.leaseUntil === leaseUntil
        ? endLease(presence, now, this.#times)
        : null,
    );
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
    this.rest();
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
      const presence: PresenceRecord = { operatorId, ...next };
      if (known !== null && isCovered(presence, known.stored)) {
        this.#keep({ presence, stored: known.stored });
        return;
      }
      const stored = this.#options.shared === true ? presence : ahead(presence);
      if (await this.#store.writePresence(stored, known?.stored ?? null)) {
        this.#keep({ presence, stored });
        this.#tellChange(known?.presence ?? null, presence);
        return;
      }
      const after = await this.#readStored(operatorId);
      if (after !== null) this.#tellChange(known?.presence ?? null, after);
    }
    throw new Error(`the presence of ${operatorId} could not be written`);
  }

  async #readStored(operatorId: string): Promise<PresenceRecord | null> {
    const stored = await this.#store.readPresence(operatorId);
    if (stored !== null) {
      this.#keep({ stored, presence: stored });
      return stored;
    }
    this.#known.delete(operatorId);
    this.#due.set(operatorId, null);
    return null;
  }

  /** The other nodes are to know which leases began anew when this one did, alone. */
  #writeBegunAnew(): void {
    if (this.#options.shared !== true) return;
    for (const [operatorId, { presence, stored }] of this.#known) {
      if (presence.leaseUntil === stored.leaseUntil) continue;
      void this.renew(operatorId).catch((error: unknown) => {
        this.#options.log.error({ err: error, operator: operatorId }, 'a presence could not be written');
      });
    }
  }

  #keep(known: Known): void {
    const { operatorId } = known.presence;
    this.#known.set(operatorId, known);
    this.#due.set(operatorId, dueOf(known.presence));
    this.#setAlarm();
  }

  #tellChange(before: PresenceRecord | null, after: PresenceRecord, cut = false): void {
    const id = after.operatorId;
    // Whether its time has come by now does not matter: what has been told last is what changes.
    const [was, is] = [before, after].map((each) => effectiveStatus(each, 0));
    const hadRunOut = (before?.leaseUntil ?? Infinity) < this.#options.clock.now();
    if (was !== is || hadRunOut)
      this.#options.tell({ type: 'presence', id, present: is === 'available', ...(cut && { cut }) });
    if (before !== null && !isGone(before) && isGone(after)) this.#options.tell({ type: 'grace-over', id });
  }

  #wake(): void {
    if (this.#busy || !this.#leading) return;
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
      if (due.length < MOST_AT_ONCE || !this.#leading) return;
    }
  }

  /** One that cannot be written must not keep the others waiting. */
  async #fire(operatorId: string): Promise<void> {
    try {
      await this.#change(operatorId, (presence, now) => fireDue(presence, now, this.#times)?.lease ?? null);
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
    if (!this.#leading || this.#busy || earliest === null) return;
    if (this.#alarm !== null && this.#alarm.due <= earliest) return;
    this.#alarm?.task.cancel();
    const task = this.#options.clock.schedule(earliest, () => {
      this.#alarm = null;
      this.#wake();
    });
    this.#alarm = { due: earliest, task };
  }
}

/** His grace period is over, too. */
function isGone({ leaseUntil, graceUntil }: Lease): boolean {
  return leaseUntil === null && graceUntil === null;
}

function isSame(a: PresenceRecord, b: PresenceRecord): boolean {
  return (
    a.status === b.status &&
    a.since === b.since &&
    a.leaseUntil === b.leaseUntil &&
    a.graceUntil === b.graceUntil
  );
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
