import { NgramReader, ngramNumber } from './ngram-reader.ts';

/** How much an n-gram speaks for each language, by the language's number. */
export type LanguageScores = Readonly<Record<number, number>>;

/** The shortest entry of the source is `a:{0:1},`. */
const ENTRY_CHARACTERS = 8;
/** And the shortest pair in it `0:1,`. */
const PAIR_CHARACTERS = 4;

/**
 * The n-grams of `eld` in typed arrays: 2 MB, where an object for each takes 45 MB, and the engine 80 MB more to read
 * them as a program.
 */
export class NgramTable {
  /** Ascending. */
  readonly #ngrams: Float64Array;
  /** Where the scores of each begin and end. */
  readonly #begins: Uint32Array;
  readonly #ends: Uint32Array;
  /** Pairs: a language's number and its score. */
  readonly #scores: Uint8Array;

  /** Reads the package's module of n-grams. Throws a SyntaxError when it is not written as NgramReader expects. */
  constructor(source: string) {
    const most = Math.ceil(source.length / ENTRY_CHARACTERS);
    const ngrams = new Float64Array(most);
    const begins = new Uint32Array(most + 1);
    const scores = new Uint8Array(2 * Math.ceil(source.length / PAIR_CHARACTERS));
    const reader = new NgramReader(source);
    let count = 0;
    let end = 0;
    for (; reader.more; count++) {
      ngrams[count] = reader.ngram();
      begins[count] = end;
      reader.scores((language, score) => {
        scores[end++] = language;
        scores[end++] = score;
      });
    }
    begins[count] = end;
    const order = Uint32Array.from({ length: count }, (_, index) => index);
    order.sort((a, b) => (ngrams[a] ?? 0) - (ngrams[b] ?? 0));
    this.#ngrams = Float64Array.from(order, (index) => ngrams[index] ?? 0);
    this.#begins = order.map((index) => begins[index] ?? 0);
    this.#ends = order.map((index) => begins[index + 1] ?? 0);
    this.#scores = scores.slice(0, end);
  }

  /** Undefined for an n-gram that is not in it. */
  scoresOf(ngram: string): LanguageScores | undefined {
    const index = this.#indexOf(ngramNumber(ngram));
    if (index === -1) return undefined;
    const scores: Record<number, number> = {};
    const end = this.#ends[index] ?? 0;
    for (let at = this.#begins[index] ?? 0; at < end; at += 2)
      scores[this.#scores[at] ?? 0] = this.#scores[at + 1] ?? 0;
    return scores;
  }

  #indexOf(ngram: number): number {
    let low = 0;
    let high = this.#ngrams.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#ngrams[middle] ?? 0;
      if (found === ngram) return middle;
      if (found < ngram) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
