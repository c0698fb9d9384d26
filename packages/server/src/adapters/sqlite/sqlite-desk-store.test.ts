import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openSqliteFixture } from '../../testing/open-store.ts';
import { deskStoreContract } from '../../testing/store-contract/desk-contract.ts';

deskStoreContract('SQLite', async () => {
  const fixture = await openSqliteFixture();
  return {
    get desk() {
      return fixture.stores.desk;
    },
    reopen: () => fixture.reopen(),
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
});

test.each([
  ['a department', `department_id = 'd'`, 'follow_up_by_department'],
  ['a department and a state', `state = 'open' AND department_id = 'd'`, 'follow_up_by_department_state'],
  ['an owner', `owner_id = 'o'`, 'follow_up_by_owner'],
  ['an owner and a state', `state = 'open' AND owner_id = 'o'`, 'follow_up_by_owner_state'],
  ['a state', `state = 'open'`, 'follow_up_by_state'],
])('a page of the follow-ups of %s is read in order from one index', async (_what, where, index) => {
  await using fixture = await openSqliteFixture();
  const db = new DatabaseSync(fixture.path, { readOnly: true });
  const plan = db
    .prepare(
      `EXPLAIN QUERY PLAN SELECT body FROM follow_up WHERE ${where} AND (due_at, id) > (1, 'x') ORDER BY due_at, id LIMIT 9`,
    )
    .all()
    .map((row) => row['detail']);
  db.close();
  expect(plan).toHaveLength(1);
  expect(plan[0]).toContain(`USING INDEX ${index} `);
});
