import { likeness } from './likeness.ts';
import { guessLanguage } from '../guess-language.ts';
import { foldText } from '../fold-text.ts';
import { tokenise } from '../tokenise.ts';
import type { Cosine } from './frustration-aids.ts';

/** A question that was put again and again. */
export interface RepeatedQuestion {
  /** How often, the last time included. */
  readonly times: number;
  /** Places of the messages in what was given, oldest first. */
  readonly at: readonly number[];
}

/** Times after which nobody believes any more that the next answer will be another (H4.2). */
const REPEATED_TIMES = 3;
/** Words in common (Dice) from which a question is the same one, reworded. */
const SAME = 0.6;
/**
 * Nearness of meaning from which an English question is the same one where it takes several to tell: in BANKING77 it
 * holds of 25 % of the pairs of one intent and of 0.16 % of those of two. Other languages are not told apart so well.
 */
const SAME_ENGLISH = 0.72;
const SAME_FOREIGN = 0.82;
/** "Do you deliver to Spain?" and "… to France?" are near in meaning and two questions. */
const SAME_BUT_ONE = 0.9;
/** Messages looked back over. */
const WINDOW = 12;
const READ_CHARACTERS = 2000;
/** Words with meaning that a question has at least; three times the same two are no accident. */
const FEWEST_WORDS = 2;

/** Whether the last message asks what earlier ones of the same writer asked; null when it does so fewer than `times` times. */
export function findRepeated(
  messages: readonly string[],
  cosine?: Cosine,
  times: number = REPEATED_TIMES,
): RepeatedQuestion | null {
  const latest = messages.at(-1);
  if (latest === undefined) return null;
  const from = Math.max(0, messages.length - WINDOW);
  const at = messages
    .map((message, index) => ({ message, index }))
    .filter(({ index }) => index >= from && index < messages.length - 1)
    .filter(
      ({ message }) =>
        likeness(latest, message, cosine, FEWEST_WORDS, sameMeaning(latest, message, cosine)) >= SAME,
    )
    .map(({ index }) => index);
  const all = [...at, messages.length - 1];
  return all.length >= times ? { times: all.length, at: all } : null;
}

function sameMeaning(latest: string, earlier: string, cosine: Cosine | undefined): number {
  if (cosine === undefined) return 1;
  if (differInOnePlace(latest, earlier)) return SAME_BUT_ONE;
  const foreign = [latest, earlier].some((text) => (guessLanguage(text) ?? 'en') !== 'en');
  return foreign ? SAME_FOREIGN : SAME_ENGLISH;
}

/** The same words but for one or two in one place: what is asked about is another thing. */
function differInOnePlace(latest: string, earlier: string): boolean {
  const [a, b] = [latest, earlier].map((text) => tokenise(foldText(text.slice(0, READ_CHARACTERS))));
  if (a === undefined || b === undefined) return false;
  const shorter = Math.min(a.length, b.length);
  let before = 0;
  while (before < shorter && a[before] === b[before]) before++;
  let behind = 0;
  while (behind < shorter - before && a.at(-1 - behind) === b.at(-1 - behind)) behind++;
  const [leftA, leftB] = [a.length - before - behind, b.length - before - behind];
  return before + behind >= 2 && leftA >= 1 && leftB >= 1 && Math.max(leftA, leftB) <= 2;
}
