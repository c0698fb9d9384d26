import { SpellingCorrector } from '../correct-spelling.ts';
import { COMMON_WORDS } from '../match/common-words.ts';
import { SHORT_WORDS } from '../short-words.ts';
import { ENGLISH_KEPT, ENGLISH_SMALL_WORDS, ENGLISH_SPELLINGS, ENGLISH_VOCABULARY } from './english-words.ts';

/** Words that are right as they are. */
const KNOWN: ReadonlySet<string> = new Set([...COMMON_WORDS, ...SHORT_WORDS, ...ENGLISH_KEPT, 'i', 'a']);
/** Words the rules are made of. */
const WANTED: ReadonlySet<string> = new Set([...ENGLISH_VOCABULARY, ...ENGLISH_SMALL_WORDS]);
const LONGEST = 24;
/** A little word that is none: where a rule has a little word, it may be that one. */
const UNREADABLE = /^[a-z]{1,3}$/;
const WILDCARD = '~';
/** A letter that is no word: it belongs to a neighbour. */
const STRAY = /^[b-hj-z]$/;

const nouns = new SpellingCorrector(ENGLISH_VOCABULARY, KNOWN);
const smallWords = new SpellingCorrector(ENGLISH_SMALL_WORDS, KNOWN, (length) => (length < 3 ? 0 : 1));

/**
 * Puts right the misspellings that would hide a request: wrong, missing, swapped and extra letters in the words
 * of the rules, words that ran together and spaces that slipped by one letter. Words that exist stay.
 */
export function repairWords(words: readonly string[]): { words: readonly string[]; corrections: number } {
  const repaired: string[] = [];
  let corrections = 0;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const next = words[index + 1];
    const shifted = next === undefined ? null : shiftSpace(word, next);
    const stray = shifted !== null && next !== undefined && STRAY.test(next);
    const whole = shifted === null ? apart(word) : null;
    const right = isRight(word) ? word : stray ? null : (correct(word) ?? whole);
    if (right === null && shifted !== null) {
      repaired.push(...shifted);
      index += 1;
    } else {
      repaired.push(right ?? (UNREADABLE.test(word) ? WILDCARD : word));
    }
    if (right !== word && (right !== null || shifted !== null)) corrections += 1;
  }
  return { words: repaired, corrections };
}

function isRight(word: string): boolean {
  return !Object.hasOwn(ENGLISH_SPELLINGS, word) && (WANTED.has(word) || KNOWN.has(word));
}

function correct(word: string): string | null {
  if (Object.hasOwn(ENGLISH_SPELLINGS, word)) return ENGLISH_SPELLINGS[word] ?? null;
  return nouns.correct(word) ?? smallWords.correct(word);
}

/** Two words that ran together, also with a slip of the finger for the space: `ahuman`, `realiperson`. */
function apart(word: string): string | null {
  if (word.length < 3 || word.length > LONGEST) return null;
  for (let at = 1; at < word.length - 1; at += 1) {
    const first = word.slice(0, at);
    if (!isWord(first)) continue;
    for (const rest of [word.slice(at), word.slice(at + 1)]) {
      if (isWord(rest) && (WANTED.has(first) || WANTED.has(rest))) return `${first} ${rest}`;
    }
  }
  return null;
}

/** A space one letter too early or too late: `speakt o`, `t oan`. */
function shiftSpace(word: string, next: string): [string, string] | null {
  if (isRight(word) && (isRight(next) || next.length < 2)) return null;
  const back: [string, string] = [word.slice(0, -1), word.slice(-1) + next];
  const forth: [string, string] = [word + next.slice(0, 1), next.slice(1)];
  for (const [first, second] of [back, forth]) {
    if (isWord(first) && isWord(second) && (WANTED.has(first) || WANTED.has(second))) return [first, second];
  }
  return null;
}

function isWord(text: string): boolean {
  return text !== '' && (WANTED.has(text) || KNOWN.has(text));
}
