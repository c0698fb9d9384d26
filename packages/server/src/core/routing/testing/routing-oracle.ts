import { isEligible, isSuited } from '../is-eligible.ts';
import { compareNeeds } from '../need.ts';
import type { Need } from '../need.ts';
import type { Operator } from '../operator.ts';
import { rankOperators } from '../rank-operators.ts';
import type { DueOffer, RoutingIndex } from '../routing-index.ts';

/** What can be told to and asked of an index. */
export type Router = Pick<
  RoutingIndex,
  | 'putOperator'
  | 'removeOperator'
  | 'operatorCame'
  | 'operatorLeft'
  | 'changeCapacity'
  | 'slotFreed'
  | 'slotTaken'
  | 'putNeed'
  | 'removeNeed'
  | 'offer'
  | 'accept'
  | 'decline'
  | 'need'
  | 'operator'
  | 'offeredTo'
  | 'pickForOperator'
  | 'pickForNeed'
  | 'settle'
>;

/** The same by looking at everything each time: what the index has to agree with. */
export class RoutingOracle implements Router {
  readonly operators: Map<string, Operator> = new Map();
  readonly waiting: Map<string, Need> = new Map();
  readonly offers: Map<string, { readonly need: Need; readonly operatorId: string }> = new Map();

  need(id: string): Need | null {
    return this.waiting.get(id) ?? this.offers.get(id)?.need ?? null;
  }

  operator(id: string): Operator | null {
    return this.operators.get(id) ?? null;
  }

  offeredTo(needId: string): string | null {
    return this.offers.get(needId)?.operatorId ?? null;
  }

  putOperator(operator: Operator): void {
    this.operators.set(operator.id, operator);
    for (const { need, operatorId } of [...this.offers.values()]) {
      if (operatorId === operator.id && !(operator.present && isSuited(operator, need))) this.#takeBack(need);
    }
  }

  removeOperator(id: string): void {
    this.operatorLeft(id);
    this.operators.delete(id);
  }

  operatorCame(id: string, at: number): void {
    if (this.operator(id)?.present === false) this.#change(id, { present: true, idleSince: at });
  }

  operatorLeft(id: string): void {
    this.#change(id, { present: false });
    for (const { need, operatorId } of [...this.offers.values()]) if (operatorId === id) this.#takeBack(need);
  }

  changeCapacity(id: string, maxChats: number): void {
    this.#change(id, { maxChats });
    const operator = this.operator(id);
    if (operator !== null) this.putOperator(operator);
  }

  slotFreed(id: string, at: number): void {
    const offered = [...this.offers.values()].filter(({ operatorId }) => operatorId === id).length;
    const active = Math.max(offered, (this.operator(id)?.active ?? 0) - 1);
    this.#change(id, { active, idleSince: at });
  }

  slotTaken(id: string, at: number): void {
    this.#change(id, { active: (this.operator(id)?.active ?? 0) + 1, idleSince: at });
  }

  putNeed(need: Need): void {
    const offer = this.offers.get(need.id);
    const holder = offer === undefined ? null : this.operator(offer.operatorId);
    if (offer !== undefined && holder !== null && isSuited(holder, need)) {
      this.offers.set(need.id, { ...offer, need });
      return;
    }
    this.removeNeed(need.id);
    this.waiting.set(need.id, need);
  }

  removeNeed(id: string): void {
    const offer = this.offers.get(id);
    if (offer !== undefined) this.#takeBack(offer.need);
    this.waiting.delete(id);
  }

  offer(needId: string, operatorId: string, at: number): void {
    const need = this.waiting.get(needId);
    const operator = this.operators.get(operatorId);
    if (need === undefined || operator === undefined) throw new RangeError('neither waits nor works');
    if (!isEligible(operator, need)) throw new RangeError('not eligible');
    this.waiting.delete(needId);
    this.offers.set(needId, { need, operatorId });
    this.#change(operatorId, { active: operator.active + 1, idleSince: at });
  }

  accept(needId: string): boolean {
    return this.offers.delete(needId);
  }

  decline(needId: string): boolean {
    const offer = this.offers.get(needId);
    if (offer === undefined) return false;
    this.#takeBack(offer.need);
    this.waiting.set(needId, { ...offer.need, declined: [...offer.need.declined, offer.operatorId] });
    return true;
  }

  pickForOperator(id: string): Need | null {
    const operator = this.operator(id);
    return this.queue().find((need) => operator !== null && isEligible(operator, need)) ?? null;
  }

  pickForNeed(id: string, now: number): string | null {
    const need = this.waiting.get(id);
    return need === undefined
      ? null
      : (rankOperators([...this.operators.values()], need, now)[0]?.id ?? null);
  }

  settle(now: number): DueOffer[] {
    return this.queue().flatMap(({ id }) => {
      const best = this.pickForNeed(id, now);
      if (best === null) return [];
      this.offer(id, best, now);
      return [{ needId: id, operatorId: best }];
    });
  }

  queue(): Need[] {
    return [...this.waiting.values()].toSorted(compareNeeds);
  }

  #change(id: string, change: Partial<Operator>): void {
    const operator = this.operators.get(id);
    if (operator !== undefined) this.operators.set(id, { ...operator, ...change });
  }

  #takeBack(need: Need): void {
    const offer = this.offers.get(need.id);
    if (offer === undefined) return;
    this.offers.delete(need.id);
    this.waiting.set(need.id, need);
    this.#change(offer.operatorId, {
      active: Math.max(0, (this.operator(offer.operatorId)?.active ?? 0) - 1),
    });
  }
}
