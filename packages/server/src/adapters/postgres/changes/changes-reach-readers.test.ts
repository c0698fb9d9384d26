import { array, assert, asyncProperty, constantFrom, integer, nat, record } from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { customerSays, makeSession } from '../../../testing/make.ts';
import { CUT_LISTENERS, openNode } from '../../../testing/postgres/open-node.ts';
import type { TestNode } from '../../../testing/postgres/open-node.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../../../testing/postgres/open-postgres-fixture.ts';
import { until } from '../../../testing/until.ts';

const SESSIONS = ['s0', 's1', 's2', 's3'];

/** A reader as those of HTTP are: it reads on when it is woken, and never otherwise. */
class Reader {
  readonly offsets: number[] = [];
  readonly #node: TestNode;
  readonly #sessionId: string;
  #reading = false;
  #again = false;

  constructor(node: TestNode, sessionId: string) {
    this.#node = node;
    this.#sessionId = sessionId;
    node.wakeUps.subscribe(sessionId, () => void this.#read());
  }

  async #read(): Promise<void> {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#again) {
      this.#again = false;
      const minOffset = this.offsets.length;
      const query = { sessionId: this.#sessionId, minOffset, limit: 10_000 };
      for (const { offset } of await this.#node.stores.sessions.listEvents(query)) this.offsets.push(offset);
    }
    this.#reading = false;
  }
}

describe.skipIf(!HAS_POSTGRES)(`readers on several nodes${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await TestPostgres.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('have every event in order, whoever writes, whatever is cut, and however late others commit', async () => {
    const url = await server.createDatabase();
    onTestFinished(() => server.dropDatabase(url));
    const nodes = await Promise.all([openNode(url), openNode(url), openNode(url)]);
    const [control, holder] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
    await Promise.all([control.connect(), holder.connect()]);
    onTestFinished(async () => {
      await Promise.all([control.end(), holder.end()]);
      for (const node of nodes) await node[Symbol.asyncDispose]();
    });
    for (const id of SESSIONS) await nodes[0].stores.sessions.createSession(makeSession(id));
    const readers = SESSIONS.map((id) => nodes.map((node) => new Reader(node, id)));
    const written = SESSIONS.map(() => 0);
    let held = 0;
    let cutting: Promise<unknown> = Promise.resolve();

    const step = record({
      node: nat(2),
      session: nat(3),
      events: integer({ min: 1, max: 4 }),
      fault: constantFrom('none', 'none', 'none', 'cut' as const),
    });
    await assert(
      asyncProperty(array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        // A transaction of somebody else, with a lower number than all that follows, which is told to nobody.
        await holder.query('BEGIN');
        await holder.query(`INSERT INTO change (writer, seq, body) VALUES ('elsewhere', $1, $2)`, [
          ++held,
          `[["held${held}"],[]]`,
        ]);
        await Promise.all(
          steps.map(async ({ node, session, events, fault }) => {
            if (fault === 'cut') await (cutting = cutting.then(() => control.query(CUT_LISTENERS)));
            const write = { sessionId: SESSIONS[session]!, events: [customerSays('x')] };
            for (let i = 0; i < events; i++) await nodes[node]!.stores.sessions.commit(write);
            written[session]! += events;
          }),
        );
        const count = (session: number): number[] => readers[session]!.map(({ offsets }) => offsets.length);
        await until(() => written.every((total, session) => count(session).every((read) => read === total)));
        await holder.query('COMMIT');
        await until(() => nodes.every(({ woken }) => woken.some(([id]) => id === `held${held}`)));
      }),
      { numRuns: 6, seed: 6 },
    );
    for (const { offsets } of readers.flat()) expect(offsets).toEqual(offsets.map((_offset, index) => index));
    expect(written.reduce((sum, count) => sum + count)).toBeGreaterThan(100);
    expect(nodes.flatMap(({ told }) => told)).toEqual([]);
  });
});
