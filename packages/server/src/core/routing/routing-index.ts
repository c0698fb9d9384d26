import { AbilityNames } from './index/ability-names.ts';
import type { Candidate, OperatorChange } from './index/candidate.ts';
import { Departments } from './index/department.ts';
import { KnownOperator } from './index/known-operator.ts';
import { LIST_LIMITS } from './index/need-queue.ts';
import type { ListLimits } from './index/need-queue.ts';
import { NeedSearch } from './index/need-search.ts';
import { Standing } from './index/queue-node.ts';
import { Register } from './index/register.ts';
import { WaitingNeeds } from './index/waiting-needs.ts';
import { isEligible, isSuited } from './is-eligible.ts';
import { assertNeed } from './need.ts';
import type { Need } from './need.ts';
import { isReady } from './operator.ts';
import type { Operator } from './operator.ts';
import { stickyOperator } from './rank-operators.ts';

/** A need and the operator it is offered to. */
export interface DueOffer {
  readonly needId: string;
  readonly operatorId: string;
}

/** So many more than wait may be remembered as new before those that do not wait any more are let go of. */
const MOST_STALE = 1000;

/**
 * Who waits and who is free, kept so that a pick looks at neither all of the ones nor all of the others. It is
 * told of what has happened and keeps no time of its own: `at` and `now` are microseconds since 1970.
 *
 * A need is waiting or offered. While it is offered it stands in no queue and takes a slot of its operator;
 * whatever ends the offer without a yes puts it back at its old age. `settle` makes the offers that are due after
 * any number of events (H6.5); after it no waiting need has an eligible operator, and so nobody is overtaken.
 */
export class RoutingIndex {
  readonly #names = new AbilityNames();
  readonly #departments: Departments;
  readonly #queues: WaitingNeeds;
  readonly #operators = new Register<KnownOperator>();
  readonly #needs = new Register<Standing>();
  readonly #search = new NeedSearch();
  #waitingCount = 0;
  /** Since the last `settle`: needs that came or changed, and operators who may take more than before. */
  #newNeeds: Standing[] = [];
  #freed: Candidate[] = [];

  constructor(limits: ListLimits = LIST_LIMITS) {
    this.#departments = new Departments(limits);
    this.#queues = new WaitingNeeds(this.#names, this.#departments);
  }

  get waitingCount(): number {
    return this.#waitingCount;
  }

  /** A waiting or offered need as it stands. */
  need(id: string): Need | null {
    return this.#needs.get(id)?.need ?? null;
  }

  /** An operator as he stands now: a copy. */
  operator(id: string): Operator | null {
    const known = this.#operators.get(id);
    return known === undefined ? null : { ...known.operator };
  }

  /** Whom a need is offered to. */
  offeredTo(needId: string): string | null {
    return this.#needs.get(needId)?.operator?.operator.id ?? null;
  }

  /**
   * Adds an operator or replaces all that is known of him: presence, capacity, skills. `active` includes the
   * offers he has not answered; those he is not suited for any more go back to the queue, their slots are freed.
   */
  putOperator(operator: Operator): void {
    const before = this.#operators.get(operator.id);
    const known = before?.putSame(operator)
      ? before
      : new KnownOperator(operator, this.#names, this.#departments);
    this.#operators.set(operator.id, known);
    this.#free(known);
    if (before === undefined) return;
    if (before !== known) before.leave(this.#names, this.#departments);
    for (const id of before.offers) {
      const offered = this.#offered(id);
      if (offered === null) continue;
      offered.operator = known;
      known.offers.add(id);
      if (!operator.present || !isSuited(operator, offered.need)) this.#takeBack(offered, offered.need);
    }
  }

  /** His unanswered offers go back to the queue. What else he holds is the caller's to re-queue. */
  removeOperator(id: string): void {
    const known = this.#operators.get(id);
    if (known === undefined) return;
    this.#takeBackOffers(known);
    known.leave(this.#names, this.#departments);
    this.#operators.delete(id);
  }

  /** He is here and takes chats. Of one who is here already it changes nothing. */
  operatorCame(id: string, at: number): void {
    if (this.#operators.get(id)?.operator.present === false)
      this.#changeOperator(id, { present: true, idleSince: at });
  }

  /** H6.6: his unanswered offers go back to the queue; that is no decline. */
  operatorLeft(id: string): void {
    const known = this.#operators.get(id);
    if (known === undefined) return;
    known.change({ present: false });
    this.#takeBackOffers(known);
  }

  /** What he holds above a new capacity he keeps. */
  changeCapacity(id: string, maxChats: number): void {
    const known = this.#operators.get(id);
    if (known !== undefined) this.putOperator({ ...known.operator, maxChats });
  }

  /** A chat of his has ended or gone to somebody else. */
  slotFreed(id: string, at: number): void {
    const known = this.#operators.get(id);
    if (known === undefined) return;
    // What he is offered holds its slot until the offer ends.
    const active = Math.max(known.offers.size, known.operator.active - 1);
    this.#changeOperator(id, { active, idleSince: at });
  }

  /** He took a chat that was not offered to him: a takeover, or a transfer to him. It may exceed his capacity. */
  slotTaken(id: string, at: number): void {
    const known = this.#operators.get(id);
    if (known !== undefined) this.#changeOperator(id, { active: known.operator.active + 1, idleSince: at });
  }

  /**
   * Adds a need or replaces it: priority, requirements, relaxation, transfer. An offer stands as long as its
   * operator is suited for the need; if he is not, it waits again.
   */
  putNeed(need: Need): void {
    assertNeed(need);
    const known = this.#needs.get(need.id);
    if (known === undefined) {
      const standing = new Standing(need);
      this.#needs.set(need.id, standing);
      this.#queue(standing);
    } else if (known.operator === null) {
      this.#leaveQueue(known);
      known.need = need;
      this.#queue(known);
    } else if (isSuited(known.operator.operator, need)) {
      known.need = need;
    } else {
      this.#takeBack(known, need);
    }
  }

  /** Nobody is to be offered it any more: withdrawn, taken over, ended, deleted. An offer's slot is freed. */
  removeNeed(id: string): void {
    const known = this.#needs.get(id);
    if (known === undefined) return;
    this.#endOffer(known);
    this.#leaveQueue(known);
    this.#needs.delete(id);
  }

  /** Takes a need out of the queue and a slot of the operator. Throws unless it waits and he is eligible. */
  offer(needId: string, operatorId: string, at: number): void {
    const waiting = this.#waitingNeed(needId);
    const operator = this.#operators.get(operatorId);
    if (waiting === null) throw new RangeError(`need ${needId} does not wait`);
    if (operator === undefined || !isEligible(operator.operator, waiting.need)) {
      throw new RangeError(`operator ${operatorId} cannot be offered need ${needId}`);
    }
    this.#offer(waiting, operator, at);
  }

  /** The offered operator holds the chat now, and the need is done with. False when it is not offered. */
  accept(needId: string): boolean {
    const offered = this.#offered(needId);
    if (offered === null) return false;
    this.#needs.delete(needId);
    offered.operator?.offers.delete(needId);
    offered.operator = null;
    return true;
  }

  /** Declined or timed out: it waits again at its old age, and he is not asked again. False when it is not offered. */
  decline(needId: string): boolean {
    const offered = this.#offered(needId);
    if (offered?.operator === null || offered === null) return false;
    const { need, operator } = offered;
    this.#takeBack(offered, { ...need, declined: [...need.declined, operator.operator.id] });
    return true;
  }

  /** The first need in queue order that this operator may take; null when there is none or he has no room. */
  pickForOperator(id: string): Need | null {
    const known = this.#operators.get(id);
    return known === undefined ? null : (this.#firstNeed(known)?.need ?? null);
  }

  /** Id of the operator who is asked first for a waiting need (H6.2); null when nobody can take it now. */
  pickForNeed(id: string, now: number): string | null {
    const waiting = this.#waitingNeed(id);
    return waiting === null ? null : (this.#bestOperator(waiting, now)?.operator.id ?? null);
  }

  /**
   * Makes the offers that are due after what has happened since the last call, and answers them. Its work follows
   * the number of changes, not what waits or is free.
   */
  settle(now: number): DueOffer[] {
    const offers: DueOffer[] = [];
    for (const fresh of this.#newNeeds) {
      fresh.isNew = false;
      while (fresh.place !== null) {
        const operator = this.#bestOperator(fresh, now);
        if (operator === null) break;
        offers.push(this.#offerFirst(fresh, operator, now));
      }
    }
    for (const freed of this.#freed) {
      freed.freed = false;
      const known = this.#operators.get(freed.operator.id);
      // What was known of him before he was put again or removed counts no more.
      if (known === undefined || known !== freed) continue;
      for (let need = this.#firstNeed(known); need !== null; need = this.#firstNeed(known)) {
        offers.push(this.#offerFirst(need, this.#bestOperator(need, now) ?? known, now));
      }
    }
    this.#newNeeds = [];
    this.#freed = [];
    return offers;
  }

  /**
   * Offers a need to the operator who is asked first for it, unless an earlier one waits that he may take; then
   * that one goes first, to whoever is asked first for it, and so on. What is offered is the first of all that its
   * operator may take, so it is what going through the whole queue in order would have given him.
   */
  #offerFirst(waiting: Standing, operator: KnownOperator, now: number): DueOffer {
    let [first, best] = [waiting, operator];
    for (let earlier = this.#firstNeed(best); earlier !== null && earlier !== first;) {
      first = earlier;
      best = this.#bestOperator(first, now) ?? best;
      earlier = this.#firstNeed(best);
    }
    this.#offer(first, best, now);
    return { needId: first.need.id, operatorId: best.operator.id };
  }

  #firstNeed(known: KnownOperator): Standing | null {
    if (!isReady(known.operator)) return null;
    const place = this.#search.find(known.seats, known.abilities);
    if (place === null) return null;
    this.#needs.recall(place.need.id, place.standing);
    return place.standing;
  }

  #bestOperator({ need, place }: Standing, now: number): KnownOperator | null {
    const sticky = need.lastOperator === null ? null : this.#operators.get(stickyOperator(need, now) ?? '');
    if (sticky && isEligible(sticky.operator, need)) return sticky;
    const best = place === null ? null : this.#queues.bestFor(place);
    return best === null ? null : (this.#operators.get(best.operator.id) ?? null);
  }

  #changeOperator(id: string, change: OperatorChange): void {
    const known = this.#operators.get(id);
    if (known === undefined) return;
    known.change(change);
    this.#free(known);
  }

  #free(known: Candidate): void {
    if (known.freed) return;
    known.freed = true;
    this.#freed.push(known);
  }

  #waitingNeed(id: string): Standing | null {
    const known = this.#needs.get(id);
    return known === undefined || known.place === null ? null : known;
  }

  #offered(id: string): Standing | null {
    const known = this.#needs.get(id);
    return known === undefined || known.operator === null ? null : known;
  }

  #queue(standing: Standing): void {
    standing.place = this.#queues.add(standing);
    this.#waitingCount += 1;
    if (standing.isNew) return;
    standing.isNew = true;
    this.#newNeeds.push(standing);
    if (this.#newNeeds.length <= 2 * this.#waitingCount + MOST_STALE) return;
    for (const each of this.#newNeeds) each.isNew = each.place !== null;
    this.#newNeeds = this.#newNeeds.filter(({ isNew }) => isNew);
  }

  #leaveQueue(standing: Standing): void {
    if (standing.place === null) return;
    this.#queues.remove(standing.place);
    standing.place = null;
    this.#waitingCount -= 1;
  }

  #offer(waiting: Standing, operator: KnownOperator, at: number): void {
    this.#leaveQueue(waiting);
    waiting.operator = operator;
    operator.offers.add(waiting.need.id);
    // An offer counts for the idle time: who lets it pass goes behind the others.
    operator.change({ active: operator.operator.active + 1, idleSince: at });
  }

  /** Frees the slot that an offer took. */
  #endOffer(offered: Standing): void {
    const { operator, need } = offered;
    if (operator === null) return;
    offered.operator = null;
    operator.offers.delete(need.id);
    operator.change({ active: Math.max(0, operator.operator.active - 1) });
    this.#free(operator);
  }

  #takeBack(offered: Standing, need: Need): void {
    this.#endOffer(offered);
    offered.need = need;
    this.#queue(offered);
  }

  #takeBackOffers(known: KnownOperator): void {
    for (const id of known.offers) {
      const offered = this.#offered(id);
      if (offered !== null) this.#takeBack(offered, offered.need);
    }
  }
}
