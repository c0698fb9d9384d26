import { foldText } from '../nlp/fold-text.ts';

const TOKEN = /[\p{L}\p{N}](?:[\p{L}\p{N}@_&+]|[.,:/?=#%-]+(?=[\p{L}\p{N}@]))*/gu;
const MOST_CHARACTERS = 200_000;

/**
 * What a text names that does not stand in its sources: numbers, codes, dates, sums, addresses and links. Words are
 * not judged: a wrong number is what a customer would be held to.
 */
export function madeUpIn(text: string, sources: readonly string[]): readonly string[] {
  const checked = [...text.matchAll(TOKEN)].map(([token]) => token).filter(isChecked);
  if (checked.length === 0) return [];
  const known = knownIn(sources);
  return checked.filter((token) => !known.has(plain(token)));
}

function isChecked(token: string): boolean {
  return /\p{N}/u.test(token) || /@|:\/\/|\p{L}\.\p{L}{2,}/u.test(token);
}

function knownIn(sources: readonly string[]): ReadonlySet<string> {
  const known = new Set<string>();
  let before = '';
  for (const [token] of sources.join('\n').slice(-MOST_CHARACTERS).matchAll(TOKEN)) {
    const word = plain(token);
    known.add(word);
    // "3 pm" is "3pm", "CL 2041" is "CL-2041".
    if (/\d/.test(before + word)) known.add(before + word);
    before = word;
  }
  return known;
}

function plain(token: string): string {
  return foldText(token).replace(/[^\p{L}\p{N}]/gu, '');
}
