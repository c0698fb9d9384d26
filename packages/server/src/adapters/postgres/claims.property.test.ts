import { inspect, isDeepStrictEqual } from 'node:util';
import { array, assert, asyncProperty, boolean, constant, constantFrom, oneof, record } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Beat, Lease } from '../../ports/cluster-store.ts';
import type { SessionWrite, WriteOutcome } from '../../ports/session-store.ts';
import { customerSays, makeMessage, makeSession } from '../../testing/make.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../../testing/postgres/open-postgres-fixture.ts';
import type { PostgresFixture } from '../../testing/postgres/open-postgres-fixture.ts';
import { openPostgres } from './open-postgres.ts';
import type { PostgresStores } from './open-postgres.ts';

const NODES = ['a', 'b', 'c'] as const;
type Node = (typeof NODES)[number];
const TTL = 600_000;

type Step =
  | { readonly type: 'ask' | 'person' | 'ai' | 'expire' | 'rush-claim' | 'rush-beat' }
  | { readonly type: 'read' | 'claim' | 'speak' | 'answer' | 'desk' | 'leave'; readonly node: Node }
  | { readonly type: 'beat'; readonly node: Node; readonly leads: boolean };

const node = constantFrom(...NODES);
const ofNode = (type: 'read' | 'claim' | 'speak' | 'answer' | 'desk' | 'leave'): Arbitrary<Step> =>
  record({ type: constant(type), node });
const steps: Arbitrary<Step[]> = array(
  oneof(
    constantFrom<Step>(
      { type: 'ask' },
      { type: 'person' },
      { type: 'ai' },
      { type: 'expire' },
      { type: 'rush-claim' },
      { type: 'rush-beat' },
    ),
    ofNode('read'),
    ofNode('claim'),
    ofNode('speak'),
    ofNode('answer'),
    ofNode('desk'),
    ofNode('leave'),
    record({ type: constant('beat' as const), node, leads: boolean() }),
  ),
  { minLength: 10, maxLength: 40 },
);

/** What must be so, and what each node believes: it may have read it long ago. */
class World {
  turn = 0;
  epoch = 0;
  mode: 'auto' | 'manual' = 'auto';
  next = 0;
  customer = -1;
  answered = -1;
  begunBy: Node | null = null;
  holder: Node | null = null;
  readonly read = new Map<Node, { turn: number; epoch: number; customer: number }>();
  readonly leases = new Map<Node, Lease>();
  readonly #id: string;
  readonly #of: (node: Node) => PostgresStores;
  readonly #admin: Client;

  constructor(id: string, of: (node: Node) => PostgresStores, admin: Client) {
    this.#id = id;
    this.#of = of;
    this.#admin = admin;
  }

  async step(step: Step): Promise<void> {
    switch (step.type) {
      case 'ask':
        await this.#write('a', { events: [customerSays('?')] });
        this.customer = this.next++;
        this.begunBy = null;
        return;
      case 'person':
      case 'ai': {
        if (this.mode !== (step.type === 'ai' ? 'auto' : 'manual')) this.begunBy = null;
        this.mode = step.type === 'ai' ? 'auto' : 'manual';
        const control = { mode: this.mode, holder: { kind: 'none' }, epoch: ++this.epoch } as const;
        await this.#write('b', { events: [], control });
        return;
      }
      case 'expire':
        await this.#admin.query(`UPDATE lease SET until = now() - interval '1 second'`);
        this.holder = null;
        return;
      case 'read': {
        const session = (await this.#of(step.node).sessions.readSession(this.#id))!;
        const { turn, lastCustomerOffset: customer, control } = session;
        same({ turn, customer, epoch: control.epoch }, this.#now());
        this.read.set(step.node, this.#now());
        return;
      }
      case 'claim':
        same((await this.#claim(step.node)).type, this.#claimed(step.node));
        this.#begin(step.node);
        return;
      case 'rush-claim': {
        const begins = NODES.filter((each) => this.#claimed(each) === 'committed');
        const outcomes = await Promise.all(NODES.map((each) => this.#claim(each)));
        const won = NODES.filter((_each, index) => outcomes[index]!.type === 'committed');
        same(won.length, Math.min(begins.length, 1));
        for (const each of won) this.#begin(each);
        return;
      }
      case 'speak':
      case 'answer':
        return this.#speak(step.node, step.type === 'answer');
      case 'desk': {
        const lease = this.leases.get(step.node);
        if (lease === undefined) return;
        const expected = this.holder === step.node ? 'committed' : 'stale-lease';
        const outcome = await this.#write(step.node, {
          events: [makeMessage('system', 'x')],
          guard: { lease },
        });
        same(outcome.type, expected);
        if (expected === 'committed') this.next++;
        return;
      }
      case 'leave':
        await this.#of(step.node).cluster.leave(step.node);
        if (this.holder === step.node) this.holder = null;
        return;
      case 'beat':
        return this.#heard(step.node, await this.#beat(step.node, step.leads), step.leads);
      case 'rush-beat': {
        const beats = await Promise.all(NODES.map((each) => this.#beat(each, true)));
        const leaders = NODES.filter((_each, index) => beats[index]!.lease !== null);
        same(leaders, [this.holder ?? leaders[0]]);
        this.#heard(leaders[0]!, beats[NODES.indexOf(leaders[0]!)]!, true);
      }
    }
  }

  /** Whatever came, the sweep finds exactly what nobody who lives has begun. */
  async check(): Promise<void> {
    for (const living of [[], ['a'], ['b', 'c'], [...NODES]]) {
      const waits = this.mode === 'auto' && this.customer > this.answered;
      const begun = this.begunBy !== null && living.includes(this.begunBy);
      const by = { living, before: Number.MAX_SAFE_INTEGER };
      same(await this.#of('c').sessions.listUnanswered(10, by), waits && !begun ? [this.#id] : []);
    }
    const { turn, nextOffset } = (await this.#of('a').sessions.readSession(this.#id))!;
    same({ turn, nextOffset }, { turn: this.turn, nextOffset: this.next });
  }

  #now(): { turn: number; epoch: number; customer: number } {
    return { turn: this.turn, epoch: this.epoch, customer: this.customer };
  }

  #read(of: Node): { turn: number; epoch: number; customer: number } {
    return this.read.get(of) ?? { turn: 0, epoch: 0, customer: -1 };
  }

  #claim(of: Node): Promise<WriteOutcome> {
    const { turn, epoch, customer } = this.#read(of);
    const guard = { epoch, customerOffset: customer };
    return this.#write(of, { events: [makeMessage('ai_agent', 'x')], claim: { node: of, turn }, guard });
  }

  #claimed(of: Node): WriteOutcome['type'] {
    const { turn, epoch, customer } = this.#read(of);
    if (epoch !== this.epoch) return 'stale-epoch';
    return turn === this.turn && customer === this.customer ? 'committed' : 'superseded';
  }

  #begin(of: Node): void {
    if (this.#claimed(of) !== 'committed') return;
    this.turn++;
    this.next++;
    this.begunBy = of;
  }

  async #speak(of: Node, answers: boolean): Promise<void> {
    const turn = this.#read(of).turn + 1;
    const patch = answers ? { answered: 'all' as const } : {};
    const write = { events: [makeMessage('ai_agent', 'y')], guard: { turn }, patch };
    const { type } = await this.#write(of, write);
    same(type, turn === this.turn ? 'committed' : 'superseded');
    if (type !== 'committed') return;
    this.next++;
    if (answers) this.answered = this.next - 1;
  }

  #beat(of: Node, leads: boolean): Promise<Beat> {
    return this.#of(of).cluster.beat({ id: of, version: '1', startedAt: 1 }, { ttl: TTL, leads });
  }

  #heard(of: Node, { lease }: Beat, leads: boolean): void {
    const expected = this.holder === of || (this.holder === null && leads);
    same(lease !== null, expected);
    if (lease === null) return;
    const newest = Math.max(0, ...[...this.leases.values()].map(({ token }) => token));
    if (this.holder === of) same(lease, this.leases.get(of));
    else same(lease.token > newest, true);
    this.leases.set(of, lease);
    this.holder = of;
  }

  #write(of: Node, write: Omit<SessionWrite, 'sessionId'>): Promise<WriteOutcome> {
    return this.#of(of).sessions.commit({ sessionId: this.#id, ...write });
  }
}

/** A property fails by throwing. */
function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected))
    throw new Error(`${inspect(actual)} instead of ${inspect(expected)}`);
}

describe.skipIf(!HAS_POSTGRES)(
  `turns and leases on PostgreSQL${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`,
  () => {
    let server: TestPostgres;
    let here: PostgresFixture;
    let there: PostgresStores;
    let admin: Client;
    beforeAll(async () => {
      server = await TestPostgres.start();
      here = await server.open();
      there = await openPostgres({ url: here.url, connections: 6 }, here.clock, here.wakeUps);
      admin = new Client({ connectionString: here.url });
      await admin.connect();
    });
    afterAll(async () => {
      await admin.end();
      await there[Symbol.asyncDispose]();
      await here[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    });

    test('H2.1: whatever three nodes do in whatever order, one turn speaks, one desk acts, and nothing is left unseen', async () => {
      let runs = 0;
      await assert(
        asyncProperty(steps, async (taken) => {
          const id = `s${runs++}`;
          await here.sessions.createSession(makeSession(id));
          await admin.query(`UPDATE lease SET until = '-infinity'`);
          const world = new World(id, (of) => (of === 'c' ? there : here.stores), admin);
          for (const step of taken) {
            await world.step(step);
            await world.check();
          }
          await here.sessions.deleteSessions([id]);
        }),
        { numRuns: 40 },
      );
    });
  },
);
