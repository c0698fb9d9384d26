import type { StreamFrame } from '@baton/protocol';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import { ConsoleBoard } from '../../testing/console-board.ts';
import { ANNA, BEN, customerSays, makeOpening, makeSession, requested, START } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { seeded } from '../../testing/seeded.ts';
import { TestApp } from '../../testing/test-app.ts';
import { turnsOfTheLoop } from '../../testing/until.ts';
import { deleteSessions } from '../delete-sessions.ts';
import type { FeedSubject } from './console-feed.ts';
import type { FeedPage } from './frame-window.ts';

const LEA = { id: 'lea', name: 'Lea Roth' };
const ADMIN: FeedSubject = { admin: true, operatorId: null, watched: new Set() };
const HEAD = 4;
const QUEUED: JournalFact = { type: 'queued', at: START, told: null, alternatives: [] };

interface World {
  readonly stores: MemoryFixture;
  readonly server: TestApp;
}

/** Anna is in support, Ben in billing, Lea leads support. */
async function openWorld(): Promise<World> {
  const stores = openMemory();
  const server = await TestApp.start({ ...stores, boardHead: HEAD });
  await server.timers[Symbol.asyncDispose]();
  await server.staff.createDepartment({ id: 'billing', name: 'Billing' });
  await server.staff.createOperator({ ...ANNA, email: 'anna@example.com' });
  await server.staff.createOperator({ ...BEN, departments: ['billing'] });
  await server.staff.createOperator({ ...LEA, lead: true });
  await turnsOfTheLoop(3);
  return { stores, server };
}

function subject(operatorId: string, ...watched: string[]): FeedSubject {
  return { admin: false, operatorId, watched: new Set(watched) };
}

/** Opens a handoff in a session of its own. */
async function openIn({ stores }: World, id: string, department = 'support'): Promise<void> {
  await stores.sessions.createSession(makeSession(id));
  const requirements = { department, skills: [], language: null };
  const customer = { id: `customer-${id}`, name: `Customer ${id}` };
  const opening = makeOpening({ sessionId: id, handoffId: `h-${id}`, requirements, customer });
  await stores.sessions.commit({
    sessionId: id,
    events: [],
    control: { mode: 'manual', epoch: 1, holder: { kind: 'none' } } as never,
    handoff: requested(opening, stores.clock.now()),
  });
}

/** Follows as one subject. */
class Follower {
  readonly board = new ConsoleBoard();
  readonly frames: StreamFrame[] = [];
  readonly #world: World;
  readonly #subject: FeedSubject;

  constructor(world: World, who: FeedSubject) {
    this.#world = world;
    this.#subject = who;
  }

  async look(): Promise<StreamFrame[]> {
    await turnsOfTheLoop(6);
    const frames: StreamFrame[] = [];
    for (let page = await this.#next(); page.frames.length > 0; page = await this.#next()) {
      frames.push(...page.frames.map(({ data }) => JSON.parse(data) as StreamFrame));
      this.board.apply(page);
    }
    this.frames.push(...frames);
    return frames;
  }

  async fresh(): Promise<ConsoleBoard> {
    const board = new ConsoleBoard();
    board.apply(await this.#world.server.feed.after(null, this.#subject));
    return board;
  }

  #next(): Promise<FeedPage> {
    return this.#world.server.feed.after(this.board.cursor, this.#subject);
  }
}

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.server[Symbol.asyncDispose]());

/** What came, as text. */
function told(frames: readonly StreamFrame[]): string[] {
  return frames.flatMap((frame) => {
    switch (frame.type) {
      case 'handoff':
        return [`${frame.handoff.id} ${frame.handoff.stage}`];
      case 'handoff-gone':
        return [`${frame.handoff_id} gone`];
      case 'session-event':
        return [`${frame.session_id} says`];
      case 'alert':
        return [`alert ${frame.alert.kind}`];
      case 'snapshot':
        return [`snapshot ${frame.handoffs.map(({ id }) => id).join(' ')}`];
      default:
        return [];
    }
  });
}

async function following(...who: FeedSubject[]): Promise<Follower[]> {
  const followers = who.map((each) => new Follower(world, each));
  for (const follower of followers) await follower.look();
  return followers;
}

async function says(id: string): Promise<void> {
  await world.stores.sessions.commit({ sessionId: id, events: [customerSays('my PIN is 1234')] });
}

/** Writes entries of a handoff's journal, straight in the store. */
async function write(id: string, ...facts: JournalFact[]): Promise<void> {
  const state = await world.stores.sessions.readHandoff(`h-${id}`);
  const journal = (await world.stores.sessions.listJournal(`h-${id}`)).map(({ fact }) => fact);
  const [first, ...rest] = journal;
  if (state === null || first?.type !== 'requested') throw new Error(`no handoff ${id}`);
  const next = requested(first, first.at, ...rest, ...facts);
  const handoff = { state: next.state, facts: facts };
  await world.stores.sessions.commit({ sessionId: id, events: [], handoff });
}

describe('an operator is given what is his', () => {
  test('handoffs of his departments, and no other customer by any frame', async () => {
    const [anna, ben, lea, admin] = await following(subject('anna'), subject('ben'), subject('lea'), ADMIN);
    await openIn(world, 'a');
    await openIn(world, 'b', 'billing');
    expect(told(await anna!.look())).toEqual(['h-a requested']);
    expect(told(await ben!.look())).toEqual(['h-b requested']);
    expect(told(await lea!.look())).toEqual(['h-a requested', 'h-b requested']);
    expect(told(await admin!.look())).toEqual(['h-a requested', 'h-b requested']);
    expect(JSON.stringify(anna!.frames)).not.toContain('Customer b');
    expect([...(await anna!.fresh()).handoffs.keys()]).toEqual(['h-a']);
    expect([...(await anna!.fresh()).departments.keys()]).toEqual(['support']);
  });

  test('events of sessions he holds, is offered or watches, and of none he may not see', async () => {
    await openIn(world, 'a');
    await openIn(world, 'b', 'billing');
    const [anna, watching, ben] = await following(
      subject('anna'),
      subject('anna', 'a', 'b'),
      subject('ben', 'a', 'b'),
    );
    await says('a');
    await says('b');
    expect(told(await anna!.look())).toEqual([]);
    expect(told(await watching!.look())).toEqual(['a says']);
    expect(told(await ben!.look())).toEqual(['b says']);
    await world.server.command({ do: 'accept', operator: ANNA }, 'a');
    await anna!.look();
    await says('a');
    expect(told(await anna!.look())).toEqual(['a says']);
  });

  test('one that is offered to him from elsewhere, until the offer goes on', async () => {
    await openIn(world, 'b', 'billing');
    await world.server.staff.setPresence('anna', 'available');
    const [anna] = await following(subject('anna'));
    const at = world.stores.clock.now();
    await write('b', QUEUED, { type: 'offered', at, operator: ANNA, until: at + 30_000_000, direct: true });
    await says('b');
    expect(told(await anna!.look())).toEqual(['h-b offered', 'b says']);
    await world.server.command({ do: 'decline', operator: ANNA }, 'b');
    await says('b');
    expect(told(await anna!.look())).toEqual(['h-b gone']);
    expect(anna!.board.handoffs.size).toBe(0);
  });

  test('H3.5: a transfer to another department takes it off his board and puts it on theirs', async () => {
    await openIn(world, 'a');
    const [anna, ben] = await following(subject('anna'), subject('ben'));
    await world.server.command({ do: 'accept', operator: ANNA }, 'a');
    await world.server.command(
      { do: 'transfer', operator: ANNA, target: { department: 'billing' }, note: 'hers' },
      'a',
    );
    await anna!.look();
    expect(anna!.board.handoffs.size).toBe(0);
    await ben!.look();
    expect(ben!.board.handoffs.get('h-a')).toMatchObject({ stage: 'queued' });
  });

  test('a new board at once when his departments change, or he becomes a lead', async () => {
    await openIn(world, 'b', 'billing');
    const [anna, ben] = await following(subject('anna'), subject('ben'));
    await world.server.staff.updateOperator('anna', { departments: ['support', 'billing'] });
    expect(told(await anna!.look())).toEqual(['snapshot h-b']);
    expect(told(await ben!.look())).toEqual([]);
    await world.server.staff.updateOperator('anna', { departments: ['support'] });
    expect(told(await anna!.look())).toEqual(['snapshot ']);
    await world.server.staff.updateOperator('anna', { lead: true });
    expect(told(await anna!.look())).toEqual(['snapshot h-b']);
    await world.server.staff.deleteOperator('anna');
    expect(told(await anna!.look())).toEqual(['snapshot ']);
  });

  test('who is here, without e-mail addresses', async () => {
    const [ben] = await following(subject('ben'));
    await world.server.staff.setPresence('anna', 'available');
    const [frame] = await ben!.look();
    expect(frame).toMatchObject({
      type: 'operator',
      operator: { id: 'anna', presence: { status: 'available' } },
    });
    expect(JSON.stringify(ben!.frames)).not.toContain('anna@example.com');
    await world.server.staff.deleteOperator('anna');
    await ben!.look();
    expect([...ben!.board.operators.keys()].toSorted()).toEqual(['ben', 'lea']);
  });
});

describe('departments', () => {
  test('are told at most twice a second each, and their last state always', async () => {
    const [anna] = await following(subject('anna'));
    const counts = async (): Promise<number[]> => {
      const frames = await anna!.look();
      return frames.flatMap((frame) => (frame.type === 'department' ? [frame.status.waiting] : []));
    };
    world.stores.clock.jump(1);
    await openIn(world, 'a');
    expect(await counts()).toEqual([1]);
    for (const id of ['b', 'c', 'd']) {
      await openIn(world, id);
      expect(await counts()).toEqual([]);
    }
    world.stores.clock.jump(0.5);
    expect(await counts()).toEqual([4]);
    world.stores.clock.jump(5);
    expect(await counts()).toEqual([]);
  });

  test('are looked at once a minute for what only time changes, while somebody reads', async () => {
    const [anna] = await following(subject('anna'));
    const kinds = async (): Promise<string[]> => (await anna!.look()).map(({ type }) => type);
    world.stores.clock.jump(61);
    expect(await kinds()).toEqual([]);
    const reading = world.server.feed.subscribe(() => undefined);
    world.stores.clock.jump(61);
    expect(await kinds()).toContain('department');
    reading.cancel();
    world.stores.clock.jump(61);
    expect(await kinds()).toEqual([]);
  });
});

describe('H7.1 alerts', () => {
  const alerts = (follower: Follower): string[] =>
    [...follower.board.alerts.values()].map(({ kind, operator_id }) => `${kind} ${operator_id}`);

  test('of one who waits go to the leads of his department and to admins', async () => {
    await world.server.staff.createOperator({ id: 'leo', name: 'Leo', lead: true, departments: ['billing'] });
    const followers = await following(subject('anna'), subject('lea'), subject('leo'), ADMIN);
    await openIn(world, 'a');
    await write('a', QUEUED, { type: 'warned', at: world.stores.clock.now() });
    for (const follower of followers) await follower.look();
    const near = ['service-level-near null'];
    expect(followers.map(alerts)).toEqual([[], near, [], near]);
  });

  test('go to all leads where the department has none, and to its operators where there is none at all', async () => {
    await openIn(world, 'b', 'billing');
    const [anna, ben, lea] = await following(subject('anna'), subject('ben'), subject('lea'));
    await write('b', { type: 'delayed', at: world.stores.clock.now(), told: null, alternatives: [] });
    for (const each of [anna, ben, lea]) await each!.look();
    expect([alerts(anna!), alerts(ben!), alerts(lea!)]).toEqual([[], [], ['service-level-passed null']]);
    await world.server.staff.updateOperator('lea', { lead: false });
    await write('b', { type: 'delayed', at: world.stores.clock.now(), told: null, alternatives: [] });
    for (const each of [anna, ben, lea]) await each!.look();
    expect([alerts(anna!), alerts(ben!), alerts(lea!)]).toEqual([[], ['service-level-passed null'], []]);
  });

  test('of a customer without an answer go to the holder, and hold until somebody writes', async () => {
    await openIn(world, 'a');
    await world.server.command({ do: 'accept', operator: ANNA }, 'a');
    const [anna, lea] = await following(subject('anna'), subject('lea'));
    const state = await world.stores.sessions.readHandoff('h-a');
    await world.stores.sessions.commit({
      sessionId: 'a',
      events: [],
      handoff: {
        state: { ...state!, entries: state!.entries + 1 },
        facts: [{ type: 'idle-checked', at: world.stores.clock.now(), customerWaiting: true }],
      },
    });
    await anna!.look();
    await lea!.look();
    expect([alerts(anna!), alerts(lea!)]).toEqual([['customer-waits anna'], []]);
    expect(alerts({ board: await anna!.fresh() } as Follower)).toEqual(['customer-waits anna']);
    await world.server.personSays('sorry, here I am', 'a');
    await anna!.look();
    expect((await anna!.fresh()).alerts.size).toBe(0);
  });

  test('are in a snapshot for 15 minutes at most, and not once their cause is gone', async () => {
    await openIn(world, 'a');
    const [lea] = await following(subject('lea'));
    await write('a', { type: 'delayed', at: world.stores.clock.now(), told: null, alternatives: [] });
    await lea!.look();
    const [alert] = lea!.board.alerts.values();
    expect([...(await lea!.fresh()).alerts.values()]).toEqual([alert]);
    world.stores.clock.jump(901);
    expect((await lea!.fresh()).alerts.size).toBe(0);
    await openIn(world, 'b');
    await write('b', { type: 'delayed', at: world.stores.clock.now(), told: null, alternatives: [] });
    await lea!.look();
    expect((await lea!.fresh()).alerts.size).toBe(1);
    await world.server.command({ do: 'accept', operator: ANNA }, 'b');
    await lea!.look();
    expect((await lea!.fresh()).alerts.size).toBe(0);
  });
});

describe('H1.1', () => {
  test('for every reader: snapshot and frames are a fresh snapshot, and no frame is of what he may not see', async () => {
    const step = fc.record({
      what: fc.constantFrom(
        'open',
        'offer',
        'accept',
        'decline',
        'transfer',
        'prioritise',
        'resolve',
        'withdraw',
        'delete',
        'says',
        'presence',
        'departments',
        'lead',
        'time',
        'look',
      ),
      session: fc.nat(7),
      who: fc.nat(2),
      department: fc.constantFrom('support', 'billing'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        const own = await openWorld();
        await using server = own.server;
        const people = [ANNA, BEN, LEA];
        const watchers = [subject('anna', 's1'), subject('ben', 's2', 's3'), subject('lea', 's4'), ADMIN];
        const followers = watchers.map((each) => new Follower(own, each));
        for (const [index, { what, session, who, department }] of steps.entries()) {
          const id = `s${session}`;
          const operator = people[who]!;
          const other = people[(who + 1) % 3]!;
          const open = await own.stores.sessions.readOpenHandoff(id);
          const acts: Record<typeof what, () => Promise<unknown>> = {
            open: async () => {
              if (open !== null) return;
              if ((await own.stores.sessions.readSession(id)) === null) await server.open(id);
              await server.button(id);
              await server.command({ do: 'transfer', operator, target: { department }, note: null }, id);
            },
            offer: () => server.command({ do: 'offer', operator, operatorId: other.id }, id),
            accept: () => server.command({ do: 'accept', operator }, id),
            decline: () => server.command({ do: 'decline', operator }, id),
            transfer: () =>
              server.command({ do: 'transfer', operator, target: { department }, note: null }, id),
            prioritise: () => server.command({ do: 'prioritise', operator, priority: session }, id),
            resolve: () => server.command({ do: 'resolve', operator, disposition: 'x', outcome: null }, id),
            withdraw: () => server.command({ do: 'withdraw' }, id),
            delete: () => deleteSessions(server.app, [id]),
            says: () => own.stores.sessions.commit({ sessionId: id, events: [customerSays('x')] }),
            presence: () => server.staff.setPresence(operator.id, session % 2 === 0 ? 'available' : 'away'),
            departments: () =>
              server.staff.updateOperator(operator.id, {
                departments: session % 2 === 0 ? [department] : ['support', 'billing'],
              }),
            lead: () => server.staff.updateOperator(operator.id, { lead: session % 2 === 0 }),
            time: async () => own.stores.clock.jump(1 + session),
            look: async () => void (await followers[session % 4]!.look()),
          };
          await acts[what]();
          if (index % 7 === 0) await turnsOfTheLoop(4);
        }
        own.stores.clock.jump(1);
        await turnsOfTheLoop(6);
        for (const follower of followers) {
          await follower.look();
          const fresh = await follower.fresh();
          const now = own.stores.clock.now() / 1000;
          expect(follower.board.differences(fresh, now, HEAD)).toEqual([]);
        }
        for (const [index, { id }] of people.entries()) {
          const record = server.staff.operator(id)!.record;
          if (record.lead) continue;
          for (const handoff of followers[index]!.board.handoffs.values()) {
            const his = handoff.operator?.id === id || handoff.offer?.operator.id === id;
            expect(his || record.departments.includes(handoff.requirements.department)).toBe(true);
          }
        }
      }),
      seeded(60),
    );
  });

  test('a page is bounded, so that a slow reader holds little', async () => {
    await openIn(world, 'a');
    const cursor = (await world.server.feed.after(null, ADMIN)).cursor;
    for (let n = 0; n < 12; n++)
      await world.stores.sessions.commit({
        sessionId: 'a',
        events: Array.from({ length: 100 }, () => customerSays('x')),
      });
    await turnsOfTheLoop(60);
    const page = await world.server.feed.after(cursor, ADMIN);
    expect(page.frames.length).toBeLessThanOrEqual(500);
    const rest = await world.server.feed.after(page.cursor, ADMIN);
    expect(Number(rest.frames[0]!.id.split('-')[1])).toBeGreaterThan(
      Number(page.frames.at(-1)!.id.split('-')[1]),
    );
  });
});
