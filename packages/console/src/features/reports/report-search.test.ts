import { describe, expect, it } from 'vitest';
import { filtersOf, rangeOf, reportSearchFrom } from './report-search.ts';

const NOW = new Date(2026, 4, 20, 15, 30).getTime();
const day = (year: number, month: number, date: number): string =>
  new Date(year, month - 1, date).toISOString();

describe('the period of a report', () => {
  it.each([
    [{ period: 'today' }, day(2026, 5, 20), day(2026, 5, 21), 'hour'],
    [{ period: 'week' }, day(2026, 5, 14), day(2026, 5, 21), 'day'],
    [{}, day(2026, 4, 21), day(2026, 5, 21), 'day'],
    [{ period: 'quarter' }, day(2026, 2, 20), day(2026, 5, 21), 'week'],
    [{ period: 'own', from: '2026-05-01', to: '2026-05-01' }, day(2026, 5, 1), day(2026, 5, 2), 'hour'],
    [{ period: 'own', from: '2024-01-01', to: '2026-01-01' }, day(2024, 1, 1), day(2026, 1, 2), 'month'],
  ] as const)('%j is whole days', (search, from, to, step) => {
    expect(rangeOf(search, NOW)).toEqual({ from, to, step });
  });

  it('that ends before it begins is none', () => {
    expect(rangeOf({ period: 'own', from: '2026-05-02', to: '2026-05-01' }, NOW)).toBeNull();
  });
});

describe('an address that anybody may have written', () => {
  it('is read as far as it makes sense', () => {
    expect(
      reportSearchFrom({
        period: 'own',
        from: '2026-05-01',
        to: 'never',
        department: 'billing',
        operator: 42,
        reason: 'x'.repeat(101),
        trigger: { a: 1 },
        by: 'colour',
        stage: 'waiting',
      }),
    ).toEqual({ period: 'own', from: '2026-05-01', department: 'billing', operator: '42' });
    expect(reportSearchFrom({ period: 'for ever', from: '2026-05-01', by: 'agent' })).toEqual({
      by: 'agent',
    });
  });

  it('filters by what it names', () => {
    expect(filtersOf({ department: 'billing', by: 'agent', period: 'today' })).toEqual({
      department: 'billing',
    });
  });
});
