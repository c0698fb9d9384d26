import { asOperator, dueAct } from '../../app/routing/due-act.ts';
import type { Act } from '../../app/routing/due-act.ts';
import { needNow, placeOf } from '../../app/routing/place.ts';
import { RoutingBook } from '../../app/routing/routing-book.ts';
import { Standing } from '../../app/routing/standing.ts';
import type { StaffChange } from '../../app/staff/staff-view.ts';
import type { Decision, Desk, Moment, Refusal } from '../../core/handoff/decision.ts';
import { isOpen, isWaiting } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import { requeue, transfer } from '../../core/handoff/move.ts';
import { endOffer, makeOffer } from '../../core/handoff/offer.ts';
import { isSuited } from '../../core/routing/is-eligible.ts';
import type { OperatorRecord } from '../../ports/desk-store.ts';
import type { Capacity, MemoryLogs } from './memory-logs.ts';
import type { MemoryStaff } from './memory-staff.ts';

/** What is done to an open handoff, or to the one that ended last. */
export type Decide = (
  desk: Desk & { readonly handoff: HandoffState },
  moment: Moment,
) => Decision | Refusal | null;

/** Decides and writes; answers `done`, `nothing`, or the code of a refusal. */
export type Change = (session: string, at: number, decide: Decide, room: Capacity | null) => string;

/** What app/routing/dispatcher.ts does, with its own parts, where each write is done before the next is thought of. */
export class MemoryDispatcher {
  readonly #logs: MemoryLogs;
  readonly #staff: MemoryStaff;
  readonly #change: Change;
  readonly #book = new RoutingBook({ ramp: false });
  readonly #touched = new Set<Standing>();

  constructor(logs: MemoryLogs, staff: MemoryStaff, change: Change) {
    this.#logs = logs;
    this.#staff = staff;
    this.#change = change;
  }

  /** All that it knows is read from the logs. */
  start(at: number): void {
    for (const handoff of this.#logs.openHandoffs()) this.learn(handoff, [], at);
    for (const { record } of this.#staff.operators())
      this.#book.putOperator({ record, cameAt: this.#staff.cameAt(record.id) }, at);
    for (const standing of this.#book.standings()) {
      standing.lost = this.#staff.lostAtStart(standing);
      this.learn(this.#logs.handoff(standing.id)!, this.#logs.journal(standing.id), at);
    }
  }

  learn(handoff: HandoffState, facts: readonly JournalFact[], at: number): void {
    const known = this.#book.standing(handoff.id);
    if (known === null && !isOpen(handoff.stage)) return;
    const standing = known ?? new Standing(handoff.id, handoff.sessionId, false);
    if (known === null) this.#book.add(standing);
    standing.missed.follow(facts);
    if (!isOpen(handoff.stage)) {
      this.#book.forget(standing, at);
      return;
    }
    const department = isWaiting(handoff.stage) ? handoff.requirements.department : null;
    this.#book.put(standing, { place: placeOf(handoff, standing.missed.again), department }, at);
    this.#touched.add(standing);
  }

  forget(handoffId: string, at: number): void {
    const standing = this.#book.standing(handoffId);
    if (standing !== null) this.#book.forget(standing, at);
  }

  followStaff(changes: readonly StaffChange[], at: number): void {
    for (const change of changes) {
      const claims = [...this.#book.claimsOf(change.id)];
      switch (change.type) {
        case 'department':
          break;
        case 'department-removed':
          for (const standing of this.#book.inDepartment(change.id)) this.#touched.add(standing);
          break;
        case 'operator': {
          const { record } = this.#staff.operator(change.id)!;
          this.#book.putOperator({ record, cameAt: this.#staff.cameAt(change.id) }, at);
          break;
        }
        case 'operator-removed':
          this.#book.removeOperator(change.id);
          for (const standing of claims) standing.lost = 'operator-deleted';
          break;
        case 'grace-over':
          for (const standing of claims) standing.lost = 'operator-lost';
          break;
        case 'presence': {
          const cameAt = change.present ? this.#staff.cameAt(change.id) : null;
          if (cameAt === null) this.#book.operatorLeft(change.id, at);
          else this.#book.operatorCame(change.id, cameAt, at);
          if (cameAt !== null) for (const standing of claims) standing.lost = null;
        }
      }
      for (const standing of claims) this.#touched.add(standing);
    }
  }

  /** What the desk does by itself, offers out of the queue apart. */
  act(at: number): void {
    for (const standing of this.#touched) {
      this.#touched.delete(standing);
      const act = standing.gone ? null : dueAct(standing, this.#staff.view);
      if (act !== null) this.#carryOut(standing, act, at);
    }
  }

  /** Makes the offers that are due. */
  settle(at: number): void {
    for (let due = this.#book.settle(at); due.length > 0; due = this.#book.settle(at)) {
      for (const { needId, operatorId } of due)
        this.#carryOut(this.#book.standing(needId)!, { do: 'offer', operatorId }, at);
      this.act(at);
    }
  }

  /** Ids of operators whom a handoff may not be offered to. */
  declinedOf(handoff: HandoffState): readonly string[] {
    const again = this.#book.standing(handoff.id)?.missed.again ?? new Set<string>();
    return needNow(handoff, again).declined;
  }

  /** Nothing happens in between: what is due can be done. */
  #carryOut(standing: Standing, act: Act, at: number): void {
    const record = act.do === 'offer' ? (this.#staff.operator(act.operatorId)?.record ?? null) : null;
    const outcome = this.#change(
      standing.sessionId,
      at,
      (desk, moment) => this.#decide(standing, act, desk, moment),
      record === null ? null : roomOf(record),
    );
    if (outcome !== 'done') throw new Error(`${standing.id}: ${JSON.stringify(act)} is due, and ${outcome}`);
  }

  /** As app/routing/carry-out.ts does. */
  #decide(
    standing: Standing,
    act: Act,
    desk: Desk & { readonly handoff: HandoffState },
    moment: Moment,
  ): Decision | Refusal | null {
    const { handoff } = desk;
    switch (act.do) {
      case 'offer': {
        const record = this.#staff.operator(act.operatorId)?.record;
        if (record === undefined || !isSuited(asOperator(record), needNow(handoff, standing.missed.again)))
          return null;
        return makeOffer(desk, { id: record.id, name: record.name }, moment);
      }
      case 'end-offer':
        return endOffer(desk, act, moment);
      case 'requeue':
        return requeue(desk, act, moment);
      case 'move': {
        const { language } = handoff.requirements;
        const requirements = { department: 'support', skills: [], language };
        const policy = this.#staff.policyOf('support');
        return transfer(desk, { by: null, requirements, policy, to: null, note: null }, moment);
      }
    }
  }
}

export function roomOf({ id, maxChats }: OperatorRecord): Capacity {
  return { operatorId: id, most: maxChats };
}
