import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { DeskStore } from '../../ports/desk-store.ts';
import { StoreUnavailableError } from '../../ports/store-errors.ts';
import { makeOperatorRecord } from '../../testing/make-staff.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../../testing/postgres/open-postgres-fixture.ts';
import type { PostgresFixture } from '../../testing/postgres/open-postgres-fixture.ts';
import { openPostgres } from './open-postgres.ts';
import type { PostgresStores } from './open-postgres.ts';

describe.skipIf(!HAS_POSTGRES)(
  `sections of which one node at a time is in one${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`,
  () => {
    let postgres: TestPostgres;
    let here: PostgresFixture;
    let there: PostgresStores;
    beforeAll(async () => {
      postgres = await TestPostgres.start();
      here = await postgres.open();
      there = await openPostgres({ url: here.url, connections: 8 }, here.clock, here.wakeUps);
    });
    afterAll(async () => {
      await there[Symbol.asyncDispose]();
      await here[Symbol.asyncDispose]();
      await postgres[Symbol.asyncDispose]();
    });

    test('nobody is in it beside another, whatever becomes of that one', async () => {
      let inside = 0;
      let most = 0;
      let done = 0;
      const enter = (desk: DeskStore, fails: boolean): Promise<void> =>
        desk.exclusively('staff', async () => {
          inside += 1;
          most = Math.max(most, inside);
          await desk.listOperators();
          inside -= 1;
          done += 1;
          if (fails) throw new Error('refused');
        });
      const entries = Array.from({ length: 12 }, (_, i) =>
        enter(i % 2 === 0 ? here.stores.desk : there.desk, i % 3 === 0),
      );
      const outcomes = await Promise.allSettled(entries);
      expect([most, done]).toEqual([1, 12]);
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    });

    test('one section holds up no other', async () => {
      const held = Promise.withResolvers<void>();
      const entered = Promise.withResolvers<void>();
      const staff = here.stores.desk.exclusively('staff', async () => {
        entered.resolve();
        await held.promise;
      });
      await entered.promise;
      expect(await there.desk.exclusively('behaviour', async () => 'done')).toBe('done');
      held.resolve();
      await staff;
    });

    test('who enters is told whether what it left is what is there', async () => {
      const fresh = (desk: DeskStore): Promise<boolean> => desk.exclusively('staff', async (is) => is);
      await fresh(here.stores.desk);
      expect(await fresh(here.stores.desk)).toBe(true);
      expect(await fresh(there.desk)).toBe(false);
      expect(await fresh(there.desk)).toBe(true);
      expect([await fresh(here.stores.desk), await fresh(here.stores.desk)]).toEqual([false, true]);
    });

    test('who stood still in it for so long that it is another’s writes nothing more', async () => {
      const { desk, behaviour } = here.stores;
      const client = new Client({ connectionString: here.url });
      await client.connect();
      onTestFinished(() => client.end());
      const writes = {
        staff: () => desk.putOperator(makeOperatorRecord('late')),
        behaviour: () => behaviour.apply([{ op: 'delete', kind: 'guideline', id: 'late' }]),
      };
      for (const what of ['staff', 'behaviour'] as const) {
        await desk.exclusively(what, async () => {
          await writes[what]();
          // As the server does to a node that says nothing for half a minute.
          await client.query(
            `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = database
              WHERE locktype = 'advisory' AND granted AND datname = current_database()`,
          );
          await there.desk.exclusively(what, async () => {
            await there.desk.putOperator(makeOperatorRecord('late', { name: 'Newer' }));
          });
          await expect(writes[what]()).rejects.toThrow(StoreUnavailableError);
        });
      }
      expect(await desk.readOperator('late')).toMatchObject({ name: 'Newer' });
      expect(await desk.exclusively('staff', async () => writes.staff())).toBeUndefined();
    });

    test('what was written by one that failed in the middle is not taken for what the next one knows', async () => {
      const fresh = (desk: DeskStore): Promise<boolean> => desk.exclusively('staff', async (is) => is);
      await fresh(here.stores.desk);
      const failing = there.desk.exclusively('staff', async () => {
        await there.desk.putOperator(makeOperatorRecord('mia'));
        throw new Error('cut off');
      });
      await expect(failing).rejects.toThrow('cut off');
      expect(await fresh(here.stores.desk)).toBe(false);
    });
  },
);
