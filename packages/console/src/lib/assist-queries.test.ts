import type { Assist, Suggestion } from '@baton/protocol';
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { assistQuery, newerAssist } from './assist-queries.ts';
import { assist } from './baton.ts';

const suggestion = (state: Suggestion['state'], text = 'Hello'): Suggestion => ({
  id: 'x1',
  text,
  state,
  by: 'model',
  sources: [],
  confidence: null,
});
const help = (offset: number | null, given: Suggestion | null = null): Assist => ({
  handoff_id: 'h1',
  session_id: 's1',
  offset,
  suggestion: given,
  articles: [],
  model: true,
});

describe('of two answers with help', () => {
  it.each([
    ['the one for the newer message', help(4), help(2), 4],
    ['the one for the newer message', help(2), help(4), 4],
    ['any before there was a message', help(null), help(0), 0],
  ])('holds %s', (_, before, next, offset) => {
    expect(newerAssist(before, next).offset).toBe(offset);
  });

  it('holds the suggestion that is further, whatever comes last', () => {
    const complete = help(4, suggestion('complete', 'Hello Ana'));
    expect(newerAssist(complete, help(4, suggestion('growing')))).toBe(complete);
    expect(newerAssist(help(4, suggestion('growing')), complete)).toBe(complete);
    expect(newerAssist(complete, help(4, null)).suggestion).toBeNull();
  });
});

it('an answer that comes after what the stream tells of a growing suggestion does not take it away', async () => {
  const answer = Promise.withResolvers<Assist>();
  vi.spyOn(assist, 'readAssist').mockReturnValue(answer.promise);
  const cache = new QueryClient();
  const { queryKey } = assistQuery('h1');
  const fetched = cache.fetchQuery(assistQuery('h1'));
  const growing = help(4, suggestion('growing'));
  cache.setQueryData(queryKey, growing);
  answer.resolve(help(4, null));
  await fetched;
  expect(cache.getQueryData(queryKey)).toEqual(growing);
});
