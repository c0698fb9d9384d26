import type { Citation, Json, JsonObject } from '@baton/protocol';
import { nameSources, retrievedArticles } from '../../../core/behaviour/cite-articles.ts';
import { clausesOf } from '../../../core/nlp/clauses-of.ts';
import { wholeSentencesOf, withoutMarkup } from '../../../core/assist/readable-passage.ts';
import { ExampleIndex } from '../../../core/nlp/match/example-index.ts';
import { renderData } from './render-data.ts';

/** A passage that answers, and how near it is to the question, 0..1. */
export interface RetrievedAnswer {
  readonly text: string;
  readonly score: number;
  /** The article it stands in; empty for what an author's own retriever found. */
  readonly citations: readonly Citation[];
}

const MOST_PASSAGES = 40;
const LONGEST_PASSAGE = 700;
const LONGEST_KEY = 300;
const MOST_WORDS = 60;
/** A title names what the passage is about in few words; its text holds much else besides. */
const TEXT_WEIGHT = 0.9;
const NEAR = 0.4;
const CLEAR_LEAD = 2;
const ITEM = /^(?:- |\d{1,3}[.)] )/;
const TITLES = ['title', 'question', 'name', 'topic'];
const TEXTS = ['answer', 'text', 'content', 'body', 'summary', 'description'];

interface Passage {
  readonly keys: readonly string[];
  readonly text: string;
  /** Of a search that has judged it already; null: its words decide. */
  readonly relevance: number | null;
  readonly source: string | null;
  readonly citation: Citation | null;
}

/** The passage of what retrievers found that comes nearest to a question; null when none is near. */
export function answerFromRetrieved(retrieved: readonly Json[], question: string): RetrievedAnswer | null {
  const passages = retrieved.flatMap(passagesOf).slice(0, MOST_PASSAGES);
  if (passages.length === 0) return null;
  const index = new ExampleIndex(
    passages.flatMap(({ keys, text }, owner) => [
      ...keys.map((key) => ({ owner: String(owner), text: key.slice(0, LONGEST_KEY), weight: 1 })),
      { owner: String(owner), text: text.slice(0, LONGEST_KEY), weight: TEXT_WEIGHT },
    ]),
  );
  const words = clausesOf(question).flatMap((clause) => clause.words);
  const byWords = new Map(index.rank(words.slice(0, MOST_WORDS)).map(({ owner, score }) => [owner, score]));
  const [best] = passages
    .map((passage, owner) => ({
      passage,
      score: Math.max(passage.relevance ?? 0, byWords.get(String(owner)) ?? 0),
    }))
    .toSorted((a, b) => b.score - a.score);
  if (best === undefined || best.score < NEAR) return null;
  const { text, source, citation } = best.passage;
  const { score } = best;
  const said = wholeSentencesOf(citation === null ? text : nearestParagraph(text, words), LONGEST_PASSAGE);
  if (citation !== null) return { text: nameSources(said, [citation]), score, citations: [citation] };
  return { text: `${said}${source === null ? '' : `\n${source}`}`, score, citations: [] };
}

function passagesOf(data: Json): Passage[] {
  if (data === null) return [];
  if (Array.isArray(data)) return data.flatMap(passagesOf);
  if (typeof data !== 'object') {
    const text = String(data).trim();
    return text === '' ? [] : [{ keys: [], text, relevance: null, source: null, citation: null }];
  }
  const text = TEXTS.map((name) => data[name]).find((value) => typeof value === 'string');
  const keys = TITLES.map((name) => data[name]).filter((value) => typeof value === 'string');
  const { relevance, url } = data;
  const found = {
    relevance: typeof relevance === 'number' ? relevance : null,
    source: typeof url === 'string' ? url : null,
    citation: citationOf(data),
  };
  if (typeof text === 'string') return [{ keys, text, ...found }];
  const nested = Object.values(data).filter((value) => Array.isArray(value));
  if (nested.length > 0) return nested.flatMap(passagesOf);
  const rendered = renderData(data);
  return rendered === '' ? [] : [{ keys, text: rendered, ...found }];
}

/** Of an article's passage the paragraph that clearly has more of the question's words than the others; else all of it. */
function nearestParagraph(passage: string, words: readonly string[]): string {
  const paragraphs = inParagraphs(withoutMarkup(passage));
  const index = new ExampleIndex(
    paragraphs.map((text, owner) => ({ owner: String(owner), text: text.slice(0, LONGEST_KEY), weight: 1 })),
  );
  const [best, next] = index.rank(words.slice(0, MOST_WORDS));
  const clear = best !== undefined && best.score >= CLEAR_LEAD * (next?.score ?? 0);
  return (clear ? paragraphs[Number(best.owner)] : undefined) ?? paragraphs.join('\n\n');
}

/** What announces something, a heading or a line with a colon, stays with what it announces, a list with its items. */
function inParagraphs(text: string): string[] {
  const paragraphs: string[] = [];
  for (const part of text.split(/\n\s*\n/)) {
    const before = paragraphs.at(-1);
    const last = before?.split('\n').at(-1) ?? '';
    const announces = last !== '' && !ITEM.test(last) && !/[.!?…)"”]$/.test(last);
    if (before !== undefined && (announces || ITEM.test(part)))
      paragraphs[paragraphs.length - 1] = `${before}\n\n${part}`;
    else paragraphs.push(part);
  }
  return paragraphs;
}

function citationOf(data: JsonObject): Citation | null {
  const [article] = retrievedArticles([data]);
  return article === undefined
    ? null
    : { article_id: article.article_id, title: article.title, url: article.url };
}
