import { RequestError, StaffClient } from '@baton/client';
import { DEFAULT_DEPARTMENT, DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import type { Department } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { expectClean } from '../testing/expect-refused.ts';
import { TIMESTAMP } from '../testing/formats.ts';
import { refusalOf } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';
import type { Fault } from '../testing/wire.ts';

const server = useServer(() => ({ env: { BATON_SERVICE_LEVEL: '75' } }));
const client = (): StaffClient => new StaffClient({ baseUrl: server.current.url });
const places = (faults: unknown): string[] =>
  (faults as Fault[]).map(({ loc, msg }) => `${loc.join('.')}: ${msg}`);

/** What a body is refused with, one line a fault. */
async function refusal(body: unknown, path = '/departments', method = 'POST'): Promise<string[]> {
  const answer = await server.current.wire.send(method, path, body);
  expect(answer.status).toBe(422);
  return places(expectClean(answer.text).detail);
}

describe('departments over REST', () => {
  test('the default one is there, with the service level of the server', async () => {
    const [support, ...others] = await client().listDepartments();
    expect(others).toEqual([]);
    expect(support).toEqual({
      id: DEFAULT_DEPARTMENT,
      name: 'Support',
      creation_utc: expect.stringMatching(TIMESTAMP),
      hours: null,
      agents: [],
      policy: { ...DEFAULT_DEPARTMENT_POLICY, service_level_seconds: 75 },
    });
  });

  test('none stands where something else is read', async () => {
    for (const body of [{ name: 'Status' }, { name: 'Any', id: 'status' }])
      expect(await refusal(body)).toEqual([expect.stringContaining('body.id: ')]);
  });

  test('one is created, read, changed in part and deleted', async () => {
    const hours = {
      zone: 'Europe/Berlin',
      week: { monday: [['09:00', '17:00'] as [string, string]] },
      holidays: { '2026-12-25': [] },
    };
    const created = await client().createDepartment({
      name: ' Sales & Returns ',
      hours,
      agents: ['ava'],
      policy: { offer_seconds: 20, relax_skills_seconds: null },
    });
    expect(created).toMatchObject({ id: 'sales-returns', name: 'Sales & Returns', hours, agents: ['ava'] });
    expect(created.policy).toMatchObject({
      offer_seconds: 20,
      relax_skills_seconds: null,
      service_level_seconds: 75,
    });
    expect(await client().readDepartment(created.id)).toEqual(created);
    const change = { policy: { overflow: [DEFAULT_DEPARTMENT], service_level_seconds: 30 } };
    const changed = await client().updateDepartment(created.id, change);
    expect(changed).toEqual({ ...created, policy: { ...created.policy, ...change.policy } });
    expect((await client().updateDepartment(created.id, { hours: null })).hours).toBeNull();
    expect((await client().listDepartments()).map(({ id }) => id)).toEqual([DEFAULT_DEPARTMENT, created.id]);
    await client().deleteDepartment(created.id);
    expect(await refusalOf(client().readDepartment(created.id))).toMatchObject({ status: 404 });
    expect(await refusalOf(client().deleteDepartment(created.id))).toMatchObject({ status: 404 });
  });

  test('H8.3 operators choose from its dispositions, in its order', async () => {
    const { id } = await client().createDepartment({ name: 'Refunds' });
    const change = { policy: { dispositions: [' Refund paid ', 'solved'] } };
    const { policy } = await client().updateDepartment(id, change);
    expect(policy.dispositions).toEqual(['Refund paid', 'solved']);
    await client().deleteDepartment(id);
  });

  test('H3.7 the default one stays; operators lose one that goes', async () => {
    const refused = await refusalOf(client().deleteDepartment(DEFAULT_DEPARTMENT));
    expect(refused).toMatchObject({ status: 409, code: 'in-use' });
    const { id } = await client().createDepartment({ name: 'Short-lived' });
    await client().createOperator({ name: 'Ida', departments: [id, DEFAULT_DEPARTMENT] });
    await client().deleteDepartment(id);
    expect((await client().readOperator('ida')).departments).toEqual([DEFAULT_DEPARTMENT]);
  });

  test('H6.7 hours that are no hours are refused, each with its place', async () => {
    const span = (...times: unknown[]): unknown => ({ monday: [times] });
    const hours = async (body: unknown): Promise<string[]> =>
      (await refusal({ name: 'x', hours: body })).map((line) => line.replace('Value error, ', ''));
    expect(
      await hours({ zone: 'Mars/Olympus', week: span('9', '17:00'), holidays: { '2026-02-30': [] } }),
    ).toEqual([
      'body.hours.zone: not a time zone, e.g. Europe/Berlin',
      'body.hours.week.monday: a time is written as 09:00',
      'body.hours.holidays: the dates are written as 2026-12-25',
    ]);
    expect(await hours({ zone: 'UTC', week: span('09:00', '09:00') })).toEqual([
      'body.hours.week.monday: an interval ends when it begins; all day is 00:00 to 24:00',
    ]);
    for (const wrong of [
      { zone: 'UTC', week: { funday: [] } },
      { zone: 'UTC', week: span('09:00') },
      { zone: 'UTC', week: span(9, 17) },
      { zone: 'UTC', week: { monday: '09:00' } },
      { zone: 'UTC', week: span('0'.repeat(1000), '17:00') },
      { zone: 'A'.repeat(1000), week: {} },
      { zone: 'UTC' },
      'always',
      [],
    ]) {
      expect((await hours(wrong))[0]).toMatch(/^body\.hours/);
    }
  });

  test('H6.7 a thousand wrong dates are answered on one screen', async () => {
    const holidays = Object.fromEntries(Array.from({ length: 1000 }, (_none, n) => [`no ${n}`, []]));
    expect(await refusal({ name: 'x', hours: { zone: 'UTC', week: {}, holidays } })).toEqual([
      'body.hours.holidays: Value error, the dates are written as 2026-12-25',
    ]);
    const weeks = { monday: Array.from({ length: 12 }, () => ['25:00', '26:00']) };
    expect(await refusal({ name: 'x', hours: { zone: 'UTC', week: weeks, holidays } })).toHaveLength(1);
  });

  test('a prototype is no date and no day', async () => {
    const body =
      '{"name":"Proto","hours":{"zone":"UTC","week":{},"holidays":{"__proto__":[["09:00","10:00"]]}}}';
    const answer = await server.current.wire.post('/departments', body);
    expect([201, 422]).toContain(answer.status);
    expect(({} as Record<string, unknown>)['0']).toBeUndefined();
    if (answer.status === 201) {
      expect(answer.json<Department>().hours?.holidays).toEqual({});
      await client().deleteDepartment('proto');
    }
  });

  test.each([
    [{}, 'body.name: Field required'],
    [{ name: ' ' }, 'body.name'],
    [{ name: 'x'.repeat(101) }, 'body.name'],
    [{ name: 5 }, 'body.name'],
    [{ name: 'x', id: 'Not an id' }, 'body.id'],
    [{ name: 'x', id: '-x' }, 'body.id'],
    [{ name: 'x', id: DEFAULT_DEPARTMENT }, 'body.id: Value error, Department with id'],
    [{ name: 'sUPPORT', id: 'y' }, 'body.name: Value error, Department with name'],
    [{ name: 'x', agents: ['a', ''] }, 'body.agents.1'],
    [{ name: 'x', agents: Array.from({ length: 1001 }, (_none, n) => `a${n}`) }, 'body.agents'],
    [{ name: 'x', policy: { offer_seconds: 0 } }, 'body.policy.offer_seconds'],
    [{ name: 'x', policy: { offer_seconds: 1.5 } }, 'body.policy.offer_seconds'],
    [{ name: 'x', policy: { give_up_seconds: 1e9 } }, 'body.policy.give_up_seconds'],
    [{ name: 'x', policy: { auto_accept: 'yes' } }, 'body.policy.auto_accept'],
    [{ name: 'x', policy: { overflow: ['none'] } }, 'body.policy.overflow.0: Value error, Department'],
    [
      { name: 'x', policy: { overflow: Array.from({ length: 64 }, () => 'support') } },
      'body.policy.overflow',
    ],
    [{ name: 'x', policy: { dispositions: [] } }, 'body.policy.dispositions'],
    [{ name: 'x', policy: { dispositions: [' '] } }, 'body.policy.dispositions.0'],
    [{ name: 'x', policy: { dispositions: ['x'.repeat(101)] } }, 'body.policy.dispositions.0'],
    [
      { name: 'x', policy: { dispositions: ['a', ' a'] } },
      'body.policy.dispositions: Value error, A disposition',
    ],
    [
      { name: 'x', policy: { dispositions: Array.from({ length: 31 }, (_none, n) => `d${n}`) } },
      'body.policy.dispositions',
    ],
    [{ name: 'x', policy: [] }, 'body.policy'],
    [[], 'body'],
    ['"text"', 'body'],
  ])('%j is refused at %s', async (body, place) => {
    const before = await client().listDepartments();
    expect((await refusal(body))[0]).toContain(place);
    expect(await client().listDepartments()).toEqual(before);
  });

  test('an agent’s requests go to one department', async () => {
    const first = await client().createDepartment({ name: 'First', agents: ['ava'] });
    const body = { agents: ['other', 'ava'] };
    const [fault] = await refusal(body, `/departments/${DEFAULT_DEPARTMENT}`, 'PATCH');
    expect(fault).toMatch(/^body\.agents\.1: .*'first'/);
    await client().updateDepartment(first.id, { agents: [] });
    expect((await client().updateDepartment(DEFAULT_DEPARTMENT, body)).agents).toEqual(body.agents);
    await client().deleteDepartment(first.id);
    await client().updateDepartment(DEFAULT_DEPARTMENT, { agents: [] });
  });

  test('of many that want one name or one id, one gets it', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => client().createDepartment({ name: 'Only one' })),
    );
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toHaveLength(9);
    for (const each of refused) expect(each).toBeInstanceOf(RequestError);
    await client().deleteDepartment('only-one');
  });
});
