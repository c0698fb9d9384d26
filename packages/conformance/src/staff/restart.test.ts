import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StaffClient } from '@baton/client';
import { beforeEach, describe, expect, test } from 'vitest';
import { ServerProcess } from '../testing/server-process.ts';
import { TestServer } from '../testing/start-server.ts';
import { ManualClock } from '../testing/manual-clock.ts';

let database: string;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-staff-'));
  database = join(folder, 'baton.db');
  return () => rm(folder, { recursive: true });
});

const clientOf = ({ url }: { url: string }): StaffClient => new StaffClient({ baseUrl: url });
async function everything(server: { url: string }): Promise<unknown> {
  const client = clientOf(server);
  return [await client.listDepartments(), await client.listOperators()];
}
const seconds = (from: string, to: string | null): number => (Date.parse(to ?? '') - Date.parse(from)) / 1000;

describe('after a restart', () => {
  test('departments, operators and who has gone are as they were', async () => {
    let before: unknown;
    {
      await using server = await TestServer.start({ database });
      const client = clientOf(server);
      await client.createDepartment({ name: 'Sales', agents: ['ava'], policy: { auto_accept: true } });
      await client.createOperator({ name: 'Ida', departments: ['sales'], email: 'ida@example.com' });
      await client.createOperator({ name: 'Otto', skills: [{ skill: 'billing', level: 2 }] });
      await client.setPresence('otto', 'offline');
      await client.deleteDepartment('sales');
      await client.createDepartment({ name: 'Care' });
      before = await everything(server);
    }
    await using server = await TestServer.start({ database });
    expect(await everything(server)).toEqual(before);
  });

  test('H6.6 a lease of a server that was killed begins anew, and ends like any other', async () => {
    const clock = new ManualClock();
    {
      // Under its own clock, which is years ahead of the manual one: no lease is left over from that time.
      await using killed = await ServerProcess.start(database);
      const client = clientOf(killed);
      await client.createOperator({ name: 'Ida' });
      await client.createOperator({ name: 'Otto' });
      await client.setPresence('ida', 'away');
      await client.setPresence('otto', 'available');
      await client.setPresence('otto', 'offline');
      await killed.kill();
    }
    await using server = await TestServer.start({ database, internals: { clock } });
    const client = clientOf(server);
    const kept = await client.readPresence('ida');
    expect(kept.status).toBe('away');
    const now = new Date(clock.now() / 1000).toISOString();
    expect(seconds(now, kept.lease_until_utc)).toBeCloseTo(45, 0);
    expect(await client.readPresence('otto')).toMatchObject({ status: 'offline' });
    clock.advance(44);
    expect(await client.readPresence('ida')).toMatchObject({ status: 'away' });
    clock.advance(2);
    expect(await client.readPresence('ida')).toMatchObject({ status: 'offline' });
  });
});
