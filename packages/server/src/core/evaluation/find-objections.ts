import { contradicts, gistOf, sameness } from './compare-texts.ts';
import type { Gist } from './compare-texts.ts';

/** A guideline that another one is compared with. */
export interface Neighbour {
  /** How it is named to the author, e.g. `guideline 'aB3…'`. */
  readonly name: string;
  readonly condition: Gist;
  readonly action: Gist | null;
}

/** From here on two conditions are taken for one: eight words of ten in common. */
const NEARLY_THE_SAME = 0.8;

export function neighbourOf(name: string, condition: string, action: string | null): Neighbour {
  return { name, condition: gistOf(condition), action: action === null ? null : gistOf(action) };
}

/** What speaks against having `candidate` beside `other`; null when nothing does. */
export function objectionTo(candidate: Neighbour, other: Neighbour): string | null {
  const near = sameness(candidate.condition, other.condition);
  if (near < NEARLY_THE_SAME) return null;
  if (candidate.action === null || other.action === null) {
    if (candidate.action !== other.action) return null;
    return near === 1 ? `It says the same as ${other.name}.` : `It is nearly the same as ${other.name}.`;
  }
  if (contradicts(candidate.action, other.action))
    return `It contradicts ${other.name}: under the same condition they say the opposite.`;
  const alike = sameness(candidate.action, other.action);
  if (alike < NEARLY_THE_SAME) return null;
  return Math.min(near, alike) === 1
    ? `It says the same as ${other.name}.`
    : `It is nearly the same as ${other.name}.`;
}
