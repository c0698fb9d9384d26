import { DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import { HybridArticleSearch } from '../adapters/articles/hybrid-article-search.ts';
import type { App } from '../app/app.ts';
import { Behaviours } from '../app/behaviour/behaviours.ts';
import { HandoffChanges } from '../app/handoff-changes.ts';
import { HandoffDesk } from '../app/handoff-desk.ts';
import { postEvent } from '../app/post-event.ts';
import { newTraceId } from '../app/random-id.ts';
import { updateSession } from '../app/update-session.ts';
import { Lines } from '../app/waiting/lines.ts';
import { Staff } from '../app/staff/staff.ts';
import { TurnScheduler } from '../engine/turn-scheduler.ts';
import { TurnSweeper } from '../engine/turn-sweeper.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease } from '../ports/cluster-store.ts';
import type { Stores } from '../ports/stores.ts';
import type { WakeUps } from '../ports/wake-ups.ts';
import { KeptLog } from './kept-log.ts';
import { ANNA } from './make.ts';
import { scriptedStages } from './scripted-stages.ts';
import type { Script } from './scripted-stages.ts';

/** What a node believes of the others; a test says what that is. */
export interface Belief {
  readonly nodeId: string;
  lease: Lease | null;
  living: string[];
}

/** What runs turns on one of several nodes: without routing, timers and HTTP. */
export class TurnNode implements AsyncDisposable {
  readonly app: App;
  readonly turns: TurnScheduler;
  readonly sweeper: TurnSweeper;
  readonly belief: Belief;
  readonly log: KeptLog;
  readonly desk: HandoffDesk;

  private constructor(app: App, parts: { turns: TurnScheduler; belief: Belief; log: KeptLog }) {
    this.app = app;
    this.turns = parts.turns;
    this.belief = parts.belief;
    this.log = parts.log;
    this.desk = new HandoffDesk(app);
    this.sweeper = new TurnSweeper(app, parts.turns);
  }

  static async start(options: {
    readonly nodeId: string;
    readonly stores: Stores;
    readonly wakeUps: WakeUps;
    readonly clock: Clock;
    readonly script?: Script;
    readonly concurrency?: number;
  }): Promise<TurnNode> {
    const { nodeId, stores, wakeUps, clock } = options;
    const { sessions } = stores;
    const log = new KeptLog();
    const behaviours = await Behaviours.open(stores.behaviour);
    const staff = await Staff.open(stores.desk, { clock, log, defaults: DEFAULT_DEPARTMENT_POLICY });
    const turns = new TurnScheduler({
      behaviours,
      stages: scriptedStages(options.script),
      concurrency: options.concurrency ?? 64,
      timeout: 180_000,
    });
    const belief: Belief = { nodeId, lease: null, living: [nodeId] };
    const app: App = {
      sessions,
      directory: stores.directory,
      traces: stores.traces,
      moderator: null,
      articleSearch: new HybridArticleSearch(null),
      textAnalyser: null,
      clock,
      wakeUps,
      turns,
      leadership: belief,
      policy: {},
      staff,
      lines: new Lines(new HandoffChanges({ sessions, wakeUps, clock, log }), staff),
      log,
    };
    turns.attach(app);
    return new TurnNode(app, { turns, belief, log });
  }

  /** From now on it leads, and knows these nodes to be alive. */
  leads(...living: string[]): void {
    this.belief.lease = { name: 'desk', token: 1 };
    this.belief.living = living;
  }

  /** A customer writes through this node, which answers him. */
  async customerSays(message: string, sessionId: string): Promise<void> {
    const session = await this.app.sessions.readSession(sessionId);
    if (session === null) throw new Error(`no session ${sessionId}`);
    const body = { kind: 'message', source: 'customer', message } as const;
    await postEvent(this.app, session, body, {
      idempotency: undefined,
      author: null,
      traceId: newTraceId(),
    });
  }

  async setMode(mode: 'auto' | 'manual', sessionId: string): Promise<void> {
    await updateSession(this.app, sessionId, { mode }, newTraceId());
  }

  async takeOver(sessionId: string): Promise<void> {
    await this.desk.takeOver(sessionId, ANNA, { traceId: newTraceId() });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.sweeper[Symbol.asyncDispose]();
    await this.turns[Symbol.asyncDispose]();
  }
}
