import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { RemoteChange } from '../../../ports/remote-changes.ts';
import type { SessionWrite } from '../../../ports/session-store.ts';
import { customerSays, makeSession, requested } from '../../../testing/make.ts';
import {
  makeDepartment,
  makeFollowUp,
  makeOperatorRecord,
  makePresence,
} from '../../../testing/make-staff.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../../../testing/postgres/open-postgres-fixture.ts';
import { CUT_LISTENERS, openNode } from '../../../testing/postgres/open-node.ts';
import type { TestNode } from '../../../testing/postgres/open-node.ts';
import { until } from '../../../testing/until.ts';
import { PostgresDatabase } from '../postgres-database.ts';
import { readChanges, startCursor } from './read-changes.ts';
import { TellingSeal } from './telling-seal.ts';

describe.skipIf(!HAS_POSTGRES)(`changes of other nodes${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  let server: TestPostgres;
  let url: string;
  beforeAll(async () => {
    server = await TestPostgres.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    url = await server.createDatabase();
    onTestFinished(() => server.dropDatabase(url));
  });

  async function start(): Promise<TestNode> {
    const node = await openNode(url);
    onTestFinished(() => node[Symbol.asyncDispose]());
    return node;
  }

  async function connect(): Promise<Client> {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  }

  /** As a node whose telling is lost: a row, and nothing said. */
  const leaveUntold = (client: Client, seq: number, sessionId: string): Promise<unknown> =>
    client.query(`INSERT INTO change (writer, seq, body) VALUES ('elsewhere', $1, $2)`, [
      seq,
      JSON.stringify([[sessionId], []]),
    ]);

  const says = (sessionId: string, more: Partial<SessionWrite> = {}): SessionWrite => ({
    sessionId,
    events: [customerSays('Hello')],
    ...more,
  });

  test('a message on one node wakes the readers of its session on the other, once it can be read there', async () => {
    const [a, b] = [await start(), await start()];
    await a.stores.sessions.createSession(makeSession('s'));
    let read = 0;
    b.wakeUps.subscribe('s', () => {
      void b.stores.sessions
        .listEvents({ sessionId: 's', minOffset: 0, limit: 9 })
        .then((events) => (read = events.length));
    });
    await a.stores.sessions.commit(says('s'));
    await until(() => read === 1);
    const { state, facts } = requested({ sessionId: 's' });
    await b.stores.sessions.commit(says('s', { handoff: { state, facts } }));
    await until(() => a.woken.length > 0);
    expect(a.woken).toEqual([['s', 'handoff']]);
    expect(b.woken).toEqual([['s', null]]);
  });

  test('so do a change of metadata, and the end of a session', async () => {
    const [a, b] = [await start(), await start()];
    await a.stores.sessions.createSession(makeSession('s'));
    await a.stores.sessions.commit(says('s'));
    await until(() => b.woken.length === 1);
    await a.stores.sessions.updateEventMetadata('s', 0, { set: { seen: true }, unset: [] });
    await until(() => b.woken.length === 2);
    await a.stores.sessions.deleteSessions(['s', 'none']);
    await until(() => b.woken.length === 3);
    expect(b.woken).toEqual(Array.from({ length: 3 }, () => ['s', null]));
    expect(a.woken).toEqual([]);
  });

  test('what was refused, or changed nothing, is told to nobody', async () => {
    const [a, b] = [await start(), await start()];
    const { sessions, desk } = a.stores;
    await sessions.createSession(makeSession('s'));
    expect((await sessions.commit(says('none'))).type).toBe('no-session');
    expect((await sessions.commit(says('s', { guard: { epoch: 7 } }))).type).toBe('stale-epoch');
    expect(await sessions.updateEventMetadata('s', 3, { set: {}, unset: [] })).toBe(false);
    expect(await desk.writePresence(makePresence('nobody'), null)).toBe(false);
    await desk.createOperator(makeOperatorRecord('anna'));
    expect(await desk.createOperator(makeOperatorRecord('anna'))).toBe(false);
    await sessions.commit(says('s'));
    await until(() => b.woken.length > 0 && b.told.length > 0);
    const client = await connect();
    const { rows } = await client.query<{ body: string }>('SELECT body FROM change ORDER BY seq');
    expect(rows.map(({ body }) => body)).toEqual(['[[],[["operator","anna"]]]', '[["s"],[]]']);
  });

  test('H6.1 operators, departments, presence, behaviour and follow-ups are told by their ids', async () => {
    const [a, b] = [await start(), await start()];
    const { desk, behaviour, sessions } = a.stores;
    await desk.createDepartment(makeDepartment('claims'));
    await desk.putDepartment(makeDepartment('claims', { name: 'Claims' }));
    await desk.createOperator(makeOperatorRecord('anna'));
    await desk.putOperator(makeOperatorRecord('anna', { name: 'Anna' }));
    await desk.writePresence(makePresence('anna'), null);
    await desk.writePresence(makePresence('anna', { status: 'away' }), makePresence('anna'));
    await desk.deleteDepartment('claims', { departments: [], operators: [makeOperatorRecord('anna')] });
    await desk.deleteOperator('anna');
    await sessions.createSession(makeSession('s'));
    await sessions.commit(says('s', { followUp: makeFollowUp('f') }));
    const later = makeFollowUp('g');
    await desk.createFollowUp(later);
    await desk.writeFollowUp(later, later);
    await behaviour.apply([{ op: 'delete', kind: 'guideline', id: 'greet' }]);
    const expected: RemoteChange[] = [
      { topic: 'department', key: 'claims' },
      { topic: 'department', key: 'claims' },
      { topic: 'operator', key: 'anna' },
      { topic: 'operator', key: 'anna' },
      { topic: 'presence', key: 'anna' },
      { topic: 'presence', key: 'anna' },
      { topic: 'department', key: 'claims' },
      { topic: 'operator', key: 'anna' },
      { topic: 'operator', key: 'anna' },
      { topic: 'presence', key: 'anna' },
      { topic: 'follow-up', key: 'f' },
      { topic: 'follow-up', key: 'g' },
      { topic: 'follow-up', key: 'g' },
      { topic: 'behaviour', key: 'guideline/greet' },
    ];
    await until(() => b.told.length >= expected.length);
    expect(b.told).toEqual(expected);
    expect(a.told).toEqual([]);
  });

  test('what nobody was told of is found in the table, within a second or so', async () => {
    const node = await start();
    const client = await connect();
    const begun = performance.now();
    await leaveUntold(client, 1, 's');
    await until(() => node.woken.length > 0);
    expect(performance.now() - begun).toBeLessThan(4000);
    expect(node.woken).toEqual([['s', null]]);
  });

  test('a transaction that commits after later ones is not passed over, and keeps nobody waiting', async () => {
    const node = await start();
    const [slow, quick] = [await connect(), await connect()];
    await slow.query('BEGIN');
    await leaveUntold(slow, 1, 'slow');
    // Several readings of the table go by while it is open; each finds what was committed after it had begun.
    for (const seq of [2, 3]) {
      await leaveUntold(quick, seq, `quick${seq}`);
      await until(() => node.woken.length === seq - 1);
    }
    await slow.query('COMMIT');
    await until(() => node.woken.length === 3);
    expect(node.woken.map(([id]) => id)).toEqual(['quick2', 'quick3', 'slow']);
  });

  test('rows that were copied from another server, with its numbers, are told to nobody', async () => {
    const node = await start();
    const client = await connect();
    await client.query(
      `INSERT INTO change (writer, seq, xid, body) VALUES ('copied', 1, '900000000000', '[["copied"],[]]')`,
    );
    await leaveUntold(client, 1, 's');
    await until(() => node.woken.length > 0);
    expect(node.woken).toEqual([['s', null]]);
  });

  test('of transactions whose numbers a server gave once more, after a crash, none is missed', async () => {
    await start();
    await using database = new PostgresDatabase({ url, connections: 2 });
    const client = await connect();
    const cursor = await startCursor(database);
    await client.query(
      `INSERT INTO change (writer, seq, xid, body) VALUES ('elsewhere', 1, $1::xid8, '[["s"],[]]')`,
      [(BigInt(cursor.xmax) - 3n).toString()],
    );
    expect((await readChanges(database, cursor, 'me')).fresh).toEqual([]);
    const again = await readChanges(database, cursor, 'me', { mayHaveCrashed: true });
    expect(again).toMatchObject({ fresh: [['elsewhere', 1]], missed: false });
  });

  test('more changes than are read at once, own ones among them, are missed, and said to be', async () => {
    const node = await start();
    await using database = new PostgresDatabase({ url, connections: 2 });
    const client = await connect();
    const cursor = await startCursor(database);
    for (const seq of [1, 2, 3]) await leaveUntold(client, seq, 's');
    expect(await readChanges(database, cursor, 'elsewhere', { most: 4 })).toMatchObject({
      fresh: [],
      missed: false,
    });
    expect(await readChanges(database, cursor, 'elsewhere', { most: 3 })).toMatchObject({
      fresh: [],
      missed: true,
    });
    const { fresh, missed, cursor: next } = await readChanges(database, cursor, 'me');
    expect([fresh.length, missed]).toEqual([3, false]);
    expect(await readChanges(database, next, 'me')).toMatchObject({ fresh: [], missed: false });
    const elsewhere = { ...next, server: '0' };
    expect(await readChanges(database, elsewhere, 'me')).toMatchObject({ missed: true });
    await until(() => node.woken.length === 3);
  });

  test('what is too long to be told is read at once', async () => {
    const [a, b] = [await start(), await start()];
    const ids = Array.from({ length: 400 }, (_, i) => `session-with-a-long-name-${i}`);
    for (const id of ids) await a.stores.sessions.createSession(makeSession(id));
    await Promise.all(ids.map((id) => a.stores.sessions.commit(says(id))));
    await until(() => b.woken.length >= ids.length);
    expect(new Set(b.woken.map(([id]) => id))).toEqual(new Set(ids));
    const client = await connect();
    const { rows } = await client.query('SELECT 1 FROM change WHERE octet_length(body) > 8000');
    expect(rows).not.toEqual([]);
  });

  test('nothing is lost when the connection that listens is cut, again and again', async () => {
    const [a, b] = [await start(), await start()];
    const client = await connect();
    await a.stores.sessions.createSession(makeSession('s'));
    for (let round = 1; round <= 5; round++) {
      await client.query(CUT_LISTENERS);
      const begun = performance.now();
      await a.stores.sessions.commit(says('s'));
      await until(() => b.woken.length >= round);
      expect(performance.now() - begun).toBeLessThan(4000);
    }
    expect(b.woken).toHaveLength(5);
  });

  test('who has not listened for longer than changes are kept is told that everything may have changed', async () => {
    const [a, b] = [await start(), await start()];
    let woken = 0;
    b.wakeUps.subscribe('s', () => woken++);
    await a.stores.remote.trim(600_000);
    await a.stores.sessions.createSession(makeSession('t'));
    await a.stores.sessions.commit(says('t'));
    await until(() => b.woken.length === 1);
    expect(b.told).toEqual([]);
    await a.stores.remote.trim(0);
    await until(() => b.told.length > 0 && woken > 0);
    expect(b.told).toContainEqual({ topic: 'everything' });
    const client = await connect();
    expect((await client.query('SELECT 1 FROM change')).rows).toEqual([]);
  });

  test('whatever anybody else says on the way is passed over', async () => {
    const [a, b] = [await start(), await start()];
    const client = await connect();
    const say = (text: string): Promise<unknown> =>
      client.query(`SELECT pg_notify('baton_change', $1)`, [text]);
    const { rows } = await client.query<{ key: string }>('SELECT bus_id::text AS key FROM change_feed');
    const seal = new TellingSeal(rows[0]!.key);
    for (const said of ['', 'x', 'a b c', 'a 1 {', 'a 2 [[1,["x"]],[["operator"],["no","x"],3]]', 'a 3 []']) {
      await say(said);
      await say(seal.seal(said));
    }
    await a.stores.sessions.createSession(makeSession('s'));
    await a.stores.sessions.commit(says('s'));
    await until(() => b.woken.length > 0);
    expect(b.woken).toEqual([['s', null]]);
    expect(b.told).toEqual([]);
  });

  test('nobody can say beforehand, in a node’s name, what is then not heard when the node says it', async () => {
    const [a, b] = [await start(), await start()];
    const client = await connect();
    await a.stores.sessions.createSession(makeSession('s'));
    await a.stores.sessions.commit(says('s'));
    await until(() => b.woken.length > 0);
    const { rows } = await client.query<{ writer: string; seq: string }>('SELECT writer, seq FROM change');
    const { writer, seq } = rows[0]!;
    for (let next = 1; next < 9; next++)
      await client.query(`SELECT pg_notify('baton_change', $1)`, [`${writer} ${Number(seq) + next} [[],[]]`]);
    await a.stores.sessions.commit(says('s'));
    await until(() => b.woken.length > 1);
    expect(b.woken).toEqual(Array.from({ length: 2 }, () => ['s', null]));
  });

  test('however many are old, all of them are forgotten', async () => {
    const { stores } = await start();
    const client = await connect();
    await client.query(
      `INSERT INTO change (writer, seq, body) SELECT 'old', n, '' FROM generate_series(1, 45000) AS n`,
    );
    await stores.remote.trim(0);
    expect((await client.query('SELECT 1 FROM change LIMIT 1')).rows).toEqual([]);
  });
});
