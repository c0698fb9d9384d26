import { openSqliteFixture } from '../../testing/open-store.ts';
import { sessionStoreContract } from '../../testing/store-contract/session-store-contract.ts';

sessionStoreContract('SQLite', () => openSqliteFixture());
