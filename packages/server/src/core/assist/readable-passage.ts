const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]{0,3}#{1,6}[ \t]+/gm, ''],
  [/!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)/g, '$1'],
  [/\[([^\]\n]{1,300})\]\((https?:\/\/[^)\s]{1,2000})\)/g, '$1 ($2)'],
  [/\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)/g, '$1'],
  [/^[ \t]{0,3}>[ \t]?/gm, ''],
  [/^([ \t]*)[*+][ \t]+/gm, '$1- '],
  [/(\*\*|__)(?=\S)([^\n]{1,500}?\S|\S)\1/g, '$2'],
  [/`([^`\n]{1,300})`/g, '$1'],
  [/\n{3,}/g, '\n\n'],
];

/** Markdown as it reads in a chat, where marks are shown as they are. */
export function withoutMarkup(markdown: string): string {
  let text = markdown;
  for (const [pattern, into] of MARKUP) text = text.replace(pattern, into);
  return text.trim();
}

/** As many whole sentences from the beginning as fit; of one that is longer its beginning. */
export function wholeSentencesOf(text: string, most: number): string {
  const trimmed = text.trim();
  if (trimmed.length <= most) return trimmed;
  const cut = trimmed.slice(0, most + 1);
  const end = Math.max(...['. ', '! ', '? ', '\n'].map((mark) => cut.lastIndexOf(mark)));
  return end > 0 ? cut.slice(0, end + 1).trim() : `${cut.slice(0, most - 1).toWellFormed()}…`;
}
