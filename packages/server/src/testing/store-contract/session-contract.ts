import { beforeEach, describe, expect, test } from 'vitest';
import type { SessionPatch, SessionQuery, SessionRecord } from '../../ports/session-store.ts';
import { START, customerSays, makeMessage, makeSession, requested } from '../make.ts';
import { sharedFixture } from './store-fixture.ts';
import type { OpenFixture } from './store-fixture.ts';

/** Sessions: fields, lists, pages, what is unanswered, deletion. */
export function sessionContract(open: OpenFixture): void {
  const fixture = sharedFixture(open);

  const patch = (change: SessionPatch, sessionId = 's'): Promise<unknown> =>
    fixture.sessions.commit({ sessionId, events: [], patch: change });
  const read = async (id = 's'): Promise<SessionRecord> => {
    const session = await fixture.sessions.readSession(id);
    if (session === null) throw new Error(`no session ${id}`);
    return session;
  };

  const ids = async (query: Partial<SessionQuery>): Promise<string[]> =>
    (await fixture.sessions.listSessions({ sort: 'asc', limit: 100, ...query })).map(({ id }) => id);

  describe('fields', () => {
    test('a new session', async () => {
      const made = makeSession('s', {
        title: 'T',
        customerId: 'c',
        metadata: JSON.parse('{"__proto__":{"x":1},"n":null}'),
        labels: ['b', 'a', 'b'],
      });
      await fixture.sessions.createSession(made);
      const session = await read();
      expect(session).toEqual({
        ...made,
        labels: ['b', 'a'],
        clientOffset: 0,
        control: { mode: 'auto', holder: { kind: 'ai' }, epoch: 0 },
        revision: 0,
        nextOffset: 0,
        lastCustomerOffset: -1,
        lastMessageOffset: -1,
        answeredOffset: -1,
        agentState: null,
        turn: 0,
      });
      expect(Object.hasOwn(session.metadata, '__proto__')).toBe(true);
    });

    test('a patch changes what it names and leaves the rest', async () => {
      await fixture.sessions.createSession(
        makeSession('s', { title: 'T', metadata: { a: 1 }, labels: ['l'] }),
      );
      const before = await read();
      await patch({});
      expect(await read()).toEqual(before);
      await patch({ title: 'New', clientOffset: 4, customerId: 'c2', agentId: 'a2', agentState: { n: [1] } });
      const after = await read();
      expect(after).toEqual({
        ...before,
        title: 'New',
        clientOffset: 4,
        customerId: 'c2',
        agentId: 'a2',
        agentState: { n: [1] },
        // Another customer raises it in some stores.
        revision: after.revision,
      });
      await patch({ agentState: null });
      expect((await read()).agentState).toBeNull();
    });

    test('patches at the same time are merged: none is lost', async () => {
      await fixture.sessions.createSession(makeSession('s', { metadata: { gone: 1 }, labels: ['gone'] }));
      await Promise.all(
        Array.from({ length: 80 }, (_unused, i) =>
          patch({
            metadata: { set: { [`k${i}`]: i }, unset: ['gone'] },
            labels: { upsert: [`l${i}`, `l${i}`], remove: ['gone', `not-there-${i}`] },
          }),
        ),
      );
      const session = await read();
      expect(Object.keys(session.metadata)).toHaveLength(80);
      expect(new Set(session.labels)).toEqual(new Set(Array.from({ length: 80 }, (_unused, i) => `l${i}`)));
      expect(session.labels).toHaveLength(80);
    });

    test('a key such as __proto__ is a key', async () => {
      await fixture.sessions.createSession(makeSession('s'));
      await patch({
        metadata: { set: JSON.parse('{"__proto__":{"polluted":1},"constructor":2}'), unset: [] },
      });
      const { metadata } = await read();
      expect(Object.keys(metadata).toSorted()).toEqual(['__proto__', 'constructor']);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      await patch({ metadata: { set: {}, unset: ['__proto__'] } });
      expect(Object.keys((await read()).metadata)).toEqual(['constructor']);
    });

    test('what is answered only rises', async () => {
      await fixture.sessions.createSession(makeSession('s'));
      await fixture.sessions.commit({ sessionId: 's', events: [customerSays('0'), customerSays('1')] });
      await patch({ answered: 1 });
      await patch({ answered: 0 });
      expect((await read()).answeredOffset).toBe(1);
      const events = [makeMessage('human_agent', '2')];
      await fixture.sessions.commit({ sessionId: 's', events, patch: { answered: 'all' } });
      expect((await read()).answeredOffset).toBe(2);
    });
  });

  describe('lists', () => {
    beforeEach(async () => {
      const made: [string, Partial<SessionRecord>][] = [
        ['b', { createdAt: START + 1, labels: ['x', 'y'] }],
        ['a', { createdAt: START + 1, labels: ['x'], agentId: 'other' }],
        ['d', { createdAt: START, customerId: 'kim', labels: ['y', `it's "odd", ?`] }],
        ['c', { createdAt: START + 2 }],
      ];
      for (const [id, over] of made) await fixture.sessions.createSession(makeSession(id, over));
    });

    const cases: [Partial<SessionQuery>, string[]][] = [
      [{}, ['d', 'a', 'b', 'c']],
      [{ sort: 'desc' }, ['c', 'b', 'a', 'd']],
      [{ agentId: 'other' }, ['a']],
      [{ customerId: 'kim' }, ['d']],
      [{ agentId: 'other', customerId: 'kim' }, []],
      [{ labels: [] }, ['d', 'a', 'b', 'c']],
      [{ labels: ['x'] }, ['a', 'b']],
      [{ labels: ['x', 'y'] }, ['b']],
      [{ labels: ['x', 'x'] }, ['a', 'b']],
      [{ labels: [`it's "odd", ?`] }, ['d']],
      [{ labels: ['X'] }, []],
      [{ limit: 2 }, ['d', 'a']],
    ];
    test.each(cases)('by %j', async (query, expected) => {
      expect(await ids(query)).toEqual(expected);
      const { limit: _limit, sort: _sort, ...filter } = query;
      const count = query.limit === undefined ? expected.length : 4;
      expect(await fixture.sessions.countSessions(filter)).toBe(count);
    });

    test('follow a change of labels', async () => {
      await patch({ labels: { upsert: ['new'], remove: ['x'] } }, 'b');
      expect(await ids({ labels: ['x'] })).toEqual(['a']);
      expect(await ids({ labels: ['new', 'y'] })).toEqual(['b']);
    });

    test.each(['asc', 'desc'] as const)(
      'pages meet without gap or overlap, %s, whatever comes between',
      async (sort) => {
        const seen: string[] = [];
        let after: SessionQuery['after'];
        for (let page = 0; page < 10; page++) {
          const query = { sort, limit: 1, ...(after !== undefined && { after }) };
          const [session] = await fixture.sessions.listSessions(query);
          if (session === undefined) break;
          seen.push(session.id);
          after = { createdAt: session.createdAt, id: session.id };
          await fixture.sessions.createSession(
            makeSession(`behind${page}`, { createdAt: sort === 'asc' ? 0 : START * 2 }),
          );
        }
        expect(seen).toEqual(sort === 'asc' ? ['d', 'a', 'b', 'c'] : ['c', 'b', 'a', 'd']);
      },
    );
  });

  describe('what is unanswered', () => {
    test('sessions in automatic mode whose newest customer message has no answer, oldest first', async () => {
      for (const id of ['never', 'first', 'answered', 'manual', 'second', 'deleted']) {
        await fixture.sessions.createSession(makeSession(id));
        if (id !== 'never') await fixture.sessions.commit({ sessionId: id, events: [customerSays('?')] });
      }
      await patch({ answered: 0 }, 'answered');
      await fixture.sessions.commit({
        sessionId: 'manual',
        events: [],
        control: { mode: 'manual', holder: { kind: 'none' }, epoch: 1 },
      });
      await fixture.sessions.commit({ sessionId: 'deleted', deleteFrom: 0, events: [] });
      expect(await fixture.sessions.listUnanswered(10)).toEqual(['first', 'second']);
      expect(await fixture.sessions.listUnanswered(1)).toEqual(['first']);
      await fixture.sessions.commit({ sessionId: 'answered', events: [customerSays('again?')] });
      expect(await fixture.sessions.listUnanswered(10)).toEqual(['first', 'answered', 'second']);
    });
  });

  describe('deletion', () => {
    test('takes the session, its log, its keys and its handoffs; others stay', async () => {
      const key = { key: 'k', fingerprint: 'f' };
      for (const id of ['s', 't']) {
        await fixture.sessions.createSession(makeSession(id, { labels: ['l'] }), {
          ...key,
          key: `new-${id}`,
        });
        await fixture.sessions.commit({
          sessionId: id,
          events: [customerSays('x')],
          idempotency: key,
          handoff: requested({ sessionId: id, handoffId: `h-${id}` }),
        });
      }
      expect(await fixture.sessions.deleteSessions(['s', 'none', 's'])).toEqual(['s']);
      expect(await fixture.sessions.readSession('s')).toBeNull();
      expect(await fixture.sessions.readEvent('s', 0)).toBeNull();
      expect(await fixture.sessions.readHandoff('h-s')).toBeNull();
      expect(await fixture.sessions.listJournal('h-s')).toEqual([]);
      expect(await fixture.sessions.countSessions({ labels: ['l'] })).toBe(1);
      expect(await fixture.sessions.listJournal('h-t')).toHaveLength(1);
      expect(await fixture.sessions.listDueHandoffs(Number.MAX_SAFE_INTEGER, 10)).toHaveLength(1);
      expect(await fixture.sessions.commit({ sessionId: 's', events: [customerSays('late')] })).toEqual({
        type: 'no-session',
      });
    });

    test('a session made again under the same id and key begins anew', async () => {
      const key = { key: 'k', fingerprint: 'f' };
      await fixture.sessions.createSession(makeSession('s'), key);
      await fixture.sessions.commit({
        sessionId: 's',
        events: [customerSays('old'), customerSays('older')],
        idempotency: key,
      });
      await fixture.sessions.deleteSessions(['s']);
      expect(await fixture.sessions.createSession(makeSession('s'), key)).toEqual({ type: 'created' });
      const outcome = await fixture.sessions.commit({
        sessionId: 's',
        events: [customerSays('new')],
        idempotency: key,
      });
      expect(outcome).toMatchObject({ type: 'committed', firstOffset: 0 });
    });

    test('writes handed over before it are done, those after it find no session', async () => {
      await fixture.sessions.createSession(makeSession('s'));
      const before = fixture.sessions.commit({ sessionId: 's', events: [customerSays('x')] });
      const deleted = fixture.sessions.deleteSessions(['s']);
      const after = fixture.sessions.commit({ sessionId: 's', events: [customerSays('y')] });
      expect([(await before).type, await deleted, (await after).type]).toEqual([
        'committed',
        ['s'],
        'no-session',
      ]);
    });
  });

  test('a store that is open says so', async () => {
    expect(await fixture.sessions.ping()).toBe(true);
  });
}
