import { DEFAULT_DEPARTMENT_POLICY, PRESENCE_STATUSES } from '@baton/protocol';
import type { PresenceStatus } from '@baton/protocol';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { KeptLog } from '../../testing/kept-log.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { seeded } from '../../testing/seeded.ts';
import { turnsOfTheLoop } from '../../testing/until.ts';
import { Staff } from './staff.ts';

const SECOND = 1_000_000;
const IDS = ['mia', 'tom'] as const;
const LEASE = 45;
const GRACE = 30;

type Step =
  | { readonly do: 'set'; readonly id: string; readonly status: PresenceStatus }
  | { readonly do: 'beat' | 'lose'; readonly id: string }
  | { readonly do: 'wait' | 'crash'; readonly seconds: number };

const id = fc.constantFrom(...IDS);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('set' as const), id, status: fc.constantFrom(...PRESENCE_STATUSES) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('beat', 'lose'), id }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 50 }) }),
  },
  fc.record({ do: fc.constant('crash' as const), seconds: fc.integer({ min: 0, max: 100 }) }),
);

/** One operator second by second, in the words of the rule. */
class Told {
  status: PresenceStatus = 'offline';
  leaseLeft = 0;
  graceLeft = 0;
  overs = 0;

  get shown(): PresenceStatus {
    return this.leaseLeft > 0 ? this.status : 'offline';
  }

  set(status: PresenceStatus, first: boolean): void {
    if (status === 'offline') {
      if (this.leaseLeft > 0 || first) this.graceLeft = GRACE;
      this.leaseLeft = 0;
    } else {
      this.leaseLeft = LEASE;
      this.graceLeft = 0;
    }
    this.status = status;
  }

  beat(): void {
    if (this.status === 'offline') return;
    this.leaseLeft = LEASE;
    this.graceLeft = 0;
  }

  lose(): void {
    if (this.leaseLeft > 0) this.graceLeft = GRACE;
    this.leaseLeft = 0;
  }

  second(serverRuns: boolean): void {
    if (this.leaseLeft > 0) {
      if (serverRuns && --this.leaseLeft === 0) this.graceLeft = GRACE;
    } else if (this.graceLeft > 0 && --this.graceLeft === 0) {
      this.overs++;
      this.status = 'offline';
    }
  }
}

/** A server on a database that outlives it. */
class Desk {
  memory: MemoryFixture = openMemory();
  staff: Staff | null = null;
  readonly log: KeptLog = new KeptLog();
  readonly overs = new Map<string, number>();

  async start(): Promise<Staff> {
    const { clock, desk } = this.memory;
    const staff = await Staff.open(desk, { clock, log: this.log, defaults: DEFAULT_DEPARTMENT_POLICY });
    staff.subscribe((change) => {
      if (change.type === 'grace-over') this.overs.set(change.id, (this.overs.get(change.id) ?? 0) + 1);
    });
    await staff.lead();
    this.staff = staff;
    await turnsOfTheLoop(2);
    return staff;
  }

  async crash(seconds: number): Promise<Staff> {
    this.memory.writer.kill();
    const clock = new FakeClock(this.memory.clock.now() + seconds * SECOND);
    this.memory = openMemory({ db: this.memory.db, clock });
    return this.start();
  }
}

async function play(steps: readonly Step[]): Promise<void> {
  const desk = new Desk();
  let staff = await desk.start();
  const told = new Map(IDS.map((each) => [each as string, new Told()]));
  const known = new Set<string>();
  for (const each of IDS) await staff.ensureOperator({ id: each, name: each });
  for (const each of steps) {
    if ('seconds' in each) {
      for (let n = 0; n < each.seconds; n++) for (const one of told.values()) one.second(each.do === 'wait');
      if (each.do === 'wait') await desk.memory.clock.advance(each.seconds, () => turnsOfTheLoop(2));
      else staff = await desk.crash(each.seconds);
      if (each.do === 'crash') for (const one of told.values()) if (one.leaseLeft > 0) one.leaseLeft = LEASE;
    } else {
      const one = told.get(each.id)!;
      if (each.do === 'set') {
        one.set(each.status, !known.has(each.id));
        known.add(each.id);
        await staff.setPresence(each.id, each.status);
      } else if (each.do === 'beat') {
        one.beat();
        await staff.heartbeat(each.id);
      } else {
        one.lose();
        await staff.connectionLost(each.id);
      }
    }
    for (const [name, { shown, overs }] of told) {
      const presence = staff.operator(name)?.presence ?? null;
      const status = presence === null || presence.leaseUntil === null ? 'offline' : presence.status;
      expect([name, status, desk.overs.get(name) ?? 0]).toEqual([name, shown, overs]);
      expect(staff.isPresent(name)).toBe(shown === 'available');
    }
    const presences = await desk.memory.desk.listPresence();
    for (const { operatorId, leaseUntil } of presences) {
      const truth = staff.operator(operatorId)!.presence!.leaseUntil;
      expect(leaseUntil === null).toBe(truth === null);
      // After a restart the true lease may be the later one, until the first heartbeat.
      expect((leaseUntil ?? 0) - (truth ?? 0)).toBeLessThanOrEqual(10 * SECOND);
    }
  }
  await staff[Symbol.asyncDispose]();
  expect(desk.log.errors).toEqual([]);
}

test('H6.6 whatever happens, and however often the server is killed, every lease and grace period ends once', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), play), seeded(150));
});
