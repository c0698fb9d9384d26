import { openSqliteFixture } from '../../testing/open-store.ts';
import { traceStoreContract } from '../../testing/store-contract/trace-contract.ts';

traceStoreContract('SQLite', async () => {
  const fixture = await openSqliteFixture();
  return {
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
