import type { ContextPackage, Evidence, Json, MessageData } from '@baton/protocol';
import type { EventRecord } from '../log/event-record.ts';
import { isPreamble } from '../log/is-preamble.ts';
import type { DetailOptions } from '../nlp/extract/find-details.ts';
import { filesOf } from '../message/files-of.ts';
import { chooseLanguage } from '../nlp/language/choose-language.ts';
import { findTransferPromise } from '../nlp/transfer-promise/find-transfer-promise.ts';
import { cleanText } from '../prompt/clean-text.ts';
import { boundCustomer, boundEvidence, boundVariables, toolLines } from './bound-parts.ts';
import { findDetailsSaid } from './find-details-said.ts';
import { moodOf } from './mood.ts';
import type { Lexicon } from './mood.ts';
import type { Said } from './said.ts';
import { sentencesOf } from './sentences-of.ts';
import { shorten } from './shorten.ts';
import { isBareRequest, isGreeting, summarise } from './summarise.ts';
import { triedByCustomer } from './tried-by-customer.ts';

export interface PackageInput {
  readonly sessionId: string;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly customer: {
    readonly id: string;
    readonly name: string;
    readonly metadata: Readonly<Record<string, string>>;
  };
  /** The beginning of the log and its newest part, oldest first, not-deleted. */
  readonly events: readonly EventRecord[];
  /** ISO 639-1, where something better than the customer's small words tells it. */
  readonly language?: string | null;
  /** The company's own identifiers, and what libraries find; default by patterns alone. */
  readonly details?: DetailOptions;
  /** How an English message sounds; default by the product's own words alone. */
  readonly lexicon?: Lexicon;
  /** Conditions of the guidelines that matched in the turns so far. */
  readonly guidelines: readonly string[];
  /** What the agent knew of the customer. */
  readonly variables?: readonly { readonly name: string; readonly value: Json }[];
}

const LONGEST_MESSAGE = 8000;
const LONGEST_ANSWER = 2000;
const MOST_ATTEMPTS = 10;
const MOST_OWN_ATTEMPTS = 5;
/** Of the AI's messages so many are looked at. */
const ANSWERS_READ = 30;
const OWN_MESSAGES_READ = 60;
const MOST_GUIDELINES = 10;
const LANGUAGE_MESSAGES = 20;
/** Of each so many characters: enough to tell, and a message without spaces takes quadratic time. */
const LANGUAGE_CHARACTERS = 300;
const QUESTIONS_READ = 10;

/**
 * The context package (H5.1), made from the log alone: no model, no wait. Bounded in size whatever the length
 * of the conversation.
 */
export function buildPackage(input: PackageInput): ContextPackage {
  const said = input.events.flatMap(saidIn);
  const tools = toolLines(input.events);
  const language = input.language ?? languageOf(said);
  const guidelines = [...new Set(input.guidelines.map((each) => shorten(cleanText(each, 300), 200)))];
  const isEnglish = language === null || language === 'en';
  return {
    reason: cleanText(input.reason, 100),
    evidence: boundEvidence(input.evidence),
    summary: summarise(said, tools),
    intent: intentOf(guidelines),
    language,
    details: findDetailsSaid(said, input.details),
    attempted: attemptsIn(said),
    tools,
    guidelines: guidelines.slice(-MOST_GUIDELINES),
    open_question: openQuestion(said),
    customer: boundCustomer(input.customer),
    variables: boundVariables(input.variables ?? []),
    sentiment: moodOf(said, isEnglish ? (input.lexicon ?? null) : null),
    corrections: [],
    summary_by: 'extract',
    transcript: {
      session_id: input.sessionId,
      from_offset: 0,
      to_offset: input.events.at(-1)?.offset ?? 0,
    },
  };
}

/** A message as the extractors read it; nothing for any other event. */
export function saidIn(event: EventRecord): Said[] {
  if (event.kind !== 'message' || isPreamble(event)) return [];
  const { files, written } = filesOf(JSON.parse(event.data) as MessageData);
  const by = authorOf(event);
  const message =
    files.length === 0 ? written : [written, ...files.map((name) => `[${name}]`)].join(' ').trim();
  const text = cleanText(message, by === 'customer' ? LONGEST_MESSAGE : LONGEST_ANSWER);
  return [{ by, text, offset: event.offset, at: event.at }];
}

function authorOf({ source }: EventRecord): Said['by'] {
  if (source === 'customer' || source === 'customer_ui') return 'customer';
  return source === 'ai_agent' ? 'ai' : 'person';
}

/** The language of the conversation by the customer's newest messages; null when they do not show it. */
function languageOf(said: readonly Said[]): string | null {
  const customer = said.filter((line) => line.by === 'customer').slice(-LANGUAGE_MESSAGES);
  let language: string | null = null;
  for (const { text } of customer)
    language = chooseLanguage(text.slice(0, LANGUAGE_CHARACTERS), language, [], null);
  return language;
}

/** What was matched last and is not merely that a person is wanted. */
function intentOf(guidelines: readonly string[]): string | null {
  return guidelines.findLast((condition) => !isBareRequest(condition)) ?? guidelines.at(-1) ?? null;
}

/** What the AI has answered and what the customer says that he has tried, each once, in the order of the log. */
function attemptsIn(said: readonly Said[]): ContextPackage['attempted'] {
  const answers = said
    .filter(({ by }) => by === 'ai')
    .slice(-ANSWERS_READ)
    .filter(({ text }) => isAttempt(text))
    .map(({ text, offset }) => ({ text: shorten(text, 300), offset, by: 'ai' as const }));
  const own = said
    .filter(({ by }) => by === 'customer')
    .slice(-OWN_MESSAGES_READ)
    .flatMap(({ text, offset }) =>
      triedByCustomer(text).map((sentence) => ({
        text: shorten(sentence, 300),
        offset,
        by: 'customer' as const,
      })),
    );
  const kept = [...distinct(answers).slice(-MOST_ATTEMPTS), ...distinct(own).slice(-MOST_OWN_ATTEMPTS)];
  return kept.toSorted((a, b) => a.offset - b.offset);
}

/** A greeting, a question back and the word that a person comes solve nothing. */
function isAttempt(text: string): boolean {
  const read = text.slice(0, 1000);
  const statements = sentencesOf(read, 12).filter(
    (sentence) => !sentence.question && !isGreeting(sentence.text),
  );
  return statements.length > 0 && findTransferPromise(read) === null;
}

/** What was said more than once is told once, where it was said last. */
function distinct<T extends { readonly text: string }>(lines: readonly T[]): T[] {
  const last = new Map(lines.map((line) => [line.text, line]));
  return lines.filter((line) => last.get(line.text) === line);
}

/** His last question that is more than one for a person. */
function openQuestion(said: readonly Said[]): ContextPackage['open_question'] {
  const questions = said
    .filter(({ by, text }) => by === 'customer' && /[?？؟]/.test(text))
    .slice(-QUESTIONS_READ);
  const asked = questions.findLast(({ text }) => !isBareRequest(text)) ?? questions.at(-1);
  return asked === undefined ? null : { text: shorten(asked.text, 500), offset: asked.offset };
}
