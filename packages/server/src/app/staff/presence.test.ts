import { DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import type { PresenceStatus } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PresenceRecord } from '../../ports/desk-store.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { KeptLog } from '../../testing/kept-log.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { turnsOfTheLoop, until } from '../../testing/until.ts';
import { Staff } from './staff.ts';
import type { StaffChange } from './staff-view.ts';

const SECOND = 1_000_000;
const MIA = { id: 'mia', name: 'Mia' };
const TOM = { id: 'tom', name: 'Tom' };

let memory: MemoryFixture;
let staff: Staff;
let told: StaffChange[];
const log = new KeptLog();

beforeEach(async () => {
  memory = openMemory();
  log.errors.length = 0;
  await start();
  await staff.ensureOperator(MIA);
  await staff.ensureOperator(TOM);
  told.length = 0;
});
afterEach(endQuietly);

async function endQuietly(): Promise<void> {
  await staff[Symbol.asyncDispose]();
  expect(memory.clock.scheduled).toBe(0);
  expect(log.errors).toEqual([]);
}

async function start(): Promise<void> {
  staff = await Staff.open(memory.desk, { clock: memory.clock, log, defaults: DEFAULT_DEPARTMENT_POLICY });
  told = [];
  staff.subscribe((change) => told.push(change));
  await staff.lead();
  await settle();
}

/** The process ends at once, as under kill -9, and comes up again `seconds` later. */
async function crash(seconds: number): Promise<void> {
  memory.writer.kill();
  const clock = new FakeClock(memory.clock.now() + seconds * SECOND);
  memory = openMemory({ db: memory.db, clock });
  await start();
}

const settle = (): Promise<void> => turnsOfTheLoop(3);
async function advance(seconds: number): Promise<void> {
  await memory.clock.advance(seconds, settle);
}
const status = (id: string): PresenceStatus | null => {
  const presence = staff.operator(id)?.presence ?? null;
  return presence === null || presence.leaseUntil === null ? null : presence.status;
};
const stored = async (id = 'mia'): Promise<PresenceRecord | undefined> =>
  (await memory.desk.listPresence()).find(({ operatorId }) => operatorId === id);
/** What was told of presence, in few words. */
const words = (): string[] =>
  told.flatMap((change) => {
    if (change.type === 'presence') return [`${change.id} ${change.present ? 'here' : 'not here'}`];
    return change.type === 'grace-over' ? [`${change.id} over`] : [];
  });

describe('H6.6 while heartbeats come', () => {
  test('he stays, nothing is told, and the store is written at most every ten seconds', async () => {
    await staff.setPresence('mia', 'available');
    const since = staff.cameAt('mia');
    let writes = 0;
    const { run } = memory.writer;
    memory.writer.run = function counted(operation) {
      writes++;
      return run.call(this, operation) as never;
    };
    for (let second = 0; second < 120; second++) {
      await advance(1);
      await staff.heartbeat('mia');
      const truth = staff.operator('mia')!.presence!.leaseUntil!;
      const ahead = (await stored())!.leaseUntil! - truth;
      expect(ahead).toBeGreaterThanOrEqual(0);
      expect(ahead).toBeLessThanOrEqual(10 * SECOND);
    }
    expect(writes).toBeLessThanOrEqual(12);
    expect(writes).toBeGreaterThan(8);
    expect(staff.isPresent('mia')).toBe(true);
    expect(staff.cameAt('mia')).toBe(since);
    expect(words()).toEqual(['mia here']);
  });

  test('what is told stands in the store already', async () => {
    const seen: (PresenceRecord | undefined)[] = [];
    staff.subscribe(() => {
      const row = memory.db.prepare('SELECT status, lease_until FROM presence').get();
      seen.push(row as unknown as PresenceRecord);
    });
    await staff.setPresence('mia', 'away');
    expect(seen).toMatchObject([{ status: 'away' }]);
  });
});

describe('H6.6 when they stop', () => {
  test('C10 he counts as offline after 45 s; 30 s later his chats are to be queued again', async () => {
    await staff.setPresence('mia', 'available');
    await staff.setPresence('tom', 'away');
    await advance(44);
    expect([staff.isPresent('mia'), words()]).toEqual([true, ['mia here', 'tom not here']]);
    await advance(1);
    expect([staff.isPresent('mia'), staff.cameAt('mia')]).toEqual([false, null]);
    expect(words().slice(2)).toEqual(['mia not here', 'tom not here']);
    await advance(29);
    expect(words()).toHaveLength(4);
    await advance(1);
    expect(words().slice(4)).toEqual(['mia over', 'tom over']);
    expect(await stored()).toMatchObject({ status: 'offline', leaseUntil: null, graceUntil: null });
    await advance(1000);
    expect(words()).toHaveLength(6);
  });

  test('C10 a heartbeat within the grace period brings him back, and nothing is given away', async () => {
    await staff.setPresence('mia', 'available');
    await advance(70);
    expect(staff.isPresent('mia')).toBe(false);
    await staff.heartbeat('mia');
    await advance(40);
    expect(words()).toEqual(['mia here', 'mia not here', 'mia here']);
    expect(status('mia')).toBe('available');
  });

  test('after it a heartbeat changes nothing: he has to say that he is here', async () => {
    await staff.setPresence('mia', 'available');
    await advance(80);
    await staff.heartbeat('mia');
    expect([staff.isPresent('mia'), status('mia')]).toEqual([false, null]);
    await staff.setPresence('mia', 'available');
    expect(staff.isPresent('mia')).toBe(true);
  });

  test('the end of his last connection ends the lease at once, and the grace period runs', async () => {
    await staff.setPresence('mia', 'available');
    await advance(5);
    await staff.connectionLost('mia');
    expect(staff.isPresent('mia')).toBe(false);
    await advance(29);
    expect(words()).toEqual(['mia here', 'mia not here']);
    await advance(1);
    expect(words()).toEqual(['mia here', 'mia not here', 'mia over']);
  });

  test('who says that he goes is gone at once, his chats after the grace period', async () => {
    await staff.setPresence('mia', 'available');
    await staff.setPresence('mia', 'offline');
    await staff.heartbeat('mia');
    await staff.connectionLost('mia');
    expect(words()).toEqual(['mia here', 'mia not here']);
    await advance(30);
    expect(words().slice(2)).toEqual(['mia over']);
  });

  test('who comes back in time keeps his chats', async () => {
    await staff.setPresence('mia', 'available');
    await staff.setPresence('mia', 'offline');
    await advance(29);
    await staff.setPresence('mia', 'away');
    await advance(40);
    expect(words()).toEqual(['mia here', 'mia not here', 'mia not here']);
  });

  test('one who is deleted meanwhile is not told of', async () => {
    await staff.setPresence('mia', 'available');
    await staff.deleteOperator('mia');
    await advance(200);
    expect(words()).toEqual(['mia here']);
    expect(await memory.desk.listPresence()).toEqual([]);
  });

  test('of many, each ends at its time, in order, on one alarm', async () => {
    const ids = Array.from({ length: 300 }, (_none, n) => `op-${String(n).padStart(3, '0')}`);
    await Promise.all(ids.map((id) => staff.ensureOperator({ id, name: id })));
    for (const id of ids.toReversed()) await staff.setPresence(id, 'available');
    told.length = 0;
    expect(memory.clock.scheduled).toBe(1);
    memory.clock.jump(60);
    await until(() => words().length >= 300);
    expect(words()).toEqual(ids.toReversed().map((id) => `${id} not here`));
    expect(memory.clock.scheduled).toBe(1);
  });

  test('a store that cannot write is tried again a second later', async () => {
    await staff.setPresence('mia', 'available');
    memory.db.exec('ALTER TABLE presence RENAME TO hidden');
    await advance(46);
    expect(words()).toEqual(['mia here']);
    expect(log.errors).not.toHaveLength(0);
    log.errors.length = 0;
    memory.db.exec('ALTER TABLE hidden RENAME TO presence');
    await advance(2);
    expect(words()).toEqual(['mia here', 'mia not here']);
  });
});

describe('H6.6 over a restart', () => {
  test('nobody has lost his lease because no server was there to renew it', async () => {
    await staff.setPresence('mia', 'available');
    await advance(40);
    await crash(600);
    expect(words()).toEqual([]);
    expect(staff.isPresent('mia')).toBe(true);
    await advance(44);
    expect(staff.isPresent('mia')).toBe(true);
    await advance(1);
    expect(words()).toEqual(['mia not here']);
    await advance(30);
    expect(words()).toEqual(['mia not here', 'mia over']);
  });

  test('a grace period that ended meanwhile is over at once; who was gone stays so', async () => {
    await staff.setPresence('tom', 'available');
    await staff.setPresence('mia', 'available');
    await staff.connectionLost('mia');
    await advance(1);
    await staff.setPresence('tom', 'offline');
    await crash(60);
    expect(words()).toEqual(['mia over', 'tom over']);
    await crash(60);
    expect(words()).toEqual([]);
    expect(staff.operator('mia')?.presence).toMatchObject({ status: 'offline', graceUntil: null });
  });

  test('a grace period that has not ended goes on', async () => {
    await staff.setPresence('mia', 'available');
    await staff.connectionLost('mia');
    await crash(20);
    expect(words()).toEqual([]);
    await advance(10);
    expect(words()).toEqual(['mia over']);
  });
});

describe('H6.6 at the same time', () => {
  test('what is done to one operator at once ends as if it had been done in turn', async () => {
    const statuses = ['available', 'offline', 'away', 'available'] as const;
    await Promise.all([
      ...statuses.map((each) => staff.setPresence('mia', each)),
      staff.heartbeat('mia'),
      staff.setPresence('tom', 'available'),
    ]);
    expect(words().filter((each) => each.startsWith('mia'))).toEqual([
      'mia here',
      'mia not here',
      'mia not here',
      'mia here',
    ]);
    const { leaseUntil, ...rest } = (await stored())!;
    expect(rest).toMatchObject({ status: 'available', graceUntil: null });
    expect(leaseUntil).not.toBeNull();
  });

  test('what somebody else has written meanwhile is read before it is decided again', async () => {
    await staff.setPresence('mia', 'available');
    memory.db.exec(`UPDATE presence SET status = 'offline', lease_until = NULL, grace_until = NULL`);
    await staff.setPresence('mia', 'away');
    expect(await stored()).toMatchObject({ status: 'away', graceUntil: null });
  });

  test('H3.7 one who is deleted while he says something is gone', async () => {
    const outcomes = await Promise.all([
      staff.setPresence('mia', 'available'),
      staff.deleteOperator('mia'),
      staff.setPresence('mia', 'away'),
      staff.heartbeat('mia'),
      staff.connectionLost('mia'),
    ]);
    expect(outcomes.slice(2)).toEqual([null, null, undefined]);
    expect(await memory.desk.listPresence()).toEqual([]);
    await advance(100);
    expect(words()).toEqual(['mia here']);
  });

  test('nobody who is not known gets a presence', async () => {
    expect(await staff.setPresence('nobody', 'available')).toBeNull();
    expect(await staff.heartbeat('nobody')).toBeNull();
    await staff.connectionLost('nobody');
    expect(await memory.desk.listPresence()).toEqual([]);
  });
});
