import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GOLDEN } from '../../core/analytics/testing/golden-histories.ts';
import { besideOf, factsOf } from '../../core/analytics/testing/read-golden.ts';
import { historyOf } from '../../core/analytics/handoff-history.ts';
import { measureHandoff } from '../../core/analytics/measure-handoff.ts';
import type { MeasureRow } from '../../core/analytics/measure-row.ts';
import { addCounts, addReason, addRowTimes, measuresOf, newTally } from '../../core/analytics/tally.ts';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import type { AnalyticsStore, FiguresQuery } from '../../ports/analytics-store.ts';
import type { AssistStore } from '../../ports/assist-store.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import { START, customerSays, makeMessage, makeSession } from '../make.ts';
import { ALWAYS, HOUR, measureAll, writeHandoff } from '../write-handoff.ts';
import type { WrittenHandoff } from '../write-handoff.ts';

const SECOND = 1_000_000;
const DAY = 24 * HOUR;

/** Figures under test, empty at first. */
export interface FiguresFixture extends AsyncDisposable {
  readonly analytics: AnalyticsStore;
  readonly sessions: SessionStore;
  readonly assist: AssistStore;
}

/** What every store of figures promises. */
export function analyticsContract(database: string, open: () => Promise<FiguresFixture>): void {
  describe(`analytics store on ${database}`, () => {
    let fixture: FiguresFixture;
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture[Symbol.asyncDispose]());
    beforeEach(async () => {
      const sessions = await fixture.sessions.listSessions({ sort: 'asc', limit: 1000 });
      await fixture.sessions.deleteSessions(sessions.map(({ id }) => id));
    });

    describe('C19 the golden set, stored', () => {
      test('the figures are the sum of what its histories add', async () => {
        const tally = { ...newTally(), sessions: GOLDEN.length, handed: GOLDEN.length };
        for (const [index, golden] of GOLDEN.entries()) {
          await writeGolden(fixture, index);
          const beside = { ...besideOf(golden, START), questions: [], suggestions: [] };
          const journals = [
            { facts: golden.facts, beside },
            { facts: golden.second?.facts, beside: { ...beside, recontacted: false } },
          ];
          for (const each of journals) {
            if (each.facts === undefined) continue;
            const history = historyOf(factsOf(each.facts, START));
            if (history === null) throw new Error('it is no journal');
            for (const row of measureHandoff(history, each.beside)) add(tally, row);
          }
        }
        await measureAll(fixture);
        const sum = await fixture.analytics.sum(ALWAYS);
        expect(sum).toEqual(measuresOf(tally));
        // Worked out by hand.
        expect(sum).toMatchObject({
          handoffs: 37,
          open: 3,
          transfers: 8,
          requeues: 2,
          declined: 2,
          resolved: { count: 19, of: 34 },
          abandoned: { count: 5, of: 34 },
          recontact: { count: 3, of: 34 },
          service_level: { count: 22, of: 27 },
          containment: { count: 0, of: 33, share: 0 },
        });
      });

      test('groups are what their department, operator, reason, trigger and agent have', async () => {
        for (const index of GOLDEN.keys()) await writeGolden(fixture, index);
        await measureAll(fixture);
        const { analytics } = fixture;
        const departments = await analytics.sumGroups(ALWAYS, 'department', 10);
        expect(departments.map(({ key, measures }) => [key, measures.handoffs])).toEqual([
          ['support', 36],
          ['claims', 1],
        ]);
        const all = await analytics.sum(ALWAYS);
        for (const group of ['department', 'reason', 'trigger', 'agent'] as const) {
          const rows = await analytics.sumGroups(ALWAYS, group, 10);
          expect(rows.reduce((sum, { measures }) => sum + measures.resolved.of, 0)).toBe(all.resolved.of);
        }
        for (const { key, measures } of await analytics.sumGroups(ALWAYS, 'operator', 10)) {
          expect(await analytics.sum({ ...ALWAYS, operator: key })).toEqual(measures);
        }
        for (const { key, measures } of departments)
          expect(await analytics.sum({ ...ALWAYS, department: key })).toEqual(measures);
        expect(await analytics.sumGroups(ALWAYS, 'operator', 1)).toHaveLength(1);
        expect((await analytics.sum({ ...ALWAYS, operator: 'nobody' })).handoffs).toBe(0);
      });

      test('by what they were resolved as, and those that were not are in no such group', async () => {
        for (const index of GOLDEN.keys()) await writeGolden(fixture, index);
        await measureAll(fixture);
        const { analytics } = fixture;
        const groups = await analytics.sumGroups(ALWAYS, 'disposition', 10);
        expect(groups.map(({ key, measures }) => [key, measures.handoffs])).toEqual([
          ['solved', 18],
          ['refunded', 1],
        ]);
        for (const { key, measures } of groups) {
          expect(measures.resolved.share).toBe(1);
          expect(await analytics.sum({ ...ALWAYS, disposition: key })).toEqual(measures);
        }
        const refunded = { ...ALWAYS, disposition: 'refunded' };
        const [first] = await analytics.sumPeriods(refunded, [ALWAYS.fromHour]);
        expect(first).toMatchObject({ sessions: 0, handoffs: 1, transfers: 1, handling: { mean: 140 } });
        const byOperator = await analytics.sumGroups(refunded, 'operator', 10);
        expect(byOperator.map(({ key }) => key)).toEqual(['anna', 'ben']);
        expect((await analytics.sum({ ...ALWAYS, disposition: 'spam' })).handoffs).toBe(0);
      });

      test('a handoff passed on: each person has his own part, the whole is one time', async () => {
        await writeGolden(
          fixture,
          GOLDEN.findIndex(({ name }) => name.startsWith('passed on to another')),
        );
        await measureAll(fixture);
        const { analytics } = fixture;
        const handling = async (query: Partial<FiguresQuery>): Promise<readonly (number | null)[]> => {
          const { handling: spread } = await analytics.sum({ ...ALWAYS, ...query });
          return [spread.count, spread.mean];
        };
        expect(await handling({})).toEqual([1, 140]);
        expect(await handling({ operator: 'anna' })).toEqual([1, 40]);
        expect(await handling({ department: 'claims' })).toEqual([1, 100]);
      });
    });

    describe('periods', () => {
      test('each has what was requested in it, and together they have everything', async () => {
        for (const index of GOLDEN.keys()) await writeGolden(fixture, index);
        await measureAll(fixture);
        const first = START / HOUR;
        const points = await fixture.analytics.sumPeriods(ALWAYS, [
          ALWAYS.fromHour,
          first,
          first + 1,
          first + 5,
        ]);
        expect(points.map(({ handoffs }) => handoffs)).toEqual([0, 35, 0, 2]);
        expect(points.map(({ sessions }) => sessions)).toEqual([0, 33, 0, 0]);
        expect(points[1]).toEqual(
          await fixture.analytics.sum({ ...ALWAYS, fromHour: first, toHour: first + 1 }),
        );
      });
    });

    describe('what a journal does not tell', () => {
      test('the same customer within seven days is a recontact, until that one is deleted', async () => {
        const ended = GOLDEN.findIndex(({ name }) => name === 'offered, accepted, resolved');
        const again = async (): Promise<number> => {
          await measureAll(fixture);
          return (await fixture.analytics.sum(ALWAYS)).recontact.count;
        };
        const { facts } = await writeGolden(fixture, ended);
        expect(await again()).toBe(0);
        const at = facts.at(-1)?.at ?? 0;
        for (const [id, after] of [
          ['late', 7 * DAY + 1],
          ['soon', 7 * DAY],
        ] as const) {
          await fixture.sessions.createSession(makeSession(id));
          const opening = { handoffId: id, sessionId: id, customer: { id: `c${ended}`, name: 'Kim' } };
          const second = factsOf('0 requested', at + after, opening);
          await writeHandoff(fixture, { id, sessionId: id, facts: second }, 1);
          expect(await again()).toBe(id === 'late' ? 0 : 1);
        }
        await fixture.sessions.deleteSessions(['soon']);
        expect(await again()).toBe(0);
      });

      test('guests are known again in their session only', async () => {
        const guest = { id: 'guest', name: 'Guest' };
        for (const [id, sessionId, start] of [
          ['first', 'a', 0],
          ['other', 'b', 100],
          ['second', 'a', 200],
        ] as const) {
          if (id !== 'second') await fixture.sessions.createSession(makeSession(sessionId));
          const facts = factsOf('0 requested, 1 queued, 5 withdrawn', START + start * 1_000_000, {
            handoffId: id,
            sessionId,
            customer: guest,
          });
          await writeHandoff(fixture, { id, sessionId, facts }, facts.length);
        }
        await measureAll(fixture);
        expect((await fixture.analytics.sum(ALWAYS)).recontact).toMatchObject({ count: 1, of: 3 });
      });

      test('what an operator asks again, until his words are deleted', async () => {
        const { sessions, analytics } = fixture;
        await sessions.createSession(makeSession('s'));
        const hello = await sessions.commit({ sessionId: 's', events: [customerSays('hello')] });
        if (hello.type !== 'committed') throw new Error('it was not stored');
        const [opening, ...more] = factsOf(
          '0 requested, 5 accepted anna, 900 resolved anna',
          hello.at - 10 * SECOND,
          {
            handoffId: 'h',
            sessionId: 's',
          },
        );
        if (opening?.type !== 'requested') throw new Error('it begins otherwise');
        const details = [{ kind: 'policy' as const, value: 'P-1001', offset: 0 }];
        const first = { ...opening, package: { ...opening.package, details } };
        const facts: JournalFact[] = [first, ...more];
        await writeHandoff(fixture, { id: 'h', sessionId: 's', facts: facts.slice(0, 2) }, 2);
        for (const text of ['What is your policy number?', 'And when did it happen?', 'Thank you.'])
          await sessions.commit({ sessionId: 's', events: [makeMessage('human_agent', text)] });
        await measureAll(fixture);
        expect((await analytics.sum(ALWAYS)).asked_again.of).toBe(0);
        await writeHandoff(fixture, { id: 'h', sessionId: 's', facts }, 1);
        await measureAll(fixture);
        expect((await analytics.sum(ALWAYS)).asked_again).toEqual({ count: 1, of: 2, share: 0.5 });
        await sessions.commit({ sessionId: 's', events: [], deleteFrom: 2 });
        await measureAll(fixture);
        expect((await analytics.sum(ALWAYS)).asked_again).toEqual({ count: 1, of: 1, share: 1 });
      });

      test('what became of the replies that were suggested and shown', async () => {
        const { assist, analytics } = fixture;
        await writeGolden(fixture, 0);
        const put = (id: string, shown: boolean): Promise<void> =>
          assist.putSuggestion({
            id,
            sessionId: 's0',
            handoffId: 'h0',
            offset: 0,
            operatorId: 'anna',
            at: START + 20 * SECOND,
            by: 'engine',
            shown,
            digest: 'digest',
          });
        for (const id of ['sent', 'edited', 'left']) await put(id, true);
        await put('unseen', false);
        await measureAll(fixture);
        expect((await analytics.sum(ALWAYS)).suggestions_sent).toEqual({ count: 0, of: 3, share: 0 });
        await assist.useSuggestion('sent', 'h0', 'digest');
        await assist.useSuggestion('edited', 'h0', 'another');
        await measureAll(fixture);
        const { suggestions_sent, suggestions_edited } = await analytics.sum({ ...ALWAYS, operator: 'anna' });
        expect([suggestions_sent.count, suggestions_edited.count, suggestions_edited.of]).toEqual([1, 1, 3]);
        await put('unseen', true);
        await measureAll(fixture);
        expect((await analytics.sum(ALWAYS)).suggestions_sent.of).toBe(4);
      });
    });

    describe('H2.1 words of the AI that came too late', () => {
      test('are counted with what refused them, and nothing else is', async () => {
        const { sessions, analytics } = fixture;
        const agent = 'hasty';
        await sessions.createSession(makeSession('s', { agentId: agent }));
        const say = (epoch: number, ...sources: ('ai_agent' | 'customer')[]): Promise<unknown> =>
          sessions.commit({
            sessionId: 's',
            events: sources.map((each) => makeMessage(each, 'hm')),
            guard: { epoch },
          });
        await say(0, 'ai_agent');
        await say(7, 'ai_agent');
        await say(7, 'customer');
        await say(7, 'ai_agent', 'ai_agent');
        const query = { ...ALWAYS, agent };
        expect((await analytics.sum(query)).refused_ai_messages).toBe(3);
        expect((await analytics.sum({ ...query, department: 'support' })).refused_ai_messages).toBe(0);
        const [hasty] = await analytics.sumGroups(query, 'agent', 9);
        expect(hasty).toMatchObject({ key: agent, measures: { refused_ai_messages: 3 } });
      });
    });

    describe('sessions', () => {
      test('are counted with the first word of their customer, under the agent that has them, until it is gone', async () => {
        const { sessions, analytics } = fixture;
        const counted = async (): Promise<Record<string, number>> => {
          const rows = await analytics.sumGroups(ALWAYS, 'agent', 9);
          return Object.fromEntries(
            rows.flatMap(({ key, measures: { sessions: n } }) => (n === 0 ? [] : [[key, n]])),
          );
        };
        const say = (sessionId: string): Promise<unknown> =>
          sessions.commit({ sessionId, events: [customerSays('hello')] });
        for (const id of ['a', 'b', 'c']) await sessions.createSession(makeSession(id));
        await sessions.commit({ sessionId: 'c', events: [makeMessage('ai_agent', 'Hello')] });
        for (const id of ['a', 'a', 'b']) await say(id);
        expect(await counted()).toEqual({ agent: 2 });
        await sessions.commit({ sessionId: 'a', events: [], patch: { agentId: 'other' } });
        expect(await counted()).toEqual({ agent: 1, other: 1 });
        await sessions.commit({ sessionId: 'a', events: [], deleteFrom: 0 });
        expect(await counted()).toEqual({ agent: 1 });
        await say('a');
        await sessions.deleteSessions(['b']);
        expect(await counted()).toEqual({ other: 1 });
      });
    });
  });
}

/** A session in which the customer has written, and in it what a golden history tells. */
async function writeGolden(
  fixture: FiguresFixture,
  index: number,
  over: object = {},
): Promise<WrittenHandoff> {
  const sessionId = `s${index}`;
  const createdAt = START + index * 60_000_000;
  await fixture.sessions.createSession(makeSession(sessionId, { createdAt, ...over }));
  await fixture.sessions.commit({ sessionId, events: [customerSays('hello')] });
  const customer = { id: `c${index}`, name: 'Kim' };
  const opening = { handoffId: `h${index}`, sessionId, customer };
  const facts = factsOf(GOLDEN[index]?.facts ?? '', createdAt + 1000, opening);
  const written = { id: `h${index}`, sessionId, facts };
  await writeHandoff(fixture, written, facts.length);
  const second = GOLDEN[index]?.second;
  if (second !== undefined) {
    const id = `h${index}-second`;
    const more = factsOf(second.facts, createdAt + 1000, { ...opening, handoffId: id });
    await writeHandoff(fixture, { id, sessionId, facts: more }, more.length);
  }
  return written;
}

function add(tally: ReturnType<typeof newTally>, row: MeasureRow): void {
  addCounts(tally, row.counts, 1);
  addRowTimes(tally, row.acceptance, row.firstWord, row.handling);
  addReason(tally, 'customer_requested', 'test', row.counts.handoffs ?? 0);
}
