import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { startContext } from '../../context.ts';
import type { Context } from '../../context.ts';
import { makeAgent } from '../make.ts';
import { PlainStages } from '../plain-stages.ts';
import { NO_POSTGRES } from '../postgres/open-postgres-fixture.ts';
import { postgresPrograms, startPostgres } from '../postgres/postgres-server.ts';
import type { PostgresServer } from '../postgres/postgres-server.ts';
import { TempFolder } from '../temp-folder.ts';
import { until } from '../until.ts';
import { RetryingClient } from './retrying-client.ts';
import { TcpProxy } from './tcp-proxy.ts';

const PROGRAMS = postgresPrograms();
/** From a connection that nobody answers to the certainty that there is nobody. */
const NOTICED_MS = 9_000;

describe.skipIf(PROGRAMS === null)(
  `PostgreSQL that goes${PROGRAMS === null ? `: ${NO_POSTGRES}` : ''}`,
  () => {
    let server: PostgresServer;
    let proxy: TcpProxy;
    let context: Context;
    const folder = new TempFolder();

    beforeAll(async () => {
      server = await startPostgres(PROGRAMS ?? '', { durable: true });
      proxy = await TcpProxy.before(server.url, 5);
      const config = readConfig({
        PORT: '0',
        BATON_DATABASE: proxy.through(server.url),
        BATON_ATTACHMENTS: folder.join('files'),
        BATON_LOG_LEVEL: 'silent',
      });
      const options = { stages: new PlainStages().stages, pages: { console: null, chat: null } };
      context = await startContext(config, options, async ({ app }) => {
        await app.directory.putAgent(makeAgent());
      });
    }, 60_000);
    afterEach(() => proxy.heal());
    afterAll(async () => {
      await context[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    });

    const health = async (): Promise<string> =>
      ((await (await fetch(`${context.url}/healthz`)).json()) as { checks: { store: { status: string } } })
        .checks.store.status;

    /** Asked of the database itself, past the network that fails. */
    async function isStored(words: string): Promise<boolean> {
      const database = new Client({ connectionString: server.url });
      await database.connect();
      const { rowCount } = await database.query('SELECT 1 FROM event WHERE data LIKE $1', [`%${words}%`]);
      await database.end();
      return rowCount === 1;
    }

    /** Asked as a supervisor does, now and then. */
    async function becomes(status: string): Promise<void> {
      while ((await health()) !== status) await new Promise((resolve) => setTimeout(resolve, 50));
    }

    async function client(name: string): Promise<RetryingClient> {
      const made = await RetryingClient.open(() => context.url, name);
      onTestFinished(() => made.stop());
      return made;
    }

    /** Everything works: a customer is answered by the AI, and a reader who waits is woken. */
    async function expectWorking(name: string): Promise<void> {
      await becomes('healthy');
      const customer = await client(name);
      const offset = await customer.post('Are you there?');
      const answers = await customer.waitFor(offset + 1, 'ai_agent');
      expect(answers).toHaveLength(1);
      expect(await customer.faults()).toEqual([]);
    }

    test('H1.2, H1.3: crashes and comes back under load: each acknowledged event is there once and in order', async () => {
      const clients = await Promise.all(['a', 'b', 'c', 'd'].map((name) => client(name)));
      const writing = clients.map((each) => each.keepPosting());
      for (let round = 0; round < 2; round++) {
        const target = clients.map((each) => each.acknowledged.length + 3);
        await until(() => clients.every((each, index) => each.acknowledged.length >= target[index]!));
        await server.stop('immediate');
        await becomes('unhealthy');
        const begun = performance.now();
        const refused = await clients[0]!.tryOnce('Is anybody there?');
        expect(refused?.status).toBe(503);
        expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(performance.now() - begun).toBeLessThan(2_000);
        await server.start();
      }
      for (const each of clients) each.stop();
      await Promise.all(writing);
      for (const each of clients) expect(await each.faults()).toEqual([]);
      expect(clients.reduce((sum, each) => sum + each.repeated, 0)).toBeGreaterThan(0);
      await expectWorking('after crashes');
    }, 60_000);

    test('H1.3 answers are lost on the way: what is sent again under its key is there once', async () => {
      const customer = await client('lost');
      await customer.post('first');
      proxy.stall('answers');
      const posted = customer.post('second');
      await until(() => isStored('second'));
      proxy.cut();
      await proxy.heal();
      await posted;
      expect(customer.repeated).toBeGreaterThan(0);
      expect(await customer.faults()).toEqual([]);
      await expectWorking('after lost answers');
    }, 30_000);

    test('does not answer any more: nobody waits for long, then nobody waits at all, and all goes on when it is healed', async () => {
      const customer = await client('stalled');
      await customer.post('before');
      proxy.stall();
      const begun = performance.now();
      const first = await customer.tryOnce('during');
      expect(first?.status).toBe(503);
      expect(performance.now() - begun).toBeLessThan(NOTICED_MS);
      expect(await health()).toBe('unhealthy');
      const again = performance.now();
      expect((await customer.tryOnce('during'))?.status).toBe(503);
      expect((await fetch(`${context.url}/sessions`)).status).toBe(503);
      expect(performance.now() - again).toBeLessThan(1_000);
      await proxy.heal();
      expect(await customer.faults(['during'])).toEqual([]);
      await expectWorking('after a stall');
    }, 30_000);

    test('goes without a word, as when a firewall forgets: new connections take the place of the old ones', async () => {
      const customer = await client('half-open');
      await customer.post('before');
      proxy.halfOpen();
      expect((await customer.tryOnce('during'))?.status).toBe(503);
      await proxy.heal();
      await customer.post('after');
      expect(await customer.faults(['during'])).toEqual([]);
      await expectWorking('after silence');
    }, 30_000);
  },
);
