import { PostgresClusterStore } from '../../adapters/postgres/postgres-cluster-store.ts';
import { PostgresDatabase } from '../../adapters/postgres/postgres-database.ts';
import { PostgresSessionStore } from '../../adapters/postgres/postgres-session-store.ts';
import type { ClusterFixture, NodeStores } from '../store-contract/cluster-contract.ts';
import type { PostgresFixture, TestPostgres } from './open-postgres-fixture.ts';

/** A database of which several processes have connections of their own. */
export async function openCluster(server: TestPostgres): Promise<ClusterFixture> {
  const fixture = await server.open();
  return {
    get sessions() {
      return fixture.sessions;
    },
    get cluster() {
      return fixture.stores.cluster;
    },
    wakeUps: fixture.wakeUps,
    reopen: () => fixture.reopen(),
    beside: () => Promise.resolve(beside(fixture)),
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
}

function beside({ url, clock, wakeUps }: PostgresFixture): NodeStores {
  const database = new PostgresDatabase({ url, connections: 8 });
  const sessions = new PostgresSessionStore({ database, clock, wakeUps, isOurs: () => true });
  return {
    sessions,
    cluster: new PostgresClusterStore(database),
    async [Symbol.asyncDispose]() {
      await sessions[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
