import { overlap, stemsOf } from '../content-stems.ts';
import { foldText } from '../fold-text.ts';
import { tokenise } from '../tokenise.ts';
import { ANGER, CORRECTION, DISPLEASURE } from './complaint-words.ts';

/** How far back repetition and anger are looked for. */
const WINDOW = 5;
const SAME_QUESTION = 0.65;
const FEWEST_WORDS = 3;
/** Enough of a message to see what it is about. */
const READ_CHARACTERS = 2000;

/* What each sign adds towards certainty; signs combine as independent ones do: 1 - product of (1 - weight). */
const REPEATED_ONCE = 0.58;
const REPEATED_TWICE = 0.78;
const ANGRY = 0.47;
const DISPLEASED = 0.3;
const CORRECTS = 0.42;
const ANGRY_BEFORE = 0.35;
const DISPLEASED_BEFORE = 0.2;
const SHOUTS = 0.2;

/**
 * How frustrated the writer of these messages (oldest first) is at the last of them, 0..1. People repeat
 * themselves and correct the bot: one angry word alone stays below the default threshold of 0.75.
 */
export function scoreFrustration(messages: readonly string[]): number {
  const recent = messages.slice(-WINDOW).map((message) => message.slice(0, READ_CHARACTERS));
  const latest = recent.at(-1);
  if (latest === undefined) return 0;
  const before = recent.slice(0, -1);
  const text = canonical(latest);
  const signs = [repetition(latest, before), anger(text, ANGRY, DISPLEASED)];
  if (CORRECTION.test(text)) signs.push(CORRECTS);
  if (shouts(latest)) signs.push(SHOUTS);
  if (Math.max(...signs) > 0) {
    signs.push(...before.map((message) => anger(canonical(message), ANGRY_BEFORE, DISPLEASED_BEFORE)));
  }
  return 1 - signs.reduce((calm, sign) => calm * (1 - sign), 1);
}

function repetition(latest: string, before: readonly string[]): number {
  const asked = wordsThatCount(latest);
  if (asked.length < FEWEST_WORDS) return 0;
  const same = before.filter((message) => isSame(asked, wordsThatCount(message))).length;
  if (same === 0) return 0;
  return same === 1 ? REPEATED_ONCE : REPEATED_TWICE;
}

/** The same words, and no other number: asking for the next claim is no repetition. */
function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (b.length < FEWEST_WORDS) return false;
  const numbers = new Set(a.filter(hasDigit));
  const others = b.filter(hasDigit);
  if (others.length > 0 && numbers.size > 0 && !others.some((number) => numbers.has(number))) return false;
  return overlap(a, b) >= SAME_QUESTION;
}

function hasDigit(word: string): boolean {
  return /\p{N}/u.test(word);
}

/** Content stems; of a message that has hardly any, all its words. */
function wordsThatCount(message: string): readonly string[] {
  const words = tokenise(foldText(message));
  const stems = stemsOf(words);
  return stems.length >= FEWEST_WORDS ? stems : [...new Set(words)];
}

function anger(text: string, strong: number, mild: number): number {
  if (ANGER.test(text)) return strong;
  return DISPLEASURE.test(text) ? mild : 0;
}

function shouts(message: string): boolean {
  if (/[!?]{3}/.test(message)) return true;
  const letters = message.slice(0, 400).replace(/[^\p{L}]/gu, '');
  return letters.length >= 12 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

function canonical(message: string): string {
  return ` ${tokenise(foldText(message)).join(' ')} `;
}
