import { describe, expect, onTestFinished, test } from 'vitest';
import { LocalWakeUps } from '../../adapters/local/local-wake-ups.ts';
import { PostgresDatabase } from '../../adapters/postgres/postgres-database.ts';
import { openPostgres } from '../../adapters/postgres/open-postgres.ts';
import { UnknownOutcomeError } from '../../ports/store-errors.ts';
import { FakeClock } from '../fake-clock.ts';
import { customerSays, makeSession } from '../make.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../postgres/open-postgres-fixture.ts';
import { until } from '../until.ts';
import { storedTexts } from './sole-writer.ts';
import { TcpProxy } from './tcp-proxy.ts';

describe.skipIf(!HAS_POSTGRES)(`a lost answer${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  test('H1.2 of a write that was done: nobody says that nothing was changed, readers are woken, views are read again', async () => {
    await using postgres = await TestPostgres.start();
    const url = await postgres.createDatabase();
    await using proxy = await TcpProxy.before(url);
    const wakeUps = new LocalWakeUps();
    const stores = await openPostgres({ url: proxy.through(url), connections: 4 }, new FakeClock(), wakeUps);
    onTestFinished(() => stores[Symbol.asyncDispose]());
    await stores.sessions.createSession(makeSession('s'));
    const topics: string[] = [];
    stores.remote.subscribe(({ topic }) => topics.push(topic));
    let woken = 0;
    wakeUps.subscribe('s', () => woken++);
    proxy.stall('answers');
    const lost = stores.sessions.commit({ sessionId: 's', events: [customerSays('x')] });
    const direct = await openPostgres({ url, connections: 2 }, new FakeClock(), new LocalWakeUps());
    onTestFinished(() => direct[Symbol.asyncDispose]());
    await until(async () => (await storedTexts(direct.sessions)).length === 1);
    proxy.cut();
    await expect(lost).rejects.toBeInstanceOf(UnknownOutcomeError);
    expect(woken).toBe(0);
    await proxy.heal();
    await until(() => woken > 0 && topics.includes('everything'));
    expect(await storedTexts(stores.sessions)).toEqual(['x']);
    // Another commit of this node, which was given up too, is done only now.
    const before = woken;
    await using database = new PostgresDatabase({ url, connections: 1 });
    await database.run(
      `INSERT INTO change (writer, seq, body) SELECT writer, seq + 1000, '[["s"],[]]' FROM change
        WHERE body LIKE '[["s"]%' ORDER BY seq DESC LIMIT 1`,
    );
    await until(() => woken > before);
  }, 30_000);
});
