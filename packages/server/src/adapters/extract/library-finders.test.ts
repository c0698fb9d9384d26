import { beforeAll, describe, expect, test } from 'vitest';
import { findDetails } from '../../core/nlp/extract/find-details.ts';
import type { DetailFinder } from '../../core/nlp/extract/find-details.ts';
import { loadLibraryFinders } from './library-finders.ts';

describe('H5.1 phones and dates by the libraries', () => {
  let finders: readonly DetailFinder[] = [];
  beforeAll(async () => {
    finders = await loadLibraryFinders({
      country: 'DE',
      languages: ['en', 'de', 'fr'],
      now: () => new Date('2025-03-12T12:00:00Z'),
    });
  });

  test.each<[string, [string, string, string | null][]]>([
    ['call 0171 2345678', [['phone', '0171 2345678', '+491712345678']]],
    ['or +44 20 7946 0958', [['phone', '+44 20 7946 0958', '+442079460958']]],
    ['I bought it three weeks ago', [['date', 'three weeks ago', '2025-02-19']]],
    ['vor drei Tagen', [['date', 'vor drei Tagen', '2025-03-09']]],
    ['order 4711887', [['order', '4711887', null]]],
    ['nothing at all', []],
  ])('%s', (text, expected) => {
    const found = findDetails(text, { finders }).map(({ kind, value, normal }) => [kind, value, normal]);
    expect(found).toEqual(expected);
  });

  test.each(['1 ', '12:', '+1 ', 'march ', '1/1/', 'next monday at ', '('])(
    'a text of nothing but %j takes no time',
    (unit) => {
      const before = performance.now();
      findDetails(unit.repeat(20_000 / unit.length), { finders });
      expect(performance.now() - before).toBeLessThan(1000);
    },
  );
});

test('a language without dates in words is passed over', async () => {
  const now = (): Date => new Date('2025-03-12T12:00:00Z');
  const finders = await loadLibraryFinders({ country: null, languages: ['xx', 'pl', 'es'], now });
  const found = findDetails('llega mañana', { finders });
  expect(found.map(({ kind, normal }) => [kind, normal])).toEqual([['date', '2025-03-13']]);
});
