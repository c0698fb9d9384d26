/**
 * Whether a negation reaches a request that ends at `end`: it does unless the speaker starts over after it
 * ("I don't want the bot, just get me a person").
 */
export function isNegated(text: string, end: number, negations: readonly RegExp[], restart: RegExp): boolean {
  for (const negation of negations) {
    let from = 0;
    while (from < end) {
      const match = negation.exec(text.slice(from, end));
      if (match === null) break;
      // The last space belongs to both the negation and what follows.
      const after = from + match.index + match[0].length - 1;
      if (!restart.test(text.slice(after, end))) return true;
      from += match.index + 1;
    }
  }
  return false;
}
