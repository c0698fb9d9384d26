import { openSqliteFixture } from '../../testing/open-store.ts';
import { directoryContract } from '../../testing/store-contract/directory-contract.ts';

directoryContract('SQLite', async () => {
  const fixture = await openSqliteFixture();
  return {
    get directory() {
      return fixture.stores.directory;
    },
    reopen: () => fixture.reopen(),
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
});
