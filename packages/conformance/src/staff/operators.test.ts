import { StaffClient } from '@baton/client';
import { DEFAULT_DEPARTMENT } from '@baton/protocol';
import type { Operator } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { expectClean } from '../testing/expect-refused.ts';
import { TIMESTAMP } from '../testing/formats.ts';
import { KEYED, KEYS } from '../testing/keyed-server.ts';
import { refusalOf } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';
import type { Fault, Wire } from '../testing/wire.ts';

const server = useServer(() => KEYED);
const client = (): StaffClient => new StaffClient({ baseUrl: server.current.url, token: KEYS.admin });
const wire = (): Wire => server.current.wire.as(KEYS.admin);

describe('operators over REST', () => {
  test('one is created with defaults, changed in part and deleted', async () => {
    const created = await client().createOperator({ name: 'Mia Berg', email: 'mia@example.com' });
    expect(created).toEqual({
      id: 'mia-berg',
      name: 'Mia Berg',
      creation_utc: expect.stringMatching(TIMESTAMP),
      email: 'mia@example.com',
      lead: false,
      departments: [DEFAULT_DEPARTMENT],
      skills: [],
      languages: [],
      max_chats: 5,
      presence: { status: 'offline', since_utc: created.creation_utc, lease_until_utc: null },
      active_chats: 0,
      offers: 0,
    });
    const change = {
      lead: true,
      skills: [{ skill: 'billing', level: 4 }],
      languages: ['de', 'en'],
      max_chats: 0,
    };
    expect(await client().updateOperator('mia-berg', change)).toEqual({ ...created, ...change });
    expect(await client().updateOperator('mia-berg', { email: null, departments: [] })).toMatchObject({
      email: null,
      departments: [],
      lead: true,
    });
    await client().deleteOperator('mia-berg');
    expect(await refusalOf(client().readOperator('mia-berg'))).toMatchObject({ status: 404 });
    expect(await refusalOf(client().updateOperator('mia-berg', {}))).toMatchObject({ status: 404 });
    expect(await refusalOf(client().deleteOperator('mia-berg'))).toMatchObject({ status: 404 });
    expect(await refusalOf(client().readPresence('mia-berg'))).toMatchObject({ status: 404 });
  });

  test('any id that text can be is an id: it comes back, is found and paged', async () => {
    const ids = [
      'a/b',
      '../etc',
      'ü ö',
      'a|b|c',
      `"'; DROP TABLE operator; --`,
      '😀',
      '%2e',
      'x'.repeat(100),
    ];
    for (const id of ids) {
      expect((await client().createOperator({ id, name: 'N' })).id).toBe(id);
      expect((await client().setPresence(id, 'away')).status).toBe('away');
    }
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client().pageOperators({ limit: 1, cursor });
      expect(page.total_count).toBe(ids.length);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(ids);
    expect((await client().listOperators()).map(({ id }) => id)).toEqual(ids);
    for (const id of ids) await client().deleteOperator(id);
  });

  test('they are listed oldest first, of one department, in pages', async () => {
    await client().createDepartment({ name: 'Sales' });
    for (let n = 0; n < 5; n++) {
      await client().createOperator({
        name: `Op ${n}`,
        departments: n % 2 === 0 ? ['sales'] : ['support', 'sales'].slice(n > 1 ? 0 : 1),
      });
    }
    const ids = (operators: readonly Operator[]): string[] => operators.map(({ id }) => id);
    const all = ['op-0', 'op-1', 'op-2', 'op-3', 'op-4'];
    expect(ids(await client().listOperators())).toEqual(all);
    expect(ids(await client().listOperators('support'))).toEqual(['op-3']);
    expect(ids(await client().listOperators('sales'))).toEqual(all);
    expect(await client().listOperators('none')).toEqual([]);
    const first = await client().pageOperators({ limit: 3, department_id: 'sales' });
    expect(first).toMatchObject({ total_count: 5, has_more: true });
    const rest = await client().pageOperators({
      limit: 3,
      department_id: 'sales',
      cursor: first.next_cursor ?? '',
    });
    expect(rest).toMatchObject({ total_count: 5, has_more: false, next_cursor: null });
    expect(ids([...first.items, ...rest.items])).toEqual(all);
    for (const id of all) await client().deleteOperator(id);
  });

  test.each([
    [{}, 'body.name: Field required'],
    [{ name: '' }, 'body.name'],
    [{ name: 'x'.repeat(101) }, 'body.name'],
    [{ name: 'Me' }, `body.id: Value error, 'me' stands for the caller`],
    [{ name: 'x', id: '' }, 'body.id'],
    [{ name: 'x', id: 'x'.repeat(101) }, 'body.id'],
    [{ name: 'x', email: 'not an address' }, 'body.email'],
    [{ name: 'x', email: `${'a'.repeat(250)}@b.example` }, 'body.email'],
    [{ name: 'x', lead: 'yes' }, 'body.lead'],
    [{ name: 'x', departments: [DEFAULT_DEPARTMENT, 'none'] }, 'body.departments.1: Value error, Department'],
    [{ name: 'x', departments: Array.from({ length: 65 }, () => 'support') }, 'body.departments'],
    [{ name: 'x', skills: [{ skill: 's', level: 6 }] }, 'body.skills.0.level'],
    [{ name: 'x', skills: [{ skill: 's', level: 0.5 }] }, 'body.skills.0.level'],
    [{ name: 'x', skills: [{ skill: '', level: 1 }] }, 'body.skills.0.skill'],
    [
      { name: 'x', skills: [1, 2].map((level) => ({ skill: 's', level })) },
      'body.skills.1.skill: Value error, This skill',
    ],
    [{ name: 'x', languages: ['german'] }, 'body.languages.0'],
    [{ name: 'x', max_chats: -1 }, 'body.max_chats'],
    [{ name: 'x', max_chats: 101 }, 'body.max_chats'],
    [{ name: 'a\u0000b' }, 'body.name'],
    [null, 'body'],
  ])('%j is refused at %s', async (body, place) => {
    const answer = await wire().post('/operators', body);
    expect(answer.status).toBe(422);
    const [fault] = expectClean(answer.text).detail as Fault[];
    expect(`${fault?.loc.join('.')}: ${fault?.msg}`).toContain(place);
    expect(await client().listOperators()).toEqual([]);
  });

  test('an id is given once', async () => {
    await client().createOperator({ name: 'Ida' });
    expect(await refusalOf(client().createOperator({ name: 'IDA' }))).toMatchObject({
      status: 422,
      message: "body.id: Value error, Operator with id 'ida' already exists",
    });
    await client().deleteOperator('ida');
  });

  test.each([
    ['/operators?limit=0', 'query.limit'],
    ['/operators?limit=101', 'query.limit'],
    [`/operators?department_id=${'x'.repeat(1001)}`, 'query.department_id'],
  ])('%s is refused', async (path, place) => {
    const answer = await wire().get(path);
    expect(answer.status).toBe(422);
    const [fault] = expectClean(answer.text).detail as Fault[];
    expect(fault?.loc.join('.')).toBe(place);
  });

  test('a cursor that is none is the beginning', async () => {
    await client().createOperator({ name: 'Ida' });
    const page = await client().pageOperators({ limit: 5, cursor: 'no cursor' });
    expect(page.items).toHaveLength(1);
    await client().deleteOperator('ida');
  });
});
