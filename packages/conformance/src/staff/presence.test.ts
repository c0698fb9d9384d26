import { StaffClient } from '@baton/client';
import type { Presence } from '@baton/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { expectClean } from '../testing/expect-refused.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { KEYED, KEYS } from '../testing/keyed-server.ts';
import { refusalOf } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';
import type { Wire } from '../testing/wire.ts';

const clock = new ManualClock();
const server = useServer(() => ({ ...KEYED, internals: { clock } }));
const client = (): StaffClient => new StaffClient({ baseUrl: server.current.url, token: KEYS.admin });
const wire = (): Wire => server.current.wire.as(KEYS.admin);
beforeEach(async () => {
  await client().createOperator({ id: 'mia', name: 'Mia' });
  return () => client().deleteOperator('mia');
});

const seconds = (from: string, to: string | null): number =>
  Math.round((Date.parse(to ?? '') - Date.parse(from)) / 1000);
const now = (): string => new Date(clock.now() / 1000).toISOString();
const read = (): Promise<Presence> => client().readPresence('mia');

describe('H6.6 presence over REST', () => {
  test('one who has never been here is offline', async () => {
    const { creation_utc } = await client().readOperator('mia');
    const offline = { status: 'offline', since_utc: creation_utc, lease_until_utc: null };
    expect(await read()).toEqual(offline);
    expect(await client().heartbeat('mia')).toEqual(offline);
  });

  test('a lease of 45 s begins with what he says and is renewed by heartbeats', async () => {
    const began = await client().setPresence('mia', 'available');
    expect(began.status).toBe('available');
    expect(seconds(began.since_utc, began.lease_until_utc)).toBe(45);
    for (let beat = 0; beat < 10; beat++) {
      clock.advance(15);
      const renewed = await client().heartbeat('mia');
      expect(renewed).toMatchObject({ status: 'available', since_utc: began.since_utc });
      expect(seconds(now(), renewed.lease_until_utc)).toBe(45);
      expect(await read()).toEqual(renewed);
    }
    const away = await client().setPresence('mia', 'away');
    expect(seconds(began.since_utc, away.since_utc)).toBe(150);
    expect((await client().readOperator('mia')).presence).toEqual(away);
  });

  test('C10 without heartbeats he counts as offline; in the grace period one brings him back', async () => {
    await client().setPresence('mia', 'available');
    clock.advance(44);
    expect(await read()).toMatchObject({ status: 'available' });
    clock.advance(1);
    await expect.poll(read).toMatchObject({ status: 'offline', lease_until_utc: null });
    clock.advance(29);
    expect(await client().heartbeat('mia')).toMatchObject({ status: 'available' });
  });

  test('C10 after it he is offline until he says otherwise', async () => {
    await client().setPresence('mia', 'available');
    clock.advance(45);
    await expect.poll(read).toMatchObject({ lease_until_utc: null });
    clock.advance(30);
    await expect.poll(() => client().heartbeat('mia')).toMatchObject({ status: 'offline' });
    expect(await client().setPresence('mia', 'available')).toMatchObject({ status: 'available' });
  });

  test('offline holds at once, whatever comes after from a browser that is still open', async () => {
    await client().setPresence('mia', 'away');
    expect(await client().setPresence('mia', 'offline')).toMatchObject({
      status: 'offline',
      lease_until_utc: null,
    });
    expect(await client().heartbeat('mia')).toMatchObject({ status: 'offline' });
  });

  test.each([
    [{ status: 'busy' }],
    [{ status: null }],
    [{}],
    [[]],
    ['"available"'],
    [{ status: ['available'] }],
    [{ status: '__proto__' }],
  ])('%j is no presence', async (body) => {
    const answer = await wire().send('PUT', '/operators/mia/presence', body);
    expect(answer.status).toBe(422);
    expectClean(answer.text);
    expect(await read()).toMatchObject({ status: 'offline' });
  });

  test('nobody who is not known has one', async () => {
    for (const request of [
      () => client().readPresence('none'),
      () => client().setPresence('none', 'available'),
      () => client().heartbeat('none'),
    ])
      expect(await refusalOf(request())).toMatchObject({ status: 404 });
  });

  test('of many heartbeats and changes at once none is lost', async () => {
    const statuses = ['available', 'away', 'offline', 'available'] as const;
    await Promise.all([
      ...statuses.map((status) => client().setPresence('mia', status)),
      ...Array.from({ length: 20 }, () => client().heartbeat('mia')),
    ]);
    const last = await client().setPresence('mia', 'away');
    expect(await client().heartbeat('mia')).toMatchObject({ status: 'away', since_utc: last.since_utc });
  });
});
