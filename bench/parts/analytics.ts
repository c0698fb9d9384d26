import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { historyOf } from '../../packages/server/src/core/analytics/handoff-history.ts';
import { measureHandoff } from '../../packages/server/src/core/analytics/measure-handoff.ts';
import { foldJournal } from '../../packages/server/src/core/handoff/apply-fact.ts';
import type { JournalFact } from '../../packages/server/src/core/handoff/journal-fact.ts';
import { LocalWakeUps } from '../../packages/server/src/adapters/local/local-wake-ups.ts';
import { MeasuredWriter } from '../../packages/server/src/adapters/sqlite/analytics/write-measured.ts';
import { openConnection } from '../../packages/server/src/adapters/sqlite/open-connection.ts';
import { openSqlite } from '../../packages/server/src/adapters/sqlite/open-sqlite.ts';
import type { SqliteStores } from '../../packages/server/src/adapters/sqlite/open-sqlite.ts';
import type { FiguresQuery } from '../../packages/server/src/ports/analytics-store.ts';
import { FakeClock } from '../../packages/server/src/testing/fake-clock.ts';
import { customerSays, makeOpening, makeSession } from '../../packages/server/src/testing/make.ts';
import { Random } from '../../packages/server/src/testing/interleaving.ts';
import type { Table } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import type { Bench } from './bench.ts';

const SECOND = 1_000_000;
const HOUR = 3_600_000_000;
const DAYS = 30;
const START = Date.UTC(2026, 0, 1) * 1000;
const MONTH: FiguresQuery = { fromHour: START / HOUR, toHour: START / HOUR + DAYS * 24 };
/** Of all sessions, those with a handoff. */
const HANDED = 0.25;
const LIMIT = { kind: 'below', value: 1000, unit: ' ms' } as const;
const WRITTEN_AT_ONCE = 1000;
const MEASURED_AT_ONCE = 50;
const REAL_HANDOFFS = 500;

/** What a month of a million sessions costs to be asked for, and a handoff to be measured. */
export async function measureAnalytics({ folder, settings }: Bench): Promise<Table[]> {
  const sessions = settings.manyEvents;
  const path = join(folder, 'figures.db');
  const clock = new FakeClock(START + DAYS * 24 * HOUR);
  await (await openSqlite(path, clock, new LocalWakeUps()))[Symbol.asyncDispose]();
  const { handoffs, bytes } = makeMonth(path, sessions);
  await using stores = await openSqlite(path, clock, new LocalWakeUps());
  const questions = await ask(stores);
  const perHandoff = await measureSome(join(folder, 'measured.db'), clock);
  return [
    {
      title: `Figures of ${DAYS} days, ${sessions.toLocaleString('en')} sessions, ${handoffs.toLocaleString('en')} handoffs`,
      columns: ['', 'answered in', 'target', 'main thread at most'],
      rows: questions,
      notes: [
        'in the thread for figures; the median of five, after one that is not counted',
        `${(bytes / handoffs).toFixed(0)} bytes a handoff on disk`,
      ],
    },
    {
      title: 'A handoff is measured',
      columns: ['', 'time'],
      rows: perHandoff,
      notes: ['with twelve entries in its journal; batches of 50, from the note to the row on disk'],
    },
  ];
}

/** Rows as the server writes them, without what they are measured from. */
function makeMonth(path: string, sessions: number): { handoffs: number; bytes: number } {
  using db = openConnection(path, 'write');
  const random = new Random(1);
  const handoffs = Math.round(sessions * HANDED);
  const writer = new MeasuredWriter(db);
  const insert = db.prepare(
    `INSERT INTO handoff (id, session_key, stage, open, waiting, priority, requested_at, ended_at, state)
     VALUES (?, ?, 'resolved', 0, 0, 0, ?, NULL, '{}')`,
  );
  for (let from = 0; from < handoffs; from += WRITTEN_AT_ONCE) {
    db.exec('BEGIN');
    const count = Math.min(WRITTEN_AT_ONCE, handoffs - from);
    const made = Array.from({ length: count }, (_, index) => {
      const n = from + index;
      const at = START + Math.floor((n / handoffs) * DAYS * 24) * HOUR + random.below(3600) * SECOND;
      const id = `h${n}`;
      const key = Number(insert.run(id, n, at).lastInsertRowid);
      const history = historyOf(journal(random, at, id));
      if (history === null) throw new Error('it is no journal');
      const questions = history.stretches.map(() => ({ asked: random.below(4), again: 0 }));
      const recontacted = random.below(10) === 0;
      const rows = measureHandoff(history, { recontacted, questions, suggestions: [] });
      const { reason, trigger, agent, disposition } = history;
      const hour = Math.floor(at / HOUR);
      const common = { reason, trigger: trigger ?? '', agent, disposition: disposition ?? '' };
      return { key, id, changes: 1, hour, ...common, rows, fault: null };
    });
    writer.write(made);
    db.exec('COMMIT');
  }
  const hours = DAYS * 24;
  db.prepare(
    `WITH RECURSIVE each(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM each WHERE n + 1 < ?)
     INSERT INTO analytics_hour (hour, agent, sessions, handed) SELECT ? + n / 3, 'agent' || (n % 3), ?, ? FROM each`,
  ).run(hours * 3, START / HOUR, Math.round(sessions / hours / 3), Math.round(handoffs / hours / 3));
  return { handoffs, bytes: sizeOf(db) };
}

function sizeOf(db: DatabaseSync): number {
  const pages = db.prepare(`SELECT sum(pgsize) AS n FROM dbstat WHERE name LIKE 'analytics%'`);
  return (pages.get() as { n: number }).n;
}

const REASONS = ['customer_requested', 'low_confidence', 'high_frustration', 'policy_required', 'ai_error'];

/** Three in four are resolved, some are passed on, some given up. */
function journal(random: Random, at: number, id: string): JournalFact[] {
  const reason = REASONS[random.below(REASONS.length)] ?? 'api';
  const evidence = [
    { trigger: `trigger-${random.below(8)}`, offset: 0, score: 1, threshold: 0.5, quote: 'x' },
  ];
  const requirements = { department: `department-${random.below(10)}`, skills: [], language: null };
  const opening = { handoffId: id, sessionId: id, reason, evidence, requirements };
  const told = { told: null, alternatives: [] };
  const operator = person(random);
  const wait = random.below(300) * SECOND;
  const waiting: JournalFact[] = [
    { type: 'requested', at, ...makeOpening(opening) },
    { type: 'transition-said', at, by: 'desk' },
    { type: 'queued', at: at + SECOND, ...told, quote: { p50: 60, p90: 180, bucket: 'line' } },
    { type: 'offered', at: at + 2 * SECOND, operator, until: at + 32 * SECOND, direct: false },
  ];
  if (random.below(8) === 0) return [...waiting, { type: 'abandoned', at: at + wait + 3 * SECOND }];
  const came = at + wait + 3 * SECOND;
  const helped: JournalFact[] = [
    ...waiting,
    { type: 'accepted', at: came, operator, how: 'offer' },
    { type: 'first-word-said', at: came + random.below(30) * SECOND },
    { type: 'package-updated', at: came, package: makeOpening(opening).package },
  ];
  const end = came + (60 + random.below(900)) * SECOND;
  if (random.below(10) === 0) {
    const policy = makeOpening().policy;
    const to = { department: `department-${random.below(10)}`, skills: [], language: null };
    const second = person(random);
    helped.push(
      { type: 'transferred', at: end, by: operator, requirements: to, policy, to: null, told: null },
      { type: 'accepted', at: end + 20 * SECOND, operator: second, how: 'offer' },
    );
  }
  const resolved = end + 200 * SECOND;
  helped.push({ type: 'resolved', at: resolved, operator, disposition: 'solved', outcome: null });
  if (random.below(3) === 0)
    helped.push({ type: 'rated', at: resolved + SECOND, score: 1 + random.below(5), comment: null });
  return helped;
}

function person(random: Random): { id: string; name: string } {
  const id = `operator-${random.below(100)}`;
  return { id, name: id };
}

async function ask({ analytics }: SqliteStores): Promise<string[][]> {
  const starts = (step: number): number[] =>
    Array.from({ length: (DAYS * 24) / step }, (_, index) => MONTH.fromHour + index * step);
  const questions: [string, () => Promise<unknown>][] = [
    ['summary', () => analytics.sum(MONTH)],
    ['summary of one department', () => analytics.sum({ ...MONTH, department: 'department-3' })],
    ['by operator', () => analytics.sumGroups(MONTH, 'operator', 1000)],
    ['by reason', () => analytics.sumGroups(MONTH, 'reason', 1000)],
    ['30 days', () => analytics.sumPeriods(MONTH, starts(24))],
    ['720 hours', () => analytics.sumPeriods(MONTH, starts(1))],
  ];
  const rows: string[][] = [];
  for (const [name, run] of questions) {
    await run();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const began = performance.now();
      await run();
      times.push(performance.now() - began);
    }
    delay.disable();
    const median = times.toSorted((a, b) => a - b)[2] ?? NaN;
    rows.push([
      name,
      `${median.toFixed(0)} ms`,
      verdict(median, LIMIT),
      `${(delay.max / 1e6).toFixed(1)} ms`,
    ]);
  }
  return rows;
}

/** Real handoffs, from their journals to the rows. */
async function measureSome(path: string, clock: FakeClock): Promise<string[][]> {
  await using stores = await openSqlite(path, clock, new LocalWakeUps());
  const random = new Random(2);
  const written = await writeHandoffs(stores, random, 0);
  while ((await stores.analytics.measureDue(MEASURED_AT_ONCE)).handoffs > 0);
  await writeHandoffs(stores, random, REAL_HANDOFFS);
  const began = performance.now();
  while ((await stores.analytics.measureDue(MEASURED_AT_ONCE)).handoffs > 0);
  const each = ((performance.now() - began) * 1000) / REAL_HANDOFFS;
  return [
    ['written, with the note', `${written.toFixed(0)} µs`],
    ['measured', `${each.toFixed(0)} µs`],
  ];
}

async function writeHandoffs({ sessions }: SqliteStores, random: Random, from: number): Promise<number> {
  let spent = 0;
  for (let n = from; n < from + REAL_HANDOFFS; n++) {
    const sessionId = `h${n}`;
    await sessions.createSession(makeSession(sessionId));
    await sessions.commit({ sessionId, events: [customerSays('hello')] });
    const facts = journal(random, START, sessionId);
    const state = foldJournal(facts);
    if (state === null) throw new Error('it is no journal');
    const began = performance.now();
    await sessions.commit({ sessionId, events: [], handoff: { state, facts } });
    spent += performance.now() - began;
  }
  return (spent * 1000) / REAL_HANDOFFS;
}
