import { describe, expect, it } from 'vitest';
import { makeHandoff } from '../testing/make-handoff.ts';
import { queueSearchFrom } from './queue-search.ts';
import { matcherOf, placesInLine } from './queue-view.ts';

describe('what the address says of the queue', () => {
  it.each([
    [{}, {}],
    [
      { stage: 'queued', q: 42 },
      { stage: 'waiting', q: '42' },
    ],
    [{ stage: 'all', department: '', reason: ['x'], language: null }, {}],
    [{ department: 'd'.repeat(500) }, { department: 'd'.repeat(100) }],
  ])('%j is %j', (search, expected) => {
    expect(queueSearchFrom(search)).toEqual(expected);
  });
});

describe('a filter of the queue', () => {
  const handoff = makeHandoff({
    customer: { id: 'c', name: 'José Ángel' },
    requirements: { department: 'claims', skills: [], language: 'es' },
    evidence: [{ trigger: 'explicit-request', offset: 1, score: 1, threshold: 1, quote: 'Where is POL-7?' }],
  });
  it.each([
    [{}, true],
    [{ department: 'claims' }, true],
    [{ department: 'billing' }, false],
    [{ reason: handoff.reason, language: 'es' }, true],
    [{ language: 'de' }, false],
    [{ q: 'jose angel' }, true],
    [{ q: 'pol-7' }, true],
    [{ q: 'refund' }, true],
    [{ q: 'nobody' }, false],
  ])('%j finds it: %s', (search, found) => {
    expect(matcherOf(search)(handoff)).toBe(found);
  });
});

it('the place in line is counted in each department alone', () => {
  const inDepartment = (id: string, department: string) =>
    makeHandoff({ id, requirements: { department, skills: [], language: null } });
  const places = placesInLine([inDepartment('a', 'x'), inDepartment('b', 'y'), inDepartment('c', 'x')]);
  expect([...places]).toEqual([
    ['a', 1],
    ['b', 1],
    ['c', 2],
  ]);
});
