// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { makeMeasures } from '../../testing/make-measures.ts';
import { SECTIONS, figureOf } from './figures.ts';

describe('a headline figure', () => {
  it('says what it rests on', () => {
    const measures = makeMeasures({
      handoffs: 1280,
      service_level: { count: 92, of: 96, share: 92 / 96 },
      acceptance: { count: 96, mean: 41.2, p50: 30, p90: 125, p99: 3900 },
      rating: { count: 7, mean: 4.57, scores: [0, 0, 1, 1, 5] },
    });
    expect(figureOf('handoffs', measures).value).toBe('1,280');
    expect(figureOf('serviceLevel', measures)).toMatchObject({ value: '95.8%', below: '92 of 96' });
    expect(figureOf('acceptance', measures)).toMatchObject({
      value: '30 s',
      below: 'P90 2 min 5 s · P99 1 h 5 min · mean 41 s · 96 measured',
    });
    expect(figureOf('rating', measures)).toMatchObject({ value: '4.6', below: 'of 5 · 7 ratings' });
  });

  it('is none, not nought, where there was nothing to measure', () => {
    const shown = SECTIONS.flatMap(([, ids]) => ids.map((id) => figureOf(id, makeMeasures())));
    const empty = shown.filter(({ value }) => value === '–').map(({ id }) => id);
    const counts = shown.filter(({ value }) => value === '0').map(({ id }) => id);
    expect(counts).toEqual(['sessions', 'handoffs', 'transfers', 'requeues', 'declined', 'refused']);
    expect(empty).toHaveLength(shown.length - counts.length);
  });

  it('of calls and e-mails is of the same whole', () => {
    const measures = makeMeasures({
      callbacks: { count: 2, of: 10, share: 0.2 },
      emails: { count: 3, of: 10, share: 0.3 },
    });
    expect(figureOf('contact', measures)).toMatchObject({ value: '50%', below: '5 of 10' });
  });
});
