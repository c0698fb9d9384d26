import { LocalWakeUps } from '../adapters/local/local-wake-ups.ts';
import { openSqlite } from '../adapters/sqlite/open-sqlite.ts';
import type { SqliteStores } from '../adapters/sqlite/open-sqlite.ts';
import type { Clock } from '../ports/clock.ts';
import { FakeClock } from './fake-clock.ts';
import type { StoreFixture } from './store-contract/store-fixture.ts';
import { TempFolder } from './temp-folder.ts';

export interface SqliteFixture extends StoreFixture {
  readonly stores: SqliteStores;
  readonly clock: Clock;
  readonly wakeUps: LocalWakeUps;
  /** Where the database is. */
  readonly path: string;
}

/** A real SQLite store, writer thread and all, in a folder of its own. */
export async function openSqliteFixture(clock: Clock = new FakeClock()): Promise<SqliteFixture> {
  const folder = new TempFolder();
  const path = folder.join('test.db');
  const wakeUps = new LocalWakeUps();
  let stores = await openSqlite(path, clock, wakeUps);
  return {
    get stores() {
      return stores;
    },
    get sessions() {
      return stores.sessions;
    },
    clock,
    wakeUps,
    path,
    async reopen() {
      await stores[Symbol.asyncDispose]();
      stores = await openSqlite(path, clock, wakeUps);
    },
    async [Symbol.asyncDispose]() {
      await stores[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}
