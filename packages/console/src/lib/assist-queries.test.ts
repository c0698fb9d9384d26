import type { Assist, Suggestion } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { newerAssist } from './assist-queries.ts';

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
