import { DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LiveConnections } from '../feed/live-connections.ts';
import { KeptLog } from '../../testing/kept-log.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { turnsOfTheLoop } from '../../testing/until.ts';
import { Staff } from './staff.ts';

const MIA = { id: 'mia', name: 'Mia' };

let memory: MemoryFixture;
/** The first of them leads. */
let nodes: Staff[];
let told: string[][];
const log = new KeptLog();

beforeEach(async () => {
  memory = openMemory();
  log.errors.length = 0;
  nodes = [];
  told = [];
  await join({ alone: true });
  await join({ alone: false });
  await node(0).lead();
  await node(0).ensureOperator(MIA);
  await node(1).heard('operator', 'mia');
});
afterEach(endQuietly);

async function endQuietly(): Promise<void> {
  for (const each of nodes) await each[Symbol.asyncDispose]();
  expect(memory.clock.scheduled).toBe(0);
  expect(log.errors).toEqual([]);
}

async function join({ alone }: { alone: boolean }): Promise<Staff> {
  const { clock, desk } = memory;
  const staff = await Staff.open(desk, {
    clock,
    log,
    defaults: DEFAULT_DEPARTMENT_POLICY,
    shared: true,
    alone,
  });
  const words: string[] = [];
  staff.subscribe((change) => {
    if (change.type === 'presence') words.push(change.present ? 'here' : 'not here');
    if (change.type === 'grace-over') words.push('over');
  });
  nodes.push(staff);
  told.push(words);
  return staff;
}

function node(index: number): Staff {
  const found = nodes[index];
  if (found === undefined) throw new Error(`there is no node ${index}`);
  return found;
}

/** All hear what one has written. */
async function hear(): Promise<void> {
  for (const each of nodes) await each.heard('presence', 'mia');
}

const settle = (): Promise<void> => turnsOfTheLoop(3);
const advance = (seconds: number): Promise<void> => memory.clock.advance(seconds, settle);
const leaseOf = (index: number): number | null => node(index).operator('mia')?.presence?.leaseUntil ?? null;

describe('H6.6 presence on many nodes', () => {
  test('a heartbeat on any node is written at once, and the one that leads goes by it', async () => {
    await node(1).setPresence('mia', 'available');
    await hear();
    for (let i = 0; i < 10; i++) {
      await advance(30);
      await node(1).heartbeat('mia');
      expect((await memory.desk.readPresence('mia'))?.leaseUntil).toBe(leaseOf(1));
      await hear();
    }
    expect([node(0).isPresent('mia'), told]).toEqual([true, [['here'], ['here']]]);
  });

  test('only the one that leads ends a lease, and the grace period after it; all are told of both', async () => {
    await node(1).setPresence('mia', 'available');
    await hear();
    node(0).rest();
    await advance(500);
    expect((await memory.desk.readPresence('mia'))?.leaseUntil).not.toBeNull();
    expect(told).toEqual([['here'], ['here']]);
    await node(1).lead();
    await settle();
    await hear();
    expect(told).toEqual([
      ['here', 'not here'],
      ['here', 'not here'],
    ]);
    await advance(31);
    await hear();
    expect(told.map((words) => words.at(-1))).toEqual(['over', 'over']);
  });

  test('who hears late of a lease that ended and of its grace period is told of both, too', async () => {
    await node(0).setPresence('mia', 'available');
    await hear();
    await advance(200);
    await hear();
    expect(told[1]).toEqual(['here', 'not here', 'over']);
  });

  test('a node that starts beside others renews nothing; one that starts alone renews for all', async () => {
    await node(0).setPresence('mia', 'available');
    const before = leaseOf(0);
    await advance(10);
    const third = await join({ alone: false });
    expect(third.operator('mia')?.presence?.leaseUntil).toBe(before);
    // All of them were gone for long.
    for (const each of nodes.splice(0)) await each[Symbol.asyncDispose]();
    memory.clock.jump(3600);
    const again = await join({ alone: true });
    await again.lead();
    await settle();
    expect(again.isPresent('mia')).toBe(true);
    const beside = await join({ alone: false });
    expect(beside.isPresent('mia')).toBe(true);
  });

  test('whose last stream on one node closed keeps his lease when another node has renewed it since', async () => {
    await node(0).setPresence('mia', 'available');
    await hear();
    const { clock } = memory;
    using connections = new LiveConnections({ staff: node(0), clock, log });
    const stream = connections.open('mia');
    await settle();
    await hear();
    stream.close(true);
    await settle();
    await advance(2);
    // He has come back through the other node; the first one has not heard of it yet.
    await node(1).heartbeat('mia');
    await advance(5);
    expect((await memory.desk.readPresence('mia'))?.leaseUntil).toBe(leaseOf(1));
    expect(node(0).isPresent('mia')).toBe(true);
  });

  test('whose lease another node has cut short while a stream is open here is here again at once', async () => {
    await node(0).setPresence('mia', 'available');
    await hear();
    using connections = new LiveConnections({ staff: node(1), clock: memory.clock, log });
    connections.open('mia');
    await settle();
    await hear();
    await node(0).connectionLost('mia', leaseOf(0));
    await node(1).heard('presence', 'mia');
    await settle();
    await hear();
    expect([node(0).isPresent('mia'), node(1).isPresent('mia')]).toEqual([true, true]);
    // That no heartbeat comes for long is another matter: a stream alone keeps nobody here.
    await advance(46);
    await hear();
    await settle();
    expect([node(0).isPresent('mia'), node(1).isPresent('mia')]).toEqual([false, false]);
  });

  test('who went offline on one node stays so, whatever is open on another', async () => {
    await node(0).setPresence('mia', 'available');
    await hear();
    using connections = new LiveConnections({ staff: node(1), clock: memory.clock, log });
    connections.open('mia');
    await settle();
    await node(0).setPresence('mia', 'offline');
    await hear();
    await settle();
    expect((await memory.desk.readPresence('mia'))?.status).toBe('offline');
  });
});
