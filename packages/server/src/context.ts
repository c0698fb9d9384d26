import { pino } from 'pino';
import type { Logger } from 'pino';
import { HybridArticleSearch } from './adapters/articles/hybrid-article-search.ts';
import { embeddedStages } from './adapters/embedded/embedded-stages.ts';
import { sentimentOf } from './adapters/embedded/sentiment.ts';
import { EmbeddedSuggester } from './adapters/suggest/embedded-suggester.ts';
import { LocalWakeUps } from './adapters/local/local-wake-ups.ts';
import { startTelemetry } from './adapters/telemetry/start-telemetry.ts';
import { FollowingClock } from './adapters/local/following-clock.ts';
import { SystemClock } from './adapters/local/system-clock.ts';
import { openToolServices } from './adapters/tool-services/open-tool-services.ts';
import { Analytics } from './app/analytics/analytics.ts';
import type { App } from './app/app.ts';
import type { Attachments } from './app/attachments/attachments.ts';
import { openAssistance } from './app/assist/assistance.ts';
import type { AssistEngine, Assistance } from './app/assist/assistance.ts';
import { Alone } from './app/cluster/alone.ts';
import type { Lead } from './app/cluster/alone.ts';
import { followOthers, joinCluster } from './app/cluster/join-cluster.ts';
import type { Membership } from './app/cluster/join-cluster.ts';
import type { NodeTimes } from './app/cluster/node.ts';
import { BehaviourWriter } from './app/behaviour/behaviour-writer.ts';
import { EvaluationRunner } from './app/behaviour/evaluation-runner.ts';
import { ConsoleFeed } from './app/feed/console-feed.ts';
import { LiveConnections } from './app/feed/live-connections.ts';
import { FollowUpNews } from './app/follow-ups/follow-up-news.ts';
import { FollowUps } from './app/follow-ups/follow-ups.ts';
import { HandoffChanges } from './app/handoff-changes.ts';
import { SettledCommitments } from './app/return/settled-commitments.ts';
import { HandoffTimers } from './app/handoff-timers.ts';
import { knownVariables } from './app/package/known-variables.ts';
import { PackageKeeper } from './app/package/package-keeper.ts';
import { randomId } from './app/random-id.ts';
import { Dispatcher } from './app/routing/dispatcher.ts';
import type { DispatcherOptions } from './app/routing/dispatcher.ts';
import type { Config } from './config.ts';
import { DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import type { PresenceTimes } from './core/presence/lease.ts';
import type { HandoffPolicy } from './core/handoff/handoff-policy.ts';
import { openEngine } from './open-engine.ts';
import type { OpenedEngine } from './open-engine.ts';
import { openAttachments, openStores } from './open-stores.ts';
import { packageVersion } from './package-version.ts';
import { serve } from './serve.ts';
import type { ServingOptions } from './serve.ts';
import { Behaviours } from './app/behaviour/behaviours.ts';
import { Lines } from './app/waiting/lines.ts';
import { Staff } from './app/staff/staff.ts';
import type { LoadOf } from './app/staff/staff-wire.ts';
import { operatorCaller } from './engine/operator-caller.ts';
import { TurnScheduler } from './engine/turn-scheduler.ts';
import { TurnSweeper } from './engine/turn-sweeper.ts';
import { Readers } from './http/follow/readers.ts';
import { LoadMonitor } from './http/load/load-monitor.ts';
import type { OverloadRules } from './http/load/load-monitor.ts';
import { Readiness } from './http/load/readiness.ts';
import type { AnalyticsStore } from './ports/analytics-store.ts';
import type { Clock } from './ports/clock.ts';
import type { AssistStore } from './ports/assist-store.ts';
import type { DeskStore } from './ports/desk-store.ts';
import type { Mailer } from './ports/mailer.ts';
import type { EngineStages } from './ports/engine-stages.ts';
import type { Stores } from './ports/stores.ts';
import type { WriteCounts } from './ports/write-counts.ts';
import type { Moderator } from './ports/moderator.ts';

/** What a test or an embedding program may put in the place of the usual. */
export interface ContextOptions extends ServingOptions {
  /** Default: on the models that are set up, else the embedded engine, which needs no key and no network. */
  readonly stages?: EngineStages;
  /** Default: that of the stages. */
  readonly moderator?: Moderator;
  readonly policy?: Partial<HandoffPolicy>;
  readonly clock?: Clock;
  readonly presenceTimes?: PresenceTimes;
  /** Default: by SMTP where that is set up. */
  readonly mailer?: Mailer;
  readonly dispatcher?: DispatcherOptions;
  readonly overloadRules?: OverloadRules;
  /** Each evaluation of guidelines waits for it before it runs. */
  readonly beforeEvaluation?: () => Promise<void>;
  /** Default: on the models that are set up, else without. */
  readonly assistEngine?: Partial<AssistEngine>;
  /** Turns at once. */
  readonly turnConcurrency?: number;
  /** When this node counts as alive among others. */
  readonly nodeTimes?: Partial<NodeTimes>;
}

/** A running server's parts, and how to end them. */
export interface Context extends AsyncDisposable {
  readonly app: App;
  readonly behaviours: Behaviours;
  readonly turns: TurnScheduler;
  readonly readers: Readers;
  readonly load: LoadMonitor;
  readonly staff: Staff;
  /** Null: no other process can have the database open. */
  readonly membership: Membership | null;
  /** Where it listens, e.g. `http://127.0.0.1:8800`. */
  readonly url: string;
  /** Customer messages that an earlier process left unanswered and that are being answered now. */
  readonly recovered: number;
  /** Resolves when what is prepared beside the first requests is there: agents' examples, encoded. */
  ready(): Promise<void>;
}

const WITHOUT_MODEL: AssistEngine = {
  replySuggester: new EmbeddedSuggester(),
  draftRewriter: null,
  summaryWriter: null,
};
const TURN_TIMEOUT_MS = 180_000;
const MOST_READERS = 50_000;

/**
 * Puts the server together and starts it: the only place that names adapters. `prepare` runs once the stores
 * are open and before anything is answered, for authors to create their agents.
 */
export async function startContext(
  config: Config,
  options: ContextOptions,
  prepare: (parts: { app: App; behaviours: Behaviours }) => Promise<void>,
): Promise<Context> {
  const log = pino({ level: config.logLevel });
  const clock = options.clock ?? clockFor(config);
  const tools = { clock, wakeUps: new LocalWakeUps(), log };
  const instanceId = randomId();
  await using stack = new AsyncDisposableStack();

  stack.use(await startTelemetry(config.telemetry, { version: packageVersion(), log }));
  const stores = stack.use(await openStores(config, tools));
  const held = await openHeld(stack, config, options, { stores, clock, log });
  const { membership, lead, attachments, behaviours, staff } = held;
  const { engine, turns } = await openTurns(stack, config, options, { behaviours, clock, log });
  const toolServices = stack.use(openToolServices({ behaviours, clock, log, settings: config.toolServices }));
  const changes = stack.use(new HandoffChanges({ ...stores, ...tools }));
  const lines = new Lines(changes, staff);
  const own = { ...stores, ...leadershipOf(membership), ...tools, turns, staff, lines, attachments };
  const app = await makeApp(config, options, { own, engine, behaviours });
  turns.attach(app);
  stack.use(turns);
  const assistEngine = { ...(engine ?? WITHOUT_MODEL), ...options.assistEngine };
  const desk = openDesk(stack, app, options, { changes, stores, behaviours, assistEngine, instanceId, lead });
  await prepare({ app, behaviours });
  const toolsKnown = toolServices.start();

  await lines.learn(stores.sessions);
  await desk.start();
  const running = startBackground(stack, options, { app, behaviours, figures: stores.analytics, lead });
  if (membership !== null)
    followOthers(stack, membership, { ...desk, ...running, staff, behaviours, toolServices, changes });
  await lead.stand();
  const traffic = openTraffic(stack, config, options, stores.writes, log);
  const connections = stack.use(new LiveConnections({ staff, clock, log }));
  const writer = new BehaviourWriter(membership === null ? null : { store: stores.desk, behaviours });
  const served = { membership, app, behaviours, staff, toolServices, writer, connections, instanceId, log };
  const url = await serve(stack, config, options, { ...desk, ...running, ...traffic, ...served });
  const agents = engine === null ? [] : await app.directory.listAgents();
  const prepared = Promise.all(agents.map(async (agent) => engine?.prepare(behaviours.of(agent))));
  await toolsKnown;
  const recovered = await turns.recover();
  if (membership !== null) stack.use(new TurnSweeper(app, turns)).start();
  traffic.readiness.begin();
  const owned = stack.move();
  return {
    app,
    behaviours,
    turns,
    readers: traffic.readers,
    load: traffic.load,
    staff,
    membership,
    url,
    recovered,
    ready: () => prepared.then(() => undefined),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** What is read whole and held in memory; with the other nodes, whose changes are heard of before it is read. */
async function openHeld(
  stack: AsyncDisposableStack,
  config: Config,
  options: ContextOptions,
  parts: { stores: Stores; clock: Clock; log: Logger },
): Promise<{
  membership: Membership | null;
  lead: Lead;
  attachments: Attachments;
  behaviours: Behaviours;
  staff: Staff;
}> {
  const { stores, clock, log } = parts;
  const membership = await openMembership(stack, config, options, parts);
  const shared = membership !== null;
  const alone = membership === null || membership.node.living.length <= 1;
  const lead = membership?.node ?? new Alone();
  const attachments = await openAttachments(stack, config, stores.attachmentRecords, { clock, log, shared });
  const behaviours = await Behaviours.open(stores.behaviour);
  const staff = stack.use(await openStaff(config, options, stores.desk, { clock, log, shared, alone }));
  for (const duty of [attachments, staff]) lead.take(duty);
  return { membership, lead, attachments, behaviours, staff };
}

/** What several nodes write bears the time of the database that they share. */
function clockFor({ database }: Config): Clock {
  return database.kind === 'sqlite' ? new SystemClock() : new FollowingClock();
}

function leadershipOf(membership: Membership | null): Pick<App, 'leadership'> {
  return membership === null ? {} : { leadership: membership.node };
}

/** On PostgreSQL other nodes may work, too. */
async function openMembership(
  stack: AsyncDisposableStack,
  { database, node }: Config,
  { nodeTimes }: ContextOptions,
  { stores, clock, log }: { stores: Stores; clock: Clock; log: Logger },
): Promise<Membership | null> {
  if (database.kind === 'sqlite') return null;
  const record = { id: node ?? randomId(), version: packageVersion(), startedAt: clock.now() };
  return joinCluster(stack, stores, {
    clock,
    log,
    record,
    following: clock instanceof FollowingClock ? clock : null,
    ...(nodeTimes !== undefined && { times: nodeTimes }),
  });
}

/** What bounds requests, and says whether there should be any. */
function openTraffic(
  stack: AsyncDisposableStack,
  { traffic }: Config,
  { overloadRules: rules }: ContextOptions,
  writes: WriteCounts,
  log: Logger,
): { load: LoadMonitor; readiness: Readiness; readers: Readers } {
  const load = stack.use(new LoadMonitor({ writes, log, ...(rules !== undefined && { rules }) }));
  return {
    load,
    readiness: new Readiness(),
    readers: new Readers(MOST_READERS, traffic.connectionsPerAddress),
  };
}

/** The engine that is set up, unless a test brings its own stages, and the turns on it. */
async function openTurns(
  stack: AsyncDisposableStack,
  config: Config,
  options: ContextOptions,
  parts: { readonly behaviours: Behaviours; readonly clock: Clock; readonly log: Logger },
): Promise<{ engine: OpenedEngine | null; turns: TurnScheduler }> {
  const { behaviours, clock, log } = parts;
  const engine = options.stages === undefined ? stack.use(await openEngine(config, { clock, log })) : null;
  const turns = new TurnScheduler({
    behaviours,
    stages: options.stages ?? engine?.stages ?? embeddedStages(),
    concurrency: options.turnConcurrency ?? 64,
    timeout: TURN_TIMEOUT_MS,
    budget: config.models.budget,
    preambleAfter: engine?.preambleAfter ?? null,
  });
  return { engine, turns };
}

type OwnParts = Pick<
  App,
  | 'sessions'
  | 'directory'
  | 'traces'
  | 'clock'
  | 'wakeUps'
  | 'turns'
  | 'staff'
  | 'lines'
  | 'attachments'
  | 'leadership'
  | 'log'
>;

/** What the use cases work with: the server's own parts, and what the engine that is set up gives. */
async function makeApp(
  config: Config,
  options: ContextOptions,
  parts: { own: OwnParts; engine: OpenedEngine | null; behaviours: Behaviours },
): Promise<App> {
  const { own, engine, behaviours } = parts;
  return {
    ...own,
    ...(await openMail(config, options)),
    moderator: options.moderator ?? engine?.moderator ?? null,
    articleSearch: engine?.articleSearch ?? new HybridArticleSearch(null),
    ...(engine !== null && { prepareBehaviour: (behaviour) => engine.prepare(behaviour) }),
    ...learningOf(engine, options),
    textAnalyser: engine?.textAnalyser ?? null,
    lexicon: sentimentOf,
    knownVariables: knownVariables(behaviours, own.directory),
    requestsPerCustomer: config.requestsPerCustomer,
    followUpNews: new FollowUpNews(),
    policy: options.policy ?? {},
  };
}

/** What learning is tried and written with. */
function learningOf(
  engine: OpenedEngine | null,
  { stages }: ContextOptions,
): Pick<App, 'guidelineMatcher' | 'contentWriter'> {
  const guidelineMatcher = stages?.matcher ?? engine?.matcher;
  const contentWriter = engine?.contentWriter ?? null;
  return {
    ...(guidelineMatcher !== undefined && { guidelineMatcher }),
    ...(contentWriter !== null && { contentWriter }),
  };
}

/** Whatever follows handoffs: it is there before the first change is told. */
function openDesk(
  stack: AsyncDisposableStack,
  app: App,
  options: ContextOptions,
  parts: {
    changes: HandoffChanges;
    stores: { desk: DeskStore; assist: AssistStore };
    behaviours: Behaviours;
    assistEngine: AssistEngine;
    instanceId: string;
    lead: Lead;
  },
): {
  feed: ConsoleFeed;
  keeper: PackageKeeper;
  followUps: FollowUps;
  assistance: Assistance;
  loadOf: LoadOf;
  start(): Promise<void>;
} {
  const { changes, stores, behaviours, assistEngine: engine, instanceId, lead } = parts;
  const dispatcher = stack.use(new Dispatcher(app, changes, options.dispatcher));
  const keeper = stack.use(new PackageKeeper(app, changes, engine.summaryWriter));
  keeper.start();
  const followUps = stack.use(new FollowUps(app, stores.desk, changes));
  const settled = stack.use(new SettledCommitments(followUps, changes, app));
  for (const duty of [dispatcher, keeper, followUps, settled]) lead.take(duty);
  const loadOf: LoadOf = (operatorId) => dispatcher.loadOf(operatorId);
  const feed = stack.use(new ConsoleFeed(app, { instance: instanceId, changes, loadOf, followUps }));
  const caller = operatorCaller(app, behaviours);
  const helping = { changes, behaviours, feed, store: stores.assist, engine, caller };
  return {
    feed,
    keeper,
    followUps,
    assistance: openAssistance(stack, app, helping),
    loadOf,
    async start() {
      await changes.start();
      await feed.start();
    },
  };
}

/** What runs beside requests and turns, and ends with the server. */
function startBackground(
  stack: AsyncDisposableStack,
  { beforeEvaluation: beforeEach }: ContextOptions,
  parts: { app: App; behaviours: Behaviours; figures: AnalyticsStore; lead: Lead },
): { timers: HandoffTimers; evaluations: EvaluationRunner; analytics: Analytics } {
  const { app, behaviours, figures, lead } = parts;
  const timers = stack.use(new HandoffTimers(app));
  const analytics = stack.use(new Analytics(app, figures));
  const { clock, log } = app;
  const evaluations = stack.use(new EvaluationRunner({ behaviours, clock, log, beforeEach }));
  for (const duty of [timers, analytics, evaluations]) lead.take(duty);
  return { timers, evaluations, analytics };
}

/** Read when it is needed: most servers send no mail. */
async function openMail({ mail }: Config, { mailer }: ContextOptions): Promise<Pick<App, 'mailer'>> {
  if (mailer !== undefined) return { mailer };
  if (mail === null) return {};
  const { SmtpMailer } = await import('./adapters/mail/smtp-mailer.ts');
  return { mailer: new SmtpMailer(mail) };
}

function openStaff(
  config: Config,
  options: ContextOptions,
  store: DeskStore,
  parts: { clock: Clock; log: Logger; shared: boolean; alone: boolean },
): Promise<Staff> {
  const defaults = { ...DEFAULT_DEPARTMENT_POLICY, service_level_seconds: config.serviceLevelSeconds };
  const times = options.presenceTimes;
  return Staff.open(store, { ...parts, defaults, ...(times !== undefined && { times }) });
}
