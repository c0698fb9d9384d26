import { stemsOf } from '../nlp/content-stems.ts';
import { foldText } from '../nlp/fold-text.ts';
import { tokenise } from '../nlp/tokenise.ts';

/** A text reduced to what it is about and to the small words that turn its meaning round. */
export interface Gist {
  readonly folded: string;
  readonly stems: ReadonlySet<string>;
  /** e.g. `not`, `over`: two texts that differ in these do not say the same. */
  readonly turns: ReadonlySet<string>;
}

/** Whoever it is about is always the customer. */
const SUBJECTS: ReadonlySet<string> = new Set('customer user client person caller agent'.split(' '));
const TURNS: ReadonlySet<string> = new Set(
  (
    'not no never nor without unless except only over under above below more less fewer most least before after ' +
    'until since on off in out up down from to first last always all none some'
  ).split(' '),
);
const NEGATIONS: ReadonlySet<string> = new Set(['not', 'no', 'never', 'nor', 'without']);
const OPPOSITES: readonly (readonly string[])[] = [
  ['accept', 'refuse'],
  ['accept', 'reject'],
  ['approve', 'reject'],
  ['approve', 'decline'],
  ['accept', 'decline'],
  ['allow', 'forbid'],
  ['allow', 'refuse'],
  ['allow', 'deny'],
  ['offer', 'refuse'],
  ['offer', 'deny'],
  ['grant', 'deny'],
  ['grant', 'refuse'],
  ['confirm', 'deny'],
  ['enable', 'disable'],
  ['increase', 'decrease'],
  ['increase', 'reduce'],
  ['include', 'exclude'],
  ['open', 'close'],
  ['start', 'stop'],
].map((pair) => stemsOf(pair));

export function gistOf(text: string): Gist {
  const folded = foldText(text).trim();
  const words = tokenise(folded);
  return {
    folded,
    stems: new Set(stemsOf(words.filter((word) => !SUBJECTS.has(word)))),
    turns: new Set(words.filter((word) => TURNS.has(word))),
  };
}

/** 0..1: how much two texts say the same; 0 when one turns round what the other says. */
export function sameness(a: Gist, b: Gist): number {
  if (a.folded === b.folded) return 1;
  const alike = shared(a.stems, b.stems);
  return alike > 0 && haveSameTurns(a.turns, b.turns) ? alike : 0;
}

function haveSameTurns(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((turn) => b.has(turn));
}

/** Whether one says to do what the other says not to do. */
export function contradicts(a: Gist, b: Gist): boolean {
  const about = shared(a.stems, b.stems);
  if (about >= ABOUT_THE_SAME && isNegated(a) !== isNegated(b)) return true;
  return (
    isNegated(a) === isNegated(b) && OPPOSITES.some(([one = '', other = '']) => isTurned(a, b, one, other))
  );
}

/** Half of the words of both: what is left may be how it is put. */
const ABOUT_THE_SAME = 0.5;

/** How much two sets share, 0..1 (Dice). A guideline is compared with thousands: sets are made once. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let count = 0;
  for (const word of a) if (b.has(word)) count += 1;
  return (2 * count) / (a.size + b.size);
}

function isNegated({ turns }: Gist): boolean {
  return [...turns].some((turn) => NEGATIONS.has(turn));
}

/** Whether they differ in one stem and its opposite, and are about the same otherwise. */
function isTurned(a: Gist, b: Gist, first: string, second: string): boolean {
  const pair = [first, second];
  const has = (gist: Gist, word: string): boolean => gist.stems.has(word);
  const opposed =
    (has(a, first) && has(b, second) && !has(a, second) && !has(b, first)) ||
    (has(a, second) && has(b, first) && !has(a, first) && !has(b, second));
  if (!opposed) return false;
  const rest = (gist: Gist): Set<string> => new Set([...gist.stems].filter((word) => !pair.includes(word)));
  const [left, right] = [rest(a), rest(b)];
  return left.size === 0 || right.size === 0 || shared(left, right) >= ABOUT_THE_SAME;
}
