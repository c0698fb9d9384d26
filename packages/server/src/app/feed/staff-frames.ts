import type { Operator } from '@baton/protocol';
import type { Clock } from '../../ports/clock.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import { operatorWire } from '../staff/staff-wire.ts';
import type { LoadOf } from '../staff/staff-wire.ts';
import type { StaffChange, StaffMember, StaffView } from '../staff/staff-view.ts';
import type { Leads } from './audience.ts';
import { Debounced } from './debounced.ts';

/** More than so many operators are not all in a snapshot: those who are here go first. */
const MOST_IN_SNAPSHOT = 500;
const INTERVAL = 500_000;
const MINUTE = 60_000_000;

export interface StaffFramesOptions {
  readonly staff: StaffView;
  readonly clock: Clock;
  readonly loadOf: LoadOf;
  readonly onOperator: (operator: Operator, removed: boolean) => void;
  readonly onDepartment: (id: string) => void;
  /** What an operator may see has changed; null: for everybody. */
  readonly onSight: (operatorId: string | null) => void;
}

/**
 * Follows who works at the desk. Departments and loads change with every handoff, so they are told at most every half
 * second each; presence at once. While somebody reads, departments are looked at once a minute for what only time
 * changes: they open and close, and waits grow.
 */
export class StaffFrames implements Disposable {
  readonly #options: StaffFramesOptions;
  readonly #operators: Debounced;
  readonly #departments: Debounced;
  readonly #known = new Map<string, StaffMember>();
  #leads: Map<string, number> | null = null;
  #subscription: Subscription | null = null;
  #minute: { cancel(): void } | null = null;

  constructor(options: StaffFramesOptions) {
    this.#options = options;
    this.#operators = new Debounced(options.clock, INTERVAL, (id) => this.#tellOperator(id));
    this.#departments = new Debounced(options.clock, INTERVAL, (id) => this.#tellDepartment(id));
  }

  start(): void {
    const { staff } = this.#options;
    for (const member of staff.operators()) this.#known.set(member.record.id, member);
    this.#subscription = staff.subscribe((change) => this.#follow(change));
  }

  /** Somebody reads, or nobody does any more, and then nothing need be looked at. */
  watched(yes: boolean): void {
    if (yes === (this.#minute !== null)) return;
    if (yes) return this.#everyMinute();
    this.#minute?.cancel();
    this.#minute = null;
  }

  [Symbol.dispose](): void {
    this.#subscription?.cancel();
    this.#minute?.cancel();
    this.#operators[Symbol.dispose]();
    this.#departments[Symbol.dispose]();
  }

  /** Something has happened in the lines of these departments, or to what these operators hold. */
  touch({ departments, operators }: { departments: Iterable<string>; operators: Iterable<string> }): void {
    for (const id of departments) this.#departments.mark(id);
    for (const id of operators) this.#operators.mark(id);
  }

  /** Operators as colleagues see them: without e-mail addresses. */
  operators(): Operator[] {
    const all = this.#options.staff.operators().map((member) => this.#wire(member));
    if (all.length <= MOST_IN_SNAPSHOT) return all;
    const here = all.filter(({ presence }) => presence.status !== 'offline');
    return here.slice(0, MOST_IN_SNAPSHOT);
  }

  leadsOf(department: string): Leads {
    this.#leads ??= this.#countLeads();
    if ((this.#leads.get(department) ?? 0) > 0) return 'its-own';
    return this.#leads.size > 0 ? 'any' : 'none';
  }

  #follow(change: StaffChange): void {
    switch (change.type) {
      case 'operator':
        return this.#changed(change.id);
      case 'operator-removed':
        return this.#removed(change.id);
      case 'presence':
        this.#tellOperator(change.id);
        return this.touch({
          departments: this.#known.get(change.id)?.record.departments ?? [],
          operators: [],
        });
      case 'department':
        return this.touch({ departments: [change.id], operators: [] });
      case 'department-removed':
        return this.#options.onSight(null);
      case 'grace-over':
    }
  }

  #changed(id: string): void {
    const before = this.#known.get(id)?.record ?? null;
    this.#leads = null;
    this.#tellOperator(id);
    const record = this.#known.get(id)?.record;
    if (record === undefined) return;
    const sight = before?.lead === record.lead && sameIds(before.departments, record.departments);
    if (before !== null && !sight) this.#options.onSight(id);
    this.touch({ departments: [...(before?.departments ?? []), ...record.departments], operators: [] });
  }

  #removed(id: string): void {
    const member = this.#known.get(id);
    this.#known.delete(id);
    this.#leads = null;
    if (member === undefined) return;
    this.#options.onOperator(this.#wire({ ...member, presence: null }), true);
    this.#options.onSight(id);
    this.touch({ departments: member.record.departments, operators: [] });
  }

  #tellOperator(id: string): void {
    const member = this.#options.staff.operator(id);
    if (member === null) return;
    this.#known.set(id, member);
    this.#options.onOperator(this.#wire(member), false);
  }

  #tellDepartment(id: string): void {
    if (this.#options.staff.department(id) !== null) this.#options.onDepartment(id);
  }

  #wire(member: StaffMember): Operator {
    const { clock, loadOf } = this.#options;
    return operatorWire(member, { now: clock.now(), load: loadOf(member.record.id), showEmail: false });
  }

  #countLeads(): Map<string, number> {
    const leads = new Map<string, number>();
    for (const { record } of this.#options.staff.operators()) {
      if (!record.lead) continue;
      for (const id of record.departments) leads.set(id, (leads.get(id) ?? 0) + 1);
    }
    return leads;
  }

  #everyMinute(): void {
    const { clock, staff } = this.#options;
    this.#minute = clock.schedule(clock.now() + MINUTE, () => {
      this.touch({ departments: staff.departments().map(({ id }) => id), operators: [] });
      this.#everyMinute();
    });
  }
}

function sameIds(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one?.length === other.length && one.every((id) => other.includes(id));
}
