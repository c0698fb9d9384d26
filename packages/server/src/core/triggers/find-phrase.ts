import { clausesOf } from '../nlp/clauses-of.ts';
import type { Clause } from '../nlp/clauses-of.ts';
import { foldText } from '../nlp/fold-text.ts';
import { scoreEnglishClause } from '../nlp/human-request/score-english-clause.ts';
import { scoreOtherLanguages } from '../nlp/human-request/score-other-languages.ts';
import { withoutMentions } from '../nlp/human-request/without-mentions.ts';
import { tokenise } from '../nlp/tokenise.ts';

/** Words that ask for a person, made ready. */
export type Phrase = readonly string[];

/** A phrase alone is worth less than words that were understood. */
export const PHRASE_SCORE = 0.75;
const NEGATION =
  /^(?:not|no|never|without|instead|than|avoid|stop|nicht|kein|keine|keinen|keinem|nie|ohne|statt|nunca|sin|ni|ne|pas|jamais|sans|nao|nem|sem|non|mai|senza|niet|geen|nooit|zonder|nie|bez|nigdy)$/;
/** Scripts that put no spaces between words. */
const UNSPACED = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/;
const UNSPACED_NEGATION = /不|没|沒|别|別|ない|ません|않|싫|안 /;
/** A denial this far before or behind a phrase is about it. */
const REACH_BEFORE = 6;
const REACH_BEHIND = 3;

/** Throws a RangeError for a phrase without a word. */
export function compilePhrase(phrase: string): Phrase {
  const words = tokenise(foldText(phrase));
  if (words.length === 0) throw new RangeError(`The phrase “${phrase}” has no words.`);
  return words;
}

/**
 * The sentence in which one of the phrases asks for a person; null when none does. Where a phrase is denied ("I
 * don't want to …"), only mentioned ("the button says …") or part of a question about people, it does not count.
 */
export function findPhrase(message: string, phrases: readonly Phrase[]): string | null {
  if (phrases.length === 0) return null;
  const clauses = clausesOf(withoutMentions(message));
  const whole = clauses.length === 1;
  const clause = clauses.find(
    (each) => phrases.some((phrase) => asks(each, phrase)) && !isRuledOut(each, whole),
  );
  return clause?.quote ?? null;
}

function asks(clause: Clause, phrase: Phrase): boolean {
  const [only] = phrase;
  if (phrase.length === 1 && only !== undefined && UNSPACED.test(only)) {
    const text = foldText(clause.quote);
    return text.includes(only) && !UNSPACED_NEGATION.test(text);
  }
  const { words } = clause;
  for (let at = 0; at + phrase.length <= words.length; at++) {
    if (!phrase.every((word, index) => words[at + index] === word)) continue;
    const end = at + phrase.length;
    const around = [
      ...words.slice(Math.max(0, at - REACH_BEFORE), at),
      ...words.slice(end, end + REACH_BEHIND),
    ];
    if (!around.some((word) => NEGATION.test(word))) return true;
  }
  return false;
}

/** The rules for whole clauses know denials and questions about people that no list of words does. */
function isRuledOut(clause: Clause, whole: boolean): boolean {
  const verdicts = [scoreEnglishClause(clause, whole), scoreOtherLanguages(clause.words, whole)];
  return verdicts.some((verdict) => verdict === 'refused' || verdict === 'doubtful');
}
