import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerQuery, CustomerRecord, DirectoryStore } from '../../ports/directory-store.ts';
import { START, makeAgent } from '../make.ts';

/** A directory under test, empty at first. */
export interface DirectoryFixture extends AsyncDisposable {
  /** The store that is open now. */
  readonly directory: DirectoryStore;
  /** Closes it and opens it on the same data, as after a restart. */
  reopen(): Promise<void>;
}

/** What every directory promises. */
export function directoryContract(database: string, open: () => Promise<DirectoryFixture>): void {
  describe(`directory on ${database}`, () => {
    let fixture: DirectoryFixture;
    let directory: DirectoryStore;
    beforeAll(async () => {
      fixture = await open();
      directory = fixture.directory;
    });
    afterAll(() => fixture[Symbol.asyncDispose]());

    const customer = (id: string, createdAt: number): CustomerRecord => ({
      id,
      createdAt,
      name: id,
      metadata: JSON.parse('{"__proto__":"x","tier":"gold"}'),
      tags: ['a'],
    });

    describe('agents', () => {
      test('are created once, and put as often as one likes', async () => {
        expect(await directory.createAgent(makeAgent())).toBe(true);
        expect(await directory.createAgent(makeAgent({ name: 'Other' }))).toBe(false);
        expect(await directory.readAgent('agent')).toEqual(makeAgent());
        await directory.putAgent(makeAgent({ name: 'Other' }));
        expect((await directory.readAgent('agent'))?.name).toBe('Other');
        await directory.putAgent(makeAgent({ id: 'b', createdAt: START - 1 }));
        expect((await directory.listAgents()).map(({ id }) => id)).toEqual(['b', 'agent']);
        expect(await directory.deleteAgent('b')).toBe(true);
        expect(await directory.deleteAgent('b')).toBe(false);
        expect(await directory.readAgent('b')).toBeNull();
      });

      test('of those made at the same time under one id one is', async () => {
        const names = ['x', 'y', 'z'];
        const made = await Promise.all(
          names.map((name) => directory.createAgent(makeAgent({ id: 'one', name }))),
        );
        expect(made.filter(Boolean)).toHaveLength(1);
        // Which one comes first is the database's affair.
        expect((await directory.readAgent('one'))?.name).toBe(names[made.indexOf(true)]);
      });
    });

    describe('customers', () => {
      test('come back whole, and page by page', async () => {
        const made = [customer('c', START + 2), customer('a', START + 1), customer('b', START + 1)];
        for (const each of made) expect(await directory.createCustomer(each)).toBe(true);
        expect(await directory.createCustomer(made[0]!)).toBe(false);
        expect(await directory.readCustomer('c')).toEqual(made[0]);
        expect(await directory.countCustomers()).toBe(3);
        for (const sort of ['asc', 'desc'] as const) {
          const seen: string[] = [];
          let after: CustomerQuery['after'];
          for (let page = 0; page < 5; page++) {
            const [next] = await directory.listCustomers({
              sort,
              limit: 1,
              ...(after !== undefined && { after }),
            });
            if (next === undefined) break;
            seen.push(next.id);
            after = { createdAt: next.createdAt, id: next.id };
          }
          expect(seen).toEqual(sort === 'asc' ? ['a', 'b', 'c'] : ['c', 'b', 'a']);
        }
        await directory.putCustomer({ ...made[0]!, name: 'New' });
        expect((await directory.readCustomer('c'))?.name).toBe('New');
        expect(await directory.deleteCustomer('c')).toBe(true);
        expect(await directory.deleteCustomer('c')).toBe(false);
      });
    });

    describe('tags', () => {
      test('have names of their own', async () => {
        const tag = (id: string, name: string): Promise<boolean> =>
          directory.createTag({ id, createdAt: START, name });
        expect([
          await tag('1', 'vip'),
          await tag('2', 'vip'),
          await tag('1', 'other'),
          await tag('2', 'late'),
        ]).toEqual([true, false, false, true]);
        expect(await directory.renameTag('2', 'vip')).toBe(false);
        expect(await directory.renameTag('2', 'later')).toBe(true);
        expect(await directory.renameTag('none', 'x')).toBe(false);
        expect((await directory.listTags()).map(({ name }) => name)).toEqual(['vip', 'later']);
        expect(await directory.listTags('later')).toEqual([{ id: '2', createdAt: START, name: 'later' }]);
        expect(await directory.readTag('1')).toMatchObject({ name: 'vip' });
        expect(await directory.deleteTag('1')).toBe(true);
        expect(await directory.readTag('1')).toBeNull();
      });
    });

    test('a setting is set once, by whoever comes first', async () => {
      expect(await directory.readSetting('secret')).toBeNull();
      const answers = await Promise.all(
        ['a', 'b', 'c'].map((value) => directory.ensureSetting('secret', value)),
      );
      const [first = ''] = answers;
      expect(['a', 'b', 'c']).toContain(first);
      expect(answers).toEqual([first, first, first]);
      await fixture.reopen();
      expect(await fixture.directory.ensureSetting('secret', 'd')).toBe(first);
    });
  });
}
