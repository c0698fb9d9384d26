import { describe, expect, it } from 'vitest';
import { fuzzyScore } from './fuzzy.ts';

const ranked = (typed: string, texts: readonly string[]): string[] =>
  texts
    .map((text) => ({ text, score: fuzzyScore(text, typed) }))
    .filter(({ score }) => score !== null)
    .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ text }) => text);

describe('what is typed', () => {
  it.each([
    ['set', ['Reset the view', 'Settings'], ['Settings', 'Reset the view']],
    ['rta', ['Return to the AI', 'Reports', 'Restart'], ['Return to the AI', 'Restart']],
    ['jose', ['José Ángel', 'Joe'], ['José Ángel']],
    ['follow ups', ['Follow-ups'], ['Follow-ups']],
    ['zz', ['Settings'], []],
  ])('%s finds', (typed, texts, found) => {
    expect(ranked(typed, texts)).toEqual(found);
  });

  it('as nothing finds everything', () => {
    expect(fuzzyScore('Anything', ' ')).toBe(0);
  });
});
