import { LocalWakeUps } from '../../adapters/local/local-wake-ups.ts';
import { openPostgres } from '../../adapters/postgres/open-postgres.ts';
import type { PostgresStores } from '../../adapters/postgres/open-postgres.ts';
import type { RemoteChange } from '../../ports/remote-changes.ts';
import { FakeClock } from '../fake-clock.ts';

/** What one of several nodes has of a database, and what it was told of the others. */
export interface TestNode extends AsyncDisposable {
  readonly stores: PostgresStores;
  readonly wakeUps: LocalWakeUps;
  /** Sessions whose change was written elsewhere, with the handoff. */
  readonly woken: (readonly [sessionId: string, handoffId: string | null])[];
  readonly told: RemoteChange[];
}

export async function openNode(url: string): Promise<TestNode> {
  const wakeUps = new LocalWakeUps();
  const stores = await openPostgres({ url, connections: 6 }, new FakeClock(), wakeUps);
  const node: TestNode = {
    stores,
    wakeUps,
    woken: [],
    told: [],
    [Symbol.asyncDispose]: async () => stores[Symbol.asyncDispose](),
  };
  wakeUps.subscribeAll((id, handoffId, from) => {
    if (from === 'elsewhere') node.woken.push([id, handoffId]);
  });
  stores.remote.subscribe((change) => node.told.push(change));
  return node;
}

/** Cuts the connections on which nodes listen for changes. */
export const CUT_LISTENERS: string = `
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE application_name = 'baton changes' AND datname = current_database()`;
