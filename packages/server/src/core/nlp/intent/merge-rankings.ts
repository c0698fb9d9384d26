import type { IntentRanking, IntentScore } from './intent-entry.ts';

/**
 * What a clause is worth beside the whole message: most messages of several clauses say one thing, and with 1
 * BANKING77 lost a point.
 */
const CLAUSE_WEIGHT = 0.9;

/** One ranking of a whole message, which comes first, and its clauses: of each owner the best score. */
export function mergeRankings(rankings: readonly IntentRanking[]): IntentRanking {
  const best = new Map<string, IntentScore>();
  for (const [part, { scores }] of rankings.entries()) {
    for (const score of scores) {
      const weighed = part === 0 ? score.score : CLAUSE_WEIGHT * score.score;
      if (weighed > (best.get(score.owner)?.score ?? -1)) best.set(score.owner, { ...score, score: weighed });
    }
  }
  return {
    scores: [...best.values()].toSorted((one, other) => other.score - one.score),
    inScope: Math.max(0, ...rankings.map(({ inScope }) => inScope)),
  };
}
