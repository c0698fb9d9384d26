import { openSqliteFixture } from '../../testing/open-store.ts';
import { behaviourStoreContract } from '../../testing/store-contract/behaviour-contract.ts';

behaviourStoreContract('SQLite', async () => {
  const fixture = await openSqliteFixture();
  return {
    get behaviour() {
      return fixture.stores.behaviour;
    },
    reopen: () => fixture.reopen(),
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
});
