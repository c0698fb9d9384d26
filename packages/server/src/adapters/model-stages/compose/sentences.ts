const END = /[.!?…][)"'”’\]]*(?=\s)|[。！？]|\n/g;

/** The part of a growing text that ends with a sentence; empty before the first has ended. */
export function wholeSentences(text: string): string {
  let end = 0;
  for (const match of text.matchAll(END)) end = match.index + match[0].length;
  return text.slice(0, end).trimEnd();
}
