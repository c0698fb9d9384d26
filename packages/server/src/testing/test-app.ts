import { EmbeddedSuggester } from '../adapters/suggest/embedded-suggester.ts';
import { HybridArticleSearch } from '../adapters/articles/hybrid-article-search.ts';
import { sentimentOf } from '../adapters/embedded/sentiment.ts';
import { DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import type { CreateEvent, SessionMode } from '@baton/protocol';
import type { App } from '../app/app.ts';
import { openAssistance } from '../app/assist/assistance.ts';
import type { AssistEngine, Assistance } from '../app/assist/assistance.ts';
import { ConsoleFeed } from '../app/feed/console-feed.ts';
import { FollowUpNews } from '../app/follow-ups/follow-up-news.ts';
import { FollowUps } from '../app/follow-ups/follow-ups.ts';
import { HandoffChanges } from '../app/handoff-changes.ts';
import { HandoffDesk } from '../app/handoff-desk.ts';
import type { HandoffCommand } from '../app/handoff-command.ts';
import type { CommandOutcome } from '../app/command-outcome.ts';
import { HandoffTimers } from '../app/handoff-timers.ts';
import { postEvent } from '../app/post-event.ts';
import { knownVariables } from '../app/package/known-variables.ts';
import { PackageKeeper } from '../app/package/package-keeper.ts';
import { newTraceId, randomId } from '../app/random-id.ts';
import { Dispatcher } from '../app/routing/dispatcher.ts';
import type { DispatcherOptions } from '../app/routing/dispatcher.ts';
import { requestHandoff } from '../app/request-handoff.ts';
import { SettledCommitments } from '../app/return/settled-commitments.ts';
import { updateSession } from '../app/update-session.ts';
import type { HandoffPolicy } from '../core/handoff/handoff-policy.ts';
import { Lines } from '../app/waiting/lines.ts';
import { Staff } from '../app/staff/staff.ts';
import { Behaviours } from '../app/behaviour/behaviours.ts';
import { operatorCaller } from '../engine/operator-caller.ts';
import { TurnScheduler } from '../engine/turn-scheduler.ts';
import type { Clock } from '../ports/clock.ts';
import type { AssistStore } from '../ports/assist-store.ts';
import type { BehaviourStore } from '../ports/behaviour-store.ts';
import type { AgentRecord, DirectoryStore } from '../ports/directory-store.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineStages } from '../ports/engine-stages.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Moderator } from '../ports/moderator.ts';
import type { SummaryWriter } from '../ports/summary-writer.ts';
import type { SessionRecord, SessionStore } from '../ports/session-store.ts';
import type { TraceStore } from '../ports/trace-store.ts';
import type { WakeUps } from '../ports/wake-ups.ts';
import { KeptLog } from './kept-log.ts';
import { makeAgent, makeSession } from './make.ts';
import { scriptedStages } from './scripted-stages.ts';

export interface TestAppOptions {
  readonly sessions: SessionStore;
  readonly directory: DirectoryStore;
  readonly behaviour: BehaviourStore;
  readonly traces: TraceStore;
  readonly desk: DeskStore;
  readonly assist: AssistStore;
  readonly moderator?: Moderator;
  readonly clock: Clock;
  readonly wakeUps: WakeUps;
  readonly stages?: EngineStages;
  readonly policy?: Partial<HandoffPolicy>;
  readonly dispatcher?: DispatcherOptions;
  /** Handoffs of each kind that a console's board begins with, per department. */
  readonly boardHead?: number;
  /** Writes summaries; default none, the extract is the summary. */
  readonly summaryWriter?: SummaryWriter;
  readonly mailer?: Mailer;
  /** What writes for operators; default without a model. */
  readonly assistEngine?: Partial<AssistEngine>;
  /** Turns at once. */
  readonly concurrency?: number;
  /** Milliseconds a turn may take. */
  readonly timeout?: number;
  /** Milliseconds without a word after which a turn says a short one; default never. */
  readonly preambleAfter?: number;
  /** Of the agent that is there. */
  readonly agent?: Partial<AgentRecord>;
}

/** The traces of what is done in a test's name are of no interest to it. */
const CONTEXT = { idempotency: undefined, author: null } as const;

/** The server's parts without HTTP, on a store that outlives them. One agent, `agent`, is there. */
export class TestApp implements AsyncDisposable {
  readonly app: App;
  readonly turns: TurnScheduler;
  readonly feed: ConsoleFeed;
  readonly timers: HandoffTimers;
  readonly desk: HandoffDesk;
  readonly behaviours: Behaviours;
  readonly staff: Staff;
  readonly changes: HandoffChanges;
  readonly dispatcher: Dispatcher;
  readonly packages: PackageKeeper;
  readonly lines: Lines;
  readonly followUps: FollowUps;
  readonly followUpNews: FollowUpNews = new FollowUpNews();
  readonly log: KeptLog;
  readonly assistance: Assistance;
  readonly #helping = new AsyncDisposableStack();
  readonly #settled: SettledCommitments;

  private constructor(options: TestAppOptions, behaviours: Behaviours, staff: Staff, log: KeptLog) {
    this.log = log;
    this.behaviours = behaviours;
    this.staff = staff;
    this.changes = new HandoffChanges({ ...options, log });
    this.lines = new Lines(this.changes, staff);
    this.turns = new TurnScheduler({
      behaviours,
      stages: options.stages ?? scriptedStages(),
      concurrency: options.concurrency ?? 64,
      timeout: options.timeout ?? 180_000,
      preambleAfter: options.preambleAfter ?? null,
    });
    this.app = {
      sessions: options.sessions,
      directory: options.directory,
      traces: options.traces,
      moderator: options.moderator ?? null,
      articleSearch: new HybridArticleSearch(null),
      textAnalyser: null,
      lexicon: sentimentOf,
      knownVariables: knownVariables(behaviours, options.directory),
      clock: options.clock,
      wakeUps: options.wakeUps,
      turns: this.turns,
      staff,
      lines: this.lines,
      ...(options.mailer !== undefined && { mailer: options.mailer }),
      followUpNews: this.followUpNews,
      policy: options.policy ?? {},
      log: this.log,
    };
    this.turns.attach(this.app);
    this.packages = new PackageKeeper(this.app, this.changes, options.summaryWriter ?? null);
    this.dispatcher = new Dispatcher(this.app, this.changes, options.dispatcher);
    this.followUps = new FollowUps(this.app, options.desk, this.changes);
    this.feed = new ConsoleFeed(this.app, {
      followUps: this.followUps,
      instance: randomId(),
      changes: this.changes,
      loadOf: (operatorId) => this.dispatcher.loadOf(operatorId),
      ...(options.boardHead !== undefined && { head: options.boardHead }),
    });
    this.#settled = new SettledCommitments(this.followUps, this.changes, this.app);
    this.timers = new HandoffTimers(this.app);
    this.desk = new HandoffDesk(this.app);
    this.assistance = openAssistance(this.#helping, this.app, {
      changes: this.changes,
      behaviours,
      feed: this.feed,
      store: options.assist,
      engine: {
        replySuggester: new EmbeddedSuggester(),
        draftRewriter: null,
        summaryWriter: options.summaryWriter ?? null,
        ...options.assistEngine,
      },
      caller: operatorCaller(this.app, behaviours),
    });
  }

  /** Starts as the server does: stores, agent, feed, timers, and turns for what was left unanswered. */
  static async start(options: TestAppOptions): Promise<TestApp> {
    const { behaviour, desk, clock } = options;
    const log = new KeptLog();
    const staff = await Staff.open(desk, { clock, log, defaults: DEFAULT_DEPARTMENT_POLICY });
    const started = new TestApp(options, await Behaviours.open(behaviour), staff, log);
    await started.app.directory.putAgent(makeAgent(options.agent));
    await started.lines.learn(options.sessions);
    started.packages.start();
    started.packages.lead();
    started.#settled.lead();
    await started.changes.start();
    await started.dispatcher.lead();
    await started.feed.start();
    await started.followUps.lead();
    started.timers.lead();
    await staff.lead();
    await started.turns.recover();
    return started;
  }

  /** Opens a session with the agent. */
  async open(sessionId: string = 's'): Promise<void> {
    await this.app.sessions.createSession(makeSession(sessionId, { createdAt: this.app.clock.now() }));
  }

  /** The customer writes; resolves when that is stored. Gives its trace, which the turn that answers it shares. */
  async customerSays(message: string, sessionId: string = 's'): Promise<string> {
    return this.#post({ kind: 'message', source: 'customer', message }, sessionId);
  }

  /** A person outside writes: he takes control. */
  async personSays(message: string, sessionId: string = 's'): Promise<string> {
    const participant = { id: null, display_name: 'Outside' };
    return this.#post({ kind: 'message', source: 'human_agent', message, participant }, sessionId);
  }

  /** The customer asks for a person with the button. */
  async button(sessionId: string = 's'): Promise<void> {
    const evidence = { trigger: 'button', offset: null, score: null, threshold: null, quote: null };
    await requestHandoff(this.app, sessionId, {
      reason: 'customer_requested',
      evidence: [evidence],
      transition: { by: 'desk', text: null },
      traceId: newTraceId(),
    });
  }

  async setMode(mode: SessionMode, sessionId: string = 's'): Promise<void> {
    await updateSession(this.app, sessionId, { mode }, newTraceId());
  }

  /** What an operator does to the session's open handoff. */
  async command(command: HandoffCommand, sessionId: string = 's'): Promise<CommandOutcome> {
    const open = await this.app.sessions.readOpenHandoff(sessionId);
    return this.desk.command(open?.id ?? 'none', command, { traceId: newTraceId() });
  }

  async session(sessionId: string = 's'): Promise<SessionRecord> {
    const session = await this.app.sessions.readSession(sessionId);
    if (session === null) throw new Error(`no session ${sessionId}`);
    return session;
  }

  async #post(body: CreateEvent, sessionId: string): Promise<string> {
    const traceId = newTraceId();
    await postEvent(this.app, await this.session(sessionId), body, { ...CONTEXT, traceId });
    return traceId;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#helping.disposeAsync();
    await this.timers[Symbol.asyncDispose]();
    await this.#settled[Symbol.asyncDispose]();
    await this.packages[Symbol.asyncDispose]();
    await this.dispatcher[Symbol.asyncDispose]();
    await this.feed[Symbol.asyncDispose]();
    await this.followUps[Symbol.asyncDispose]();
    await this.changes[Symbol.asyncDispose]();
    await this.staff[Symbol.asyncDispose]();
    await this.turns[Symbol.asyncDispose]();
  }
}
