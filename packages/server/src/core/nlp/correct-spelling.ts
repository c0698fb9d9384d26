import { allowedEdits, differingLetters, editDistance, letterMask } from './edit-distance.ts';

interface Entry {
  readonly word: string;
  readonly mask: number;
  readonly edits: number;
}

/**
 * Finds the word of a small vocabulary that a misspelt one was meant to be. Words in `keep` are right as they
 * are, however near they come; short words are only ever taken as written.
 */
export class SpellingCorrector {
  readonly #words: ReadonlySet<string>;
  readonly #keep: ReadonlySet<string>;
  readonly #entries: readonly Entry[];

  constructor(vocabulary: Iterable<string>, keep: Iterable<string> = []) {
    this.#words = new Set(vocabulary);
    this.#keep = new Set(keep);
    this.#entries = [...this.#words]
      .map((word) => ({ word, mask: letterMask(word), edits: allowedEdits(word.length) }))
      .filter((entry) => entry.edits > 0);
  }

  /** The vocabulary word, or null when the given word is in no way one of them. */
  correct(given: string): string | null {
    if (this.#words.has(given)) return given;
    if (given.length < 4 || given.length > 20 || this.#keep.has(given)) return null;
    const mask = letterMask(given);
    let best: string | null = null;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (const entry of this.#entries) {
      if (!mayBe(entry, given, mask)) continue;
      const distance = editDistance(given, entry.word, entry.edits);
      if (distance <= entry.edits && distance < bestDistance) {
        best = entry.word;
        bestDistance = distance;
      }
    }
    return best;
  }
}

function mayBe(entry: Entry, given: string, mask: number): boolean {
  if (Math.abs(entry.word.length - given.length) > entry.edits) return false;
  if (differingLetters(entry.mask, mask) > 2 * entry.edits) return false;
  // People seldom miss the first letter, other than by swapping it with the second.
  return entry.word[0] === given[0] || (entry.word[0] === given[1] && entry.word[1] === given[0]);
}
