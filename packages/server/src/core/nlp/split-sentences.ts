/** A sentence of a folded text; `question` when it ends in a question mark. */
export interface Sentence {
  readonly text: string;
  readonly question: boolean;
}

const SENTENCE = /[^.!?;\n\r…¿¡。！？]+([.!?;\n\r…。！？]*)/g;

/** Splits at . ! ? ; and line ends. A point inside a number or an address also splits: fine for rules, not for display. */
export function splitSentences(folded: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const match of folded.matchAll(SENTENCE)) {
    const end = match[1] ?? '';
    const text = match[0].slice(0, match[0].length - end.length).trim();
    if (text !== '') sentences.push({ text, question: /[?？]/.test(end) });
  }
  return sentences;
}

const COMMA = /[,:()"“”–—]+|\s-+\s/;
const JOINT =
  / (?:(?:but|so|because) |(?:and|or|then) (?=(?:i|we|can|could|please|let|get|give|put|connect|transfer|then|now|you|this|it|just|escalate|what|how|when|where|who|is|are|do|does|my|also) ))/;
const SHORT_SENTENCE_WORDS = 6;

/** The parts of a sentence that can carry a request of their own: split at commas and, in longer ones, at conjunctions. */
export function splitClauses(sentence: string): string[] {
  const clauses: string[] = [];
  for (const part of sentence.split(COMMA)) {
    const text = part.trim();
    if (text === '') continue;
    const long = text.split(' ', SHORT_SENTENCE_WORDS + 1).length > SHORT_SENTENCE_WORDS;
    if (!long) clauses.push(text);
    else
      clauses.push(
        ...text
          .split(JOINT)
          .map((piece) => piece.trim())
          .filter((piece) => piece !== ''),
      );
  }
  return clauses;
}
