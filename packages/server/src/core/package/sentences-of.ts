/** A sentence of a message in its writer's own spelling. */
export interface SpokenSentence {
  readonly text: string;
  readonly question: boolean;
}

/** Where one ends: a mark with a space behind it, or a line end. A point in a number or an address is neither. */
const END = /[.!?…؟]+(?=\s)|[。！？]+|\n+/g;

/** The first `most` sentences of a text. */
export function sentencesOf(text: string, most: number): readonly SpokenSentence[] {
  const sentences: SpokenSentence[] = [];
  let from = 0;
  const add = (to: number): void => {
    const sentence = text.slice(from, to).trim();
    from = to;
    if (sentence !== '') sentences.push({ text: sentence, question: /[?？؟]/.test(sentence.slice(-3)) });
  };
  for (const match of text.matchAll(END)) {
    add(match.index + match[0].length);
    if (sentences.length === most) return sentences;
  }
  add(text.length);
  return sentences;
}
