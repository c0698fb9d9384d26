import { openSqliteFixture } from '../../testing/open-store.ts';
import { attachmentContract } from '../../testing/store-contract/attachment-contract.ts';

attachmentContract('SQLite', async () => {
  const fixture = await openSqliteFixture();
  return {
    attachmentRecords: fixture.stores.attachmentRecords,
    sessions: fixture.sessions,
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
});
