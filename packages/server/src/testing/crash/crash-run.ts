import { DatabaseSync } from 'node:sqlite';
import type { MessageData } from '@baton/protocol';
import { LocalWakeUps } from '../../adapters/local/local-wake-ups.ts';
import { openSqlite } from '../../adapters/sqlite/open-sqlite.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import { eventId } from '../../core/log/event-id.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import { FakeClock } from '../fake-clock.ts';
import { Random } from '../interleaving.ts';
import { brokenRules, readWhole } from '../session-rules.ts';
import { TempFolder } from '../temp-folder.ts';
import { until } from '../until.ts';
import { KillableServer } from './killable-server.ts';
import { Load } from './load.ts';
import type { Acknowledged } from './load.ts';

export interface CrashReport {
  readonly kills: number;
  readonly acknowledged: number;
  /** Requests without an answer that were sent again. */
  readonly repeated: number;
  readonly events: number;
  readonly answers: number;
  /** Customer messages that a process found unanswered when it started. */
  readonly recovered: number;
  /** What was lost, doubled, out of order or otherwise wrong. */
  readonly broken: readonly string[];
}

const CLIENTS = 8;

/** Kills a server under load again and again, and looks whether everything that it acknowledged is still there. */
export async function crashRun(rounds: number, seed: number): Promise<CrashReport> {
  using folder = new TempFolder();
  const path = folder.join('crash.db');
  const random = new Random(seed);
  const broken: string[] = [];
  await using server = new KillableServer(path);
  await server.start();
  const load = new Load(() => server.url, CLIENTS, seed);
  for (let round = 0; round < rounds; round++) {
    await load.more(10 + random.below(70));
    await server.kill();
    // Only at times, so that the server too is the first to open what a killed one has left.
    if (round % 2 === 0) broken.push(...checkIntegrity(path));
    await server.start();
  }
  await load.more(20);
  await load.stop();
  await allAnswered(load, await server.url);
  await server[Symbol.asyncDispose]();
  broken.push(...checkIntegrity(path), ...load.faults);

  await using stores = await openSqlite(path, new FakeClock(), new LocalWakeUps());
  let events = 0;
  let answers = 0;
  for (const id of load.sessionIds) {
    const whole = await readWhole(stores.sessions, id);
    events += whole.log.length;
    answers += whole.log.filter((event) => answerTo(event) !== null).length;
    const mine = load.acknowledged.filter((each) => each.sessionId === id);
    broken.push(...brokenRules(whole), ...checkAcknowledged(whole.log, mine), ...checkAnswers(whole.log));
  }
  broken.push(...(await checkUnanswered(stores.sessions)));
  const { repeated, acknowledged } = load;
  const { recovered } = server;
  return { kills: rounds, acknowledged: acknowledged.length, repeated, events, answers, recovered, broken };
}

function checkIntegrity(path: string): string[] {
  using db = new DatabaseSync(path);
  const rows = db.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
  return rows.filter((row) => row.integrity_check !== 'ok').map((row) => `integrity: ${row.integrity_check}`);
}

/** Waits until the AI has answered, in every session, what is there to answer. */
async function allAnswered(load: Load, url: string): Promise<void> {
  for (const id of load.sessionIds) {
    await load.send({ method: 'PATCH', path: `/sessions/${id}`, body: { mode: 'auto' }, key: `last-${id}` });
    await until(async () => {
      const response = await fetch(`${url}/sessions/${id}/events?wait_for_data=0&kinds=message`);
      const last = ((await response.json()) as { source: string }[]).at(-1);
      return last !== undefined && last.source !== 'customer';
    });
  }
}

/** H1.2, H1.3: each is where its acknowledgement says, once; what one client sent one after the other is in order. */
function checkAcknowledged(log: readonly EventRecord[], acknowledged: readonly Acknowledged[]): string[] {
  const broken: string[] = [];
  const places = new Map<string, number[]>();
  for (const event of log) {
    if (event.kind !== 'message') continue;
    const { message } = JSON.parse(event.data) as MessageData;
    places.set(message, [...(places.get(message) ?? []), event.offset]);
  }
  let newest = -1;
  for (const { key, text, offset, id, sessionId } of acknowledged) {
    const found = places.get(text) ?? [];
    if (found.length !== 1 || found[0] !== offset)
      broken.push(`${key} was acknowledged at ${offset}, is at ${found.join(', ')}`);
    if (eventId(sessionId, offset) !== id) broken.push(`${key} has another id`);
    if (offset <= newest) broken.push(`${key} is out of order`);
    newest = offset;
  }
  return broken;
}

/** No customer message has two answers, however often its turn was begun. */
function checkAnswers(log: readonly EventRecord[]): string[] {
  const answered = new Map<number, number>();
  for (const event of log) {
    const offset = answerTo(event);
    if (offset !== null) answered.set(offset, (answered.get(offset) ?? 0) + 1);
  }
  return [...answered]
    .filter(([, count]) => count > 1)
    .map(([offset, count]) => `message ${offset} has ${count} answers`);
}

function answerTo(event: EventRecord): number | null {
  const match =
    event.source === 'ai_agent' && event.kind === 'message' ? /answer to (\d+)/.exec(event.data) : null;
  return match === null ? null : Number(match[1]);
}

async function checkUnanswered(sessions: SessionStore): Promise<string[]> {
  return (await sessions.listUnanswered(1000)).map((id) => `a message in ${id} has no answer`);
}
