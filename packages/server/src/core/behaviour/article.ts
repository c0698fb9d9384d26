/** A piece of the company's knowledge, as customers may read it. */
export interface Article {
  readonly id: string;
  readonly title: string;
  /** Plain text or Markdown; paragraphs are separated by empty lines. */
  readonly body: string;
  /** Where a customer finds it; null when nowhere. */
  readonly url: string | null;
}

const LONGEST_PASSAGE = 600;

/** An article's body in passages that can be read as an answer: paragraphs, short ones joined, long ones cut at sentences. */
export function passagesOf({ body }: Article): readonly string[] {
  const passages: string[] = [];
  let current = '';
  for (const part of body.split(/\n\s*\n/).flatMap(cut)) {
    if (current !== '' && current.length + part.length > LONGEST_PASSAGE) {
      passages.push(current);
      current = '';
    }
    current = current === '' ? part : `${current}\n\n${part}`;
  }
  if (current !== '') passages.push(current);
  return passages;
}

function cut(paragraph: string): string[] {
  const parts: string[] = [];
  let rest = paragraph.trim();
  while (rest.length > LONGEST_PASSAGE) {
    const head = rest.slice(0, LONGEST_PASSAGE);
    const end = Math.max(head.lastIndexOf('. '), head.lastIndexOf('! '), head.lastIndexOf('? '));
    const at = end > 0 ? end + 1 : LONGEST_PASSAGE;
    parts.push(rest.slice(0, at).toWellFormed().trim());
    rest = rest.slice(at).trim();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}
