import type { CreateOperator, OperatorRef, UpdateOperator } from '@baton/protocol';
import type { CommandOutcome } from '../app/command-outcome.ts';
import type { HandoffCommand } from '../app/handoff-command.ts';
import { newTraceId } from '../app/random-id.ts';
import { requestHandoff } from '../app/request-handoff.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import type { JournalFact, WantedPerson } from '../core/handoff/journal-fact.ts';
import { FakeClock } from './fake-clock.ts';
import { makeSession } from './make.ts';
import { openMemory } from './open-memory.ts';
import type { MemoryFixture } from './open-memory.ts';
import { showLog } from './show-log.ts';
import { TestApp } from './test-app.ts';
import type { TestAppOptions } from './test-app.ts';
import { turnsOfTheLoop } from './until.ts';

/** What differs from the usual when somebody is asked for. */
export interface Asking {
  readonly customerId?: string;
  readonly priority?: number;
  readonly wanted?: WantedPerson;
}

type Options = Omit<Partial<TestAppOptions>, keyof MemoryFixture>;

/** Operators and customers at a whole desk, on a clock that a test moves. A session is named as its handoff is. */
export class DeskAtWork implements AsyncDisposable {
  stores: MemoryFixture;
  server: TestApp;
  readonly #options: Options;

  private constructor(stores: MemoryFixture, server: TestApp, options: Options) {
    this.stores = stores;
    this.server = server;
    this.#options = options;
  }

  static async open(options: Options = {}): Promise<DeskAtWork> {
    const stores = openMemory();
    return new DeskAtWork(stores, await TestApp.start({ ...stores, ...options }), options);
  }

  /** An operator who has never been here; `comes` makes him available. */
  async hire(id: string, over: Partial<Omit<CreateOperator, 'id'>> = {}): Promise<void> {
    const outcome = await this.server.staff.createOperator({ id, name: nameOf(id), ...over });
    if (outcome.type !== 'done') throw new Error(`${id}: ${JSON.stringify(outcome)}`);
  }

  async change(id: string, change: UpdateOperator): Promise<void> {
    const outcome = await this.server.staff.updateOperator(id, change);
    if (outcome.type !== 'done') throw new Error(`${id}: ${JSON.stringify(outcome)}`);
    await this.settle();
  }

  async comes(...ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.server.staff.setPresence(id, 'available');
    await this.settle();
  }

  async goes(id: string, status: 'away' | 'offline' = 'offline'): Promise<void> {
    await this.server.staff.setPresence(id, status);
    await this.settle();
  }

  /** Somebody asks for a person in a session of his own, and is in the queue. */
  async ask(sessionId: string, asking: Asking = {}): Promise<void> {
    const { customerId = 'guest', ...rest } = asking;
    await this.server.app.sessions.createSession(makeSession(sessionId, { customerId }));
    await requestHandoff(this.server.app, sessionId, {
      reason: 'api',
      evidence: [{ trigger: 'api', offset: null, score: null, threshold: null, quote: null }],
      transition: { by: 'desk', text: null },
      traceId: newTraceId(),
      ...rest,
    });
    await this.settle();
  }

  async does(command: HandoffCommand, sessionId: string): Promise<CommandOutcome> {
    const outcome = await this.server.command(command, sessionId);
    await this.settle();
    return outcome;
  }

  async accepts(operatorId: string, sessionId: string): Promise<CommandOutcome> {
    return this.does({ do: 'accept', operator: refOf(operatorId) }, sessionId);
  }

  async resolves(operatorId: string, sessionId: string): Promise<void> {
    const operator = refOf(operatorId);
    await this.does({ do: 'resolve', operator, disposition: 'solved', outcome: null }, sessionId);
  }

  /** The open handoff of a session, or the one that ended last. */
  async handoff(sessionId: string): Promise<HandoffState> {
    const { sessions } = this.server.app;
    const found = (await sessions.readOpenHandoff(sessionId)) ?? (await sessions.readLastHandoff(sessionId));
    if (found === null) throw new Error(`${sessionId} has no handoff`);
    return found;
  }

  /** In words: `queued`, `offered mia`, `active mia`, `resolved mia`. */
  async where(sessionId: string): Promise<string> {
    const { stage, offer, operator } = await this.handoff(sessionId);
    const who = stage === 'queued' ? null : (offer?.operator ?? operator);
    return who === null ? stage : `${stage} ${who.id}`;
  }

  whereAll(...sessionIds: readonly string[]): Promise<string[]> {
    return Promise.all(sessionIds.map((id) => this.where(id)));
  }

  async journal(sessionId: string): Promise<JournalFact[]> {
    const { id } = await this.handoff(sessionId);
    return (await this.server.app.sessions.listJournal(id)).map(({ fact }) => fact);
  }

  /** What each operator was offered so far, in order: session by session. */
  async offers(sessionId: string): Promise<string[]> {
    const facts = await this.journal(sessionId);
    return facts.flatMap((fact) => (fact.type === 'offered' ? [fact.operator.id] : []));
  }

  log(sessionId: string): Promise<string[]> {
    return showLog(this.server.app.sessions, sessionId);
  }

  /** Time passes; those who are named keep their connection. */
  async pass(seconds: number, ...here: readonly string[]): Promise<void> {
    for (let left = seconds; left > 0; left -= HEARTBEAT) {
      for (const id of here) await this.server.staff.heartbeat(id);
      await this.stores.clock.advance(Math.min(HEARTBEAT, left), () => this.settle());
    }
    for (const id of here) await this.server.staff.heartbeat(id);
    await this.settle();
  }

  settle(): Promise<void> {
    return turnsOfTheLoop(12);
  }

  /** The process ends and comes up again on the same store. */
  async restart(): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    this.server = await TestApp.start({ ...this.stores, ...this.#options });
    await this.settle();
  }

  /** The process ends at once, as under kill -9, and comes up again on what it had written. */
  async crash(): Promise<void> {
    const { writer, db, clock } = this.stores;
    writer.kill();
    this.stores = openMemory({ db, clock: new FakeClock(clock.now()) });
    this.server = await TestApp.start({ ...this.stores, ...this.#options });
    await this.settle();
  }

  /** Ends it; throws when something was logged as an error, unless that was to be, or something is left scheduled. */
  async endQuietly(options: { readonly errors?: boolean } = {}): Promise<void> {
    await this[Symbol.asyncDispose]();
    const { errors } = this.server.log;
    if (errors.length > 0 && options.errors !== true) throw new Error(JSON.stringify(errors));
    const { scheduled } = this.stores.clock;
    if (scheduled > 0) throw new Error(`${scheduled} tasks are left`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }
}

const HEARTBEAT = 15;

export function refOf(operatorId: string): OperatorRef {
  return { id: operatorId, name: nameOf(operatorId) };
}

function nameOf(id: string): string {
  return `${id[0]?.toUpperCase()}${id.slice(1)}`;
}
