import { ANALYSED_CHARACTERS, foldText } from './fold-text.ts';
import { splitClauses, splitSentences } from './split-sentences.ts';
import { tokenise } from './tokenise.ts';

/** A part of a message that can mean something of its own. */
export interface Clause {
  /** Folded words, short forms written out. */
  readonly words: readonly string[];
  /** The sentence it stands in, in the customer's spelling. */
  readonly quote: string;
  /** The sentence ends in a question mark. */
  readonly question: boolean;
  /** It is a sentence of its own. */
  readonly sentence: boolean;
}

const WINDOW_WORDS = 40;
const WINDOW_STEP = 30;
/** Of a longer message the first and the last clauses count. */
const MOST_CLAUSES = 24;
const MOST_SENTENCES = 100;
const QUOTE_CHARACTERS = 200;

let last: { readonly message: string; readonly clauses: readonly Clause[] } | null = null;

/** The clauses of a message. The stages of a turn all read the same one: it is cut up once. */
export function clausesOf(message: string): readonly Clause[] {
  if (last?.message !== message) last = { message, clauses: cutUp(message) };
  return last.clauses;
}

/** A clause without punctuation that never ends is cut into overlapping windows. */
function cutUp(message: string): readonly Clause[] {
  const clauses: Clause[] = [];
  for (const { text, question } of bothEnds(
    splitSentences(message.slice(0, ANALYSED_CHARACTERS)),
    MOST_SENTENCES,
  )) {
    const quote = text.slice(0, QUOTE_CHARACTERS);
    const pieces = splitClauses(foldText(text));
    const sentence = pieces.length === 1;
    for (const piece of pieces) {
      const words = tokenise(piece);
      if (words.length <= WINDOW_WORDS) {
        if (words.length > 0) clauses.push({ words, quote, question, sentence });
        continue;
      }
      for (let from = 0; from < words.length; from += WINDOW_STEP) {
        const window = words.slice(from, from + WINDOW_WORDS);
        clauses.push({
          words: window,
          quote: window.join(' ').slice(0, QUOTE_CHARACTERS),
          question,
          sentence,
        });
      }
    }
  }
  return bothEnds(clauses, MOST_CLAUSES);
}

function bothEnds<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return [...items.slice(0, most / 2), ...items.slice(-most / 2)];
}
