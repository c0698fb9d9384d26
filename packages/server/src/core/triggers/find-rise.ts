import type { FrustrationAids } from '../nlp/frustration/frustration-aids.ts';
import { assessFrustration } from '../nlp/frustration/score-frustration.ts';

/** Messages over which frustration rises. */
const WINDOW = 4;
/** So near to the level at which one is frustrated anyway, a rise tells where it goes. */
const SHORT_OF_LEVEL = 0.2;
/** A fall of less is no better mood. */
const SLACK = 0.05;

/**
 * How much more frustrated the writer of these messages (oldest first) is at the last than at the calmest of the
 * few before, 0..1, when that is at least `rise`, he has become so step by step, and he is near to `level`; null
 * otherwise. One outburst in a calm conversation is a level and no trend: at least two steps must lead up.
 */
export function findRise(
  messages: readonly string[],
  limits: { readonly level: number; readonly rise: number },
  aids: FrustrationAids,
): number | null {
  if (messages.length < 3) return null;
  const now = assessFrustration(messages, aids).score;
  if (now < limits.level - SHORT_OF_LEVEL || now < limits.rise) return null;
  const scores = [now];
  for (let back = 1; back < WINDOW && back < messages.length; back++) {
    const before = assessFrustration(messages.slice(0, -back), aids).score;
    const next = scores[0] ?? now;
    if (before > next + SLACK) break;
    scores.unshift(before);
  }
  const rise = now - Math.min(...scores);
  return rise >= limits.rise && stepsUp(scores) >= 2 ? rise : null;
}

function stepsUp(scores: readonly number[]): number {
  return scores.filter((score, index) => index > 0 && score > (scores[index - 1] ?? 0) + SLACK).length;
}
