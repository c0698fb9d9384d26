import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ThoughtFilter } from './thought-filter.ts';

function filtered(chunks: readonly string[]): string {
  const filter = new ThoughtFilter();
  return chunks.map((chunk) => filter.push(chunk)).join('') + filter.end();
}

describe('what a model thinks aloud', () => {
  it.each([
    ['<think>Pens.</think>\n\nTwo pens.', 'Two pens.'],
    ['\n<think></think>Two pens.', 'Two pens.'],
    ['<think>Never said to the end', ''],
    ['Use <think> and </think> as tags.', 'Use <think> and </think> as tags.'],
    ['<thin', '<thin'],
    ['<thinking>Hm', '<thinking>Hm'],
    ['', ''],
  ])('%j is shown as %j', (text, shown) => {
    expect(filtered([text])).toBe(shown);
    expect(filtered([...text]).trimStart()).toBe(shown.trimStart());
  });

  it('never shows, however it is cut', () => {
    const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 6 });
    fc.assert(
      fc.property(cuts, fc.stringMatching(/^[a-z<>/ ]{0,20}$/), (places, thought) => {
        const text = `<think>${thought.replaceAll('</think>', '')}</think>Answer`;
        const marks = [
          0,
          ...places.map((place) => Math.min(place, text.length)).toSorted((a, b) => a - b),
          text.length,
        ];
        const chunks = marks.slice(1).map((mark, index) => text.slice(marks[index], mark));
        expect(filtered(chunks)).toBe('Answer');
      }),
    );
  });

  it('takes no longer for hostile text', () => {
    const began = performance.now();
    filtered(['<think>'.repeat(500_000)]);
    filtered(Array.from({ length: 50_000 }, () => '<think></thin'));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
