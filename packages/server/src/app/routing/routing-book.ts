import { RoutingIndex } from '../../core/routing/routing-index.ts';
import type { DueOffer } from '../../core/routing/routing-index.ts';
import type { OperatorRecord } from '../../ports/desk-store.ts';
import type { OperatorLoad } from '../lines-view.ts';
import { Claims } from './claims.ts';
import { FEW_WAITING, LogInRamp } from './log-in-ramp.ts';
import { sameNeed } from './place.ts';
import type { Place } from './place.ts';
import { claimantOf } from './standing.ts';
import type { Standing } from './standing.ts';

/** Who is here, as the book is told of it. Times are microseconds since 1970. */
export interface OnDuty {
  readonly record: OperatorRecord;
  /** Since when he takes chats; null when he does not. */
  readonly cameAt: number | null;
}

/**
 * Who waits, who is free and who holds what. The index knows those who wait and how many slots are taken; whose they
 * are stands in the claims, so that each slot is taken and freed once, in whatever order changes are learned of. An
 * offer that is due is the index's own until the store has it, and a claim from then on.
 */
export class RoutingBook {
  readonly #index = new RoutingIndex();
  readonly #claims = new Claims();
  readonly #standings = new Map<string, Standing>();
  readonly #operators = new Map<string, OperatorRecord>();
  readonly #byDepartment = new Map<string, Set<Standing>>();
  readonly #waiting = new Map<string, number>();
  /** Operators whom the store knows to hold more than this book does. */
  readonly #full = new Set<string>();
  readonly #ramp: LogInRamp | null;
  /** Fewer wait somewhere than before. */
  #thinned = false;

  constructor(options: { readonly ramp: boolean }) {
    this.#ramp = options.ramp ? new LogInRamp() : null;
  }

  /** When something becomes due here by itself, microseconds since 1970. */
  get nextStep(): number | null {
    return this.#ramp?.nextStep ?? null;
  }

  standing(handoffId: string): Standing | null {
    return this.#standings.get(handoffId) ?? null;
  }

  standings(): Iterable<Standing> {
    return this.#standings.values();
  }

  /** Those that wait in a department's queue, or are about to. */
  inDepartment(id: string): Iterable<Standing> {
    return this.#byDepartment.get(id) ?? [];
  }

  /** What is held by or offered to an operator. */
  claimsOf(operatorId: string): ReadonlySet<Standing> {
    return this.#claims.of(operatorId);
  }

  loadOf(operatorId: string): OperatorLoad {
    return this.#claims.loadOf(operatorId);
  }

  add(standing: Standing): void {
    this.#standings.set(standing.id, standing);
  }

  /** It stands elsewhere now: slots are freed and taken, and a queue is left or entered. */
  put(standing: Standing, next: { place: Place; department: string | null }, at: number): void {
    this.#moveDepartment(standing, next.department);
    const before = standing.place;
    const left = claimantOf(standing);
    standing.place = next.place;
    this.#count(before, -1);
    this.#count(next.place, 1);
    const claimant = claimantOf(standing);
    if (left !== null && left !== claimant) {
      this.#claims.remove(left, standing);
      this.#index.slotFreed(left, at);
      this.#isNotFull(left, at);
    }
    standing.lost = left === claimant ? standing.lost : null;
    if (claimant === null) this.#line(standing, before);
    else if (left === claimant) this.#index.removeNeed(standing.id);
    else this.#claim(claimant, standing, at);
  }

  /** It is not open any more. */
  forget(standing: Standing, at: number): void {
    this.put(standing, { place: { type: 'aside' }, department: null }, at);
    standing.gone = true;
    this.#standings.delete(standing.id);
  }

  /** Nobody is to be offered it for now; `restore` undoes that, and takes back an offer that was not to be. */
  withhold({ id }: Standing): void {
    this.#index.removeNeed(id);
  }

  restore({ id, place, heldBack }: Standing): void {
    if (place.type !== 'waiting') return;
    this.#index.removeNeed(id);
    if (!heldBack) this.#index.putNeed(place.need);
  }

  putOperator({ record, cameAt }: OnDuty, at: number): void {
    const { id, departments, skills, languages } = record;
    const known = this.#index.operator(id);
    this.#operators.set(id, record);
    this.#full.delete(id);
    const active = known?.active ?? this.#claims.of(id).size;
    this.#index.putOperator({
      id,
      departments,
      skills,
      languages,
      present: cameAt !== null,
      active,
      idleSince: known?.idleSince ?? Math.max(cameAt ?? 0, ...this.#claims.timesOf(id)),
      maxChats: this.#capacityOf(record, at),
    });
    if (cameAt !== null && known?.present !== true) this.#beginRamp(record, cameAt, at);
  }

  removeOperator(id: string): void {
    this.#index.removeOperator(id);
    this.#operators.delete(id);
    this.#full.delete(id);
    this.#ramp?.end(id);
  }

  operatorCame(id: string, cameAt: number, at: number): void {
    const record = this.#operators.get(id);
    if (record === undefined || this.#index.operator(id)?.present === true) return;
    this.#index.operatorCame(id, cameAt);
    this.#beginRamp(record, cameAt, at);
  }

  operatorLeft(id: string, at: number): void {
    this.#index.operatorLeft(id);
    this.#ramp?.end(id);
    this.#setCapacity(id, at);
  }

  /** The store says that he can take nothing more: so it is until something of his changes. */
  fill(operatorId: string, at: number): void {
    this.#full.add(operatorId);
    this.#setCapacity(operatorId, at);
  }

  /** Lets go of all that `fill` said. */
  unfill(at: number): void {
    for (const id of [...this.#full]) this.#isNotFull(id, at);
  }

  /** The offers that are due now. */
  settle(now: number): DueOffer[] {
    if (this.#ramp !== null) this.#moveRamp(this.#ramp, now);
    return this.#index.settle(now);
  }

  #line({ id, place, heldBack }: Standing, before: Place): void {
    if (place.type !== 'waiting' || heldBack) {
      this.#index.removeNeed(id);
      return;
    }
    const known = this.#index.need(id);
    const same = before.type === 'waiting' && known !== null && sameNeed(known, place.need);
    if (!same) this.#index.putNeed(place.need);
  }

  /** What was offered him by the index has his slot already; any other claim takes one. */
  #claim(operatorId: string, standing: Standing, at: number): void {
    if (this.#index.offeredTo(standing.id) === operatorId) {
      this.#index.accept(standing.id);
    } else {
      this.#index.removeNeed(standing.id);
      this.#index.slotTaken(operatorId, at);
    }
    this.#claims.add(operatorId, standing);
    this.#isNotFull(operatorId, at);
  }

  #moveDepartment(standing: Standing, next: string | null): void {
    const { department } = standing;
    if (department === next) return;
    standing.department = next;
    if (department !== null) {
      const left = this.#byDepartment.get(department);
      if (left?.delete(standing) === true && left.size === 0) this.#byDepartment.delete(department);
    }
    if (next === null) return;
    const entered = this.#byDepartment.get(next);
    if (entered === undefined) this.#byDepartment.set(next, new Set([standing]));
    else entered.add(standing);
  }

  #count(place: Place, change: 1 | -1): void {
    if (place.type !== 'waiting') return;
    const { department } = place.need;
    const waiting = (this.#waiting.get(department) ?? 0) + change;
    if (waiting === 0) this.#waiting.delete(department);
    else this.#waiting.set(department, waiting);
    if (change < 0 && waiting <= FEW_WAITING) this.#thinned = true;
  }

  #isNotFull(operatorId: string, at: number): void {
    if (this.#full.delete(operatorId)) this.#setCapacity(operatorId, at);
  }

  #setCapacity(id: string, at: number): void {
    const record = this.#operators.get(id);
    const known = this.#index.operator(id);
    if (record === undefined || known === null) return;
    const capacity = this.#capacityOf(record, at);
    if (capacity !== known.maxChats) this.#index.changeCapacity(id, capacity);
  }

  #capacityOf({ id, maxChats }: OperatorRecord, at: number): number {
    if (this.#full.has(id)) return Math.min(maxChats, this.#claims.of(id).size);
    return Math.min(maxChats, this.#ramp?.limitOf(id, at) ?? Infinity);
  }

  #beginRamp(record: OperatorRecord, since: number, at: number): void {
    if (this.#ramp === null || !this.#isCrowded(record)) return;
    const held = this.#claims.timesOf(record.id).filter((time) => time < since).length;
    this.#ramp.begin(record.id, { since, held }, at);
    this.#setCapacity(record.id, at);
  }

  /** Each change is looked at once; those who are in their first minute are looked at only when fewer wait. */
  #moveRamp(ramp: LogInRamp, now: number): void {
    const changed = ramp.take(now);
    if (this.#thinned) {
      for (const id of [...ramp.operators]) {
        const record = this.#operators.get(id);
        if (record !== undefined && this.#isCrowded(record)) continue;
        ramp.end(id);
        changed.push(id);
      }
      this.#thinned = false;
    }
    for (const id of changed) this.#setCapacity(id, now);
  }

  #isCrowded({ departments }: OperatorRecord): boolean {
    let waiting = 0;
    for (const id of departments) waiting += this.#waiting.get(id) ?? 0;
    return waiting > FEW_WAITING;
  }
}
