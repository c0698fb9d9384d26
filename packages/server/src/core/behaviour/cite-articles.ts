import type { Citation, Json } from '@baton/protocol';
import { stemsOf } from '../nlp/content-stems.ts';
import { foldText } from '../nlp/fold-text.ts';
import { splitSentences } from '../nlp/split-sentences.ts';
import { tokenise } from '../nlp/tokenise.ts';

/** An article as retrieval gives it to a composer. */
export interface RetrievedArticle extends Citation {
  readonly text: string;
}

const MOST = 20;
const MOST_CITED = 3;
/** A sentence that takes so much of its words from an article, and at least so many, tells from it. */
const TAKEN = 0.5;
const FEWEST_TAKEN = 3;
const SHORTEST_TITLE = 4;
const LONGEST_ANSWER = 8000;

/** Of what retrievers found, what is an article of the company's own. */
export function retrievedArticles(retrieved: readonly Json[]): RetrievedArticle[] {
  return retrieved
    .flatMap((each) => (Array.isArray(each) ? each : [each]))
    .slice(0, MOST)
    .flatMap((each) => {
      if (each === null || typeof each !== 'object' || Array.isArray(each)) return [];
      const { article_id: id, title, url, text } = each;
      if (typeof id !== 'string' || typeof title !== 'string') return [];
      const address = typeof url === 'string' ? url : null;
      return [{ article_id: id, title, url: address, text: typeof text === 'string' ? text : '' }];
    });
}

/** Which of them an answer tells from: those it names by address or title, and those whose words it uses. */
export function citedArticles(answer: string, articles: readonly RetrievedArticle[]): Citation[] {
  const lower = answer.toLowerCase();
  const sentences = splitSentences(answer.slice(0, LONGEST_ANSWER)).map(({ text }) => stemsIn(text));
  const tells = ({ title, url, text }: RetrievedArticle): boolean => {
    if (url !== null && answer.includes(url)) return true;
    if (title.length >= SHORTEST_TITLE && lower.includes(title.toLowerCase())) return true;
    const own = new Set(stemsIn(`${title}\n${text}`));
    return sentences.some((said) => {
      const taken = said.filter((stem) => own.has(stem)).length;
      return taken >= FEWEST_TAKEN && taken >= said.length * TAKEN;
    });
  };
  return articles
    .filter(tells)
    .slice(0, MOST_CITED)
    .map(({ article_id: id, title, url }) => ({ article_id: id, title, url }));
}

/** The answer with the addresses of what it tells from behind it, one a line, where it does not name them itself. */
export function nameSources(answer: string, citations: readonly Citation[]): string {
  const lines = citations.flatMap(({ title, url }) =>
    url === null || answer.includes(url) ? [] : [`${title}: ${url}`],
  );
  return [answer, ...lines].join('\n');
}

function stemsIn(text: string): readonly string[] {
  return stemsOf(tokenise(foldText(text)));
}
