import { openPostgres } from '../../adapters/postgres/open-postgres.ts';
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
    beside: () => beside(fixture),
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
}

function beside({ url, clock, wakeUps }: PostgresFixture): Promise<NodeStores> {
  return openPostgres({ url, connections: 8 }, clock, wakeUps);
}
