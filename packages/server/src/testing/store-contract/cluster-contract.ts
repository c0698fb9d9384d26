import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Beat, ClusterStore, NodeRecord } from '../../ports/cluster-store.ts';
import type { SessionStore, SessionWrite, WriteGuard, WriteOutcome } from '../../ports/session-store.ts';
import { customerSays, makeMessage, makeSession } from '../make.ts';
import { until } from '../until.ts';
import type { StoreFixture } from './store-fixture.ts';

/** What one of several processes has of the database. */
export interface NodeStores extends AsyncDisposable {
  readonly sessions: SessionStore;
  readonly cluster: ClusterStore;
}

export interface ClusterFixture extends StoreFixture {
  readonly cluster: ClusterStore;
  /** Another process on the same database, with connections of its own. */
  beside(): Promise<NodeStores>;
}

/** Long enough that no lease ends within a test, and short enough to wait for its end. */
const LONG = 60_000;
const SHORT = 60;

/** What many processes on one database rest on. `alone`: why there is only one, if that is so. */
export function clusterContract(name: string, open: () => Promise<ClusterFixture>, alone?: string): void {
  describe.skipIf(alone !== undefined)(`a cluster on ${saying(name, alone)}`, () => {
    let here: ClusterFixture;
    let there: NodeStores;
    let names = 0;
    beforeAll(async () => {
      here = await open();
      there = await here.beside();
    });
    afterAll(async () => {
      await there[Symbol.asyncDispose]();
      await here[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      const sessions = await here.sessions.listSessions({ sort: 'asc', limit: 10_000 });
      await here.sessions.deleteSessions(sessions.map(({ id }) => id));
      await here.sessions.createSession(makeSession('s'));
      await here.sessions.commit({ sessionId: 's', events: [customerSays('0')] });
    });

    const fresh = (label: string): string => `${label}${names++}`;
    const node = (id: string, startedAt = 1): NodeRecord => ({ id, version: '1', startedAt });
    const beat = (
      id: string,
      over: { ttl?: number; leads?: boolean; at?: ClusterStore } = {},
    ): Promise<Beat> =>
      (over.at ?? here.cluster).beat(node(id), { ttl: over.ttl ?? LONG, leads: over.leads ?? true });
    const commit = (write: Partial<SessionWrite>, at: SessionStore = here.sessions): Promise<WriteOutcome> =>
      at.commit({ sessionId: 's', events: [makeMessage('ai_agent', 'x')], ...write });
    const count = async (): Promise<number> =>
      (await here.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 1000 })).length;

    describe('beats', () => {
      test('a node that beats is alive until its time has passed, or it leaves', async () => {
        const [a, b] = [fresh('a'), fresh('b')];
        expect((await beat(a)).living).toEqual([a]);
        expect((await beat(b, { ttl: SHORT, at: there.cluster })).living).toEqual([a, b]);
        await until(async () => (await beat(a)).living.length === 1);
        await beat(b, { at: there.cluster });
        await there.cluster.leave(b);
        expect((await beat(a)).living).toEqual([a]);
        await here.cluster.leave(a);
      });

      test(`the time is the database's`, async () => {
        const a = fresh('a');
        const first = await beat(a);
        const second = await beat(a);
        expect(second.at).toBeGreaterThan(first.at);
        expect(Math.abs(first.at / 1000 - Date.now())).toBeLessThan(60_000);
        await here.cluster.leave(a);
      });

      test('of many nodes that begin at once one leads, and goes on to', async () => {
        const ids = Array.from({ length: 12 }, () => fresh('n'));
        const round = (): Promise<Beat[]> =>
          Promise.all(
            ids.map((id, index) => beat(id, { at: index % 2 === 0 ? here.cluster : there.cluster })),
          );
        const leaders = (beats: Beat[]): string[] => ids.filter((_id, index) => beats[index]!.lease !== null);
        const first = await round();
        expect(leaders(first)).toHaveLength(1);
        const second = await round();
        expect(leaders(second)).toEqual(leaders(first));
        expect(second.flatMap(({ lease }) => lease ?? [])).toEqual(first.flatMap(({ lease }) => lease ?? []));
        expect(second[0]!.living).toEqual(ids.toSorted());
        for (const id of ids) await here.cluster.leave(id);
      });

      test('the token rises with each new holder, also when the same one takes it again', async () => {
        const [a, b] = [fresh('a'), fresh('b')];
        const first = (await beat(a)).lease!.token;
        expect((await beat(a)).lease).toEqual({ name: 'desk', token: first });
        expect((await beat(b)).lease).toBeNull();
        await here.cluster.leave(a);
        expect((await beat(b, { leads: false })).lease).toBeNull();
        expect((await beat(a)).lease).toEqual({ name: 'desk', token: first + 1 });
        await here.cluster.leave(a);
        expect((await beat(b)).lease).toEqual({ name: 'desk', token: first + 2 });
        expect((await beat(b, { leads: false })).lease, 'what it has it keeps').not.toBeNull();
        await here.cluster.leave(b);
      });

      test('a lease ends by itself when its node is silent, and that node finds it gone', async () => {
        const [a, b] = [fresh('a'), fresh('b')];
        const first = (await beat(a, { ttl: SHORT })).lease!.token;
        await until(async () => (await beat(b, { at: there.cluster })).lease !== null);
        const { lease, living } = await beat(a);
        expect(lease).toBeNull();
        expect(living).toEqual([a, b]);
        expect((await beat(b, { at: there.cluster })).lease).toEqual({ name: 'desk', token: first + 1 });
        for (const id of [a, b]) await there.cluster.leave(id);
      });

      test('a process takes over at once from an older one of its name, which is told no more that it lives', async () => {
        const a = fresh('a');
        const older = await here.cluster.beat(node(a, 1), { ttl: LONG, leads: true });
        const newer = await there.cluster.beat(node(a, 2), { ttl: LONG, leads: true });
        expect(newer.lease?.token).toBe(older.lease!.token + 1);
        const again = await here.cluster.beat(node(a, 1), { ttl: LONG, leads: true });
        expect(again.lease).toBeNull();
        await here.cluster.leave(a);
        expect((await there.cluster.beat(node(a, 2), { ttl: LONG, leads: true })).lease).toEqual(newer.lease);
        await there.cluster.leave(a);
      });
    });

    describe('turns', () => {
      const claim = (nodeId: string, turn: number): Partial<SessionWrite> => ({
        claim: { node: nodeId, turn },
      });
      const turn = async (): Promise<number | undefined> => (await here.sessions.readSession('s'))?.turn;

      test('H2.1: of many nodes that begin the same turn one does', async () => {
        const outcomes = await Promise.all(
          Array.from({ length: 16 }, (_unused, i) =>
            commit(claim(`n${i}`, 0), i % 2 === 0 ? here.sessions : there.sessions),
          ),
        );
        expect(outcomes.map(({ type }) => type).toSorted()).toEqual([
          'committed',
          ...Array.from({ length: 15 }, () => 'superseded'),
        ]);
        expect(await turn()).toBe(1);
        expect(await count()).toBe(2);
      });

      test('H2.1: a turn that stalled writes no more once another has begun', async () => {
        expect(await commit(claim('a', 0))).toMatchObject({ type: 'committed' });
        expect(await commit({ guard: { turn: 1 } })).toMatchObject({ type: 'committed' });
        expect(await commit(claim('b', 1), there.sessions)).toMatchObject({ type: 'committed' });
        expect(await commit({ guard: { turn: 1 } })).toEqual({ type: 'superseded' });
        expect(await commit(claim('a', 1))).toEqual({ type: 'superseded' });
        expect(await commit({ guard: { turn: 2 } }, there.sessions)).toMatchObject({ type: 'committed' });
        expect(await turn()).toBe(2);
        expect(await count()).toBe(5);
      });

      const cases: [WriteGuard, WriteOutcome['type']][] = [
        [{ turn: 1 }, 'committed'],
        [{ turn: 0 }, 'superseded'],
        [{ turn: 2 }, 'superseded'],
        [{ turn: 1, epoch: 0, customerOffset: 0, revision: 0 }, 'committed'],
        // It learns first that a person speaks now.
        [{ turn: 0, epoch: 9 }, 'stale-epoch'],
        [{ turn: 0, revision: 9 }, 'superseded'],
      ];
      test.each(cases)('H2.1: %j → %s', async (guard, expected) => {
        await commit(claim('a', 0));
        const before = await here.sessions.readSession('s');
        expect((await commit({ guard, patch: { title: 'x' } })).type).toBe(expected);
        if (expected !== 'committed') expect(await here.sessions.readSession('s')).toEqual(before);
      });

      test('a claim that its guard refuses begins nothing, and a repeated one begins nothing more', async () => {
        expect(await commit({ ...claim('a', 0), guard: { epoch: 4 } })).toEqual({ type: 'stale-epoch' });
        expect(await turn()).toBe(0);
        const idempotency = { key: 'k', fingerprint: 'f' };
        await commit({ ...claim('a', 0), idempotency });
        expect(await commit({ ...claim('a', 0), idempotency })).toMatchObject({ type: 'repeated' });
        expect(await turn()).toBe(1);
      });
    });

    describe('what nodes left', () => {
      const ask = (sessionId: string): Promise<WriteOutcome> =>
        commit({ sessionId, events: [customerSays('?')] });
      const unanswered = (
        living: string[],
        before = Number.MAX_SAFE_INTEGER,
        limit = 10,
      ): Promise<string[]> => there.sessions.listUnanswered(limit, { living, before });
      const begin = (sessionId: string, nodeId: string, turn = 0): Promise<WriteOutcome> =>
        commit({ sessionId, events: [], claim: { node: nodeId, turn } });

      test('H1.1: what nobody has begun, or a node that is gone, oldest first', async () => {
        for (const id of ['t', 'u', 'v', 'w']) await here.sessions.createSession(makeSession(id));
        for (const id of ['v', 'u', 't', 'w']) await ask(id);
        await begin('s', 'a');
        await begin('u', 'b');
        await begin('v', 'c');
        expect(await unanswered(['a', 'b', 'c'])).toEqual(['t', 'w']);
        expect(await unanswered(['a', 'c'])).toEqual(['t', 'u', 'w']);
        expect(await unanswered([])).toEqual(['s', 't', 'u', 'v', 'w']);
        expect(await unanswered([], Number.MAX_SAFE_INTEGER, 2)).toEqual(['s', 't']);
        expect(await here.sessions.listUnanswered(10)).toEqual(['s', 't', 'u', 'v', 'w']);
      });

      test('a turn of a living node is not begun again whatever came of it, until the customer writes', async () => {
        await begin('s', 'a');
        await commit({ guard: { turn: 1 } });
        expect(await unanswered(['a'])).toEqual([]);
        await ask('s');
        expect(await unanswered(['a'])).toEqual(['s']);
        await begin('s', 'a', 1);
        expect(await unanswered(['a'])).toEqual([]);
        await commit({ events: [customerSays('!'), customerSays('?')] });
        expect(await unanswered(['a'])).toEqual(['s']);
      });

      test('H2.3: what a person gives back without an answer is nobody’s, whoever had begun it before', async () => {
        await begin('s', 'a');
        const control = { mode: 'manual', holder: { kind: 'none' }, epoch: 1 } as const;
        await commit({ events: [], control });
        await commit({ events: [], control: { ...control, mode: 'auto', epoch: 2 } });
        expect(await unanswered(['a'])).toEqual(['s']);
        await begin('s', 'b', 1);
        expect(await unanswered(['a', 'b'])).toEqual([]);
      });

      test('what is answered, deleted or in the hands of people is left out', async () => {
        await commit({ patch: { answered: 'all' } });
        expect(await unanswered([])).toEqual([]);
        await ask('s');
        const control = { mode: 'manual', holder: { kind: 'none' }, epoch: 1 } as const;
        await commit({ events: [], control });
        expect(await unanswered([])).toEqual([]);
        await ask('s');
        expect(await unanswered([])).toEqual([]);
        await commit({ events: [], control: { ...control, mode: 'auto', epoch: 2 } });
        expect(await unanswered([])).toEqual(['s']);
        await commit({ events: [], deleteFrom: 0 });
        expect(await unanswered([])).toEqual([]);
      });

      test('a session in which something was written lately is let be', async () => {
        const at = (await here.sessions.readEvent('s', 0))!.at;
        expect(await unanswered([], at)).toEqual([]);
        expect(await unanswered([], at + 1)).toEqual(['s']);
      });

      test('unfinished messages are those of sessions whose turn no living node has', async () => {
        const unfinished = async (living: string[]): Promise<number[]> =>
          (await there.sessions.listUnfinished(10, { living })).map(({ offset }) => offset);
        const events = [{ ...makeMessage('ai_agent', 'A'), unfinished: true as const }];
        await commit({ events, claim: { node: 'a', turn: 0 } });
        expect(await unfinished(['a', 'b'])).toEqual([]);
        expect(await unfinished(['b'])).toEqual([1]);
        expect(await here.sessions.listUnfinished(10)).toEqual([{ sessionId: 's', offset: 1 }]);
        await commit({ events: [], rewrite: { offset: 1, data: '"AB"', complete: true } });
        expect(await unfinished(['b'])).toEqual([]);
      });

      test('a process takes over what one of its name has left, for nobody else would', async () => {
        const a = fresh('a');
        const events = [{ ...makeMessage('ai_agent', 'A'), unfinished: true as const }];
        await commit({ events, claim: { node: a, turn: 0 } });
        expect(await unanswered([a])).toEqual([]);
        await there.cluster.beat(node(a, 2), { ttl: LONG, leads: false });
        expect(await unanswered([a])).toEqual(['s']);
        expect(await there.sessions.listUnfinished(10, { living: [a] })).toHaveLength(1);
        await begin('s', a, 1);
        await there.cluster.beat(node(a, 2), { ttl: LONG, leads: false });
        expect(await unanswered([a])).toEqual([]);
        await there.cluster.leave(a);
      });
    });

    describe('what a desk writes by itself', () => {
      test('H2.1: under the lease it is written, under one that was left, taken or has ended it is not', async () => {
        const [a, b] = [fresh('a'), fresh('b')];
        const first = (await beat(a)).lease!;
        expect(await commit({ guard: { lease: first } })).toMatchObject({ type: 'committed' });
        await here.cluster.leave(a);
        expect(await commit({ guard: { lease: first } })).toEqual({ type: 'stale-lease' });
        const second = (await beat(b, { ttl: SHORT, at: there.cluster })).lease!;
        expect(await commit({ guard: { lease: first } })).toEqual({ type: 'stale-lease' });
        await until(
          async () => (await commit({ events: [], guard: { lease: second } })).type === 'stale-lease',
        );
        const third = (await beat(b, { at: there.cluster })).lease!;
        expect(third.token).toBe(second.token + 1);
        expect(await commit({ guard: { lease: second } })).toEqual({ type: 'stale-lease' });
        expect(await count()).toBe(2);
        expect(await commit({ guard: { lease: third } }, there.sessions)).toMatchObject({
          type: 'committed',
        });
        await there.cluster.leave(b);
      });
    });
  });
}

function saying(name: string, reason: string | undefined): string {
  return reason === undefined ? name : `${name}: ${reason}`;
}
