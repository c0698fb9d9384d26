/** Points for a letter that follows the one before, and for one that begins a word. */
const TOGETHER = 3;
const WORD_START = 4;

/**
 * How well a text fits what was typed: every letter of it must be there, in that order. Letters that stand together or
 * begin words count more; of two that fit as well the shorter text is better. Null: it does not fit.
 */
export function fuzzyScore(text: string, typed: string): number | null {
  const wanted = plainText(typed).replaceAll(' ', '');
  if (wanted === '') return 0;
  const letters = plainText(text);
  let best: number | null = null;
  for (
    let from = letters.indexOf(wanted.charAt(0));
    from >= 0;
    from = letters.indexOf(wanted.charAt(0), from + 1)
  ) {
    const score = scoreFrom(letters, wanted, from);
    if (score === null) break;
    if (best === null || score > best) best = score;
  }
  return best === null ? null : best - letters.length / 1000;
}

/** Without case and accents: `jose` finds `José`. */
export function plainText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
}

function scoreFrom(letters: string, wanted: string, from: number): number | null {
  let score = 0;
  let at = from - 1;
  for (const letter of wanted) {
    const next = letters.indexOf(letter, at + 1);
    if (next < 0) return null;
    score += 1;
    if (next === at + 1) score += TOGETHER;
    if (next === 0 || /[^\p{L}\p{N}]/u.test(letters.charAt(next - 1))) score += WORD_START;
    at = next;
  }
  return score;
}
