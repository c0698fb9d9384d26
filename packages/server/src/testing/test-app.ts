import type { App } from '../app/app.ts';
import { ConsoleFeed } from '../app/console-feed.ts';
import { HandoffDesk } from '../app/handoff-desk.ts';
import { HandoffTimers } from '../app/handoff-timers.ts';
import { randomId } from '../app/random-id.ts';
import { DEFAULT_HANDOFF_POLICY } from '../core/handoff/journal-fact.ts';
import type { HandoffPolicy } from '../core/handoff/journal-fact.ts';
import { BehaviourRegistry } from '../engine/behaviour.ts';
import { TurnScheduler } from '../engine/turn-scheduler.ts';
import type { Clock } from '../ports/clock.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';
import type { EngineStages } from '../ports/engine-stages.ts';
import type { SessionStore } from '../ports/session-store.ts';
import type { WakeUps } from '../ports/wake-ups.ts';
import { KeptLog } from './kept-log.ts';
import { makeAgent } from './make.ts';
import { scriptedStages } from './scripted-stages.ts';

export interface TestAppOptions {
  readonly sessions: SessionStore;
  readonly directory: DirectoryStore;
  readonly clock: Clock;
  readonly wakeUps: WakeUps;
  readonly stages?: EngineStages;
  readonly policy?: Partial<HandoffPolicy>;
  /** Turns at once. */
  readonly concurrency?: number;
  /** Milliseconds a turn may take. */
  readonly timeout?: number;
}

/** The server's parts without HTTP, on a store that outlives them. One agent, `agent`, is there. */
export class TestApp implements AsyncDisposable {
  readonly app: App;
  readonly turns: TurnScheduler;
  readonly feed: ConsoleFeed;
  readonly timers: HandoffTimers;
  readonly desk: HandoffDesk;
  readonly log: KeptLog = new KeptLog();

  private constructor(options: TestAppOptions) {
    this.turns = new TurnScheduler({
      behaviours: new BehaviourRegistry(),
      stages: options.stages ?? scriptedStages(),
      concurrency: options.concurrency ?? 64,
      timeout: options.timeout ?? 180_000,
    });
    this.app = {
      sessions: options.sessions,
      directory: options.directory,
      clock: options.clock,
      wakeUps: options.wakeUps,
      turns: this.turns,
      policy: { ...DEFAULT_HANDOFF_POLICY, ...options.policy },
      log: this.log,
    };
    this.turns.attach(this.app);
    this.feed = new ConsoleFeed(this.app, randomId());
    this.timers = new HandoffTimers(this.app);
    this.desk = new HandoffDesk(this.app);
  }

  /** Starts as the server does: stores, agent, feed, timers, and turns for what was left unanswered. */
  static async start(options: TestAppOptions): Promise<TestApp> {
    const started = new TestApp(options);
    await started.app.directory.putAgent(makeAgent());
    await started.feed.start();
    started.timers.start();
    await started.turns.recover();
    return started;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.timers[Symbol.asyncDispose]();
    await this.feed[Symbol.asyncDispose]();
    await this.turns[Symbol.asyncDispose]();
  }
}
