import { DatabaseSync } from 'node:sqlite';
import { openFigures } from '../adapters/sqlite/analytics/testing/open-figures.ts';
import { openMemory } from './open-memory.ts';
import { analyticsContract } from './store-contract/analytics-contract.ts';
import { assistContract } from './store-contract/assist-contract.ts';
import { attachmentContract } from './store-contract/attachment-contract.ts';
import { behaviourStoreContract } from './store-contract/behaviour-contract.ts';
import { clusterContract } from './store-contract/cluster-contract.ts';
import { deskStoreContract } from './store-contract/desk-contract.ts';
import { directoryContract } from './store-contract/directory-contract.ts';
import { sessionStoreContract } from './store-contract/session-store-contract.ts';
import { traceStoreContract } from './store-contract/trace-contract.ts';

/* The stores in memory, on which most tests run, keep what every store promises. */

async function open() {
  let stores = openMemory();
  return {
    get assist() {
      return stores.assist;
    },
    get attachmentRecords() {
      return stores.attachmentRecords;
    },
    get behaviour() {
      return stores.behaviour;
    },
    get desk() {
      return stores.desk;
    },
    get directory() {
      return stores.directory;
    },
    get sessions() {
      return stores.sessions;
    },
    get traces() {
      return stores.traces;
    },
    get wakeUps() {
      return stores.wakeUps;
    },
    async reopen() {
      stores = openMemory({ db: stores.db, clock: stores.clock });
    },
    async [Symbol.asyncDispose]() {
      stores.db.close();
    },
  };
}

sessionStoreContract('memory', open);
for (const contract of [
  assistContract,
  attachmentContract,
  behaviourStoreContract,
  deskStoreContract,
  directoryContract,
  traceStoreContract,
])
  contract('memory', open);

analyticsContract('memory', async () => {
  const fixture = openFigures(new DatabaseSync(':memory:'));
  return Object.assign(fixture, { [Symbol.asyncDispose]: async () => fixture.db.close() });
});

const ALONE = 'nobody else has it';
clusterContract('memory', () => Promise.reject(new Error(ALONE)), ALONE);
