import { openSqliteFixture } from '../../testing/open-store.ts';
import { clusterContract } from '../../testing/store-contract/cluster-contract.ts';
import { sessionStoreContract } from '../../testing/store-contract/session-store-contract.ts';

sessionStoreContract('SQLite', () => openSqliteFixture());

const ALONE = 'one process has the database, it always leads';
clusterContract('SQLite', () => Promise.reject(new Error(ALONE)), ALONE);
