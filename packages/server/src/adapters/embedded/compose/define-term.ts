import { foldText } from '../../../core/nlp/fold-text.ts';
import { stemsOf } from '../../../core/nlp/content-stems.ts';
import { stem } from '../../../core/nlp/stem.ts';
import { tokenise } from '../../../core/nlp/tokenise.ts';
import { SpellingCorrector } from '../../../core/nlp/correct-spelling.ts';
import type { Term } from '../../../core/behaviour/knowledge.ts';

const ASKS =
  / (?:what|when|where|which|how|who|tell me|explain|define|meaning|mean|means|is there|do you have|can i have|give me|need|know|want|open) /;
const SHORT = 4;
/** How much of what the customer said has to be the term itself. */
const FEWEST_COVERED = 0.5;

interface Asked {
  readonly term: Term;
  readonly covered: number;
}

/** The terms a message asks the meaning of, with how much of the message they are, best first. */
export function askedTerms(terms: readonly Term[], text: string): readonly Asked[] {
  const words = tokenise(foldText(text.slice(0, 1000)));
  const said = stemsOf(words);
  const asks = ASKS.test(` ${words.join(' ')} `) || words.length <= SHORT;
  if (!asks || said.length === 0) return [];
  return terms
    .map((term) => ({
      term,
      covered: Math.max(...[term.name, ...term.synonyms].map((name) => covers(name, words, said))),
    }))
    .filter(({ covered }) => covered >= FEWEST_COVERED)
    .toSorted((a, b) => b.covered - a.covered);
}

/** The share of the message that a name makes up; 0 when not all of the name was said. */
function covers(name: string, words: readonly string[], said: readonly string[]): number {
  const nameWords = tokenise(foldText(name));
  const content = stemsOf(nameWords);
  const wanted = content.length > 0 ? content : nameWords.map(stem);
  const corrector = new SpellingCorrector(wanted);
  const heard = new Set(
    (content.length > 0 ? said : words.map(stem)).map((word) => corrector.correct(word) ?? word),
  );
  if (!wanted.every((word) => heard.has(word))) return 0;
  return content.length === 0 ? 1 : content.length / Math.max(said.length, 1);
}

/** "Deductible: what you pay yourself." A description that is a sentence stands for itself. */
export function defineTerm({ name, description }: Term): string {
  const text = description.trim();
  const sentence = /^[A-Z].*[.!]$/s.test(text) && text.split(' ').length > 3;
  if (sentence) return text;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${text}${/[.!?]$/.test(text) ? '' : '.'}`;
}
