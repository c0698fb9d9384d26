import { guessLanguage } from '../guess-language.ts';
import { foldText } from '../fold-text.ts';
import { tokenise } from '../tokenise.ts';

/** What a language identifier makes of a text. */
export interface LanguageGuess {
  /** ISO 639-1. */
  readonly language: string;
  /** False where the text is too short or two languages fit alike. */
  readonly confident: boolean;
}

/** Tells the language of a text among the allowed ones; null when it cannot. */
export type LanguageIdentifier = (text: string, allowed: readonly string[]) => LanguageGuess | null;

/** Below this no identifier is reliable: the conversation keeps its language. */
const FEWEST_WORDS = 3;
const READ_CHARACTERS = 1000;
/** Signs of a sentence that a conversation in another language also has: addresses, codes. */
const NOT_PROSE = /\S+@\S+|https?:\/\/\S+|\S*\d\S*/g;

/**
 * The language of a conversation after one more message. It changes only on a message of three words or more whose
 * language is certain; `previous` is null at the start of a conversation, where any guess is better than none.
 * `allowed`: the languages the company answers in; empty for any.
 */
export function chooseLanguage(
  text: string,
  previous: string | null,
  allowed: readonly string[],
  identify: LanguageIdentifier | null,
): string | null {
  const prose = text.slice(0, READ_CHARACTERS).replace(NOT_PROSE, ' ');
  const words = guessLanguage(prose);
  const bySmallWords = words !== null && (allowed.length === 0 || allowed.includes(words)) ? words : null;
  const length = tokenise(foldText(prose)).length;
  if (length < FEWEST_WORDS && !hasOwnScript(bySmallWords)) return previous ?? bySmallWords;
  const guess = identify?.(prose, allowed) ?? null;
  if (guess === null) return bySmallWords ?? previous;
  if (guess.confident || guess.language === bySmallWords) return guess.language;
  return previous ?? bySmallWords ?? guess.language;
}

/** A script tells the language without counting words: Chinese has no spaces. */
function hasOwnScript(language: string | null): boolean {
  return language !== null && ['ja', 'ko', 'zh', 'ru', 'ar'].includes(language);
}
