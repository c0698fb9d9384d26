import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeskStore, FollowUpQuery, FollowUpRecord } from '../../ports/desk-store.ts';
import { WriteFailedError } from '../../ports/store-errors.ts';
import { START } from '../make.ts';
import { makeDepartment, makeFollowUp, makeOperatorRecord, makePresence } from '../make-staff.ts';

/** A desk store under test, empty at first. */
export interface DeskFixture extends AsyncDisposable {
  /** The store that is open now. */
  readonly desk: DeskStore;
  /** Closes it and opens it on the same data, as after a restart. */
  reopen(): Promise<void>;
}

const HOSTILE = 'ü "\'; DROP TABLE operator; --';

/** What every store of the desk promises. */
export function deskStoreContract(name: string, open: () => Promise<DeskFixture>): void {
  describe(`desk store on ${name}`, () => {
    let fixture: DeskFixture;
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture[Symbol.asyncDispose]());
    const store = (): DeskStore => fixture.desk;
    const reopen = (): Promise<void> => fixture.reopen();

    describe('departments and operators', () => {
      recordRules(store, reopen);
      sectionRules(store);
    });
    describe('presence', () => {
      presenceRules(store, reopen);
    });
    describe('follow-ups', () => {
      followUpRules(store, reopen);
      listRules(store);
      dueRules(store);
    });
  });
}

function recordRules(store: () => DeskStore, reopen: () => Promise<void>): void {
  test('a record comes back as it was given, after a restart too', async () => {
    const hours = { zone: 'UTC', week: { monday: [['09:00', '17:00'] as [string, string]] } };
    const department = makeDepartment('whole', {
      name: HOSTILE,
      hours,
      agents: ['a'],
      policy: { overflow: [HOSTILE], relax_skills_seconds: null },
    });
    const operator = makeOperatorRecord(HOSTILE, {
      email: 'a@b.example',
      skills: [{ skill: 's', level: 5 }],
    });
    expect(await store().createDepartment(department)).toBe(true);
    expect(await store().createOperator(operator)).toBe(true);
    await reopen();
    expect(await store().listDepartments()).toEqual([department]);
    expect(await store().listOperators()).toEqual([operator]);
    expect(await store().readDepartment('whole')).toEqual(department);
    expect(await store().readOperator(HOSTILE)).toEqual(operator);
    await store().deleteDepartment('whole');
    await store().deleteOperator(HOSTILE);
    expect([await store().readDepartment('whole'), await store().readOperator(HOSTILE)]).toEqual([
      null,
      null,
    ]);
  });

  test('one whose id is taken is not created, and the one that is there stays', async () => {
    await store().createDepartment(makeDepartment('taken'));
    await store().createOperator(makeOperatorRecord('taken'));
    expect(await store().createDepartment(makeDepartment('taken', { name: 'other' }))).toBe(false);
    expect(await store().createOperator(makeOperatorRecord('taken', { name: 'other' }))).toBe(false);
    expect(await store().listDepartments()).toMatchObject([{ name: 'taken' }]);
    expect(await store().listOperators()).toMatchObject([{ name: 'taken' }]);
  });

  test('what is put takes the place of what was there; what is deleted is gone', async () => {
    await store().putDepartment(makeDepartment('taken', { name: 'new' }));
    await store().putOperator(makeOperatorRecord('taken', { name: 'new' }));
    expect(await store().listDepartments()).toMatchObject([{ name: 'new' }]);
    expect(await store().listOperators()).toMatchObject([{ name: 'new' }]);
    expect([await store().deleteDepartment('taken'), await store().deleteOperator('taken')]).toEqual([
      true,
      true,
    ]);
    expect([await store().deleteDepartment('taken'), await store().deleteOperator('taken')]).toEqual([
      false,
      false,
    ]);
    expect([await store().listDepartments(), await store().listOperators()]).toEqual([[], []]);
  });

  test('they are listed oldest first, of equal age by id, whatever was written last', async () => {
    const order = [
      ['c', 2],
      ['b', 1],
      ['a', 1],
    ] as const;
    for (const [id, age] of order) {
      await store().putDepartment(makeDepartment(id, { createdAt: START + age }));
      await store().putOperator(makeOperatorRecord(id, { createdAt: START + age }));
    }
    await store().putOperator(makeOperatorRecord('a', { createdAt: START + 1, name: 'renamed' }));
    expect((await store().listDepartments()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect((await store().listOperators()).map(({ name }) => name)).toEqual(['renamed', 'b', 'c']);
  });

  test('H3.7 a department goes together with what is changed by that, or stays', async () => {
    const broken = makeOperatorRecord('broken', { createdAt: null as unknown as number });
    const changed = {
      departments: [makeDepartment('b', { createdAt: START + 1, name: 'changed' })],
      operators: [makeOperatorRecord('c', { createdAt: START + 2, departments: [] })],
    };
    const failing = store().deleteDepartment('a', { ...changed, operators: [...changed.operators, broken] });
    await expect(failing).rejects.toBeInstanceOf(WriteFailedError);
    expect((await store().listDepartments()).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(await store().deleteDepartment('a', changed)).toBe(true);
    await reopen();
    expect((await store().listDepartments()).map(({ name }) => name)).toEqual(['changed', 'c']);
    expect((await store().listOperators()).at(-1)).toEqual(changed.operators[0]);
  });
}

function sectionRules(store: () => DeskStore): void {
  test('what is done exclusively is done, its answer given, its failure told, and the next one follows', async () => {
    expect(await store().exclusively('staff', async () => 1)).toBe(1);
    const failing = store().exclusively('staff', () => Promise.reject(new Error('refused')));
    await expect(failing).rejects.toThrow('refused');
    expect(await store().exclusively('staff', async (fresh) => fresh)).toBe(true);
  });
}

function presenceRules(store: () => DeskStore, reopen: () => Promise<void>): void {
  const here = makePresence('mia');
  const away = makePresence('mia', { status: 'away', since: START + 5, leaseUntil: START + 50 });
  const gone = makePresence('mia', { leaseUntil: null, graceUntil: START + 90 });

  test('H6.6 it is written only over what was expected, and comes back after a restart', async () => {
    await store().putOperator(makeOperatorRecord('mia'));
    expect(await store().writePresence(away, here)).toBe(false);
    expect(await store().readPresence('mia')).toBeNull();
    expect(await store().writePresence(here, null)).toBe(true);
    expect(await store().readPresence('mia')).toEqual(here);
    expect(await store().writePresence(away, null)).toBe(false);
    for (const wrong of [
      { ...here, status: 'away' as const },
      { ...here, since: START + 1 },
      { ...here, leaseUntil: null },
      { ...here, leaseUntil: START + 2 },
      { ...here, graceUntil: START },
    ]) {
      expect(await store().writePresence(away, wrong)).toBe(false);
    }
    expect(await store().listPresence()).toEqual([here]);
    expect(await store().writePresence(away, here)).toBe(true);
    expect(await store().writePresence(gone, away)).toBe(true);
    await reopen();
    expect(await store().listPresence()).toEqual([gone]);
  });

  test('H6.6 of many who expect the same, one wins', async () => {
    const attempts = Array.from({ length: 20 }, (_none, n) =>
      store().writePresence({ ...here, since: START + n }, gone),
    );
    const won = await Promise.all(attempts);
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store().listPresence()).toEqual([{ ...here, since: START + won.indexOf(true) }]);
  });

  test('H3.7 it goes with its operator, and nobody who is gone gets one', async () => {
    expect(await store().deleteOperator('mia')).toBe(true);
    expect(await store().listPresence()).toEqual([]);
    expect(await store().writePresence(here, null)).toBe(false);
    expect(await store().listPresence()).toEqual([]);
  });
}

function followUpRules(store: () => DeskStore, reopen: () => Promise<void>): void {
  const waiting = { state: 'waiting', attempts: 0, error: null, nextAt: START } as const;

  test('one comes back as it was given, after a restart too, and its id is taken', async () => {
    const owner = { id: HOSTILE, name: 'Mia' };
    const whole = makeFollowUp('whole', { kind: 'email', owner, result: HOSTILE, delivery: waiting });
    expect(await store().createFollowUp(whole)).toBe(true);
    expect(await store().createFollowUp({ ...whole, address: 'other' })).toBe(false);
    await reopen();
    expect(await store().readFollowUp('whole')).toEqual(whole);
    expect(await store().readFollowUp('none')).toBeNull();
  });

  test('H7.1 it is written only while it is as it was read', async () => {
    const there = (await store().readFollowUp('whole'))!;
    const tried: FollowUpRecord = { ...there, delivery: { ...waiting, attempts: 1 } };
    for (const wrong of [{ ...there, state: 'due' as const }, { ...there, owner: null }, tried])
      expect(await store().writeFollowUp(tried, wrong)).toBe(false);
    expect(await store().writeFollowUp({ ...tried, id: 'none' }, there)).toBe(false);
    expect(await store().writeFollowUp(tried, there)).toBe(true);
    expect(await store().writeFollowUp(tried, there)).toBe(false);
    expect(await store().readFollowUp('whole')).toEqual(tried);
  });

  test('H7.1 of two who take it upon themselves at once, the first has it', async () => {
    const there = (await store().readFollowUp('whole'))!;
    const owners = Array.from({ length: 10 }, (_none, n) => ({ id: `operator-${n}`, name: 'One' }));
    const won = await Promise.all(owners.map((owner) => store().writeFollowUp({ ...there, owner }, there)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect((await store().readFollowUp('whole'))?.owner).toEqual(owners[won.indexOf(true)]);
  });
}

function listRules(store: () => DeskStore): void {
  const mia = { id: 'mia', name: 'Mia' };
  const made = Array.from({ length: 12 }, (_none, n) =>
    makeFollowUp(`list-${String(n).padStart(2, '0')}`, {
      due: START + Math.floor((12 - n) / 2),
      departmentId: n % 2 === 0 ? 'sales' : 'care',
      owner: n % 3 === 0 ? mia : null,
      state: n % 4 === 0 ? 'done' : 'open',
    }),
  );
  const filters: Omit<FollowUpQuery, 'limit' | 'after'>[] = [
    { departmentId: 'sales' },
    { departmentId: 'sales', state: 'open' },
    { ownerId: 'mia' },
    { ownerId: 'mia', state: 'open' },
    { departmentId: 'care', ownerId: 'mia', state: 'open' },
    { departmentId: 'none' },
  ];

  /** All pages of `size`, put together. */
  async function pages(filter: Omit<FollowUpQuery, 'limit' | 'after'>, size: number): Promise<string[]> {
    const ids: string[] = [];
    let after: FollowUpQuery['after'];
    for (;;) {
      const page = await store().listFollowUps({ ...filter, limit: size, ...(after && { after }) });
      ids.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (last === undefined) return ids;
      after = { due: last.due, id: last.id };
    }
  }

  test('they are listed by due time and id, page by page, and counted, by what is asked for', async () => {
    for (const each of made) await store().createFollowUp(each);
    const byTime = made.toSorted((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
    for (const filter of filters) {
      const wanted = byTime.filter(
        ({ state, departmentId, owner }) =>
          (filter.state ?? state) === state &&
          (filter.departmentId ?? departmentId) === departmentId &&
          (filter.ownerId === undefined || owner?.id === filter.ownerId),
      );
      expect(await pages(filter, 2)).toEqual(wanted.map(({ id }) => id));
      expect(await store().countFollowUps(filter)).toBe(wanted.length);
    }
    expect(await pages({}, 5)).toHaveLength(made.length + 1);
  });

  test('one that has moved is found where it is now', async () => {
    const moved: FollowUpRecord = { ...made[1]!, departmentId: 'new', owner: mia, due: START + 1000 };
    expect(await store().writeFollowUp(moved, (await store().readFollowUp(moved.id))!)).toBe(true);
    expect(await store().listFollowUps({ departmentId: 'new', ownerId: 'mia', limit: 9 })).toEqual([moved]);
    expect((await store().listFollowUps({ limit: 100 })).at(-1)).toEqual(moved);
  });
}

function dueRules(store: () => DeskStore): void {
  const DUE = START - 1_000_000;
  const mail = (id: string, nextAt: number | null, over: Partial<FollowUpRecord> = {}): FollowUpRecord =>
    makeFollowUp(id, {
      kind: 'email',
      due: START * 2,
      delivery: { state: 'waiting', attempts: 0, error: null, nextAt },
      ...over,
    });

  test('H7.1 open ones that are due and mails to be tried come in the order of their times', async () => {
    await store().createFollowUp(mail('mail', DUE + 2));
    await store().createFollowUp(makeFollowUp('call-b', { due: DUE + 3 }));
    await store().createFollowUp(makeFollowUp('call-a', { due: DUE + 1 }));
    await store().createFollowUp(makeFollowUp('told', { due: DUE, state: 'due' }));
    await store().createFollowUp(mail('later', DUE + 9));
    await store().createFollowUp(mail('never', null));
    const sent = { state: 'sent', attempts: 1, error: null, nextAt: DUE } as const;
    await store().createFollowUp(mail('sent', null, { delivery: sent }));
    const ids = async (until: number, limit: number): Promise<string[]> =>
      (await store().listDueFollowUps(until, limit)).map(({ id }) => id);
    expect(await ids(DUE + 3, 100)).toEqual(['call-a', 'mail', 'call-b']);
    expect(await ids(DUE + 2, 100)).toEqual(['call-a', 'mail']);
    expect(await ids(DUE + 3, 1)).toEqual(['call-a']);
    expect(await ids(DUE, 100)).toEqual([]);
    expect(await store().nextFollowUpDue()).toBe(DUE + 1);
  });

  test('H7.1 what has been seen to is due no more', async () => {
    const call = (await store().readFollowUp('call-a'))!;
    expect(await store().writeFollowUp({ ...call, state: 'due' }, call)).toBe(true);
    const tried = mail('mail', DUE + 8, {
      delivery: { state: 'waiting', attempts: 1, error: 'busy', nextAt: DUE + 8 },
    });
    expect(await store().writeFollowUp(tried, (await store().readFollowUp('mail'))!)).toBe(true);
    expect(await store().nextFollowUpDue()).toBe(DUE + 3);
    expect((await store().listDueFollowUps(DUE + 9, 100)).map(({ id }) => id)).toEqual([
      'call-b',
      'mail',
      'later',
    ]);
  });

  test('with nothing left there is no next time', async () => {
    for (const each of await store().listDueFollowUps(Number.MAX_SAFE_INTEGER, 1000)) {
      await store().writeFollowUp({ ...each, state: 'cancelled', delivery: null }, each);
    }
    expect(await store().nextFollowUpDue()).toBeNull();
  });
}
