import { randomBytes } from 'node:crypto';
import type { Json, SuggestionSource } from '@baton/protocol';
import { madeUpIn } from '../../core/assist/made-up.ts';
import { withoutMarkup } from '../../core/assist/readable-passage.ts';
import { cleanText } from '../../core/prompt/clean-text.ts';
import { renderSections } from '../../core/prompt/prompt-sections.ts';
import type { PromptSection } from '../../core/prompt/prompt-sections.ts';
import type { Model, ModelBudget } from '../../ports/model.ts';
import type { ReplySuggester, SuggestRequest, SuggestedReply } from '../../ports/reply-suggester.ts';
import { wholeSentences } from '../model-stages/compose/sentences.ts';
import { DATA_RULES } from '../model-stages/prompt/data-rules.ts';

/* Characters: some 6,000 tokens with everything full. */
const CONVERSATION = 8000;
const OF_ONE_MESSAGE = 2000;
const ARTICLES = 6000;
const TEXTS = 5000;
const OF_ONE_TEXT = 1500;
const ANSWERS = 4000;
const OF_ONE_ANSWER = 1200;
const MOST_TEXTS = 12;
const MOST_ANSWERS = 8;

const LONGEST_REPLY = 2000;
/** Models that think first count their thoughts too. */
const MOST_OUTPUT_TOKENS = 4000;
const MOST_TOKENS = 30_000;
const MOST_CALLS = 1;
/** In milliseconds: who waits longer has written it himself. */
const ANSWER_WITHIN = 20_000;
/** Below it the model does not stand by what it wrote. */
const LEAST_CONFIDENCE = 0.4;
const UNKNOWN_CONFIDENCE = 0.5;

const SYSTEM = [
  'A person of a company answers customers in a chat. Draft the reply that this person could send next, for the person',
  'to check, change and send; nothing is sent by itself.',
  'Answer what the customer asks now ("question"), in the language the customer writes, in one to four plain sentences,',
  'as the person would write it, without a greeting and without a signature. Facts come from the sections alone: from',
  '"articles", "texts" (written ahead by the company for such questions: use their words where they fit), "answers" (what',
  'the company’s tools answered) and what the operator said. Write names, numbers, dates, sums and links exactly as they',
  'stand there. Never invent anything, never promise, agree or apologise for something that does not stand there.',
  'If the sections do not hold what a good reply needs, write nothing before the CODE.',
  'Write the reply alone, as plain text. Then begin a new line with the CODE and, after a blank, the "id" of each entry',
  'that the reply rests on, separated by blanks, then "confidence" and a number from 0 to 1.',
  'In "conversation", from: customer, ai, or operator (a person of the company).',
  DATA_RULES,
].join('\n');

/** Where it says that the model was of no help; never what was said. */
type Warn = (details: object, message: string) => void;

/** Why the model's draft is not shown, in words of ours. */
class UnusableDraftError extends Error {}

/** A language model drafts the reply; where it fails, or says what stands nowhere, the one without a model is asked. */
export class ModelSuggester implements ReplySuggester {
  readonly streams = true;
  readonly #model: Model;
  readonly #without: ReplySuggester;
  readonly #warn: Warn;
  readonly #newCode: () => string;

  constructor(
    model: Model,
    without: ReplySuggester,
    warn: Warn,
    newCode: () => string = () => randomBytes(8).toString('hex'),
  ) {
    this.#model = model;
    this.#without = without;
    this.#warn = warn;
    this.#newCode = newCode;
  }

  async suggest(request: SuggestRequest, onText: (text: string) => void): Promise<SuggestedReply | null> {
    try {
      return await this.#byModel(request, onText);
    } catch (error) {
      request.signal.throwIfAborted();
      const reason = error instanceof UnusableDraftError ? error.message : nameOf(error);
      this.#warn({ reason }, 'no reply suggested by a model: the one without it is');
      return this.#without.suggest(request, onText);
    }
  }

  async #byModel(request: SuggestRequest, onText: (text: string) => void): Promise<SuggestedReply | null> {
    const code = this.#newCode();
    const entries = entriesOf(request);
    const known = [
      ...entries.map(({ entry }) => JSON.stringify(entry)),
      ...request.lines.map(({ text }) => text),
    ];
    const budget: ModelBudget = { mostCalls: MOST_CALLS, mostTokens: MOST_TOKENS, calls: 0, tokens: 0 };
    const { chunks, done } = this.#model.stream({
      purpose: 'suggest',
      system: SYSTEM,
      messages: [{ role: 'user', content: contentOf(request, entries, code) }],
      mostOutputTokens: MOST_OUTPUT_TOKENS,
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(ANSWER_WITHIN)]),
      budget,
    });
    let written = '';
    let shown = '';
    for await (const chunk of chunks) {
      written += chunk;
      if (written.length > LONGEST_REPLY * 4) throw new UnusableDraftError('it does not end');
      const sentences = wholeSentences(beforeCode(written, code)).trim();
      if (sentences.length <= shown.length || sentences.length > LONGEST_REPLY) continue;
      refuseMadeUp(sentences, known);
      shown = sentences;
      onText(shown);
    }
    const { truncated } = await done;
    return finished(written, code, { truncated: truncated === true, known, entries });
  }
}

interface Entry {
  readonly section: 'articles' | 'texts' | 'answers';
  readonly source: SuggestionSource;
  readonly entry: Json & object;
}

/** What a reply may rest on, each under an id of its own. */
function entriesOf({ articles, texts, answers }: SuggestRequest): readonly Entry[] {
  return [
    ...articles.map(({ article, passage }, index): Entry => ({
      section: 'articles',
      source: { kind: 'article', id: article.id, title: article.title },
      entry: {
        id: `A${index + 1}`,
        title: article.title,
        text: withoutMarkup(passage),
        ...(article.url !== null && { url: article.url }),
      },
    })),
    ...texts.slice(0, MOST_TEXTS).map(({ kind, id, title, text }, index): Entry => ({
      section: 'texts',
      source: { kind, id, title },
      entry: { id: `T${index + 1}`, title, text },
    })),
    ...answers.slice(-MOST_ANSWERS).map(({ tool, data, offset }, index): Entry => ({
      section: 'answers',
      source: { kind: 'tool', id: String(offset), title: tool },
      entry: { id: `R${index + 1}`, tool, answer: data },
    })),
  ];
}

function contentOf(request: SuggestRequest, entries: readonly Entry[], code: string): string {
  const { agent, operator, language, lines, question } = request;
  const of = (name: Entry['section']): Json[] =>
    entries.filter(({ section }) => section === name).map(({ entry }) => entry);
  const sections: PromptSection[] = [
    { name: 'about', entries: [{ operator, ai: agent, ...(language !== null && { language }) }], most: 600 },
    { name: 'articles', entries: of('articles'), most: ARTICLES, mostEach: OF_ONE_TEXT },
    { name: 'texts', entries: of('texts'), most: TEXTS, mostEach: OF_ONE_TEXT },
    { name: 'answers', entries: of('answers'), most: ANSWERS, mostEach: OF_ONE_ANSWER, leaveOut: 'first' },
    {
      name: 'conversation',
      entries: lines.map(({ from, text }) => ({ from, text })),
      most: CONVERSATION,
      mostEach: OF_ONE_MESSAGE,
      leaveOut: 'first',
    },
    { name: 'question', entries: [{ from: 'customer', text: question }], most: OF_ONE_MESSAGE },
  ];
  return `CODE ${code}\n${renderSections(sections, code)}\nDraft the reply.`;
}

function finished(
  written: string,
  code: string,
  {
    truncated,
    known,
    entries,
  }: { readonly truncated: boolean; readonly known: readonly string[]; readonly entries: readonly Entry[] },
): SuggestedReply | null {
  const before = beforeCode(written, code).trim();
  const text = cleanText(truncated ? wholeSentences(before) : before, LONGEST_REPLY).trim();
  if (text === '') return null;
  refuseMadeUp(text, known);
  const at = written.indexOf(code);
  const after = at < 0 ? '' : written.slice(at + code.length);
  const confidence = confidenceIn(after);
  if (confidence < LEAST_CONFIDENCE) return null;
  const named = new Set(after.match(/\b[ATR]\d{1,2}\b/g) ?? []);
  const sources = entries.filter(({ entry }) => named.has((entry as { id: string }).id));
  // A reply that names nothing it rests on is one that nobody could check.
  if (sources.length === 0) throw new UnusableDraftError('it names no source');
  return { text, by: 'model', sources: sources.map(({ source }) => source), confidence };
}

function beforeCode(text: string, code: string): string {
  const at = text.indexOf(code);
  return at < 0 ? text : text.slice(0, at);
}

function confidenceIn(after: string): number {
  const found = /confidence\W{0,5}([01](?:\.\d{1,4})?)/i.exec(after);
  return found === null ? UNKNOWN_CONFIDENCE : Math.min(1, Number(found[1]));
}

function refuseMadeUp(text: string, known: readonly string[]): void {
  if (madeUpIn(text, known).length > 0) throw new UnusableDraftError('it names what stands nowhere');
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
