import { describe, expect, test } from 'vitest';
import { START, requested } from '../../testing/make.ts';
import { foldJournal } from '../handoff/apply-fact.ts';
import type { JournalFact } from '../handoff/journal-fact.ts';
import { GOLDEN } from './testing/golden-histories.ts';
import { besideOf, factsOf, sorted, toldRow } from './testing/read-golden.ts';
import { historyOf, historyOfState } from './handoff-history.ts';
import { measureHandoff } from './measure-handoff.ts';

const NOTHING_BESIDE = { recontacted: false, questions: [], suggestions: [] };

describe('C19 what a handoff adds to the figures', () => {
  test.each(GOLDEN)('$name', (golden) => {
    const history = historyOf(factsOf(golden.facts, START));
    if (history === null) throw new Error('it is no journal');
    const rows = measureHandoff(history, besideOf(golden, START));
    expect(rows.map(toldRow)).toEqual(golden.rows.map(sorted));
    if (golden.second === undefined) return;
    const second = historyOf(factsOf(golden.second.facts, START));
    if (second === null) throw new Error('it is no journal');
    expect(measureHandoff(second, NOTHING_BESIDE).map(toldRow)).toEqual(golden.second.rows.map(sorted));
  });

  test('the golden set has thirty-three histories, none twice', () => {
    expect(new Set(GOLDEN.map(({ facts, second }) => `${facts} ${second?.facts}`)).size).toBe(33);
  });

  test('however long the AI talked before, nothing is counted from before the request', () => {
    const days = 5 * 86_400 * 1_000_000;
    for (const { facts } of GOLDEN) {
      const early = historyOf(factsOf(facts, START));
      const late = historyOf(factsOf(facts, START + days));
      if (early === null || late === null) throw new Error('it is no journal');
      expect(measureHandoff(late, NOTHING_BESIDE)).toEqual(measureHandoff(early, NOTHING_BESIDE));
    }
  });
});

describe('what can be told of a handoff whose journal cannot be read', () => {
  test('a journal without its beginning is none', () => {
    const { facts } = requested({}, START, { type: 'queued', at: START + 1, told: null, alternatives: [] });
    expect(historyOf(facts.slice(1))).toBeNull();
    expect(historyOf([])).toBeNull();
  });

  test('one from before departments is none', () => {
    const { facts } = requested();
    const old = facts.map(({ ...fact }) => {
      delete (fact as { requirements?: unknown }).requirements;
      return fact;
    }) as JournalFact[];
    expect(historyOf(old)).toBeNull();
  });

  test('the state tells the same of one that stayed in one department and in one pair of hands', () => {
    const simple = GOLDEN.filter(({ facts }) => !/transferred|requeued|declined|\d\/\d/.test(facts));
    expect(simple.length).toBeGreaterThan(18);
    for (const { facts } of simple) {
      const journal = factsOf(facts, START);
      const state = foldJournal(journal);
      const history = historyOf(journal);
      if (state === null || history === null) throw new Error('it is no journal');
      expect(historyOfState(state)).toEqual(history);
    }
  });
});
