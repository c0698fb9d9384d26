const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const WORD_SALT = 0x9e3779b1;
const GAP_SALT = 0x85ebca6b;
const LONGEST_GRAM = 5;
/** Of a longer word the beginning counts. */
const WORD_CHARACTERS = 24;
const EDGE = 32;

/**
 * The buckets of a clause's features: runs of one to three words, also with one left out, with its beginning and end as words of their own, and runs of three to five characters within a word and its edges, so that a misspelt word still shares most
 * of its features with the right one. `bits`: how many buckets there are, as a power of two.
 */
export function hashFeatures(words: readonly string[], bits: number): number[] {
  const mask = (1 << bits) - 1;
  const buckets: number[] = [];
  let beforeLast = 0;
  let last = finish(FNV_OFFSET);
  for (const word of words) {
    const hash = hashCharacters(word, mask, buckets);
    buckets.push(finish(hash ^ WORD_SALT) & mask);
    buckets.push(pair(last, hash) & mask);
    if (beforeLast !== 0) {
      buckets.push(pair(pair(beforeLast, last), hash) & mask, pair(beforeLast ^ GAP_SALT, hash) & mask);
    }
    beforeLast = last;
    last = hash;
  }
  const end = finish(FNV_OFFSET + 1);
  buckets.push(pair(last, end) & mask);
  if (beforeLast !== 0) buckets.push(pair(pair(beforeLast, last), end) & mask);
  return buckets;
}

/** Adds the runs of characters and gives the hash of the word. */
function hashCharacters(word: string, mask: number, buckets: number[]): number {
  const length = Math.min(word.length, WORD_CHARACTERS);
  for (let start = -1; start < length; start += 1) {
    let hash = FNV_OFFSET;
    const end = Math.min(start + LONGEST_GRAM, length + 1);
    for (let index = start; index < end; index += 1) {
      hash = step(hash, index < 0 || index >= length ? EDGE : word.charCodeAt(index));
      if (index > start + 1) buckets.push(finish(hash + (index - start)) & mask);
    }
  }
  let hash = FNV_OFFSET;
  for (let index = 0; index < length; index += 1) hash = step(hash, word.charCodeAt(index));
  return finish(hash);
}

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, FNV_PRIME);
}

function pair(first: number, second: number): number {
  return finish(Math.imul(first, 31) + second);
}

/** Spreads what FNV leaves in the high bits: a bucket is made of the low ones. */
function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
