import { expect, test } from 'vitest';
import { mergeRankings } from './merge-rankings.ts';
import { partsOfMessage } from './message-parts.ts';

test('a short message is one part', () => {
  expect(partsOfMessage('Hi, cancel it please')).toEqual(['Hi, cancel it please']);
});

test('a longer one is ranked as a whole and by its clauses', () => {
  const message = 'My parcel has not arrived. I also want to change my address, please!';
  expect(partsOfMessage(message)).toEqual([
    message,
    'my parcel has not arrived',
    'i also want to change my address',
  ]);
});

test('a message of any length has few parts', () => {
  expect(partsOfMessage('where is my parcel number one. '.repeat(2000)).length).toBeLessThan(14);
});

test('each owner keeps its best score, and a clause counts for a little less than the whole', () => {
  const score = (owner: string, value: number, example: string) => ({
    owner,
    score: value,
    probability: value,
    similarity: value,
    example,
  });
  const merged = mergeRankings([
    { scores: [score('a', 0.8, 'whole'), score('b', 0.1, 'whole')], inScope: 0.8 },
    { scores: [score('b', 0.8, 'clause'), score('a', 0.85, 'clause')], inScope: 0.85 },
  ]);
  expect(merged.scores.map(({ owner, example }) => [owner, example])).toEqual([
    ['a', 'whole'],
    ['b', 'clause'],
  ]);
  expect(merged.inScope).toBe(0.85);
});
