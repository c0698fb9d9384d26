import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { TempFolder } from '../../../testing/temp-folder.ts';
import { ALWAYS } from '../../../testing/write-handoff.ts';
import { migrate } from '../migrate.ts';
import { ThreadAnalyticsReading } from './thread-analytics-reading.ts';

const SUM = { type: 'sum', query: ALWAYS } as const;

test('a thread that fails refuses what it was asked, and the next question has a new one', async () => {
  using folder = new TempFolder();
  const path = folder.join('figures.db');
  await using reading = new ThreadAnalyticsReading(path);
  await expect(Promise.all([reading.run(SUM), reading.run(SUM)])).rejects.toThrow('cannot be read');
  {
    using db = new DatabaseSync(path);
    migrate(db);
  }
  expect(await reading.run(SUM)).toMatchObject({ handoffs: 0 });
});

test('a question that cannot be answered is refused alone', async () => {
  using folder = new TempFolder();
  const path = folder.join('figures.db');
  {
    using db = new DatabaseSync(path);
    migrate(db);
  }
  await using reading = new ThreadAnalyticsReading(path);
  const wrong = { type: 'groups', query: ALWAYS, group: 'nothing' as 'agent', most: 1 } as const;
  const [refused, answered] = await Promise.allSettled([reading.run(wrong), reading.run(SUM)]);
  expect([refused?.status, answered?.status]).toEqual(['rejected', 'fulfilled']);
});

test('too many questions at once are refused, and those that wait when it is closed', async () => {
  using folder = new TempFolder();
  const reading = new ThreadAnalyticsReading(folder.join('none.db'));
  const all = Promise.allSettled(Array.from({ length: 33 }, () => reading.run(SUM)));
  await reading[Symbol.asyncDispose]();
  const reasons = (await all).map((each) => (each.status === 'rejected' ? String(each.reason) : 'answered'));
  expect(reasons.filter((reason) => reason.includes('too many'))).toHaveLength(1);
  expect(reasons.filter((reason) => reason.includes('closed'))).toHaveLength(32);
  await expect(reading.run(SUM)).rejects.toThrow('closed');
});
