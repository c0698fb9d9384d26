import { afterAll, beforeAll, describe } from 'vitest';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../../testing/postgres/open-postgres-fixture.ts';
import { openCluster } from '../../testing/postgres/open-cluster.ts';
import { analyticsContract } from '../../testing/store-contract/analytics-contract.ts';
import { assistContract } from '../../testing/store-contract/assist-contract.ts';
import { attachmentContract } from '../../testing/store-contract/attachment-contract.ts';
import { behaviourStoreContract } from '../../testing/store-contract/behaviour-contract.ts';
import { clusterContract } from '../../testing/store-contract/cluster-contract.ts';
import { deskStoreContract } from '../../testing/store-contract/desk-contract.ts';
import { directoryContract } from '../../testing/store-contract/directory-contract.ts';
import { sessionStoreContract } from '../../testing/store-contract/session-store-contract.ts';
import { traceStoreContract } from '../../testing/store-contract/trace-contract.ts';

describe.skipIf(!HAS_POSTGRES)(`PostgreSQL${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await TestPostgres.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  sessionStoreContract('PostgreSQL', () => server.open());
  clusterContract('PostgreSQL', () => openCluster(server));
  for (const contract of [
    analyticsContract,
    assistContract,
    attachmentContract,
    behaviourStoreContract,
    deskStoreContract,
    directoryContract,
    traceStoreContract,
  ])
    contract('PostgreSQL', async () => {
      const fixture = await server.open();
      return {
        get analytics() {
          return fixture.stores.analytics;
        },
        get assist() {
          return fixture.stores.assist;
        },
        get attachmentRecords() {
          return fixture.stores.attachmentRecords;
        },
        get behaviour() {
          return fixture.stores.behaviour;
        },
        get desk() {
          return fixture.stores.desk;
        },
        get directory() {
          return fixture.stores.directory;
        },
        get traces() {
          return fixture.stores.traces;
        },
        get sessions() {
          return fixture.sessions;
        },
        reopen: () => fixture.reopen(),
        [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
      };
    });
});
