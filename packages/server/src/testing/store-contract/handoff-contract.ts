import { beforeEach, describe, expect, test } from 'vitest';
import { applyFact, foldJournal } from '../../core/handoff/apply-fact.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { JournalFact, Opening } from '../../core/handoff/journal-fact.ts';
import type { HandoffQuery, SessionWrite } from '../../ports/session-store.ts';
import { WriteFailedError } from '../../ports/store-errors.ts';
import { ANNA, BEN, START, makeSession, requested } from '../make.ts';
import { sharedFixture } from './store-fixture.ts';
import type { OpenFixture } from './store-fixture.ts';

const SECOND = 1_000_000;

const accepted = (at: number): JournalFact => ({
  type: 'accepted',
  at,
  operator: ANNA,
  how: 'picked',
});
const queued = (at: number): JournalFact => ({ type: 'queued', at, told: null, alternatives: [] });
const withdrawn = (at: number): JournalFact => ({ type: 'withdrawn', at });

/** Handoffs: rows, journals, queue, timers. */
export function handoffContract(open: OpenFixture): void {
  const fixture = sharedFixture(open);

  const write = async (sessionId: string, handoff: NonNullable<SessionWrite['handoff']>): Promise<void> => {
    await fixture.sessions.commit({ sessionId, events: [], handoff });
  };
  /** Opens a handoff in a session of its own and goes on by the facts given. */
  const make = async (
    id: string,
    at: number,
    over: Partial<Opening> = {},
    ...more: JournalFact[]
  ): Promise<HandoffState> => {
    await fixture.sessions.createSession(makeSession(id));
    const handoff = requested({ ...over, sessionId: id, handoffId: id }, at, ...more);
    await write(id, handoff);
    return handoff.state;
  };
  const ids = async (query: Partial<HandoffQuery>): Promise<string[]> =>
    (await fixture.sessions.listHandoffs({ limit: 100, ...query })).map(({ id }) => id);

  test('H1.4: what is stored is the fold of the journal, entry by entry', async () => {
    const facts = requested({ sessionId: 's', handoffId: 'h' }, START).facts;
    await fixture.sessions.createSession(makeSession('s'));
    await write('s', { state: foldJournal(facts)!, facts });
    const steps: JournalFact[][] = [
      [{ type: 'transition-said', at: START + 1, by: 'ai' }, queued(START + 1)],
      [accepted(START + 2), { type: 'first-word-said', at: START + 2 }],
      [{ type: 'noted', at: START + 3, author: ANNA, text: `a "note"\u0000` }],
      [{ type: 'resolved', at: START + 4, operator: ANNA, disposition: 'solved', outcome: null }],
    ];
    for (const step of steps) {
      facts.push(...step);
      await write('s', { state: foldJournal(facts)!, facts: step });
      expect(await fixture.sessions.readHandoff('h')).toEqual(foldJournal(facts));
      const journal = await fixture.sessions.listJournal('h');
      expect(journal.map((entry) => entry.seq)).toEqual(facts.map((_fact, index) => index));
      expect(journal.map((entry) => entry.fact)).toEqual(facts);
    }
    await fixture.reopen();
    expect(await fixture.sessions.readHandoff('h')).toEqual(foldJournal(facts));
  });

  test('H3.4: one handoff is open in a session; ended ones stay, the newest is the last', async () => {
    await make('s', START);
    expect((await fixture.sessions.readOpenHandoff('s'))?.id).toBe('s');
    expect(await fixture.sessions.readLastHandoff('s')).toBeNull();
    const second = requested({ sessionId: 's', handoffId: 'h2' }, START + 9);
    await expect(write('s', second)).rejects.toThrow(WriteFailedError);
    const ended = requested({ sessionId: 's', handoffId: 's' }, START, withdrawn(START + 5));
    await write('s', { state: ended.state, facts: ended.facts.slice(1) });
    expect(await fixture.sessions.readOpenHandoff('s')).toBeNull();
    await write('s', second);
    expect((await fixture.sessions.readOpenHandoff('s'))?.id).toBe('h2');
    expect((await fixture.sessions.readLastHandoff('s'))?.id).toBe('s');
    const endedToo = requested({ sessionId: 's', handoffId: 'h2' }, START + 9, withdrawn(START + 10));
    await write('s', { state: endedToo.state, facts: endedToo.facts.slice(1) });
    expect((await fixture.sessions.readLastHandoff('s'))?.id).toBe('h2');
  });

  test('a handoff and its entries are written with the events, or not at all', async () => {
    await fixture.sessions.createSession(makeSession('s'));
    const handoff = requested({ sessionId: 's', handoffId: 'h' });
    const outcome = await fixture.sessions.commit({
      sessionId: 's',
      events: [],
      handoff,
      guard: { epoch: 4 },
    });
    expect(outcome.type).toBe('stale-epoch');
    expect(await fixture.sessions.readHandoff('h')).toBeNull();
    expect(await fixture.sessions.listJournal('h')).toEqual([]);
  });

  describe('lists', () => {
    beforeEach(async () => {
      await make('c', START + 3 * SECOND);
      await make('a', START + 1 * SECOND, {}, queued(START + 2 * SECOND));
      await make('b', START + 1 * SECOND, {}, accepted(START + 2 * SECOND));
      await make('early', START, {}, withdrawn(START + 10 * SECOND));
      await make('late', START, {}, withdrawn(START + 90 * SECOND));
    });

    const cases: [Partial<HandoffQuery>, string[]][] = [
      [{}, ['early', 'late', 'a', 'b', 'c']],
      [{ stage: 'open' }, ['a', 'b', 'c']],
      [{ stage: 'waiting' }, ['a', 'c']],
      [{ stage: 'active' }, ['b']],
      [{ stage: 'withdrawn' }, ['early', 'late']],
      [{ stage: 'resolved' }, []],
      [{ session: 'b' }, ['b']],
      [{ session: 'nobody' }, []],
      [{ limit: 2 }, ['early', 'late']],
      [{ after: { requestedAt: START + SECOND, id: 'a' } }, ['b', 'c']],
      [{ after: { requestedAt: START + SECOND, id: 'a' }, stage: 'waiting', limit: 1 }, ['c']],
    ];
    test.each(cases)('by %j', async (query, expected) => {
      expect(await ids(query)).toEqual(expected);
      if (query.limit !== undefined || query.after !== undefined) return;
      expect(await fixture.sessions.countHandoffs(query)).toBe(expected.length);
    });
  });

  test('what ended lately is listed with the last end first', async () => {
    await make('open', START);
    await make('early', START, {}, withdrawn(START + 10 * SECOND));
    await make('last', START, {}, withdrawn(START + 90 * SECOND));
    await make('late', START + SECOND, {}, withdrawn(START + 60 * SECOND));
    const ended = async (since: number, limit = 10): Promise<string[]> =>
      (await fixture.sessions.listEndedSince(since, limit)).map(({ id }) => id);
    expect(await ended(START)).toEqual(['last', 'late', 'early']);
    expect(await ended(START + 60 * SECOND)).toEqual(['last', 'late']);
    expect(await ended(START, 1)).toEqual(['last']);
  });

  test('H6.1: the queue stands by priority, then age, then id, and can be read in pages', async () => {
    await make('old', START);
    await make('young', START + 5 * SECOND);
    await make('same-b', START + 2 * SECOND);
    await make('same-a', START + 2 * SECOND);
    await make('urgent', START + 9 * SECOND, { priority: 5 });
    await make('later', START + SECOND, { priority: -1 });
    await make('held', START, { priority: 9 }, accepted(START));
    await make('over', START, { priority: 9 }, withdrawn(START));
    const order = ['urgent', 'old', 'same-a', 'same-b', 'young', 'later'];
    expect(await ids({ stage: 'waiting', sort: 'queue' })).toEqual(order);
    const paged: string[] = [];
    for (let after: HandoffQuery['after']; ;) {
      const [next] = await fixture.sessions.listHandoffs({
        stage: 'waiting',
        sort: 'queue',
        limit: 1,
        ...(after !== undefined && { after }),
      });
      if (next === undefined) break;
      paged.push(next.id);
      after = { requestedAt: next.requestedAt, id: next.id, priority: next.priority };
    }
    expect(paged).toEqual(order);
    const joined: JournalFact = { type: 'joined', at: START, reason: 'api', evidence: [], priority: 7 };
    await write('young', {
      ...requested({ sessionId: 'young', handoffId: 'young' }, START + 5 * SECOND, joined),
      facts: [joined],
    });
    expect((await ids({ stage: 'waiting', sort: 'queue' }))[0]).toBe('young');
  });

  test('are found by department, operator, reason and age', async () => {
    const support = { department: 'support', skills: [], language: null };
    const offered: JournalFact = {
      type: 'offered',
      at: START + SECOND,
      operator: ANNA,
      until: START + 31 * SECOND,
      direct: false,
    };
    await make('a', START, { requirements: { ...support, department: 'claims' }, reason: 'policy_required' });
    await make('b', START + SECOND, {}, queued(START + SECOND), offered);
    await make('c', START + 2 * SECOND, {}, accepted(START + 3 * SECOND));
    await make('d', START + 3 * SECOND);
    const cases: [Partial<HandoffQuery>, string[]][] = [
      [{ department: 'claims' }, ['a']],
      [{ department: 'nowhere' }, []],
      [{ operator: ANNA.id }, ['b', 'c']],
      [{ operator: ANNA.id, stage: 'active' }, ['c']],
      [{ reason: 'policy_required' }, ['a']],
      [{ since: START + 2 * SECOND }, ['c', 'd']],
      [{ before: START + SECOND }, ['a']],
      [{ sort: 'newest', limit: 2 }, ['d', 'c']],
      [{ sort: 'newest', after: { requestedAt: START + SECOND, id: 'b' } }, ['a']],
    ];
    for (const [query, expected] of cases)
      expect(await ids(query), `by ${JSON.stringify(query)}`).toEqual(expected);
  });

  test('H6.2: of many who would take more than one may hold, exactly so many do', async () => {
    const writes = Array.from({ length: 12 }, (_unused, index) => `s${index}`);
    for (const id of writes) await make(id, START);
    const outcomes = await Promise.all(
      writes.map((id) => {
        const fact = accepted(START + SECOND);
        const { state } = requested({ sessionId: id, handoffId: id }, START, fact);
        const guard = { capacity: { operatorId: ANNA.id, most: 3 } };
        return fixture.sessions.commit({
          sessionId: id,
          events: [],
          handoff: { state, facts: [fact] },
          guard,
        });
      }),
    );
    expect(outcomes.filter(({ type }) => type === 'committed')).toHaveLength(3);
    expect(outcomes.filter(({ type }) => type === 'over-capacity')).toHaveLength(9);
    expect(await ids({ operator: ANNA.id })).toHaveLength(3);
    // What he holds already he may go on with, and one that is refused is as it was.
    const [held] = await ids({ operator: ANNA.id });
    const { state, facts } = requested(
      { sessionId: held!, handoffId: held! },
      START,
      accepted(START + SECOND),
    );
    const again = { state: { ...state, entries: state.entries + 1 }, facts: facts.slice(-1) };
    const guard = { capacity: { operatorId: ANNA.id, most: 3 } };
    expect(
      await fixture.sessions.commit({ sessionId: held!, events: [], handoff: again, guard }),
    ).toMatchObject({ type: 'committed' });
    expect((await fixture.sessions.listHandoffs({ stage: 'waiting', limit: 100 })).length).toBe(9);
  });

  test('H6.2: what is his, held or offered, is not one more, however few he may have by now', async () => {
    const offered: JournalFact = {
      type: 'offered',
      at: START + SECOND,
      operator: ANNA,
      until: START + 31 * SECOND,
      direct: false,
    };
    await make('held', START, {}, accepted(START));
    await make('offered', START, {}, queued(START), offered);
    await make('free', START, {}, queued(START));
    const outcomes: string[] = [];
    for (const id of ['held', 'offered', 'free']) {
      const state = (await fixture.sessions.readHandoff(id))!;
      const fact = accepted(START + 2 * SECOND);
      const handoff = { state: applyFact(state, fact), facts: [fact] };
      const guard = { capacity: { operatorId: ANNA.id, most: 1 } };
      outcomes.push((await fixture.sessions.commit({ sessionId: id, events: [], handoff, guard })).type);
    }
    expect(outcomes).toEqual(['committed', 'committed', 'over-capacity']);
  });

  test('H6.2: who served a customer last is known, with when', async () => {
    const resolved: JournalFact = {
      type: 'resolved',
      at: START + 9 * SECOND,
      operator: ANNA,
      disposition: 'solved',
      outcome: null,
    };
    const customer = { id: 'carla', name: 'Carla' };
    await make('a', START, { customer }, accepted(START), resolved);
    await make('b', START + 20 * SECOND, { customer }, withdrawn(START + 30 * SECOND));
    const last = { operatorId: ANNA.id, endedAt: START + 9 * SECOND };
    expect(await fixture.sessions.readLastOperator('carla', START)).toEqual(last);
    expect(await fixture.sessions.readLastOperator('carla', START + 10 * SECOND)).toBeNull();
    expect(await fixture.sessions.readLastOperator('guest', START)).toBeNull();
  });

  test('H6.2: of two who served a customer at the same time, the last is who served longer', async () => {
    const customer = { id: 'carla', name: 'Carla' };
    const held = (operator: typeof ANNA, from: number, to: number): JournalFact[] => [
      { type: 'accepted', at: START + from * SECOND, operator, how: 'picked' },
      { type: 'resolved', at: START + to * SECOND, operator, disposition: 'solved', outcome: null },
    ];
    await make('long', START, { customer }, ...held(ANNA, 1, 90));
    await make('short', START + 10 * SECOND, { customer }, ...held(BEN, 11, 20));
    const last = { operatorId: ANNA.id, endedAt: START + 90 * SECOND };
    expect(await fixture.sessions.readLastOperator('carla', START)).toEqual(last);
  });

  test('H3.1: timers come due in order; only open handoffs have one', async () => {
    const policy = { ...requested().state.policy, transitionSeconds: 30 };
    await make('third', START + SECOND, { policy });
    await make('first', START);
    await make('second', START, { policy });
    await make('ended', START, {}, withdrawn(START));
    const due = async (until: number, limit = 10): Promise<string[]> =>
      (await fixture.sessions.listDueHandoffs(until, limit)).map(({ id }) => id);
    expect(await fixture.sessions.nextDue()).toBe(START + 5 * SECOND);
    expect(await due(START + 5 * SECOND - 1)).toEqual([]);
    expect(await due(START + 5 * SECOND)).toEqual(['first']);
    expect(await due(START + 3600 * SECOND)).toEqual(['first', 'second', 'third']);
    expect(await due(START + 3600 * SECOND, 2)).toEqual(['first', 'second']);
    expect(await fixture.sessions.listDueHandoffs(START + 30 * SECOND, 10)).toContainEqual({
      id: 'second',
      sessionId: 'second',
      due: START + 30 * SECOND,
    });
    await fixture.sessions.deleteSessions(['first', 'second', 'third']);
    expect(await fixture.sessions.nextDue()).toBeNull();
  });

  test('H4.7 requests of a customer or of a session after a time, newest first, with what they began with', async () => {
    const customer = { id: 'asker', name: 'Jo' };
    const opening = (trigger: string, reason: string): Partial<Opening> => ({
      customer,
      reason,
      evidence: [{ trigger, offset: null, score: null, threshold: null, quote: null }],
    });
    const at = START + 900 * SECOND;
    await make('asked-1', at, opening('button', 'customer_requested'));
    await make('asked-2', at + 5, { ...opening('topic:legal', 'policy_required') }, queued(at + 6));
    await make('asked-3', at + 9, {
      ...opening('button', 'customer_requested'),
      customer: { id: 'other', name: 'O' },
    });
    const of = { customerId: 'asker' };
    expect(await fixture.sessions.listRequests({ of, since: at - 1, limit: 10 })).toEqual([
      { at: at + 5, reason: 'policy_required', trigger: 'topic:legal' },
      { at, reason: 'customer_requested', trigger: 'button' },
    ]);
    expect(await fixture.sessions.listRequests({ of, since: at, limit: 10 })).toHaveLength(1);
    expect(await fixture.sessions.listRequests({ of, since: 0, limit: 1 })).toHaveLength(1);
    const session = { of: { sessionId: 'asked-1' }, since: 0, limit: 10 };
    expect(await fixture.sessions.listRequests(session)).toHaveLength(1);
    expect(await fixture.sessions.listRequests({ ...session, of: { sessionId: 'none' } })).toEqual([]);
  });
}
