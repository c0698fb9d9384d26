import { openSqliteFixture } from '../../testing/open-store.ts';
import { assistContract } from '../../testing/store-contract/assist-contract.ts';

assistContract('SQLite', async () => {
  const fixture = await openSqliteFixture();
  return {
    assist: fixture.stores.assist,
    sessions: fixture.sessions,
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
});
