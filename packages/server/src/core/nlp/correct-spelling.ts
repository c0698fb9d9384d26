import { allowedEdits, differingLetters, editDistance, letterMask } from './edit-distance.ts';

interface Entry {
  readonly word: string;
  readonly mask: number;
  readonly edits: number;
}

/** Words looked up before; people use few. */
const REMEMBERED = 2000;

/**
 * Finds the word of a small vocabulary that a misspelt one was meant to be. Words in `keep` are right as they
 * are, however near they come; short words are only ever taken as written.
 */
export class SpellingCorrector {
  readonly #words: ReadonlySet<string>;
  readonly #keep: ReadonlySet<string>;
  readonly #entries: readonly Entry[];
  readonly #seen = new Map<string, string | null>();

  /** `edits`: how many mistakes a word of this length may hold; by default none below five letters. */
  constructor(
    vocabulary: Iterable<string>,
    keep: Iterable<string> = [],
    edits: (length: number) => number = allowedEdits,
  ) {
    this.#words = new Set(vocabulary);
    this.#keep = new Set(keep);
    this.#entries = [...this.#words]
      .map((word) => ({ word, mask: letterMask(word), edits: edits(word.length) }))
      .filter((entry) => entry.edits > 0);
  }

  /** The vocabulary word, or null when the given word is in no way one of them. */
  correct(given: string): string | null {
    if (this.#words.has(given)) return given;
    if (given.length < 3 || given.length > 20 || this.#keep.has(given)) return null;
    const seen = this.#seen.get(given);
    if (seen !== undefined) return seen;
    if (this.#seen.size >= REMEMBERED) this.#seen.clear();
    const nearest = this.#nearest(given);
    this.#seen.set(given, nearest);
    return nearest;
  }

  #nearest(given: string): string | null {
    const mask = letterMask(given);
    let best: string | null = null;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (const entry of this.#entries) {
      if (!mayBe(entry, given, mask)) continue;
      const distance = editDistance(given, entry.word, entry.edits);
      // People seldom miss the first letter: then nothing else may be wrong.
      const allowed = entry.word[0] === given[0] ? entry.edits : Math.min(entry.edits, 1);
      if (distance <= allowed && distance < bestDistance) {
        best = entry.word;
        bestDistance = distance;
      }
    }
    return best;
  }
}

function mayBe(entry: Entry, given: string, mask: number): boolean {
  if (Math.abs(entry.word.length - given.length) > entry.edits) return false;
  return differingLetters(entry.mask, mask) <= 2 * entry.edits;
}
