import { DatabaseSync } from 'node:sqlite';
import type { MessageData, OperatorRef } from '@baton/protocol';
import { newTraceId } from '../app/random-id.ts';
import { asOperator } from '../app/routing/due-act.ts';
import { MissedOffers } from '../app/routing/missed-offers.ts';
import { needNow } from '../app/routing/place.ts';
import { isHeld, isOpen, isWaiting } from '../core/handoff/handoff-state.ts';
import { nextTimer } from '../core/handoff/timers.ts';
import { isSuited } from '../core/routing/is-eligible.ts';
import type { EngineStages } from '../ports/engine-stages.ts';
import type { Idempotency } from '../ports/session-store.ts';
import { ConsoleBoard } from './console-board.ts';
import { FakeClock } from './fake-clock.ts';
import type { InlineWriter } from './inline-writer.ts';
import { Interleaving } from './interleaving.ts';
import { makeSession } from './make.ts';
import { openMemory } from './open-memory.ts';
import { scriptedStages } from './scripted-stages.ts';
import { brokenRules, checkTyping, readWhole } from './session-rules.ts';
import type { WholeSession } from './session-rules.ts';
import { TestApp } from './test-app.ts';

/** Whose console it is: an admin's, who sees all. */
const EVERYTHING = { admin: true, operatorId: null, watched: new Set<string>() } as const;

/** One life of the server's process. */
interface Life {
  readonly server: TestApp;
  readonly writer: InlineWriter;
  /** Resolves when the process is killed: whoever waited for it gets no answer. */
  readonly died: Promise<void>;
  readonly die: () => void;
}

/** A message that was sent, perhaps more than once, under one key. */
interface Sent {
  readonly sessionId: string;
  readonly text: string;
  readonly offsets: Set<number>;
}

/**
 * A server whose every wait is an `Interleaving`'s to end: its commits, its AI's stages, its clients. Its
 * process can be killed at any moment and comes up again on the same database; clients that got no answer then
 * send the same request again.
 */
export class World {
  readonly clock: FakeClock = new FakeClock();
  readonly interleaving: Interleaving;
  readonly board: ConsoleBoard = new ConsoleBoard();
  readonly sessionIds: readonly string[];
  readonly db: DatabaseSync = new DatabaseSync(':memory:');
  /** The AI shows its answers while it writes them, and says that it is there when that takes long. */
  readonly #talkative: boolean;
  readonly #stages: EngineStages;
  readonly #sent = new Map<string, Sent>();
  readonly #instructed = new Set<string>();
  #life: Promise<Life>;
  #requests = 0;
  /** How much of each log the console had loaded when it began to follow. */
  readonly #loaded = new Map<string, number>();
  #unanswered = 0;
  #crashed = false;

  private constructor(seed: number, sessionIds: readonly string[]) {
    this.interleaving = new Interleaving(seed);
    this.#talkative = seed % 2 === 0;
    this.sessionIds = sessionIds;
    this.#stages = scriptedStages({ pause: (stage) => this.interleaving.pause(stage) });
    this.#life = this.#begin();
  }

  static async create(seed: number, sessionIds: readonly string[]): Promise<World> {
    const world = new World(seed, sessionIds);
    const created = Promise.all(
      sessionIds.map((id) => world.ask((server) => server.app.sessions.createSession(makeSession(id)))),
    );
    const hired = OPERATORS.map(({ id, name }) =>
      world.ask(({ staff }) => staff.createOperator({ id, name, max_chats: 1 })),
    );
    await world.interleaving.settle();
    await created;
    await Promise.all(hired);
    return world;
  }

  async #begin(): Promise<Life> {
    const beforeBatch = (): Promise<void> => this.interleaving.pause('commit');
    const stores = openMemory({ db: this.db, clock: this.clock, beforeBatch });
    const { promise: died, resolve: die } = Promise.withResolvers<void>();
    const server = await TestApp.start({
      ...stores,
      stages: this.#stages,
      ...(this.#talkative && { agent: { messageOutputMode: 'stream' }, preambleAfter: 500 }),
    });
    return { server, writer: stores.writer, died, die };
  }

  /** Sends a request, under a trace of its own each time, until it is answered: a client that does not give up. */
  async ask<T>(request: (server: TestApp, traceId: string) => Promise<T>): Promise<T> {
    this.#unanswered++;
    for (;;) {
      const life = await this.#life;
      const answer = request(life.server, newTraceId()).then((value) => ({ value }));
      const answered = await Promise.race([answer, life.died.then(() => null)]);
      if (answered === null) continue;
      this.#unanswered--;
      return answered.value;
    }
  }

  /** A key for one request and its repetitions. */
  key(): Idempotency {
    const number = ++this.#requests;
    return { key: `key-${number}`, fingerprint: `request ${number}` };
  }

  /** Remembers a message by its key, so that it can be looked for at the end. Its text must be like no other. */
  sent({ key }: Idempotency, sessionId: string, text: string): Sent {
    const sent: Sent = { sessionId, text, offsets: new Set() };
    this.#sent.set(key, sent);
    return sent;
  }

  /** The AI was told to speak under this trace, which it may in manual mode too. */
  instructed(traceId: string): void {
    this.#instructed.add(traceId);
  }

  /** The process is killed; another is started on the same database. */
  async crash(): Promise<void> {
    const life = await this.#life;
    life.writer.kill();
    this.#crashed = true;
    this.#life = this.#begin();
    life.die();
  }

  /** A console reads the stream; after a snapshot it loads the logs, and from there on follows them too. */
  async look(): Promise<void> {
    await this.ask(async ({ feed, app }) => {
      const page = await feed.after(this.board.cursor, EVERYTHING);
      this.board.apply(page);
      if (page.frames[0]?.type !== 'snapshot') return;
      for (const id of this.sessionIds)
        this.#loaded.set(id, (await app.sessions.readSession(id))?.nextOffset ?? 0);
    });
  }

  /** Lets everything that is under way come to its end, and the desk say what it still has to say. */
  async settle(): Promise<void> {
    await this.interleaving.settle();
    await this.clock.advance(10, () => this.interleaving.settle());
    await this.interleaving.settle();
  }

  async whole(sessionId: string): Promise<WholeSession> {
    return readWhole((await this.#life).server.app.sessions, sessionId);
  }

  /** Every rule that is broken once everything has settled. */
  async broken(): Promise<string[]> {
    const { server } = await this.#life;
    const looked = this.look();
    await this.interleaving.settle();
    await looked;
    const broken = server.log.errors
      .filter(({ message }) => message !== 'an AI turn failed')
      .map(({ message, details }) => `logged: ${message} ${String((details as { err?: unknown }).err)}`);
    if (this.#unanswered > 0) broken.push(`${this.#unanswered} requests were never answered`);
    for (const id of this.sessionIds) {
      const whole = await this.whole(id);
      broken.push(...brokenRules(whole, this.#instructed), ...this.#checkSent(whole), ...checkAnswers(whole));
      if (!this.#crashed) broken.push(...checkTyping(whole));
      broken.push(...this.#checkFollowed(whole), ...this.#checkTimers(whole));
      broken.push(...checkPreambles(whole), ...checkStreams(whole));
    }
    broken.push(...(await this.#checkRouting(server)), ...(await this.#checkBoard(server)));
    return broken;
  }

  /** H1.3: a key stands for one event, at the offset that every answer named. */
  #checkSent({ session, log }: WholeSession): string[] {
    return [...this.#sent].flatMap(([key, { sessionId, text, offsets }]) => {
      if (sessionId !== session.id) return [];
      const found = log
        .filter((event) => event.data.includes(JSON.stringify(text)))
        .map((event) => event.offset);
      const wanted = [...offsets];
      if (found.length === wanted.length && found.every((offset) => offsets.has(offset))) return [];
      return [`H1.3: ${key} is at ${found.join(', ')}; its answers say ${wanted.join(', ')}`];
    });
  }

  /** H3.1: no timer is overdue. */
  #checkTimers({ handoffs }: WholeSession): string[] {
    const now = this.clock.now();
    return handoffs.flatMap(({ state: { id, timers } }) => {
      const timer = nextTimer(timers);
      return timer !== null && timer.due <= now ? [`H3.1: timer ${timer.name} of ${id} is overdue`] : [];
    });
  }

  /** H1.1: a console that follows has every event since a handoff began that is open now. */
  #checkFollowed({ session, log, handoffs }: WholeSession): string[] {
    const open = handoffs.find(({ state }) => isOpen(state.stage));
    if (open === undefined) return [];
    const from = Math.max(open.state.openedOffset, this.#loaded.get(session.id) ?? 0);
    const seen = this.board.seen.get(session.id) ?? new Set();
    const missed = log.filter((event) => event.offset >= from && !event.deleted && !seen.has(event.offset));
    return missed.map((event) => `H1.1: the console has not seen event ${event.offset} of ${session.id}`);
  }

  /** H6.2, H6.5: nobody waits while somebody is here who may take him, and nobody was given more than he may have. */
  async #checkRouting({ app, staff }: TestApp): Promise<string[]> {
    const open = (await app.sessions.listHandoffs({ stage: 'open', limit: 100 })).map((state) => ({
      state,
      claimant: isWaiting(state.stage) ? state.offer?.operator.id : state.operator?.id,
    }));
    const broken = open.flatMap(({ state: { id, offer } }) =>
      offer === null || staff.isPresent(offer.operator.id)
        ? []
        : [`H6.6: ${id} is offered to ${offer.operator.id}, who is not here`],
    );
    for (const { record } of staff.operators()) {
      const claims = open.filter(({ claimant }) => claimant === record.id).map(({ state }) => state);
      const own = claims.filter(({ stage, stretches }) => {
        const how = isHeld(stage) ? stretches.at(-1)?.how : undefined;
        return how === 'takeover' || how === 'wrote';
      });
      if (claims.length - own.length > record.maxChats)
        broken.push(`H6.2: ${record.id} was given ${claims.length - own.length} of ${record.maxChats}`);
      if (!staff.isPresent(record.id) || claims.length >= record.maxChats) continue;
      for (const { state } of open) {
        if (state.stage !== 'queued') continue;
        const missed = new MissedOffers();
        missed.follow((await app.sessions.listJournal(state.id)).map(({ fact }) => fact));
        if (isSuited(asOperator(record), needNow(state, missed.again)))
          broken.push(`H6.5: ${state.id} waits, and ${record.id} is free for it`);
      }
    }
    return broken;
  }

  async #checkBoard(server: TestApp): Promise<string[]> {
    const fresh = new ConsoleBoard();
    fresh.apply(await server.feed.after(null, EVERYTHING));
    return this.board.differences(fresh, this.clock.now() / 1000);
  }
}

/**
 * Nobody who wrote to the AI is left without an answer, nobody is answered twice, and no answer is to something
 * that was no longer the newest thing the customer had said.
 */
function checkAnswers({ session, log }: WholeSession): string[] {
  const broken: string[] = [];
  if (session.control.mode === 'auto' && session.lastCustomerOffset > session.answeredOffset) {
    broken.push(`the customer message at ${session.lastCustomerOffset} has no answer`);
  }
  const answered = new Set<number>();
  let newest = -1;
  for (const event of log) {
    if (event.kind === 'message' && event.source === 'customer') newest = event.offset;
    const answer = event.source === 'ai_agent' ? /answer to (\d+)/.exec(event.data)?.[1] : undefined;
    if (answer === undefined) continue;
    const offset = Number(answer);
    if (answered.has(offset)) broken.push(`the customer message at ${offset} is answered twice`);
    const late =
      log[offset]?.deleted === true ? !event.deleted : offset < newest && log[newest]?.deleted === false;
    if (late) broken.push(`the answer to ${offset} came at ${event.offset}, too late`);
    answered.add(offset);
  }
  return broken;
}

/** A turn says that it is there once at most, and not after it has said anything else. */
function checkPreambles({ log }: WholeSession): string[] {
  const spoken = new Set<string>();
  return log.flatMap(({ kind, source, traceId, data, offset }) => {
    if (kind !== 'message' || source !== 'ai_agent') return [];
    const late = data.includes('__preamble__') && spoken.has(traceId);
    spoken.add(traceId);
    return late ? [`the preamble at ${offset} came too late`] : [];
  });
}

/** Nothing is shown as being written for ever. */
function checkStreams({ log }: WholeSession): string[] {
  return log.flatMap(({ kind, data, offset, deleted }) => {
    if (kind !== 'message' || deleted) return [];
    const { chunks } = JSON.parse(data) as MessageData;
    if (chunks === undefined) return [];
    const words = chunks.slice(0, -1).join('');
    if (chunks.at(-1) !== null) return [`the message at ${offset} never ends`];
    return words === (JSON.parse(data) as MessageData).message
      ? []
      : [`the message at ${offset} is not its chunks`];
  });
}

export const OPERATORS: readonly OperatorRef[] = [
  { id: 'anna', name: 'Anna Berg' },
  { id: 'ben', name: 'Ben Ito' },
];
