import { argv } from 'node:process';
import { LocalWakeUps } from '../../adapters/local/local-wake-ups.ts';
import { openSqlite } from '../../adapters/sqlite/open-sqlite.ts';
import { FakeClock } from '../fake-clock.ts';

/* Opens a database as whoever it was started as, and says what came of it. */

try {
  const stores = await openSqlite(argv[2] ?? '', new FakeClock(), new LocalWakeUps());
  await stores[Symbol.asyncDispose]();
  process.send?.('opened');
} catch (error) {
  process.send?.(String(error));
}
process.disconnect?.();
