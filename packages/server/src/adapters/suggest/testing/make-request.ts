import type { FoundArticle } from '../../../ports/article-search.ts';
import type { ReadyText, SaidLine, SuggestRequest } from '../../../ports/reply-suggester.ts';

/** A question of a customer, with nothing to answer it but what a test gives. */
export function makeRequest(question: string, over: Partial<SuggestRequest> = {}): SuggestRequest {
  return {
    agent: 'Ava',
    operator: 'Mia',
    question,
    language: null,
    lines: [{ from: 'customer', text: question, offset: 9 }],
    articles: [],
    texts: [],
    answers: [],
    signal: new AbortController().signal,
    ...over,
  };
}

export function foundArticle(
  title: string,
  passage: string,
  over: Partial<FoundArticle & { language: string | null; url: string | null }> = {},
): SuggestRequest['articles'][number] {
  const { score = 0.8, language = null, url = null } = over;
  return { article: { id: `article ${title}`, title, body: passage, url }, passage, score, language };
}

export function readyText(title: string, text: string, over: Partial<ReadyText> = {}): ReadyText {
  return {
    kind: 'canned_reply',
    id: `reply ${title}`,
    title,
    text,
    signals: [title],
    language: null,
    ...over,
  };
}

export function said(from: SaidLine['from'], text: string, offset: number): SaidLine {
  return { from, text, offset };
}
