import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import { nextTimer } from '../../core/handoff/timers.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { ANNA, requested } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import { TestApp } from '../../testing/test-app.ts';
import { turnsOfTheLoop } from '../../testing/until.ts';
import { openFigures } from './analytics/testing/open-figures.ts';
import { ALWAYS, measureAll } from '../../testing/write-handoff.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './schema.ts';

/*
 * A database of the time when a handoff had one timer and no department: `timer`, `policy.abandonSeconds`, and nothing
 * of routing.
 */

const SECOND = 1_000_000;
const START = Date.UTC(2026, 0, 5, 9) * 1000;
/** The number of migrations that such a database has seen. */
const OLD_VERSION = 4;

interface OldHandoff {
  readonly stage: string;
  /** Seconds after the request. */
  readonly timer: { readonly name: string; readonly due: number } | null;
  readonly over?: object;
}

const BREACHED = { breached: true, queuedAt: START };
const HELD = { operator: ANNA, queuedAt: START, acceptedAt: START + 10 * SECOND };
const ENDED = { endedAt: START + 20 * SECOND };
const CALLBACK = { kind: 'callback', address: '+1 555 0100', at: null };

const OLD: Readonly<Record<string, OldHandoff>> = {
  'asked a moment ago': { stage: 'requested', timer: { name: 'transition', due: 5 } },
  'in the queue': { stage: 'queued', timer: { name: 'service-level', due: 60 }, over: { queuedAt: START } },
  'told that it takes longer': { stage: 'queued', timer: { name: 'reminder', due: 240 }, over: BREACHED },
  'at its last reminder': { stage: 'queued', timer: { name: 'reminder', due: 1800 }, over: BREACHED },
  'held by an operator': { stage: 'active', timer: { name: 'idle', due: 310 }, over: HELD },
  'held from outside': {
    stage: 'active',
    timer: { name: 'idle', due: 310 },
    over: { ...HELD, operator: null },
  },
  solved: {
    stage: 'resolved',
    timer: null,
    over: { ...HELD, ...ENDED, disposition: 'solved', outcome: 'paid' },
  },
  'given back': { stage: 'returned', timer: null, over: { ...HELD, ...ENDED } },
  'to be called': { stage: 'callback', timer: null, over: { ...ENDED, contact: CALLBACK } },
  'given up': { stage: 'failed', timer: null, over: { ...BREACHED, ...ENDED } },
};

function oldState(id: string, { stage, timer, over }: OldHandoff): object {
  return {
    id,
    sessionId: id,
    agent: { id: 'agent', name: 'Ava' },
    customer: { id: 'carla', name: 'Carla' },
    stage,
    reason: 'low_confidence',
    evidence: [{ trigger: 'low-confidence', offset: 0, score: 0.2, threshold: 0.4, quote: null }],
    priority: 2,
    policy: {
      transitionSeconds: 5,
      serviceLevelSeconds: 60,
      reminderSeconds: 180,
      giveUpSeconds: 1800,
      idleSeconds: 300,
      abandonSeconds: 86_400,
    },
    package: {
      reason: 'low_confidence',
      evidence: [],
      summary: 'She asks where her parcel is.',
      intent: null,
      language: null,
      details: [],
      attempted: [],
      tools: [],
      guidelines: [],
      open_question: null,
      customer: { id: 'carla', name: 'Carla', metadata: {} },
      transcript: { session_id: id, from_offset: 0, to_offset: 1 },
    },
    openedOffset: 0,
    operator: null,
    transitionSaid: stage !== 'requested',
    requestedAt: START,
    queuedAt: null,
    acceptedAt: null,
    firstHumanWordAt: null,
    endedAt: null,
    breached: false,
    notes: [],
    disposition: null,
    outcome: null,
    contact: null,
    timer: timer === null ? null : { name: timer.name, due: START + timer.due * SECOND },
    entries: 1,
    ...over,
  };
}

function oldDatabase(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  for (const migration of MIGRATIONS.slice(0, OLD_VERSION)) db.exec(migration);
  db.exec(`PRAGMA user_version = ${OLD_VERSION}`);
  const session = db.prepare(
    `INSERT INTO session (id, agent_id, customer_id, created_at, metadata, labels, mode, holder, epoch)
     VALUES (?, 'agent', 'carla', ?, '{}', '[]', ?, ?, 2)`,
  );
  const handoff = db.prepare(
    `INSERT INTO handoff (id, session_key, stage, open, waiting, priority, requested_at, ended_at, due_at, state)
     VALUES (?, ?, ?, ?, ?, 2, ?, ?, ?, ?)`,
  );
  for (const [id, old] of Object.entries(OLD)) {
    const state = oldState(id, old) as HandoffState & { timer: { due: number } | null };
    const { stage, timer, operator, endedAt } = state;
    const held = stage === 'active';
    const holder = !held
      ? { kind: timer === null ? 'ai' : 'none' }
      : operator === null
        ? { kind: 'external' }
        : { kind: 'operator', ...operator };
    const mode = timer === null ? 'auto' : 'manual';
    const { lastInsertRowid: key } = session.run(id, START, mode, JSON.stringify(holder));
    const open = timer === null ? 0 : 1;
    const waiting = open === 1 && !held ? 1 : 0;
    const text = JSON.stringify(state);
    handoff.run(id, key, stage, open, waiting, START, endedAt, timer?.due ?? null, text);
  }
  return db;
}

test.each(Object.entries(OLD))(
  'a handoff of an old database is read as one of today: %s',
  async (id, old) => {
    const db = oldDatabase();
    migrate(db);
    await using sessions = openMemory({ db }).sessions;
    const state = (await sessions.readHandoff(id))!;
    const { state: fresh } = requested();
    expect(Object.keys(state).toSorted()).toEqual(Object.keys(fresh).toSorted());
    expect(Object.keys(state.policy).toSorted()).toEqual(Object.keys(fresh.policy).toSorted());
    const packageOfToday = Object.keys(fresh.package).toSorted();
    expect(Object.keys(state.package).toSorted()).toEqual(packageOfToday);
    expect(state).toMatchObject({
      stage: old.stage,
      priority: 2,
      policy: { idleReturnSeconds: 86_400 },
      ...old.over,
    });
    const wanted = old.timer === null ? null : { name: old.timer.name, due: START + old.timer.due * SECOND };
    expect(nextTimer(state.timers)).toEqual(wanted);
    const found = await sessions.listHandoffs({ department: 'support', limit: 100 });
    expect(found.map((each) => each.id)).toContain(id);
  },
);

test('H3.1 a server carries on with the handoffs of an old database, whichever timer runs', async () => {
  const db = oldDatabase();
  const clock = new FakeClock(START + SECOND);
  const stores = openMemory({ db, clock });
  await using server = await TestApp.start(stores);
  await clock.advance(3 * 86_400, () => turnsOfTheLoop(12));
  const found = await stores.sessions.listHandoffs({ limit: 100 });
  const ended = Object.fromEntries(found.map((each) => [each.id, each.stage]));
  expect(ended).toEqual({
    'asked a moment ago': 'failed',
    'in the queue': 'failed',
    'told that it takes longer': 'failed',
    'at its last reminder': 'failed',
    'held by an operator': 'returned',
    'held from outside': 'returned',
    solved: 'resolved',
    'given back': 'returned',
    'to be called': 'callback',
    'given up': 'failed',
  });
  expect(server.log.errors).toEqual([]);
});

test('C19 the handoffs and sessions of an old database are in the figures', async () => {
  const db = oldDatabase();
  db.exec(`UPDATE session SET last_customer_offset = 0 WHERE id <> 'solved'`);
  migrate(db);
  const fixture = openFigures(db);
  await measureAll(fixture);
  const measures = await fixture.analytics.sum(ALWAYS);
  expect(measures).toMatchObject({
    sessions: 9,
    handoff_rate: { count: 9, of: 9 },
    handoffs: 10,
    open: 6,
    reasons: [{ reason: 'low_confidence', count: 10 }],
    triggers: [{ trigger: 'low-confidence', count: 10 }],
    acceptance: { count: 4, mean: 10 },
    // Two wait longer than it; those that were accepted were so in time.
    service_level: { count: 4, of: 6 },
    resolved: { count: 1, of: 4 },
    returned: { count: 1, of: 4 },
    callbacks: { count: 1, of: 4 },
    failed: { count: 1, of: 4 },
  });
});
