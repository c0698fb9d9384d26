import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { ALWAYS, writeHandoff } from '../../testing/write-handoff.ts';
import type { AnalyticsStore, MeasuredDue } from '../../ports/analytics-store.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { KeptLog } from '../../testing/kept-log.ts';
import { START, customerSays, makeSession, requested } from '../../testing/make.ts';
import { openSqliteFixture } from '../../testing/open-store.ts';
import type { SqliteFixture } from '../../testing/open-store.ts';
import { until } from '../../testing/until.ts';
import { Analytics } from './analytics.ts';

async function ask({ sessions }: { readonly sessions: SessionStore }, n: number): Promise<void> {
  const sessionId = `s${n}`;
  await sessions.createSession(makeSession(sessionId));
  await sessions.commit({ sessionId, events: [customerSays('hello')] });
  const { facts } = requested({ handoffId: `h${n}`, sessionId });
  await writeHandoff({ sessions }, { id: `h${n}`, sessionId, facts }, 1);
}

function analyticsOf({ stores, wakeUps }: SqliteFixture, clock: FakeClock, log: KeptLog): Analytics {
  return new Analytics({ clock, wakeUps, log }, stores.analytics);
}

/** Rows that are there without a question having been asked. */
function measured(path: string): number {
  using db = new DatabaseSync(path, { readOnly: true });
  return (db.prepare('SELECT count(*) AS n FROM analytics_row').get() as { n: number }).n;
}

describe('in the background', () => {
  test('what changes is measured a moment later, what an earlier process has left at the start', async () => {
    await using fixture = await openSqliteFixture();
    const clock = new FakeClock();
    const log = new KeptLog();
    await ask(fixture, 1);
    await fixture.reopen();
    {
      await using analytics = analyticsOf(fixture, clock, log);
      analytics.lead();
      clock.jump(2);
      await until(() => measured(fixture.path) === 1);
      await ask(fixture, 2);
      await ask(fixture, 3);
      expect(measured(fixture.path)).toBe(1);
      clock.jump(2);
      await until(() => measured(fixture.path) === 3);
    }
    expect(clock.scheduled).toBe(0);
    expect(log.errors).toEqual([]);
  });

  test('a question is answered as of now', async () => {
    await using fixture = await openSqliteFixture();
    await using analytics = analyticsOf(fixture, new FakeClock(), new KeptLog());
    for (const n of [1, 2, 3]) await ask(fixture, n);
    expect(await analytics.sum(ALWAYS)).toMatchObject({ sessions: 3, handoffs: 3, open: 3 });
    const [support] = await analytics.sumGroups(ALWAYS, 'department', 10);
    expect(support).toMatchObject({ key: 'support', measures: { handoffs: 3 } });
    const points = await analytics.sumPeriods(ALWAYS, [ALWAYS.fromHour, START / 3_600_000_000]);
    expect(points.map(({ handoffs }) => handoffs)).toEqual([0, 3]);
  });

  test('a handoff that cannot be measured is told of, and keeps none of the others waiting', async () => {
    await using fixture = await openSqliteFixture();
    const log = new KeptLog();
    await using analytics = analyticsOf(fixture, new FakeClock(), log);
    for (const n of [1, 2]) await ask(fixture, n);
    using db = new DatabaseSync(fixture.path);
    db.exec(`UPDATE handoff SET state = 'no JSON' WHERE id = 'h1'`);
    expect((await analytics.sum(ALWAYS)).handoffs).toBe(1);
    expect(log.errors).toMatchObject([{ details: { handoff: 'h1' } }]);
  });

  test('a handoff whose journal is from long ago is measured by what is stored of it', async () => {
    await using fixture = await openSqliteFixture();
    const log = new KeptLog();
    await using analytics = analyticsOf(fixture, new FakeClock(), log);
    await ask(fixture, 1);
    using db = new DatabaseSync(fixture.path);
    db.exec(`UPDATE handoff_fact SET fact = json_remove(fact, '$.requirements')`);
    db.exec(`UPDATE handoff SET stage = stage`);
    expect(await analytics.sum(ALWAYS)).toMatchObject({ handoffs: 1, open: 1 });
    expect(log.errors).toEqual([]);
  });
});

class FailingStore implements Pick<AnalyticsStore, 'measureDue'> {
  left = 1000;
  failures = 1;
  readonly limits: number[] = [];

  async measureDue(limit: number): Promise<MeasuredDue> {
    this.limits.push(limit);
    if (this.failures-- > 0) throw new Error('the disk is full');
    const handoffs = Math.min(limit, this.left);
    this.left -= handoffs;
    return { handoffs, faults: [] };
  }
}

test('what failed is tried again, and much is measured with pauses', async () => {
  const clock = new FakeClock();
  const log = new KeptLog();
  const store = new FailingStore();
  const wakeUps = {
    subscribeAll: () => ({ cancel() {} }),
    subscribe: () => ({ cancel() {} }),
    notify() {},
    notifyAll() {},
  };
  await using analytics = new Analytics({ clock, wakeUps, log }, store as unknown as AnalyticsStore);
  analytics.lead();
  clock.jump(2);
  await until(() => clock.scheduled === 1);
  expect(log.errors).toHaveLength(1);
  expect(store.left).toBe(1000);
  let pauses = 0;
  while (store.left > 0) {
    const before = store.left;
    clock.jump(60);
    await until(() => store.left < before && (store.left === 0 || clock.scheduled === 1));
    pauses++;
  }
  expect(pauses).toBeGreaterThan(3);
  expect(Math.max(...store.limits)).toBeLessThanOrEqual(100);
});
