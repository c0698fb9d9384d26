import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import type { WriteOutcome } from '../../ports/session-store.ts';
import { customerSays, makeSession, requested } from '../../testing/make.ts';
import { migrate } from './migrate.ts';
import { BatchWriter } from './write-batch.ts';
import type { WriteOperation, WriteResult } from './write-operation.ts';

let db: DatabaseSync;
let writer: BatchWriter;
beforeEach(() => {
  db = new DatabaseSync(':memory:');
  migrate(db);
  writer = new BatchWriter(db);
});

const create = (id: string): WriteOperation => ({
  op: 'create-session',
  session: makeSession(id),
  idempotency: null,
});
const append = (id: string, text = 'x'): WriteOperation => ({
  op: 'commit',
  at: 1,
  write: { sessionId: id, events: [customerSays(text)] },
});
const failing = (id: string): WriteOperation => ({
  op: 'commit',
  at: 1,
  write: {
    sessionId: id,
    events: [customerSays('never')],
    control: { mode: 'manual', holder: { kind: 'none' }, epoch: 1 },
    patch: { answered: 'all', title: 'never' },
    handoff: requested({ sessionId: id, handoffId: 'second' }),
  },
});

function outcome(result: WriteResult | undefined): WriteOutcome {
  if (result?.ok !== true) throw new Error(result?.message ?? 'no result');
  return result.value as WriteOutcome;
}

/** What the database itself says of a session. */
function stored(id: string): object {
  return {
    ...db
      .prepare(
        'SELECT next_offset, mode, epoch, revision, last_customer_offset, answered_offset, title FROM session WHERE id = ?',
      )
      .get(id),
    events: db
      .prepare('SELECT count(*) AS n FROM event WHERE session_key = (SELECT key FROM session WHERE id = ?)')
      .get(id)?.['n'],
  };
}

describe('a batch', () => {
  test('in which one operation fails: the others are done, in order, each once', () => {
    const open: WriteOperation = { ...(append('s') as Extract<WriteOperation, { op: 'commit' }>) };
    const begin = {
      ...open,
      write: { ...open.write, handoff: requested({ sessionId: 's', handoffId: 'first' }) },
    };
    writer.run([create('s'), create('t'), begin]);
    const results = writer.run([
      append('s'),
      failing('s'),
      append('t'),
      append('s'),
      failing('s'),
      append('s'),
    ]);
    expect(results.map((result) => result.ok)).toEqual([true, false, true, true, false, true]);
    const offsets = [0, 2, 3, 5].map(
      (index) => (outcome(results[index]) as { firstOffset: number }).firstOffset,
    );
    expect(offsets).toEqual([1, 0, 2, 3]);
    expect(stored('s')).toEqual({
      next_offset: 4,
      mode: 'auto',
      epoch: 0,
      revision: 1,
      last_customer_offset: 3,
      answered_offset: -1,
      title: null,
      events: 4,
    });
  });

  test('of which nothing fits on the disk: nothing has happened, and once there is room everything goes on', () => {
    writer.run([create('s'), create('t'), append('s')]);
    const pages = db.prepare('PRAGMA page_count').get()!['page_count'] as number;
    db.exec(`PRAGMA max_page_count = ${pages + 2}`);
    const large = 'y'.repeat(40_000);
    const results = writer.run([
      append('s', large),
      append('t', 'small'),
      append('s', large),
      append('s', 'small'),
    ]);
    expect(results.map((result) => result.ok)).toEqual([false, true, false, true]);
    expect(results[0]).toMatchObject({ message: expect.stringContaining('full') });
    expect(stored('s')).toMatchObject({ next_offset: 2, events: 2 });

    db.exec('PRAGMA max_page_count = 100000');
    const later = writer.run([append('s', large), append('t', large)]);
    expect(later.map((result) => outcome(result))).toMatchObject([{ firstOffset: 2 }, { firstOffset: 1 }]);
    expect(stored('s')).toMatchObject({ next_offset: 3, last_customer_offset: 2, events: 3 });
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  });

  test('over more sessions than are kept in memory', () => {
    const ids = Array.from({ length: 20_500 }, (_unused, i) => `s${i}`);
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < ids.length; i += 1000) {
        const page = ids.slice(i, i + 1000);
        writer.run(
          round === 0 ? page.flatMap((id) => [create(id), append(id)]) : page.map((id) => append(id)),
        );
      }
    }
    const rows = db.prepare('SELECT DISTINCT next_offset, last_customer_offset FROM session').all();
    expect(rows).toEqual([{ next_offset: 2, last_customer_offset: 1 }]);
    expect(db.prepare('SELECT count(*) AS n FROM event').get()).toEqual({ n: 41_000 });
  });

  test('an operation that is not known is refused, and harms nobody', () => {
    const unknown: WriteOperation = { op: 'directory', statement: 'dropEverything', parameters: [] };
    const results = writer.run([create('s'), unknown, append('s')]);
    expect(results.map((result) => result.ok)).toEqual([true, false, true]);
  });
});
