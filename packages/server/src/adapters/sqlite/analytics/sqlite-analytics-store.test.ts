import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GOLDEN } from '../../../core/analytics/testing/golden-histories.ts';
import { besideOf, factsOf } from '../../../core/analytics/testing/read-golden.ts';
import { historyOf } from '../../../core/analytics/handoff-history.ts';
import { measureHandoff } from '../../../core/analytics/measure-handoff.ts';
import type { MeasureRow } from '../../../core/analytics/measure-row.ts';
import { addCounts, addRow, measuresOf, newTally } from '../../../core/analytics/tally.ts';
import type { JournalFact } from '../../../core/handoff/journal-fact.ts';
import type { FiguresQuery } from '../../../ports/analytics-store.ts';
import { START, customerSays, makeMessage, makeSession } from '../../../testing/make.ts';
import { seeded } from '../../../testing/seeded.ts';
import { ChangingWorld, STEPS } from './testing/changing-world.ts';
import { ALWAYS, HOUR, measureAll, openFigures, writeHandoff } from './testing/open-figures.ts';
import type { FiguresFixture, WrittenHandoff } from './testing/open-figures.ts';

const DAY = 24 * HOUR;

/** A session in which the customer has written, and the handoff of a golden history in it. */
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
  return written;
}

describe('C19 the golden set, stored', () => {
  test('the figures are the sum of what its histories add', async () => {
    const fixture = openFigures();
    const tally = { ...newTally(), sessions: GOLDEN.length, handed: GOLDEN.length };
    for (const [index, golden] of GOLDEN.entries()) {
      await writeGolden(fixture, index);
      const history = historyOf(factsOf(golden.facts, START));
      if (history === null) throw new Error('it is no journal');
      const beside = { ...besideOf(golden, START), recontacted: false, questions: [], suggestions: [] };
      for (const row of measureHandoff(history, beside)) add(tally, row);
    }
    await measureAll(fixture);
    const sum = await fixture.analytics.sum(ALWAYS);
    expect(sum).toEqual(measuresOf(tally));
    // Worked out by hand.
    expect(sum).toMatchObject({
      handoffs: 30,
      open: 3,
      transfers: 7,
      requeues: 2,
      declined: 2,
      resolved: { count: 14, of: 27 },
      abandoned: { count: 4, of: 27 },
      service_level: { count: 18, of: 23 },
      containment: { count: 0, of: 30, share: 0 },
    });
  });

  test('groups are what their department, operator, reason, trigger and agent have', async () => {
    const fixture = openFigures();
    for (const index of GOLDEN.keys()) await writeGolden(fixture, index);
    await measureAll(fixture);
    const { analytics } = fixture;
    const departments = await analytics.sumGroups(ALWAYS, 'department', 10);
    expect(departments.map(({ key, measures }) => [key, measures.handoffs])).toEqual([
      ['support', 29],
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

  test('a handoff passed on: each person has his own part, the whole is one time', async () => {
    const fixture = openFigures();
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
    const fixture = openFigures();
    for (const index of GOLDEN.keys()) await writeGolden(fixture, index * 1);
    await measureAll(fixture);
    const first = START / HOUR;
    const points = await fixture.analytics.sumPeriods(ALWAYS, [ALWAYS.fromHour, first, first + 1, first + 5]);
    expect(points.map(({ handoffs }) => handoffs)).toEqual([0, 30, 0, 0]);
    expect(points.map(({ sessions }) => sessions)).toEqual([0, 30, 0, 0]);
    expect(points[1]).toEqual(await fixture.analytics.sum({ ...ALWAYS, fromHour: first, toHour: first + 1 }));
  });
});

describe('what a journal does not tell', () => {
  test('the same customer within seven days is a recontact, until that one is deleted', async () => {
    const fixture = openFigures();
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
    const fixture = openFigures();
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
    const fixture = openFigures();
    await fixture.sessions.createSession(makeSession('s'));
    const [opening, ...more] = factsOf('0 requested, 5 accepted anna, 900 resolved anna', START, {
      handoffId: 'h',
      sessionId: 's',
    });
    if (opening?.type !== 'requested') throw new Error('it begins otherwise');
    const details = [{ kind: 'policy' as const, value: 'P-1001', offset: 0 }];
    const first = { ...opening, package: { ...opening.package, details } };
    const facts: JournalFact[] = [first, ...more];
    await writeHandoff(fixture, { id: 'h', sessionId: 's', facts: facts.slice(0, 2) }, 2);
    fixture.clock.jump(10);
    for (const text of ['What is your policy number?', 'And when did it happen?', 'Thank you.'])
      await fixture.sessions.commit({ sessionId: 's', events: [makeMessage('human_agent', text)] });
    await measureAll(fixture);
    expect((await fixture.analytics.sum(ALWAYS)).asked_again.of).toBe(0);
    await writeHandoff(fixture, { id: 'h', sessionId: 's', facts }, 1);
    await measureAll(fixture);
    expect((await fixture.analytics.sum(ALWAYS)).asked_again).toEqual({ count: 1, of: 2, share: 0.5 });
    await fixture.sessions.commit({ sessionId: 's', events: [], deleteFrom: 1 });
    await measureAll(fixture);
    expect((await fixture.analytics.sum(ALWAYS)).asked_again).toEqual({ count: 1, of: 1, share: 1 });
  });
});

describe('H2.1 words of the AI that came too late', () => {
  test('are counted with what refused them, and nothing else is', async () => {
    const { sessions, analytics } = openFigures();
    await sessions.createSession(makeSession('s'));
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
    expect((await analytics.sum(ALWAYS)).refused_ai_messages).toBe(3);
    expect((await analytics.sum({ ...ALWAYS, department: 'support' })).refused_ai_messages).toBe(0);
    expect((await analytics.sumGroups(ALWAYS, 'agent', 9))[0]?.measures.refused_ai_messages).toBe(3);
  });
});

describe('C19 figures kept step by step', () => {
  test('are those of counting everything anew, whatever was deleted and however often the process died', async () => {
    await fc.assert(
      fc.asyncProperty(STEPS, async (all) => {
        const world = new ChangingWorld();
        for (const step of all) await world.take(step);
        await measureAll(world.fixture);
        const kept = await world.figures();
        expect(kept.sum.sessions).toBe(world.spoken());
        expect(kept.sum.handoffs).toBe(world.handoffs());
        expect(kept.sum.refused_ai_messages).toBe(world.refused);
        world.forgetFigures();
        await measureAll(world.fixture);
        expect(await world.figures()).toEqual(kept);
      }),
      seeded(60),
    );
  });
});

function add(tally: ReturnType<typeof newTally>, row: MeasureRow): void {
  addCounts(tally, row.counts, 1);
  addRow(tally, { ...row, reason: 'customer_requested', trigger: 'test' }, row.counts.handoffs ?? 0);
}
