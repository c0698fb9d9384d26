import type { Assist, Handoff, StreamFrame } from '@baton/protocol';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { eventView } from '../../core/log/event-json.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import type { FollowUpRecord } from '../../ports/desk-store.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { App } from '../app.ts';
import type { HandoffChange, HandoffChanges } from '../handoff-changes.ts';
import { handoffView } from '../handoff-view.ts';
import type { LoadOf } from '../staff/staff-wire.ts';
import { Alerts } from './alerts.ts';
import { covers, sees, seesDepartment } from './audience.ts';
import type { Audience, FeedReader, Whose } from './audience.ts';
import { followUpAlert, followUpWire, followUpsFor } from './follow-ups-view.ts';
import type { FollowUpsView } from './follow-ups-view.ts';
import { FrameWindow } from './frame-window.ts';
import type { FeedPage } from './frame-window.ts';
import { HandoffViews } from './handoff-views.ts';
import { SessionFollower } from './session-follower.ts';
import { StaffFrames } from './staff-frames.ts';
import { RECENT, Standings, whoseOf } from './standings.ts';

export interface FeedOptions {
  /** Tells cursors of this process from those of others. */
  readonly instance: string;
  readonly changes: HandoffChanges;
  /** Absent: nothing is promised for later. */
  readonly followUps?: FollowUpsView;
  readonly loadOf: LoadOf;
  /** Most handoffs of each kind that a board begins with, per department; default by how many departments there are. */
  readonly head?: number;
}

/** Who opened a stream. */
export interface FeedSubject {
  readonly admin: boolean;
  readonly operatorId: string | null;
  readonly watched: ReadonlySet<string>;
}

/** Of ended handoffs so many are looked through at the start, for those that ended within the hour. */
const LOOKED_THROUGH = 1000;

/**
 * The console's feed: what happens to handoffs, in their sessions and among the staff, in one order that all readers
 * share, each given what is for him. Readers pull from a bounded window of recent frames; one that fell out of it, or
 * comes from another process, begins with a snapshot. What a snapshot and the frames after it show is what a new
 * snapshot would show.
 */
export class ConsoleFeed implements AsyncDisposable {
  readonly #app: App;
  readonly #options: FeedOptions;
  readonly #window: FrameWindow;
  readonly #views: HandoffViews;
  readonly #standings: Standings;
  readonly #sessions: SessionFollower;
  readonly #staff: StaffFrames;
  readonly #alerts: Alerts;
  readonly #readers = new Set<() => void>();
  /** Open streams of each operator. */
  readonly #streams = new Map<string, number>();
  readonly #subscriptions: Subscription[];
  #started = false;
  #woken: NodeJS.Immediate | null = null;

  /** Before the changes start, so that every open handoff is known. */
  constructor(app: App, options: FeedOptions) {
    this.#app = app;
    this.#options = options;
    this.#window = new FrameWindow(options.instance);
    this.#views = new HandoffViews(app);
    this.#standings = new Standings(this.#head());
    this.#staff = new StaffFrames({
      staff: app.staff,
      clock: app.clock,
      loadOf: options.loadOf,
      onOperator: (operator, removed) =>
        this.#push({ type: 'operator', operator, ...(removed && { removed }) }),
      onDepartment: (id) => this.#tellDepartment(id),
      onSight: (operatorId) => this.#resync(operatorId),
    });
    this.#alerts = new Alerts((department) => this.#staff.leadsOf(department));
    this.#sessions = new SessionFollower(app, {
      tell: (event, handoffId) => this.#tellEvent(event, handoffId),
      onRound: () => this.#wakeReaders(),
    });
    this.#subscriptions = [options.changes.subscribe((change) => this.#follow(change))];
  }

  async start(): Promise<void> {
    const { followUps } = this.#options;
    const since = this.#app.clock.now() - RECENT;
    const ended = await this.#app.sessions.listEndedSince(since, LOOKED_THROUGH);
    for (const state of ended.toReversed()) this.#note(state);
    this.#sessions.start();
    this.#staff.start();
    if (followUps !== undefined)
      this.#subscriptions.push(followUps.subscribe((record) => this.#tellFollowUp(record)));
    this.#started = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.cancel();
    this.#staff[Symbol.dispose]();
    await this.#sessions[Symbol.asyncDispose]();
    if (this.#woken !== null) clearImmediate(this.#woken);
  }

  /** Looks for what it may not have been woken for in the sessions that it follows. */
  readAgain(): void {
    this.#sessions.readAgain();
  }

  /** Calls `wake` whenever there are new frames. `operatorId`: whose stream it is. */
  subscribe(wake: () => void, operatorId: string | null = null): Subscription {
    // A function of its own: one listener may be subscribed twice.
    const own = (): void => wake();
    this.#readers.add(own);
    this.#count(operatorId, 1);
    this.#staff.watched(true);
    return {
      cancel: () => {
        if (!this.#readers.delete(own)) return;
        this.#count(operatorId, -1);
        if (this.#readers.size === 0) this.#staff.watched(false);
      },
    };
  }

  /** Whether an operator has a stream open. */
  isRead(operatorId: string): boolean {
    return this.#streams.has(operatorId);
  }

  /** Help with the newest message of a session, for the streams of its holder alone (H8.1). */
  tellAssist(operatorId: string, assist: Assist): void {
    this.#push({ type: 'assist', assist }, { to: 'operator', operatorId });
  }

  /** The next frames after `cursor`; a snapshot when the cursor is none of ours or has fallen out of the window. */
  async after(cursor: string | null, subject: FeedSubject): Promise<FeedPage> {
    const reader = this.#readerOf(subject);
    const number = this.#window.find(cursor);
    return (number === null ? null : this.#window.after(number, reader)) ?? this.#snapshot(reader);
  }

  #count(operatorId: string | null, by: 1 | -1): void {
    if (operatorId === null) return;
    const count = (this.#streams.get(operatorId) ?? 0) + by;
    if (count > 0) this.#streams.set(operatorId, count);
    else this.#streams.delete(operatorId);
  }

  #readerOf({ admin, operatorId, watched }: FeedSubject): FeedReader {
    const record = operatorId === null ? null : this.#app.staff.operator(operatorId)?.record;
    const departments = record?.departments ?? [];
    return { admin, lead: record?.lead ?? false, operatorId, departments, watched };
  }

  async #snapshot(reader: FeedReader): Promise<FeedPage> {
    // The cursor is taken first: what happens while the list is read is given again, and is the same.
    const cursor = this.#window.newest;
    const now = this.#app.clock.now();
    const departments = this.#app.staff.departments().filter(({ id }) => seesDepartment(reader, id));
    const frame: StreamFrame = {
      type: 'snapshot',
      handoffs: await this.#handoffsFor(reader, now),
      operators: this.#staff.operators(),
      departments: departments.map(({ id }) => this.#app.lines.statusOf(id, now)),
      follow_ups: await followUpsFor(reader, this.#options.followUps),
      alerts: this.#alerts.heldFor(reader, now),
    };
    return { frames: [{ id: cursor, type: 'snapshot', data: JSON.stringify(frame) }], cursor };
  }

  async #handoffsFor(reader: FeedReader, now: number): Promise<Handoff[]> {
    const handoffs: Handoff[] = [];
    for (const id of this.#standings.shownTo(reader, now)) {
      const handoff = await this.#views.read(id);
      const whose = this.#whoseIs(id);
      // Read again: it may have moved on meanwhile.
      if (handoff !== null && whose !== null && sees(reader, whose)) handoffs.push(handoff);
    }
    return handoffs.toSorted((a, b) => (a.requested_utc < b.requested_utc ? -1 : 1));
  }

  #follow(change: HandoffChange): void {
    if (change.type === 'deleted') return this.#forget(change.handoffId, change.sessionId);
    const { handoff, facts } = change;
    const before = this.#standings.whoseIs(handoff.id);
    const followers = this.#note(handoff);
    // What was open before this process began is in the snapshots; nobody has been told anything yet.
    if (!this.#started) return;
    this.#tellHandoff(handoff, before);
    for (const id of followers) void this.#tellFollower(id);
    for (const { alert, audience } of this.#alerts.follow(handoff, facts))
      this.#window.push({ type: 'alert', alert }, audience);
    const whose = whoseOf(handoff);
    this.#staff.touch({
      departments: [...(before?.departments ?? []), ...whose.departments],
      operators: [...(before?.operators ?? []), ...whose.operators],
    });
    this.#wakeReaders();
  }

  /** Of one that has ended, whose it was. */
  #whoseIs(handoffId: string): Whose | null {
    return this.#standings.whoseIs(handoffId) ?? this.#views.whoseWas(handoffId);
  }

  #note(handoff: HandoffState): string[] {
    this.#views.put(handoff);
    this.#sessions.follow(handoff);
    return this.#standings.put(handoff);
  }

  #tellHandoff(handoff: HandoffState, before: Whose | null): void {
    const whose = whoseOf(handoff);
    const position = this.#app.lines.positionOf(handoff.id);
    this.#window.push({ type: 'handoff', handoff: handoffView(handoff, position) }, { to: 'handoff', whose });
    if (before === null || covers(whose, before)) return;
    this.#window.push({ type: 'handoff-gone', handoff_id: handoff.id }, { to: 'left', before, now: whose });
  }

  /** One that has come near enough to the head of its line to be shown. */
  async #tellFollower(id: string): Promise<void> {
    await this.#views.read(id).catch((error: unknown) => {
      this.#app.log.error({ err: error, handoff: id }, 'the console feed could not read a handoff');
    });
    // It may have moved on meanwhile, and what moved it has told it then: nothing older may follow that.
    const handoff = this.#views.current(id);
    const whose = this.#standings.whoseIs(id);
    if (handoff !== null && whose !== null)
      this.#push({ type: 'handoff', handoff }, { to: 'handoff', whose });
  }

  /** H3.7: the session is gone with its handoff. */
  #forget(handoffId: string, sessionId: string): void {
    const before = this.#standings.whoseIs(handoffId);
    const followers = this.#standings.remove(handoffId);
    this.#views.forget(handoffId);
    this.#sessions.forget(sessionId);
    this.#alerts.forget(handoffId);
    if (before === null) return;
    this.#push({ type: 'handoff-gone', handoff_id: handoffId }, { to: 'left', before, now: null });
    for (const id of followers) void this.#tellFollower(id);
    this.#staff.touch(before);
  }

  #tellEvent(event: EventRecord, handoffId: string): void {
    const whose = this.#whoseIs(handoffId);
    if (whose === null) return;
    if (event.kind === 'message' && event.source.startsWith('human_agent')) this.#alerts.answered(handoffId);
    const { sessionId } = event;
    const frame: StreamFrame = { type: 'session-event', session_id: sessionId, event: eventView(event) };
    this.#window.push(frame, { to: 'session', sessionId, whose });
  }

  #tellDepartment(department: string): void {
    this.#standings.setHead(this.#head());
    const status = this.#app.lines.statusOf(department, this.#app.clock.now());
    this.#push({ type: 'department', status }, { to: 'department', department });
  }

  #tellFollowUp(record: FollowUpRecord): void {
    const operators = record.owner === null ? [] : [record.owner.id];
    const whose = { departments: [record.departmentId], operators };
    this.#push({ type: 'follow-up', follow_up: followUpWire(record) }, { to: 'handoff', whose });
    const alert = followUpAlert(record);
    if (record.state !== 'due') return this.#alerts.drop(alert.id);
    const { audience } = this.#alerts.add(alert, this.#app.clock.now());
    this.#push({ type: 'alert', alert }, audience);
  }

  #resync(operatorId: string | null): void {
    this.#standings.setHead(this.#head());
    this.#window.resync(operatorId === null ? { to: 'all' } : { to: 'operator', operatorId });
    this.#wakeReaders();
  }

  #push(frame: StreamFrame, audience: Audience = { to: 'all' }): void {
    this.#window.push(frame, audience);
    this.#wakeReaders();
  }

  /** Once for all that happens in a turn of the event loop. */
  #wakeReaders(): void {
    this.#woken ??= setImmediate(() => {
      this.#woken = null;
      for (const wake of [...this.#readers]) wake();
    });
  }

  /** A board is to have some thousand handoffs at most, whoever's it is. */
  #head(): number {
    const { head } = this.#options;
    if (head !== undefined) return head;
    return Math.min(100, Math.max(5, Math.floor(2000 / Math.max(1, this.#app.staff.departments().length))));
  }
}
