import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { array, assert, asyncProperty, constantFrom, record } from 'fast-check';
import { customerSays, makeSession } from '../../testing/make.ts';
import { CUT_LISTENERS, openNode } from '../../testing/postgres/open-node.ts';
import type { TestNode } from '../../testing/postgres/open-node.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../../testing/postgres/open-postgres-fixture.ts';
import { until } from '../../testing/until.ts';
import { PostgresDatabase } from './postgres-database.ts';
import { Recalled } from './recalled.ts';

test('what is told of a record while it is read is not known of it', async () => {
  const recalled = new Recalled<string>(10);
  const read = Promise.withResolvers<string>();
  const reading = recalled.keep(
    'a',
    () => read.promise,
    (found) => found,
  );
  recalled.forget('a');
  read.resolve('old');
  expect(await reading).toBe('old');
  expect(recalled.get('a')).toBeUndefined();
  await recalled.keep(
    'a',
    () => Promise.resolve('new'),
    (found) => found,
  );
  expect(recalled.get('a')).toBe('new');
  recalled.clear();
  expect(recalled.get('a')).toBeUndefined();
});

const customer = (name: string) => ({ id: 'c', createdAt: 1, name, metadata: {}, tags: [] });
const MANUAL = { mode: 'manual', holder: { kind: 'none' }, epoch: 1 } as const;

describe.skipIf(!HAS_POSTGRES)(
  `what nodes on PostgreSQL recall${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`,
  () => {
    let server: TestPostgres;
    let here: TestNode;
    let there: TestNode;
    let url: string;
    beforeAll(async () => {
      server = await TestPostgres.start();
      url = await server.createDatabase();
      here = await openNode(url);
      there = await openNode(url);
    });
    afterAll(async () => {
      await here[Symbol.asyncDispose]();
      await there[Symbol.asyncDispose]();
      await server.dropDatabase(url);
      await server[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      await here.stores.sessions.deleteSessions(['s', 't']);
      for (const id of ['s', 't']) await here.stores.sessions.createSession(makeSession(id));
    });

    test('H2.1: words that were meant for a session as it was elsewhere are not stored in the one that it has become', async () => {
      const { sessions } = here.stores;
      expect(sessions.recallSession('s')).toBeUndefined();
      await sessions.readSession('s');
      const before = sessions.recallSession('s')!;
      expect(before).toMatchObject({ customerId: makeSession('s').customerId, control: { mode: 'auto' } });
      await there.stores.sessions.commit({ sessionId: 's', events: [], control: MANUAL });

      // As if the telling were still on its way.
      const say = (sessionId: string, revision: number, key?: string) =>
        sessions.commit({
          sessionId,
          events: [customerSays('yes')],
          guard: { revision },
          ...(key !== undefined && { idempotency: { key, fingerprint: 'f' } }),
        });
      expect(await say('s', before.revision), 'by itself').toEqual({ type: 'conflict' });
      expect(
        await Promise.all([say('s', before.revision), say('t', 0), say('s', 1), say('gone', 0)]),
        'beside others',
      ).toMatchObject([
        { type: 'conflict' },
        { type: 'committed', firstOffset: 0 },
        { type: 'committed', firstOffset: 0, control: MANUAL },
        { type: 'no-session' },
      ]);
      expect(await Promise.all([say('s', 1, 'k'), say('t', 0, 'k')])).toMatchObject([
        { type: 'committed', firstOffset: 1 },
        { type: 'committed', firstOffset: 1 },
      ]);
      await there.stores.sessions.commit({ sessionId: 's', events: [], control: { ...MANUAL, epoch: 2 } });
      // H1.3: what was stored before is answered with it, whatever has become of the session.
      expect(await say('s', 1, 'k')).toEqual({ type: 'repeated', offset: 1 });
      expect(await Promise.all([say('s', 1, 'k'), say('t', 7, 'l')])).toEqual([
        { type: 'repeated', offset: 1 },
        { type: 'conflict' },
      ]);
      expect(sessions.recallSession('s')).toBeUndefined();
    });

    test('who the customer is counts as what the words were meant for', async () => {
      const { sessions } = here.stores;
      await sessions.readSession('s');
      const { revision } = sessions.recallSession('s')!;
      await there.stores.sessions.commit({ sessionId: 's', events: [], patch: { customerId: 'other' } });
      const write = { sessionId: 's', events: [customerSays('it is me')], guard: { revision } };
      expect(await sessions.commit(write)).toEqual({ type: 'conflict' });
    });

    test('a change of one’s own is known at once, one of another node when it is told, or within a second', async () => {
      const { sessions, directory } = here.stores;
      for (const name of ['Ada', 'Ada King']) {
        await directory.putCustomer(customer(name));
        expect(directory.recallCustomer('c')).toBeUndefined();
        await directory.readCustomer('c');
        expect(directory.recallCustomer('c')?.name).toBe(name);
      }
      await sessions.readSession('s');
      await sessions.commit({ sessionId: 's', events: [customerSays('hello')] });
      expect(sessions.recallSession('s'), 'a message changes nothing of it').toBeDefined();
      await sessions.commit({ sessionId: 's', events: [], control: MANUAL });
      expect(sessions.recallSession('s')).toBeUndefined();

      const database = new PostgresDatabase({ url, connections: 1 });
      onTestFinished(() => database[Symbol.asyncDispose]());
      for (const cut of [false, true]) {
        await Promise.all([sessions.readSession('s'), directory.readCustomer('c')]);
        if (cut) await database.all(CUT_LISTENERS);
        await there.stores.directory.putCustomer(customer(`cut ${cut}`));
        await there.stores.sessions.commit({ sessionId: 's', events: [customerSays('there')] });
        await until(() => directory.recallCustomer('c') === undefined);
        await until(() => sessions.recallSession('s') === undefined);
      }
      await directory.readCustomer('c');
      await there.stores.directory.deleteCustomer('c');
      await until(() => directory.recallCustomer('c') === undefined);
      expect(await directory.readCustomer('c')).toBeNull();
      expect(directory.recallCustomer('c')).toBeNull();
      expect(await there.stores.directory.createCustomer(customer('again'))).toBe(true);
      await until(() => directory.recallCustomer('c') === undefined);
    });

    test('whatever nodes read, write and recall at once: what is stored was meant for the session as it was', async () => {
      const step = record({
        node: constantFrom(0, 1),
        does: constantFrom('read', 'say', 'say', 'say', 'control', 'customer'),
      });
      let runs = 0;
      await assert(
        asyncProperty(array(step, { maxLength: 25 }), async (steps) => {
          const id = `run ${++runs}`;
          await here.stores.sessions.createSession(makeSession(id));
          let turns = 0;
          const nodes = [here, there].map(({ stores }) => stores.sessions);
          const running = steps.map(async ({ node, does }) => {
            const sessions = nodes[node]!;
            const patch = { sessionId: id, events: [] };
            const n = ++turns;
            if (does === 'read') await sessions.readSession(id);
            else if (does === 'customer')
              await sessions.commit({ ...patch, patch: { customerId: `customer ${n}` } });
            else if (does === 'control')
              await sessions.commit({ ...patch, control: { ...MANUAL, epoch: n } });
            else if (does === 'say') {
              const recalled = sessions.recallSession(id) ?? (await sessions.readSession(id));
              if (recalled === null) return;
              const { customerId, control, revision } = recalled;
              const said = await sessions.commit({
                sessionId: id,
                events: [customerSays(customerId)],
                guard: { revision },
              });
              // A conflict is told by who was behind, and by nobody else.
              if (said.type === 'committed') expect(said.control).toEqual(control);
              else expect(said.type).toBe('conflict');
            }
          });
          await Promise.all(running);
          const truth = await here.stores.sessions.readSession(id);
          for (const sessions of nodes) {
            await sessions.readSession(id);
            const { customerId, control, revision } = sessions.recallSession(id) ?? truth!;
            expect({ customerId, control, revision }).toEqual({
              customerId: truth!.customerId,
              control: truth!.control,
              revision: truth!.revision,
            });
          }
        }),
        { numRuns: 30 },
      );
    });
  },
);
