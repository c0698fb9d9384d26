/** The text for a word off the wire; undefined for one that is not known, also for `constructor` and its like. */
export function knownText<T>(texts: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(texts, word) ? texts[word] : undefined;
}
