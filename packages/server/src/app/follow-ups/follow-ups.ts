import type { OperatorRef } from '@baton/protocol';
import { refuse } from '../../core/handoff/decision.ts';
import type { Refusal } from '../../core/handoff/decision.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { DeskStore, FollowUpRecord } from '../../ports/desk-store.ts';
import type { ScheduledTask } from '../../ports/clock.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { App } from '../app.ts';
import type { Duty } from '../cluster/duty.ts';
import { deskGuard } from '../cluster/leadership.ts';
import type { HandoffChange, HandoffChanges } from '../handoff-changes.ts';
import { settleWithFollowUp } from '../return/settle-with-follow-up.ts';
import { Lanes } from '../lanes.ts';
import { becomeDue, leaveQueue } from './become-due.ts';
import { afterAttempt, mailOf, tryAt } from './mail-of.ts';
import { ended, isEnded, settledBy } from './settled-by.ts';

const PAGE = 100;
/** After a failure, in microseconds. */
const RETRY = 1_000_000;
const MOST_ATTEMPTS = 10;
/** More mails than that are not on their way at once. */
const MOST_MAILS = 4;

export type FollowUpOutcome =
  | { readonly type: 'done'; readonly followUp: FollowUpRecord }
  | { readonly type: 'not-found' }
  | Refusal;

/** Who acts on a follow-up. */
export interface FollowUpActor {
  readonly operator: OperatorRef;
  /** He may act on what others own. */
  readonly lead: boolean;
}

/**
 * Calls and e-mails that were promised for later (H7.1). Their times live in the store: what became due while no
 * server ran fires at the start, in the order of the times; one alarm is set for the earliest. A callback that is due
 * is put in its department's queue as a handoff of its own, so that routing finds somebody, and is done when that
 * one is resolved; when nobody came for it, it becomes due again. Mails go out beside, again after a while when they
 * fail. Of many nodes the one that leads sees to them; all tell of them.
 */
export class FollowUps implements Duty, AsyncDisposable {
  readonly #app: App;
  readonly #store: DeskStore;
  readonly #subscriptions: readonly Subscription[];
  readonly #listeners = new Set<(followUp: FollowUpRecord) => void>();
  /** One follow-up is changed at a time. */
  readonly #lanes = new Lanes();
  readonly #running = new Set<Promise<void>>();
  readonly #mails = new Set<string>();
  #alarm: ScheduledTask | null = null;
  #round: Promise<void> | null = null;
  #again = false;
  #leading = false;

  /** Before `changes` starts, so that nothing is missed. */
  constructor(app: App, store: DeskStore, changes: HandoffChanges) {
    this.#app = app;
    this.#store = store;
    const news = app.followUpNews?.subscribe((id) => this.heard(id));
    this.#subscriptions = [
      changes.subscribe((change) => this.#follow(change)),
      ...(news === undefined ? [] : [news]),
    ];
  }

  /** Once `changes` has told of what was there. */
  async lead(): Promise<void> {
    this.#leading = true;
    await this.#settleMissed();
    this.#wake();
  }

  rest(): void {
    this.#leading = false;
    this.#alarm?.cancel();
    this.#alarm = null;
  }

  /** One that was written elsewhere: with what promised it, with what settled it, or by another node. */
  heard(id: string): void {
    this.#go('be told', id, () => this.#meet(id));
  }

  /** Looks for times that it may not have heard of. */
  readAgain(): void {
    this.#wake();
  }

  /** Calls `listener` with each that was made or changed, once the store has it. */
  subscribe(listener: (followUp: FollowUpRecord) => void): Subscription {
    const own = (followUp: FollowUpRecord): void => listener(followUp);
    this.#listeners.add(own);
    return { cancel: () => this.#listeners.delete(own) };
  }

  readonly list: DeskStore['listFollowUps'] = (query) => this.#store.listFollowUps(query);
  readonly count: DeskStore['countFollowUps'] = (query) => this.#store.countFollowUps(query);

  /** An operator takes it upon himself. Of two, the first has it; a lead may take it from him. */
  claim(id: string, { operator, lead }: FollowUpActor): Promise<FollowUpOutcome> {
    return this.#act(id, operator, (followUp) => {
      const { owner } = followUp;
      if (owner !== null && owner.id !== operator.id && !lead)
        return refuse('already-held', `${owner.name} has taken it upon himself.`);
      return { ...followUp, owner: operator };
    });
  }

  /** It has been done (or, `cancelled`, need not be any more); `result`: what came of it. */
  settle(
    id: string,
    state: 'done' | 'cancelled',
    { operator, lead, result }: FollowUpActor & { readonly result: string | null },
  ): Promise<FollowUpOutcome> {
    return this.#act(id, operator, (followUp) => {
      const { owner } = followUp;
      if (owner !== null && owner.id !== operator.id && !lead)
        return refuse(
          'not-holder',
          `${owner.name} has taken it upon himself; only he can do this, or a lead.`,
        );
      return ended(followUp, state, result, owner ?? operator);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.rest();
    for (const subscription of this.#subscriptions) subscription.cancel();
    this.#alarm?.cancel();
    await this.#round;
    await Promise.all(this.#running);
    await this.#lanes.idle();
  }

  async #act(
    id: string,
    operator: OperatorRef,
    change: (followUp: FollowUpRecord) => FollowUpRecord | Refusal,
  ): Promise<FollowUpOutcome> {
    const held: { refusal: Refusal | null } = { refusal: null };
    const followUp = await this.#change(id, (current) => {
      const changed = isEnded(current)
        ? refuse('wrong-stage', `This follow-up is ${current.state} already.`)
        : change(current);
      held.refusal = 'type' in changed ? changed : null;
      return 'type' in changed ? null : changed;
    });
    if (held.refusal !== null) return held.refusal;
    if (followUp === null) return { type: 'not-found' };
    if (isEnded(followUp) && followUp.kind === 'callback')
      this.#go('leave its queue', id, () => leaveQueue(this.#app, followUp));
    if (isEnded(followUp) && followUp.kind === 'commitment')
      this.#go('settle its commitment', id, () => settleWithFollowUp(this.#app, followUp, operator));
    return { type: 'done', followUp };
  }

  /** Null from `change`: it stays as it is. Null as the answer: there is none. */
  #change(
    id: string,
    change: (current: FollowUpRecord) => FollowUpRecord | null,
  ): Promise<FollowUpRecord | null> {
    return this.#lanes.run(id, async () => {
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        const current = await this.#store.readFollowUp(id);
        if (current === null) return null;
        const changed = change(current);
        if (changed === null) return current;
        if (!(await this.#store.writeFollowUp(changed, current))) continue;
        this.#tell(changed);
        this.#wake();
        return changed;
      }
      throw new Error(`follow-up ${id} changed ${MOST_ATTEMPTS} times while it was written`);
    });
  }

  #follow(change: HandoffChange): void {
    if (change.type !== 'changed' || !this.#leading) return;
    const { handoff, facts } = change;
    for (const { id, with: how } of settledBy(this.#app, handoff, facts))
      this.#go('be settled', id, async () => void (await this.#change(id, how)));
  }

  async #meet(id: string): Promise<void> {
    const followUp = await this.#store.readFollowUp(id);
    if (followUp === null) return;
    this.#tell(followUp);
    this.#wake();
  }

  /** What was taken up or ended while no server saw to it. */
  async #settleMissed(): Promise<void> {
    let after: { due: number; id: string } | undefined;
    for (;;) {
      const query = { state: 'due', limit: PAGE } as const;
      const page = await this.#store.listFollowUps(after === undefined ? query : { ...query, after });
      for (const { id, kind, sessionId } of page) {
        if (kind !== 'callback') continue;
        const handoff = await this.#queuedFor(id, sessionId);
        if (handoff === null) continue;
        const settled = settledBy(this.#app, handoff, null).find((each) => each.id === id);
        if (settled !== undefined) await this.#change(id, settled.with);
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = { due: last.due, id: last.id };
    }
  }

  /** The handoff that is open for it, else the session's last one. */
  async #queuedFor(id: string, sessionId: string): Promise<HandoffState | null> {
    const { sessions } = this.#app;
    const open = await sessions.readOpenHandoff(sessionId);
    if (open?.evidence.some(({ quote }) => quote === id) === true) return open;
    return sessions.readLastHandoff(sessionId);
  }

  #go(what: string, id: string, task: () => Promise<void>): void {
    const running = task().catch((error: unknown) => {
      this.#app.log.error({ err: error, followUp: id }, `a follow-up could not ${what}`);
    });
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }

  #tell(followUp: FollowUpRecord): void {
    for (const listener of this.#listeners) {
      try {
        listener(followUp);
      } catch (error) {
        this.#app.log.error({ err: error }, 'what follows follow-ups failed on a change');
      }
    }
  }

  #wake(): void {
    this.#again = true;
    if (this.#leading) this.#round ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.#again && this.#leading) {
      this.#again = false;
      try {
        const allFired = await this.#fireDue();
        await this.#setAlarm(allFired ? 0 : this.#app.clock.now() + RETRY);
      } catch (error) {
        this.#app.log.error({ err: error }, 'follow-ups could not be read; trying again in a second');
        this.#alarmAt(this.#app.clock.now() + RETRY);
      }
    }
    // In the same step as the test above: a wake-up in between would be slept through.
    this.#round = null;
  }

  /** False when some could not be fired: they are still due. */
  async #fireDue(): Promise<boolean> {
    const now = this.#app.clock.now();
    let allFired = true;
    // Looked for by themselves: mails that cannot be sent must not stand in their way.
    for (const followUp of await this.#store.listFollowUps({ state: 'open', dueUntil: now, limit: PAGE })) {
      try {
        allFired = (await this.#fire(followUp)) && allFired;
      } catch (error) {
        allFired = false;
        const details = { err: error, followUp: followUp.id };
        this.#app.log.error(details, 'a follow-up could not become due; trying again in a second');
      }
    }
    for (const { id, delivery } of await this.#store.listDueFollowUps(now, PAGE)) {
      if (delivery?.state !== 'waiting' || (delivery.nextAt ?? Infinity) > now) continue;
      if (!this.#post(id)) return false;
    }
    return allFired;
  }

  /** False when another node leads by now. */
  async #fire(followUp: FollowUpRecord): Promise<boolean> {
    const change = await becomeDue(this.#app, followUp);
    if (change === null) return false;
    const { id, due } = followUp;
    // Another node may have been through all of it meanwhile, and have it due once more, later.
    const now = await this.#change(id, (current) =>
      current.state === 'open' && current.due === due ? change(current) : null,
    );
    // It was settled by hand while it was put in the queue.
    if (now !== null && now.kind === 'callback' && isEnded(now)) await leaveQueue(this.#app, now);
    return true;
  }

  /** Sends its mail, beside whatever else is due. False when there are enough on their way. */
  #post(id: string): boolean {
    if (this.#mails.has(id)) return true;
    if (this.#mails.size >= MOST_MAILS) return false;
    this.#mails.add(id);
    this.#go('be mailed', id, async () => {
      try {
        await this.#send(id);
      } finally {
        this.#mails.delete(id);
        this.#wake();
      }
    });
    return true;
  }

  /** The attempt is written before it is made: a crash costs one mail too many, never one too few. */
  async #send(id: string): Promise<void> {
    const { mailer } = this.#app;
    if (deskGuard(this.#app) === null) return;
    const tried = await this.#change(id, (current) => tryAt(current, this.#app.clock.now(), mailer));
    if (mailer === undefined || tried?.delivery?.state !== 'waiting') return;
    const { attempts, mail: which, nextAt } = tried.delivery;
    const mail = await mailOf(this.#app, tried);
    // This process has been stopped meanwhile: whoever leads now makes an attempt of his own.
    if (this.#app.clock.now() >= (nextAt ?? Infinity)) return;
    const outcome =
      'error' in mail
        ? ({ type: 'failed', error: mail.error, worthTrying: false } as const)
        : await mailer.send(mail);
    await this.#change(id, (current) =>
      current.delivery?.attempts === attempts && current.delivery.mail === which
        ? afterAttempt(this.#app, current, outcome, this.#app.clock.now())
        : null,
    );
  }

  async #setAlarm(earliest: number): Promise<void> {
    const due = await this.#store.nextFollowUpDue();
    this.#alarm?.cancel();
    this.#alarm = null;
    if (due !== null && !this.#again) this.#alarmAt(Math.max(due, earliest));
  }

  #alarmAt(due: number): void {
    this.#alarm?.cancel();
    this.#alarm = this.#leading ? this.#app.clock.schedule(due, () => this.#wake()) : null;
  }
}
