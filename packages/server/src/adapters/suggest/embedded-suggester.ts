import { asksSomething } from '../../core/assist/asks-something.ts';
import { wholeSentencesOf, withoutMarkup } from '../../core/assist/readable-passage.ts';
import { guessLanguage } from '../../core/nlp/guess-language.ts';
import { sentencesOf } from '../../core/package/sentences-of.ts';
import { cleanText } from '../../core/prompt/clean-text.ts';
import { AskedFact } from '../../core/recall/fact-relevance.ts';
import { orAborted } from '../../ports/or-aborted.ts';
import type { ReplySuggester, SuggestRequest, SuggestedReply } from '../../ports/reply-suggester.ts';
import { renderData } from '../embedded/compose/render-data.ts';
import { rankReadyTexts } from './rank-ready-texts.ts';
import type { CosinesOf } from './rank-ready-texts.ts';
import { suggestTexts } from './suggest-texts.ts';
import type { SuggestTexts } from './suggest-texts.ts';

/*
 * From here on something is suggested, if it is so much nearer than the next. Measured with questions to a bank
 * (Banking77) on texts and articles for its 77 intents, many of which mean nearly the same, and with questions about
 * anything else (CLINC150): of what is suggested 76 to 84 of 100 are the very intent, with the encoder for 55 to 65 of
 * 100 questions; of 200 foreign questions none is given a text, one an article. A fact of the conversation has to
 * cover nearly all that is asked.
 */
const SURE_TEXT = 0.7;
const TEXT_LEAD = 0.1;
const SURE_ARTICLE = 0.65;
const ARTICLE_LEAD = 0.05;
const SURE_FACT = 0.75;
const SURELY_ANSWERS = 0.75;

const LONGEST_PASSAGE = 500;
const LONGEST_TEXT = 4000;
const LONGEST_FACT = 400;
const MOST_FACTS = 100;
const FACTS_OF_ONE = 12;
const READ_QUESTION = 2000;
/** A sentence that is longer than this is too much of an answer to be quoted. */
const QUOTED = 300;

interface Candidate {
  readonly score: number;
  readonly text: string;
  readonly source: SuggestedReply['sources'][number];
}

/**
 * Suggests what was written ahead for such a question, the passage of an article that answers it, or what a tool has
 * answered or a person said in this conversation before. It writes nothing itself but the words around that, in the
 * customer's language; what stands in another language is not suggested.
 */
export class EmbeddedSuggester implements ReplySuggester {
  readonly streams = false;
  readonly #cosinesOf: CosinesOf | null;

  /** `cosinesOf` null: words alone decide. */
  constructor(cosinesOf: CosinesOf | null = null) {
    this.#cosinesOf = cosinesOf;
  }

  async suggest(request: SuggestRequest): Promise<SuggestedReply | null> {
    const question = cleanText(request.question, READ_QUESTION).trim();
    const language = guessLanguage(question) ?? request.language;
    const texts = suggestTexts(language);
    if (question === '' || texts === null) return null;
    const ready = await orAborted(this.#fromReadyTexts(request, question, language), request.signal);
    const found = asksSomething(question)
      ? [
          ...fromArticles(request, language, texts),
          ...fromAnswers(request, question, language),
          ...fromWords(request, question, texts),
        ]
      : [];
    const [best] = [...ready, ...found]
      .filter((each) => !wasSaid(each, request))
      .toSorted((a, b) => b.score - a.score);
    if (best === undefined) return null;
    const confidence = Math.round(Math.min(1, best.score) * 100) / 100;
    return { text: best.text, by: 'engine', sources: [best.source], confidence };
  }

  async #fromReadyTexts(
    { texts, articles }: SuggestRequest,
    question: string,
    language: string | null,
  ): Promise<Candidate[]> {
    const readable = texts.filter((each) => isReadable(each.language ?? guessLanguage(each.text), language));
    // Where an article surely answers the time is better saved.
    const cosinesOf = (articles[0]?.score ?? 0) >= SURELY_ANSWERS ? null : this.#cosinesOf;
    const [best, next] = await rankReadyTexts(readable, question, cosinesOf, SURE_TEXT);
    if (best === undefined || best.score < SURE_TEXT) return [];
    if (next !== undefined && best.score - next.score < TEXT_LEAD && next.text.text !== best.text.text)
      return [];
    const { kind, id, title, text } = best.text;
    return [{ score: best.score, text: text.slice(0, LONGEST_TEXT), source: { kind, id, title } }];
  }
}

/** Who asks on was not helped by it: the same words again would not help him either. */
function wasSaid({ text, source }: Candidate, { lines }: SuggestRequest): boolean {
  if (source.kind === 'conversation') return false;
  const [start = ''] = text.split('\n\n');
  return lines.some(({ from, text: said }) => from !== 'customer' && said.includes(start));
}

/** What does not show its language is taken for the right one: it is too short to be read wrongly. */
function isReadable(written: string | null, wanted: string | null): boolean {
  return written === null || written === (wanted ?? 'en');
}

function fromArticles(
  { articles }: SuggestRequest,
  language: string | null,
  texts: SuggestTexts,
): Candidate[] {
  const [best, next] = articles
    .filter((found) => isReadable(found.language ?? guessLanguage(found.passage), language))
    .toSorted((a, b) => b.score - a.score);
  if (best === undefined || best.score < SURE_ARTICLE || best.passage.trim() === '') return [];
  if (next !== undefined && best.score - next.score < ARTICLE_LEAD) return [];
  const { article, passage, score } = best;
  const cited =
    article.url === null ? texts.article(article.title) : texts.articleAt(article.title, article.url);
  const text = `${wholeSentencesOf(withoutMarkup(passage), LONGEST_PASSAGE)}\n\n${cited}`;
  return [{ score, text, source: { kind: 'article', id: article.id, title: article.title } }];
}

/** What tools have answered: the newest of equally good ones. */
function fromAnswers({ answers }: SuggestRequest, question: string, language: string | null): Candidate[] {
  const facts = answers.flatMap(({ tool, data, offset }) =>
    sentencesOf(renderData(data).slice(0, LONGEST_TEXT), FACTS_OF_ONE).map(({ text }) => ({
      text,
      source: { kind: 'tool' as const, id: String(offset), title: tool },
    })),
  );
  const readable = facts.filter(({ text }) => isReadable(guessLanguage(text) ?? 'en', language));
  return nearest(readable, question);
}

/** What persons of the company have written in this conversation: a customer who asks again is told it again. */
function fromWords({ lines }: SuggestRequest, question: string, texts: SuggestTexts): Candidate[] {
  const facts = lines
    .filter(({ from }) => from === 'operator')
    .flatMap(({ text, offset }) =>
      sentencesOf(text.slice(0, LONGEST_TEXT), FACTS_OF_ONE)
        .filter((sentence) => !sentence.question && sentence.text.length <= QUOTED)
        .map((sentence) => ({
          text: sentence.text,
          source: { kind: 'conversation' as const, id: String(offset), title: sentence.text.slice(0, 80) },
        })),
    );
  return nearest(facts, question).map(({ text, ...rest }) => ({
    ...rest,
    text: `${texts.saidBefore} ${text}`,
  }));
}

function nearest<T extends Omit<Candidate, 'score'>>(
  facts: readonly T[],
  question: string,
): (T & { readonly score: number })[] {
  const asked = new AskedFact(question, new Set());
  const [best] = facts
    .slice(-MOST_FACTS)
    .map((fact) => ({ ...fact, score: asked.relevance(fact.text.slice(0, LONGEST_FACT)) }))
    .toReversed()
    .toSorted((a, b) => b.score - a.score);
  return best === undefined || best.score < SURE_FACT ? [] : [best];
}
