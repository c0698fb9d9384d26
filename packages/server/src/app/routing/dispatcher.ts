import { isOpen, isWaiting } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import type { ScheduledTask } from '../../ports/clock.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { App } from '../app.ts';
import type { Duty } from '../cluster/duty.ts';
import type { HandoffChange, HandoffChanges } from '../handoff-changes.ts';
import type { OperatorLoad } from '../lines-view.ts';
import type { StaffChange, StaffMember } from '../staff/staff-view.ts';
import { ActWriter } from './act-writer.ts';
import type { Written } from './act-writer.ts';
import { dueAct, lostAtStart } from './due-act.ts';
import type { Act } from './due-act.ts';
import { placeOf } from './place.ts';
import { RoutingBook } from './routing-book.ts';
import { Standing } from './standing.ts';

export interface DispatcherOptions {
  /** Whether who comes while many wait gets them little by little (log-in-ramp.ts); default true. */
  readonly ramp?: boolean;
}

/** Writes of one handoff that changed nothing, after which it has to wait. */
const MOST_FAILURES = 3;
/** After a failure, in microseconds. */
const RETRY = 1_000_000;

/**
 * Brings those who wait and those who are free together (H6.1 to H6.6). It learns of every change of handoffs and
 * staff, and of nothing by looking: once a turn of the event loop it writes the offers that have become due, all at
 * once, so that they share a transaction. What the store answers is the truth: after a write that was refused the
 * handoff is read again and routed anew. What routing does beside offering (who left, who is not suited any more,
 * whose chats are queued again) follows from how things stand, in due-act.ts. Of many nodes the one that leads routes;
 * the others know how things stand, too.
 */
export class Dispatcher implements Duty, AsyncDisposable {
  readonly #app: App;
  readonly #book: RoutingBook;
  readonly #subscriptions: Subscription[];
  /** What has changed since the last round. */
  readonly #changed = new Set<Standing>();
  readonly #heldBack = new Set<Standing>();
  readonly #writer: ActWriter;
  /** Routing itself failed: nothing that it had decided is known to stand. */
  #failed = false;
  #round: NodeJS.Immediate | null = null;
  #retryAt: number | null = null;
  #alarm: { readonly due: number; readonly task: ScheduledTask } | null = null;
  #running = false;
  #ended = false;

  /** Before `changes` starts: it tells of every open handoff then. */
  constructor(app: App, changes: HandoffChanges, options: DispatcherOptions = {}) {
    this.#app = app;
    this.#book = new RoutingBook({ ramp: options.ramp ?? true });
    this.#writer = new ActWriter(app, (...written) => this.#guard(() => this.#written(...written)));
    this.#subscriptions = [
      changes.subscribe((change) => this.#follow(change)),
      app.staff.subscribe((change) => this.#followStaff(change)),
    ];
  }

  /** Offers are made from now on. Call it once `changes` has told of every open handoff. */
  async lead(): Promise<void> {
    const { staff } = this.#app;
    for (const member of staff.operators()) this.#putOperator(member);
    for (const standing of this.#book.standings()) {
      standing.lost ??= lostAtStart(standing, staff);
      if (standing.missedBefore) await this.#learnMissed(standing);
      this.#changed.add(standing);
    }
    this.#running = true;
    this.#wake();
  }

  /** Nothing is routed any more; what was about to be written waits as it did before. */
  rest(): void {
    if (!this.#running) return;
    this.#running = false;
    this.#alarm?.task.cancel();
    this.#alarm = null;
    if (this.#round !== null) clearImmediate(this.#round);
    this.#round = null;
    this.#writer.clear();
    this.#failed = true;
    this.#guard(() => this.#retryAll(this.#app.clock.now()));
  }

  /** What an operator has on his hands. */
  loadOf(operatorId: string): OperatorLoad {
    return this.#book.loadOf(operatorId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#running = false;
    this.#ended = true;
    for (const subscription of this.#subscriptions) subscription.cancel();
    this.#alarm?.task.cancel();
    if (this.#round !== null) clearImmediate(this.#round);
    await this.#writer[Symbol.asyncDispose]();
  }

  #follow(change: HandoffChange): void {
    if (change.type === 'changed') return this.#learn(change.handoff, change.facts);
    const standing = this.#book.standing(change.handoffId);
    if (standing !== null) this.#forget(standing);
  }

  /** Changes come in order; what this wrote itself is known before it is told. */
  #learn(handoff: HandoffState, facts: readonly JournalFact[] = []): void {
    const standing = this.#book.standing(handoff.id) ?? this.#meet(handoff, facts);
    if (standing === null) return;
    standing.missed.follow(facts);
    if (handoff.entries < standing.entries) return;
    if (handoff.entries > standing.entries) this.#tryAgain(standing);
    standing.entries = handoff.entries;
    if (!isOpen(handoff.stage)) return this.#forget(standing);
    const department = isWaiting(handoff.stage) ? handoff.requirements.department : null;
    const place = placeOf(handoff, standing.missed.again);
    this.#book.put(standing, { place, department }, this.#app.clock.now());
    this.#touch(standing);
  }

  #meet(handoff: HandoffState, facts: readonly JournalFact[]): Standing | null {
    if (!isOpen(handoff.stage)) return null;
    const missedBefore = facts.length === 0 && handoff.declined.length > 0;
    const standing = new Standing(handoff.id, handoff.sessionId, missedBefore);
    this.#book.add(standing);
    return standing;
  }

  #forget(standing: Standing): void {
    this.#book.forget(standing, this.#app.clock.now());
    this.#changed.delete(standing);
    this.#heldBack.delete(standing);
    this.#writer.remove(standing);
    this.#wake();
  }

  /** What an earlier process was told of silent operators stands in the journal. */
  async #learnMissed(standing: Standing): Promise<void> {
    const { id } = standing;
    const handoff = await this.#app.sessions.readHandoff(id);
    const journal = await this.#app.sessions.listJournal(id);
    if (handoff !== null)
      this.#learn(
        handoff,
        journal.map(({ fact }) => fact),
      );
    standing.missedBefore = false;
  }

  #followStaff(change: StaffChange): void {
    const { clock, staff } = this.#app;
    const claims = this.#book.claimsOf(change.id);
    switch (change.type) {
      case 'department':
        return;
      case 'department-removed':
        for (const standing of this.#book.inDepartment(change.id)) this.#touch(standing);
        return;
      case 'operator': {
        const member = staff.operator(change.id);
        if (member !== null) this.#putOperator(member);
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
        const cameAt = change.present ? staff.cameAt(change.id) : null;
        if (cameAt === null) this.#book.operatorLeft(change.id, clock.now());
        else this.#book.operatorCame(change.id, cameAt, clock.now());
        // Whoever is back before his chats were queued again keeps them.
        if (cameAt !== null) for (const standing of claims) standing.lost = null;
      }
    }
    for (const standing of claims) this.#touch(standing);
    this.#wake();
  }

  #putOperator({ record }: StaffMember): void {
    const cameAt = this.#app.staff.cameAt(record.id);
    this.#book.putOperator({ record, cameAt }, this.#app.clock.now());
  }

  #touch(standing: Standing): void {
    this.#changed.add(standing);
    this.#wake();
  }

  #wake(): void {
    if (!this.#running || this.#round !== null) return;
    this.#round = setImmediate(() => {
      this.#round = null;
      this.#guard(() => this.#settle(this.#app.clock.now()));
      this.#setAlarm();
    });
  }

  /** A broken assumption in here must not end the process that customers and operators talk through. */
  #guard(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#app.log.error({ err: error }, 'routing failed; trying again in a second');
      this.#failed = true;
      this.#retryAt ??= this.#app.clock.now() + RETRY;
      this.#wake();
    }
  }

  #settle(now: number): void {
    if (this.#retryAt !== null && this.#retryAt <= now) this.#retryAll(now);
    if (this.#failed) return;
    for (const standing of this.#changed) {
      const act = standing.busy || standing.heldBack ? null : dueAct(standing, this.#app.staff);
      if (act !== null) this.#begin(standing, act);
    }
    this.#changed.clear();
    for (const { needId, operatorId } of this.#book.settle(now)) {
      const standing = this.#book.standing(needId);
      if (standing === null) throw new Error(`routing offers ${needId}, which is not open`);
      // Its turn comes when it is known how what is being written ends.
      if (standing.busy) this.#book.withhold(standing);
      else this.#begin(standing, { do: 'offer', operatorId });
    }
  }

  #begin(standing: Standing, act: Act): void {
    if (act.do !== 'offer') this.#book.withhold(standing);
    this.#writer.put(standing, act);
  }

  #written(standing: Standing, act: Act, written: Written): void {
    if (standing.gone || this.#ended) return;
    const { clock, log } = this.#app;
    const details = { handoff: standing.id, act: act.do };
    const known = standing.entries;
    switch (written.type) {
      case 'failed':
        log.error(
          { ...details, err: written.error },
          'a handoff could not be routed; trying again in a second',
        );
        this.#holdBack(standing);
        break;
      case 'over-capacity':
        if (act.do !== 'offer') break;
        this.#book.fill(act.operatorId, clock.now());
        this.#retryAt ??= clock.now() + RETRY;
        break;
      case 'not-ours':
        if (this.#running) this.#holdBack(standing);
        break;
      case 'done':
        this.#learn(written.handoff);
        break;
      case 'stale':
        if (written.handoff === null) return this.#forget(standing);
        this.#learn(written.handoff);
        if (!this.#running || standing.entries > known || ++standing.failures < MOST_FAILURES) break;
        log.error(details, 'a handoff stays as it is; trying again in a second');
        this.#holdBack(standing);
    }
    if (standing.gone) return;
    this.#book.restore(standing);
    this.#touch(standing);
  }

  /** Not as fast as it can: when it changes, or in a second. */
  #holdBack(standing: Standing): void {
    standing.heldBack = true;
    this.#heldBack.add(standing);
    this.#retryAt ??= this.#app.clock.now() + RETRY;
  }

  #tryAgain(standing: Standing): void {
    standing.failures = 0;
    standing.heldBack = false;
    this.#heldBack.delete(standing);
  }

  #retryAll(now: number): void {
    this.#retryAt = null;
    this.#book.unfill(now);
    const again = this.#failed ? this.#book.standings() : this.#heldBack;
    this.#failed = false;
    for (const standing of [...again].filter(({ busy }) => !busy)) {
      this.#tryAgain(standing);
      this.#book.restore(standing);
      this.#changed.add(standing);
    }
  }

  #setAlarm(): void {
    const due = Math.min(this.#retryAt ?? Infinity, this.#book.nextStep ?? Infinity);
    if (this.#alarm?.due === due) return;
    this.#alarm?.task.cancel();
    this.#alarm = null;
    if (due === Infinity) return;
    const task = this.#app.clock.schedule(due, () => {
      this.#alarm = null;
      this.#wake();
    });
    this.#alarm = { due, task };
  }
}
