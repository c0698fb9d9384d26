import { ME, StaffClient } from '@baton/client';
import { beforeAll, describe, expect, test } from 'vitest';
import { KEYED, KEYS, visit } from '../testing/keyed-server.ts';
import { refusalOf } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';

/* Mia becomes a lead, Tom is none. */
const server = useServer(() => KEYED);
const as = (token: string): StaffClient => new StaffClient({ baseUrl: server.current.url, token });
const admin = (): StaffClient => as(KEYS.admin);
const mia = (): StaffClient => as(KEYS.operator);
const tom = (): StaffClient => as(KEYS.colleague);
const shop = (): StaffClient => as(KEYS.integration);
const FORBIDDEN = { status: 403, code: 'forbidden' };

beforeAll(async () => {
  // Both act for the first time: that creates them.
  await mia().setPresence(ME, 'available');
  await tom().heartbeat('tom');
  await admin().updateOperator('mia-berg', { lead: true, email: 'mia@example.com' });
});

describe('W6 operators', () => {
  test('are created when their key first says whether they are here', async () => {
    expect(await mia().readOperator(ME)).toMatchObject({
      id: 'mia-berg',
      name: 'Mia Berg',
      departments: ['support'],
      presence: { status: 'available' },
    });
    expect(await tom().readOperator(ME)).toMatchObject({ id: 'tom', presence: { status: 'offline' } });
  });

  test('speak for themselves alone', async () => {
    await tom().setPresence('tom', 'away');
    expect(await refusalOf(tom().setPresence('mia-berg', 'offline'))).toMatchObject(FORBIDDEN);
    expect(await refusalOf(tom().heartbeat('mia-berg'))).toMatchObject(FORBIDDEN);
    expect(await refusalOf(tom().setPresence('nobody', 'available'))).toMatchObject(FORBIDDEN);
    expect(await tom().readPresence('mia-berg')).toMatchObject({ status: 'available' });
  });

  test('cannot be called as whoever calls is, by no way in which one is made', async () => {
    const wire = server.current.wire.as(KEYS.admin);
    const { session } = await visit(server.current);
    const operator = { id: ME, name: 'Me' };
    expect((await wire.post(`/sessions/${session.id}/takeover`, { operator })).status).toBe(422);
    expect((await wire.post('/operators', operator)).status).toBe(422);
    expect((await admin().listOperators()).map(({ id }) => id)).not.toContain(ME);
  });

  test('change nothing of the staff', async () => {
    for (const request of [
      () => tom().createOperator({ name: 'New' }),
      () => tom().updateOperator(ME, { lead: true }),
      () => tom().deleteOperator('mia-berg'),
      () => tom().createDepartment({ name: 'New' }),
      () => tom().updateDepartment('support', { name: 'New' }),
      () => tom().deleteDepartment('none'),
      () => shop().createOperator({ name: 'New' }),
      () => shop().setPresence('tom', 'available'),
      () => shop().heartbeat('tom'),
    ])
      expect(await refusalOf(request())).toMatchObject(FORBIDDEN);
    expect((await admin().listOperators()).map(({ id, lead }) => [id, lead])).toEqual([
      ['mia-berg', true],
      ['tom', false],
    ]);
  });

  test('who are leads change the staff, and may set others offline but not online', async () => {
    await mia().createDepartment({ name: 'Night' });
    await mia().createOperator({ name: 'Ida', departments: ['night'] });
    await mia().updateOperator('tom', { max_chats: 3 });
    expect(await mia().setPresence('tom', 'offline')).toMatchObject({ status: 'offline' });
    expect(await refusalOf(mia().setPresence('tom', 'available'))).toMatchObject(FORBIDDEN);
    expect(await refusalOf(mia().heartbeat('tom'))).toMatchObject(FORBIDDEN);
    await mia().deleteOperator('ida');
    await mia().deleteDepartment('night');
  });

  test('who are leads no more are refused from then on', async () => {
    await admin().updateOperator('tom', { lead: true });
    await tom().updateDepartment('support', { policy: { offer_seconds: 25 } });
    await admin().updateOperator('tom', { lead: false });
    expect(await refusalOf(tom().updateDepartment('support', { name: 'x' }))).toMatchObject(FORBIDDEN);
  });

  test('have addresses that admins and leads see', async () => {
    const emails = async (client: StaffClient): Promise<(string | null)[]> => [
      (await client.readOperator('mia-berg')).email,
      ...(await client.listOperators()).map(({ email }) => email),
      ...(await client.pageOperators({ limit: 1 })).items.map(({ email }) => email),
    ];
    const shown = ['mia@example.com', 'mia@example.com', null, 'mia@example.com'];
    expect(await emails(admin())).toEqual(shown);
    expect(await emails(mia())).toEqual(shown);
    expect(await emails(tom())).toEqual([null, null, null, null]);
    expect(await emails(shop())).toEqual([null, null, null, null]);
  });
});

describe('W6 others', () => {
  test('an admin sets anybody; `me` is nobody to him', async () => {
    expect(await admin().setPresence('tom', 'available')).toMatchObject({ status: 'available' });
    expect(await admin().heartbeat('tom')).toMatchObject({ status: 'available' });
    for (const request of [
      () => admin().readOperator(ME),
      () => admin().setPresence(ME, 'available'),
      () => shop().readPresence(ME),
    ])
      expect(await refusalOf(request())).toMatchObject({ status: 422 });
  });

  test('customers and strangers are told nothing of the staff', async () => {
    const visitor = await visit(server.current);
    for (const path of ['/departments', '/departments/support', '/operators', '/operators/tom/presence']) {
      expect((await visitor.wire.as(visitor.token).get(path)).status).toBe(403);
      expect((await visitor.wire.get(path)).status).toBe(403);
      expect((await server.current.wire.get(path)).status).toBe(401);
    }
  });
});
