import { describe, expect, test } from 'vitest';
import { addCounts, addReason, measuresOf, newTally } from './tally.ts';

describe('figures', () => {
  test('of nothing are no shares and no times', () => {
    const measures = measuresOf(newTally());
    expect(measures.containment).toEqual({ count: 0, of: 0, share: null });
    expect(measures.acceptance).toEqual({ count: 0, mean: null, p50: null, p90: null, p99: null });
    expect(measures.rating).toEqual({ count: 0, mean: null, scores: [0, 0, 0, 0, 0] });
  });

  test('rows that are alike count as often as they are', () => {
    const tally = newTally();
    addCounts(tally, { handoffs: 1, ended: 1, rated_4: 1 }, 3);
    addCounts(tally, { handoffs: 1, ended: 1, resolved: 1, rated_1: 1 }, 1);
    const { handoffs, resolved, rating } = measuresOf(tally);
    expect({ handoffs, resolved, rating }).toEqual({
      handoffs: 4,
      resolved: { count: 1, of: 4, share: 0.25 },
      rating: { count: 4, mean: 3.25, scores: [1, 0, 0, 3, 0] },
    });
  });

  test('reasons and triggers stand in the order of how often they came; none is no trigger', () => {
    const tally = newTally();
    addReason(tally, 'api', '', 1);
    addReason(tally, 'low_confidence', 'model', 2);
    addReason(tally, 'api', 'button', 0);
    const { reasons, triggers } = measuresOf(tally);
    expect(reasons).toEqual([
      { reason: 'low_confidence', count: 2 },
      { reason: 'api', count: 1 },
    ]);
    expect(triggers).toEqual([{ trigger: 'model', count: 2 }]);
  });

  test('sessions with a handoff and those that the AI served alone are all', () => {
    const tally = { ...newTally(), sessions: 10, handed: 3 };
    const { handoff_rate, containment } = measuresOf(tally);
    expect([handoff_rate.share, containment.share]).toEqual([0.3, 0.7]);
  });
});
