import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { LocalWakeUps } from '../../adapters/local/local-wake-ups.ts';
import { openSqlite } from '../../adapters/sqlite/open-sqlite.ts';
import { FakeClock } from '../fake-clock.ts';
import { customerSays, makeSession } from '../make.ts';

/* Commits one event after the other and says so when each has been acknowledged; watched from outside. */

await using stores = await openSqlite(argv[2]!, new FakeClock(), new LocalWakeUps());
await stores.sessions.createSession(makeSession('s'));
writeSync(1, 'begin\n');
for (let i = 0; i < Number(argv[3]); i++) {
  await stores.sessions.commit({ sessionId: 's', events: [customerSays('x')] });
  writeSync(1, 'acknowledged\n');
}
