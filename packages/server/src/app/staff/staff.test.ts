import { DEFAULT_DEPARTMENT, DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import type { BusinessHours, CreateDepartment, CreateOperator } from '@baton/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KeptLog } from '../../testing/kept-log.ts';
import { makeDepartment, makeOperatorRecord } from '../../testing/make-staff.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { MOST_OPERATORS } from './check-operator.ts';
import { StaffFullError } from './staff-outcome.ts';
import type { StaffOutcome } from './staff-outcome.ts';
import { Staff } from './staff.ts';
import type { StaffChange } from './staff-view.ts';

const DEFAULTS = { ...DEFAULT_DEPARTMENT_POLICY, service_level_seconds: 90 };
const log = new KeptLog();
let memory: MemoryFixture;
let staff: Staff;
let told: StaffChange[];

beforeEach(async () => {
  memory = openMemory();
  await open();
});
afterEach(() => staff[Symbol.asyncDispose]());

async function open(): Promise<void> {
  staff = await Staff.open(memory.desk, { clock: memory.clock, log, defaults: DEFAULTS });
  await staff.lead();
  told = [];
  staff.subscribe((change) => told.push(change));
}

async function reopen(): Promise<void> {
  await staff[Symbol.asyncDispose]();
  await open();
}

function value<T>(outcome: StaffOutcome<T>): T {
  if (outcome.type === 'done') return outcome.value;
  throw new Error(JSON.stringify(outcome));
}
const faults = (outcome: StaffOutcome<unknown>): string[] =>
  outcome.type === 'refused'
    ? outcome.faults.map(({ path, message }) => `${path.join('.')}: ${message}`)
    : [outcome.type];
const department = async (input: CreateDepartment): Promise<string> =>
  value(await staff.createDepartment(input)).id;
const operator = async (id: string, input: Partial<Omit<CreateOperator, 'id'>> = {}): Promise<void> => {
  value(await staff.createOperator({ id, name: id, ...input }));
};
const everything = (): unknown => [staff.departments(), staff.operators().map(({ record }) => record)];

describe('departments', () => {
  test('the default one is there from the first start on, once', async () => {
    expect(staff.departments()).toMatchObject([{ id: DEFAULT_DEPARTMENT, name: 'Support', hours: null }]);
    await reopen();
    expect(staff.departments()).toHaveLength(1);
    expect(staff.defaultDepartment).toEqual(staff.department(DEFAULT_DEPARTMENT));
  });

  test('an id is made of the name where none is given', async () => {
    expect(await department({ name: '  Zürich: Verträge & Rückgaben ' })).toBe('zurich-vertrage-ruckgaben');
    expect(await department({ name: 'Поддержка' })).toMatch(/^[0-9a-z]{10}$/);
    expect(await department({ name: 'Sales', id: 'own' })).toBe('own');
  });

  test('they are found by id, by name whatever its case, and by agent', async () => {
    const id = await department({ name: 'Größe', id: 'size', agents: ['ava', 'ava'] });
    for (const name of ['size', 'Größe', 'größe', 'GRÖßE', ' Gro\u0308ße '])
      expect(staff.findDepartment(name)?.id).toBe(id);
    expect(staff.findDepartment('none')).toBeNull();
    expect(staff.departmentOfAgent('ava')).toMatchObject({ id, agents: ['ava'] });
    expect(staff.departmentOfAgent('other').id).toBe(DEFAULT_DEPARTMENT);
    value(await staff.updateDepartment(id, { name: 'Large', agents: [] }));
    expect(staff.findDepartment('größe')).toBeNull();
    expect(staff.departmentOfAgent('ava').id).toBe(DEFAULT_DEPARTMENT);
  });

  test('a policy is the defaults with what the department sets; what a change does not name stays', async () => {
    const id = await department({ name: 'a', policy: { offer_seconds: 10, relax_skills_seconds: null } });
    value(await staff.updateDepartment(id, { policy: { offer_seconds: 20 } }));
    expect(staff.policyOf(id)).toEqual({ ...DEFAULTS, offer_seconds: 20, relax_skills_seconds: null });
    expect(staff.policyOf('gone')).toEqual(DEFAULTS);
    await reopen();
    expect(staff.policyOf(id)).toMatchObject({ service_level_seconds: 90, offer_seconds: 20 });
  });

  test('H6.7 hours are read once and asked often; null is always open', async () => {
    const hours: BusinessHours = { zone: 'Europe/Berlin', week: { monday: [['09:00', '17:00']] } };
    const id = await department({ name: 'a', hours });
    const [before, during] = [Date.UTC(2026, 0, 5, 7) * 1000, Date.UTC(2026, 0, 5, 9) * 1000];
    expect([staff.isOpen(id, before), staff.isOpen(id, during)]).toEqual([false, true]);
    expect(staff.opensAt(id, before)).toBe(Date.UTC(2026, 0, 5, 8) * 1000);
    expect(staff.hoursOf(id)).toBe(staff.hoursOf(id));
    value(await staff.updateDepartment(id, { name: 'b' }));
    expect(staff.isOpen(id, before)).toBe(false);
    value(await staff.updateDepartment(id, { hours: null }));
    expect([staff.isOpen(id, before), staff.opensAt(id, before), staff.hoursOf(id)]).toEqual([
      true,
      before,
      null,
    ]);
  });

  test('hours that cannot be read any more do not keep the server from starting', async () => {
    await memory.desk.createDepartment(makeDepartment('old', { hours: { zone: 'Mars/Olympus', week: {} } }));
    await reopen();
    expect(staff.isOpen('old', 0)).toBe(true);
  });

  test('what cannot be is refused with its place, and nothing is kept of it', async () => {
    await department({ name: 'Sales', agents: ['ava'] });
    const before = everything();
    const create = async (input: Partial<CreateDepartment>): Promise<string[]> =>
      faults(await staff.createDepartment({ name: 'x', ...input }));
    const monday = [['9', '17:00'] as [string, string]];
    expect(await create({ hours: { zone: 'Nowhere', week: { monday } } })).toEqual([
      'hours.zone: not a time zone, e.g. Europe/Berlin',
      'hours.week.monday: a time is written as 09:00',
    ]);
    expect(await create({ id: 'sales' })).toEqual(["id: Department with id 'sales' already exists"]);
    expect(await create({ name: 'SALES', id: 'y' })).toEqual([
      "name: Department with name 'SALES' already exists",
    ]);
    expect(await create({ id: 'x', policy: { overflow: ['sales', 'x', 'none'] } })).toEqual([
      'policy.overflow.1: A department does not help itself out',
      "policy.overflow.2: Department 'none' not found",
    ]);
    expect(await create({ agents: ['b', 'ava'] })).toEqual([
      "agents.1: The requests of agent 'ava' go to department 'sales': take it out there first",
    ]);
    expect(faults(await staff.updateDepartment(DEFAULT_DEPARTMENT, { name: 'sales' }))).toHaveLength(1);
    expect(faults(await staff.updateDepartment('none', {}))).toEqual(['not-found']);
    expect(everything()).toEqual(before);
  });

  test('there are a thousand at most', async () => {
    for (let n = 1; n < 1000; n++) await memory.desk.createDepartment(makeDepartment(`d${n}`));
    await reopen();
    expect(faults(await staff.createDepartment({ name: 'one more' }))).toEqual([
      ': There are 1000 departments, and no more may be',
    ]);
  });

  test('H3.7 one that is deleted is named by nobody any more', async () => {
    const id = await department({ name: 'Sales', agents: ['ava'] });
    const helped = await department({ name: 'Care', policy: { overflow: [id, DEFAULT_DEPARTMENT] } });
    await operator('mia', { departments: [id, helped] });
    told.length = 0;
    expect(await staff.deleteDepartment(id)).toMatchObject({ type: 'done' });
    expect(told).toEqual([
      { type: 'department-removed', id },
      { type: 'department', id: helped },
      { type: 'operator', id: 'mia' },
    ]);
    expect(staff.department(id)).toBeNull();
    expect(staff.departmentOfAgent('ava').id).toBe(DEFAULT_DEPARTMENT);
    expect(staff.operator('mia')?.record.departments).toEqual([helped]);
    expect(staff.policyOf(helped).overflow).toEqual([DEFAULT_DEPARTMENT]);
    const kept = everything();
    await reopen();
    expect(everything()).toEqual(kept);
    expect(await staff.deleteDepartment(id)).toEqual({ type: 'not-found' });
    expect(await staff.deleteDepartment(DEFAULT_DEPARTMENT)).toMatchObject({ type: 'in-use' });
  });
});

describe('operators', () => {
  test('one is created with defaults, changed in part, and kept over a restart', async () => {
    await operator('mia', { email: 'mia@example.com', skills: [{ skill: 'billing', level: 3 }] });
    expect(staff.operator('mia')).toMatchObject({
      record: { departments: [DEFAULT_DEPARTMENT], maxChats: 5, lead: false, languages: [] },
      presence: null,
    });
    value(await staff.updateOperator('mia', { lead: true, languages: ['de', 'de'], max_chats: 0 }));
    const { record } = staff.operator('mia')!;
    expect(record).toMatchObject({ email: 'mia@example.com', lead: true, languages: ['de'], maxChats: 0 });
    value(await staff.updateOperator('mia', { email: null, departments: [] }));
    await reopen();
    expect(staff.operator('mia')?.record).toEqual({ ...record, email: null, departments: [] });
  });

  test('what cannot be is refused with its place', async () => {
    await operator('mia');
    const skills = [1, 2].map((level) => ({ skill: 'billing', level }));
    const wrong = { id: 'tom', name: 'Tom', departments: [DEFAULT_DEPARTMENT, 'none'], skills };
    expect(faults(await staff.createOperator(wrong))).toEqual([
      "departments.1: Department 'none' not found",
      'skills.1.skill: This skill is named twice',
    ]);
    expect(faults(await staff.createOperator({ id: 'mia', name: 'M' }))).toEqual([
      "id: Operator with id 'mia' already exists",
    ]);
    expect(faults(await staff.createOperator({ id: 'me', name: 'M' }))).toEqual([
      "id: 'me' stands for the caller: choose another id",
    ]);
    expect(faults(await staff.updateOperator('mia', { departments: ['none'] }))).toHaveLength(1);
    expect(faults(await staff.updateOperator('none', {}))).toEqual(['not-found']);
    expect(staff.operators()).toHaveLength(1);
  });

  test('one who acts for the first time is created once; one who is there stays as he is', async () => {
    await operator('tom', { name: 'Tom', lead: true });
    told.length = 0;
    const ref = { id: 'mia', name: 'Mia' };
    const members = await Promise.all([1, 2, 3].map(() => staff.ensureOperator(ref)));
    expect(members[0]).toMatchObject({ record: { name: 'Mia', departments: [DEFAULT_DEPARTMENT] } });
    expect(told).toEqual([{ type: 'operator', id: 'mia' }]);
    const tom = await staff.ensureOperator({ id: 'tom', name: 'Other' });
    expect(tom.record).toMatchObject({ name: 'Tom', lead: true });
  });

  test('there are twenty thousand at most, however they are created', async () => {
    const insert = memory.db.prepare('INSERT INTO operator (id, created_at, body) VALUES (?, 1, ?)');
    memory.db.exec('BEGIN');
    for (let n = 0; n < MOST_OPERATORS; n++)
      insert.run(`o${n}`, JSON.stringify(makeOperatorRecord(`o${n}`, { createdAt: 1 })));
    memory.db.exec('COMMIT');
    await reopen();
    expect(faults(await staff.createOperator({ id: 'one', name: 'More' }))).toEqual([
      ': There are 20000 operators, and no more may be',
    ]);
    await expect(staff.ensureOperator({ id: 'one', name: 'More' })).rejects.toThrow(StaffFullError);
    await expect(staff.ensureOperator({ id: 'o7', name: 'More' })).resolves.toBeDefined();
  });

  test('H3.7 one who is deleted is gone with his presence; the same id begins anew', async () => {
    await operator('mia', { max_chats: 9 });
    await staff.setPresence('mia', 'available');
    told.length = 0;
    expect(await staff.deleteOperator('mia')).toMatchObject({ type: 'done' });
    expect(told).toEqual([{ type: 'operator-removed', id: 'mia' }]);
    expect([staff.operator('mia'), staff.isPresent('mia')]).toEqual([null, false]);
    expect(await staff.deleteOperator('mia')).toEqual({ type: 'not-found' });
    await staff.ensureOperator({ id: 'mia', name: 'Mia' });
    await reopen();
    expect(staff.operator('mia')).toMatchObject({ record: { maxChats: 5 }, presence: null });
  });
});

describe('what is told', () => {
  test('comes in order, to everybody who listens, also when one of them fails', async () => {
    const others: StaffChange[] = [];
    const failing = staff.subscribe(() => {
      throw new Error('cannot follow');
    });
    const other = staff.subscribe((change) => others.push(change));
    await Promise.all([
      department({ name: 'a' }),
      operator('mia', { departments: ['a'] }),
      department({ name: 'b' }),
    ]);
    await staff.setPresence('mia', 'available');
    const types = ['department a', 'operator mia', 'department b', 'presence mia'];
    expect(told.map(({ type, id }) => `${type} ${id}`)).toEqual(types);
    expect(others).toEqual(told);
    expect(log.errors.splice(0)).toHaveLength(4);
    failing.cancel();
    other.cancel();
    await operator('tom');
    expect([told.length, others.length, log.errors.length]).toEqual([5, 4, 0]);
  });
});
