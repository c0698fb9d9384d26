import type { ContextPackage } from '@baton/protocol';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { isWaiting } from '../../core/handoff/handoff-state.ts';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import { updatePackage } from '../../core/package/update-package.ts';
import { OverloadedError, StoreUnavailableError } from '../../ports/store-errors.ts';
import type { SummaryWriter } from '../../ports/summary-writer.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { App } from '../app.ts';
import { changeDesk } from '../change-desk.ts';
import type { Decide } from '../change-desk.ts';
import type { Duty } from '../cluster/duty.ts';
import { deskGuard } from '../cluster/leadership.ts';
import { findCustomer } from '../find-customer.ts';
import type { HandoffChange, HandoffChanges } from '../handoff-changes.ts';
import { newTraceId } from '../random-id.ts';
import { KeptHandoff } from './kept-handoff.ts';
import { preparePackage } from './prepare-package.ts';
import { Summaries } from './summaries.ts';

/** Packages made side by side. */
const MOST_AT_ONCE = 4;
/** Of what has come since, so much is looked at to see whether it matters. */
const LOOKED_AT = 50;
const LOOKED_AT_CHARACTERS = 200_000;
/** After the store did not answer, in microseconds. */
const RETRY = 1_000_000;

/**
 * Keeps the packages of handoffs that wait current (H5.1): what the customer says and tools answer meanwhile is in
 * them when somebody comes. Made anew at once when there is news, then at most every 2 s, and less often the longer
 * somebody goes on: 8 in the first quarter of a minute, at most one a minute in the end. Before a handoff is put to
 * an operator what is new goes in at once. Nothing is changed while somebody holds it. Of many nodes the one that leads
 * does it, so that a model is asked once.
 */
export class PackageKeeper implements Duty, AsyncDisposable {
  readonly #app: App;
  readonly #changes: HandoffChanges;
  readonly #summaries: Summaries | null;
  /** By session. */
  readonly #kept = new Map<string, KeptHandoff>();
  readonly #queue: KeptHandoff[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #subscriptions: Subscription[] = [];
  #resting = true;

  /** `writer` null: the extract is the summary. */
  constructor(app: App, changes: HandoffChanges, writer: SummaryWriter | null) {
    this.#app = app;
    this.#changes = changes;
    this.#summaries = writer === null ? null : new Summaries(app, writer, (kept) => this.#withoutModel(kept));
  }

  /** Before the changes start, so that none is missed. */
  start(): void {
    this.#subscriptions.push(
      this.#changes.subscribe((change) => this.#follow(change)),
      this.#app.wakeUps.subscribeAll((sessionId) => {
        const kept = this.#kept.get(sessionId);
        if (kept !== undefined) this.#look(kept);
      }),
    );
  }

  /** What has come since the packages were made is looked for. */
  lead(): void {
    this.#resting = false;
    for (const kept of this.#kept.values()) {
      this.#look(kept);
      if (!kept.hasModelWords) this.#summarise(kept);
    }
  }

  rest(): void {
    this.#resting = true;
    for (const kept of this.#queue.splice(0)) kept.isQueued = false;
    for (const kept of this.#kept.values()) {
      kept.alarm?.cancel();
      kept.alarm = null;
    }
    this.#summaries?.clear();
  }

  /** Looks for what it may not have been woken for. */
  readAgain(): void {
    for (const kept of this.#kept.values()) this.#look(kept);
  }

  /** Resolves once nothing is being made. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#resting = true;
    for (const subscription of this.#subscriptions) subscription.cancel();
    for (const kept of this.#kept.values()) kept.end();
    await this.settled();
    await this.#summaries?.[Symbol.asyncDispose]();
  }

  #follow(change: HandoffChange): void {
    if (change.type === 'deleted') return this.#forget(change.sessionId, change.handoffId);
    const { handoff, facts } = change;
    if (!isWaiting(handoff.stage)) return this.#forget(handoff.sessionId, handoff.id);
    const isNew = this.#kept.get(handoff.sessionId)?.id !== handoff.id;
    const kept = this.#keptOf(handoff);
    const has = (...types: JournalFact['type'][]): boolean => facts.some(({ type }) => types.includes(type));
    kept.hasModelWords = handoff.package.summary_by === 'model';
    if (this.#resting && has('package-updated')) kept.follow(handoff.package.transcript.to_offset);
    if (has('joined')) kept.isForced = true;
    // What the one who comes reads is to be current, however often it has been made.
    const isHurried = has('offered', 'requeued', 'transferred') || (isNew && facts.length > 0);
    if (isHurried || kept.isForced) this.#look(kept, isHurried);
    if (has('requested')) this.#summarise(kept);
  }

  #keptOf({ id, sessionId, package: made }: HandoffState): KeptHandoff {
    const known = this.#kept.get(sessionId);
    if (known?.id === id) return known;
    known?.end();
    const kept = new KeptHandoff(id, sessionId, made.transcript.to_offset);
    this.#kept.set(sessionId, kept);
    return kept;
  }

  #forget(sessionId: string, handoffId: string): void {
    const kept = this.#kept.get(sessionId);
    if (kept?.id !== handoffId) return;
    kept.end();
    this.#kept.delete(sessionId);
  }

  /** Has it looked at when there is room. */
  #look(kept: KeptHandoff, isHurried = false): void {
    kept.isDirty = true;
    if (isHurried) {
      kept.alarm?.cancel();
      kept.alarm = null;
      kept.isHurried = true;
    }
    if (kept.isQueued || kept.alarm !== null || this.#resting) return;
    kept.isQueued = true;
    this.#queue.push(kept);
    this.#fill();
  }

  #fill(): void {
    while (this.#running.size < MOST_AT_ONCE) {
      const kept = this.#queue.shift();
      if (kept === undefined) return;
      const run = this.#work(kept).finally(() => {
        this.#running.delete(run);
        kept.isQueued = false;
        if (kept.isDirty && !kept.isOver) this.#look(kept);
        this.#fill();
      });
      this.#running.add(run);
    }
  }

  /** Never rejects. */
  async #work(kept: KeptHandoff): Promise<void> {
    if (kept.isOver || this.#resting) return;
    const { clock, log } = this.#app;
    kept.isDirty = false;
    const { isHurried } = kept;
    kept.isHurried = false;
    try {
      if (!kept.isForced && !(await this.#hasNews(kept))) return;
      if (!isHurried && kept.due > clock.now()) return this.#later(kept);
      await this.#renew(kept);
    } catch (error) {
      log.error({ err: error, handoff: kept.id }, 'a context package could not be brought up to date');
      if (error instanceof StoreUnavailableError || error instanceof OverloadedError)
        this.#later(kept, clock.now() + RETRY);
    }
  }

  #later(kept: KeptHandoff, due: number = kept.due): void {
    if (kept.isOver || this.#resting || kept.alarm !== null) return;
    kept.alarm = this.#app.clock.schedule(due, () => {
      kept.alarm = null;
      this.#look(kept);
    });
  }

  /** Whether the customer wrote, a tool answered, or something that is in the package was deleted. */
  async #hasNews({ sessionId, read }: KeptHandoff): Promise<boolean> {
    const { sessions } = this.#app;
    const events = await sessions.listEvents({
      sessionId,
      minOffset: read + 1,
      kinds: ['message', 'tool'],
      limit: LOOKED_AT,
      characters: LOOKED_AT_CHARACTERS,
    });
    const matters = events.some(
      ({ kind, source }) => kind === 'tool' || source === 'customer' || source === 'customer_ui',
    );
    if (matters || events.length === LOOKED_AT) return true;
    return (await sessions.readEvent(sessionId, read))?.deleted === true;
  }

  async #renew(kept: KeptHandoff): Promise<void> {
    const app = this.#app;
    const guard = deskGuard(app);
    if (guard === null) return;
    const at = app.clock.now();
    const session = await app.sessions.readSession(kept.sessionId);
    const handoff = await app.sessions.readOpenHandoff(kept.sessionId);
    if (session === null || handoff === null || handoff.id !== kept.id || !isWaiting(handoff.stage)) return;
    kept.isForced = false;
    const customer = await findCustomer(app.directory, session.customerId);
    const made = await preparePackage(app, session, customer, handoff);
    // A model's words stay while it is asked again; its extract would come and go.
    const summarises = this.#summaries !== null && kept.maySummarise(at);
    const decide: Decide = (desk, moment) => {
      if (desk.handoff?.id !== kept.id || kept.isOver) return null;
      const updated = summarises ? withModelWords(made, desk.handoff.package) : made;
      return updatePackage(desk, updated, moment);
    };
    const outcome = await changeDesk(app, kept.sessionId, decide, { traceId: newTraceId(), guard });
    if (outcome.type === 'stale-lease') return;
    kept.read = made.transcript.to_offset;
    kept.made(at, outcome.type === 'done');
    if (outcome.type === 'done') this.#summarise(kept);
  }

  #summarise(kept: KeptHandoff): void {
    if (!this.#resting) this.#summaries?.ask(kept);
  }

  /** What a model wrote before is out of date and it writes nothing newer. */
  #withoutModel(kept: KeptHandoff): void {
    kept.isForced = true;
    this.#look(kept, true);
  }
}

function withModelWords(made: ContextPackage, before: ContextPackage): ContextPackage {
  if (before.summary_by !== 'model') return made;
  const { summary, intent, summary_by } = before;
  return { ...made, summary, intent, summary_by };
}
