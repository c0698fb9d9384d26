import { expect, onTestFinished, test } from 'vitest';
import { LocalWakeUps } from '../../adapters/local/local-wake-ups.ts';
import { openPostgres } from '../../adapters/postgres/open-postgres.ts';
import { FakeClock } from '../fake-clock.ts';
import { makeSession } from '../make.ts';
import { postgresPrograms, startPostgres } from '../postgres/postgres-server.ts';
import { until } from '../until.ts';
import { HAS_SMALL_DISKS, NO_SMALL_DISKS, SmallDisk } from './small-disk.ts';
import { SoleWriter, storedTexts } from './sole-writer.ts';

const PROGRAMS = postgresPrograms();
const POSSIBLE = HAS_SMALL_DISKS && PROGRAMS !== null;
const WHY = POSSIBLE ? '' : `: no PostgreSQL is installed, or ${NO_SMALL_DISKS}`;

test.skipIf(!POSSIBLE)(
  `H1.2 the disk of PostgreSQL is full: writes are refused, all else is kept, and it goes on once there is room${WHY}`,
  async () => {
    const disk = new SmallDisk(110);
    onTestFinished(() => disk[Symbol.dispose]());
    const server = await startPostgres(PROGRAMS ?? '', { durable: true, within: disk.path });
    onTestFinished(() => server[Symbol.asyncDispose]());
    const stores = await openPostgres(
      { url: server.url, connections: 4 },
      new FakeClock(),
      new LocalWakeUps(),
    );
    onTestFinished(() => stores[Symbol.asyncDispose]());
    await stores.sessions.createSession(makeSession('s'));
    const writer = new SoleWriter(stores.sessions);
    await writer.write('before');
    disk.fill(100_000);
    // Texts that do not get smaller when they are packed.
    let refused = false;
    for (let number = 0; number < 400 && !refused; number++) {
      const text = Array.from({ length: 700 }, (_unused, index) => Math.sin(number * 700 + index)).join('');
      refused = !(await writer.write(`${number} ${text}`));
    }
    expect(writer.errors[0]?.message).toMatch(/No space left on device/);
    expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
    disk.free();
    await until(() => writer.write('after'));
    expect(await storedTexts(stores.sessions)).toEqual(writer.acknowledged);
  },
  60_000,
);
