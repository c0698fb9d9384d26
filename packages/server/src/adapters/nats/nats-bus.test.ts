import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Log } from '../../ports/log.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { TcpProxy } from '../../testing/faults/tcp-proxy.ts';
import { customerSays, makeSession } from '../../testing/make.ts';
import { NATS_PROGRAM, NO_NATS, NatsServer } from '../../testing/nats/nats-server.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../../testing/postgres/open-postgres-fixture.ts';
import { until } from '../../testing/until.ts';
import { LocalWakeUps } from '../local/local-wake-ups.ts';
import { TellingSeal } from '../postgres/changes/telling-seal.ts';
import { openPostgres } from '../postgres/open-postgres.ts';
import { NatsBus } from './nats-bus.ts';

const HAS_NATS = NATS_PROGRAM !== null;

class SaidLog implements Log {
  readonly entries: unknown[] = [];

  info(...entry: unknown[]): void {
    this.entries.push(entry);
  }

  warn(...entry: unknown[]): void {
    this.entries.push(entry);
  }

  error(...entry: unknown[]): void {
    this.entries.push(entry);
  }
}

/** A bus, and what it heard. */
async function listen(
  url: string,
  subject = 'baton.test',
): Promise<{ bus: NatsBus; heard: string[]; connections: () => number; log: SaidLog }> {
  const log = new SaidLog();
  const bus = new NatsBus({ url, subject, seal: new TellingSeal('key'), log });
  onTestFinished(() => bus[Symbol.asyncDispose]());
  const heard: string[] = [];
  let connections = 0;
  await bus.listen({ heard: (telling) => heard.push(telling), connected: () => connections++ });
  return { bus, heard, connections: () => connections, log };
}

const note = (seq: number, body = '[["s"],[]]'): { writer: string; seq: number; body: string } => ({
  writer: 'w',
  seq,
  body,
});

describe.skipIf(!HAS_NATS)(`changes told through NATS${HAS_NATS ? '' : `: ${NO_NATS}`}`, () => {
  test('reach the other nodes of the same database, and neither who tells nor other databases', async () => {
    await using server = await NatsServer.start();
    const [a, b, other] = [
      await listen(server.url()),
      await listen(server.url()),
      await listen(server.url(), 'baton.other'),
    ];
    a.bus.tell(note(1));
    b.bus.tell(note(2, 'x'.repeat(100_000)));
    other.bus.tell(note(3));
    await until(() => a.heard.length > 0 && b.heard.length > 0);
    expect(b.heard).toEqual(['w 1 [["s"],[]]']);
    // Too long to be told: it is read from the table.
    expect(a.heard).toEqual(['w 2 ']);
    expect(other.heard).toEqual([]);
  });

  test('by anybody who does not know the database are not believed, whatever he has heard', async () => {
    await using server = await NatsServer.start();
    const [a, b] = [await listen(server.url()), await listen(server.url())];
    const { connect } = await import('@nats-io/transport-node');
    const { username: user, password, host: servers } = new URL(server.url());
    const stranger = await connect({ servers, user, pass: decodeURIComponent(password) });
    onTestFinished(() => stranger.close());
    const overheard = new Promise<string>((resolve) => {
      stranger.subscribe('>', { callback: (_error, message) => resolve(message.string()) });
    });
    await stranger.flush();
    a.bus.tell(note(1));
    const told = await overheard;
    for (const forged of ['w 2 [["s"],[]]', told.replace('w 1', 'w 2'), `x${told}`, told.slice(0, 22), ''])
      stranger.publish('baton.test', forged);
    await stranger.flush();
    a.bus.tell(note(3));
    await until(() => b.heard.some((telling) => telling.startsWith('w 3')));
    expect(b.heard).toEqual(['w 1 [["s"],[]]', 'w 3 [["s"],[]]']);
  });

  test('a server that is down, and comes up, is found without help; what is said meanwhile goes nowhere', async () => {
    const first = await NatsServer.start();
    const { port } = first;
    const [a, b] = [await listen(first.url()), await listen(first.url())];
    await first[Symbol.asyncDispose]();
    await until(() => a.log.entries.length > 0 && b.log.entries.length > 0);
    for (let seq = 0; seq < 1000; seq++) a.bus.tell(note(seq, 'x'.repeat(10_000)));
    const second = await NatsServer.start(port);
    onTestFinished(() => second[Symbol.asyncDispose]());
    await until(() => a.connections() === 2 && b.connections() === 2);
    a.bus.tell(note(7));
    await until(() => b.heard.length > 0);
    expect(b.heard).toEqual(['w 7 [["s"],[]]']);
  });

  test('one that is not there at the start, or refuses the password, is said once, without the password', async () => {
    await using server = await NatsServer.start();
    for (const url of [
      `nats://baton:secret@127.0.0.1:${server.port}`,
      `nats://baton:secret@127.0.0.1:1`,
      `nats://127.0.0.1:${server.port}`,
    ]) {
      const { log, connections, bus } = await listen(url);
      bus.tell(note(1));
      expect(connections()).toBe(0);
      expect(log.entries).toHaveLength(1);
      expect(JSON.stringify(log.entries)).not.toContain('secret');
    }
  });

  test('a network that goes silent holds a bounded number of bytes, whatever is told', async () => {
    await using server = await NatsServer.start();
    await using proxy = await TcpProxy.start({ host: '127.0.0.1', port: server.port });
    const a = await listen(server.url(proxy.port));
    const b = await listen(server.url());
    proxy.stall();
    const body = 'x'.repeat(50_000);
    for (let seq = 0; seq < 1000; seq++) a.bus.tell(note(seq, body));
    await proxy.heal();
    await until(() => {
      a.bus.tell(note(6000));
      return b.heard.some((telling) => telling.startsWith('w 6000'));
    });
    const passed = b.heard.filter((telling) => telling.length > body.length);
    expect(passed.length * body.length).toBeLessThan(5_000_000);
  });
});

const SKIPPED = HAS_NATS ? NO_POSTGRES : NO_NATS;
const HAS_BOTH = HAS_NATS && HAS_POSTGRES;

describe.skipIf(!HAS_BOTH)(`nodes on PostgreSQL and NATS${HAS_BOTH ? '' : `: ${SKIPPED}`}`, () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  test('hear of each other at once while it is up, and within a second or so while it is down', async () => {
    const nats = await NatsServer.start();
    const { port } = nats;
    const url = await postgres.createDatabase();
    onTestFinished(() => postgres.dropDatabase(url));
    const start = async (
      wakeUps = new LocalWakeUps(),
    ): Promise<{ commit: () => Promise<unknown>; woken: () => number }> => {
      const options = { url, connections: 4, nats: { url: nats.url(), log: new SaidLog() } };
      const stores = await openPostgres(options, new FakeClock(), wakeUps);
      onTestFinished(() => stores[Symbol.asyncDispose]());
      let woken = 0;
      wakeUps.subscribeAll((_session, _handoff, from) => {
        if (from === 'elsewhere') woken++;
      });
      await stores.sessions.createSession(makeSession('s'), { key: 'k', fingerprint: 'f' });
      return {
        commit: () => stores.sessions.commit({ sessionId: 's', events: [customerSays('Hello')] }),
        woken: () => woken,
      };
    };
    const [a, b] = [await start(), await start()];
    const oneByOne = async (count: number): Promise<number> => {
      const begun = performance.now();
      for (let i = 0; i < count; i++) {
        const before = b.woken();
        await a.commit();
        await until(() => b.woken() > before);
      }
      return performance.now() - begun;
    };
    // Each would take half a second if it were found in the table.
    expect(await oneByOne(20)).toBeLessThan(5000);
    await nats[Symbol.asyncDispose]();
    expect(await oneByOne(2)).toBeLessThan(6000);
    const again = await NatsServer.start(port);
    onTestFinished(() => again[Symbol.asyncDispose]());
    let quick = 0;
    await until(async () => {
      quick = (await oneByOne(1)) < 100 ? quick + 1 : 0;
      return quick === 5;
    });
    expect(a.woken()).toBe(0);
  });
});
