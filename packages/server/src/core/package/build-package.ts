import type { ContextPackage, Evidence, KeyDetail, MessageData, ToolData } from '@baton/protocol';
import type { EventRecord } from '../log/event-record.ts';
import { isPreamble } from '../log/is-preamble.ts';
import type { DetailOptions } from '../nlp/extract/find-details.ts';
import { chooseLanguage } from '../nlp/language/choose-language.ts';
import { findKeyDetails } from './key-details.ts';
import type { Said } from './said.ts';
import { shorten } from './shorten.ts';
import { summarise } from './summarise.ts';

export interface PackageInput {
  readonly sessionId: string;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly customer: {
    readonly id: string;
    readonly name: string;
    readonly metadata: Readonly<Record<string, string>>;
  };
  /** The newest part of the log, oldest first, not-deleted. */
  readonly events: readonly EventRecord[];
  /** ISO 639-1, where something better than the customer's small words tells it. */
  readonly language?: string | null;
  /** The company's own identifiers, and what libraries find; default by patterns alone. */
  readonly details?: DetailOptions;
  /** Conditions of the guidelines that matched in the turns so far. */
  readonly guidelines: readonly string[];
}

const MOST_DETAILS = 40;
const MOST_ATTEMPTS = 10;
const LANGUAGE_MESSAGES = 20;

/**
 * The context package (H5.1), made from the log alone: no model, no wait. Bounded in size whatever the length
 * of the conversation.
 */
export function buildPackage(input: PackageInput): ContextPackage {
  const messages = input.events.filter((event) => event.kind === 'message' && !isPreamble(event));
  const said = messages.map((event): Said => {
    const { message } = JSON.parse(event.data) as MessageData;
    return { by: authorOf(event), text: message, offset: event.offset };
  });
  const tools = input.events.flatMap((event) => (event.kind === 'tool' ? toolLines(event) : []));
  const asked = said.findLast((line) => line.by === 'customer' && line.text.includes('?'));
  const answers = messages.filter(({ source }) => source === 'ai_agent');
  return {
    reason: input.reason,
    evidence: [...input.evidence],
    summary: summarise(
      said,
      tools.map((tool) => tool.tool_id),
    ),
    intent: input.guidelines.at(-1) ?? null,
    language: input.language ?? languageOf(said),
    details: distinctDetails(said, input.details),
    attempted: distinct(answers.map(attempt), (line) => line.text).slice(-MOST_ATTEMPTS),
    tools: distinct(tools, ({ offset: _offset, ...call }) => JSON.stringify(call)).slice(-MOST_ATTEMPTS),
    guidelines: [...new Set(input.guidelines)].slice(-MOST_ATTEMPTS),
    open_question: asked === undefined ? null : { text: shorten(asked.text, 500), offset: asked.offset },
    customer: { ...input.customer, metadata: { ...input.customer.metadata } },
    variables: [],
    sentiment: null,
    corrections: [],
    summary_by: 'extract',
    transcript: {
      session_id: input.sessionId,
      from_offset: 0,
      to_offset: input.events.at(-1)?.offset ?? 0,
    },
  };
}

/** The language of the conversation by the customer's newest messages; null when they do not show it. */
function languageOf(said: readonly Said[]): string | null {
  const customer = said.filter((line) => line.by === 'customer').slice(-LANGUAGE_MESSAGES);
  let language: string | null = null;
  for (const { text } of customer) language = chooseLanguage(text, language, [], null);
  return language;
}

function authorOf({ source }: EventRecord): Said['by'] {
  if (source === 'customer') return 'customer';
  return source === 'ai_agent' ? 'ai' : 'person';
}

function attempt(event: EventRecord): ContextPackage['attempted'][number] {
  return { text: shorten((JSON.parse(event.data) as MessageData).message, 300), offset: event.offset };
}

/** What was said or done more than once is told once, where it was done last. */
function distinct<T>(lines: readonly T[], keyOf: (line: T) => string): T[] {
  const last = new Map(lines.map((line) => [keyOf(line), line]));
  return lines.filter((line) => last.get(keyOf(line)) === line);
}

function toolLines(event: EventRecord): ContextPackage['tools'] {
  const { tool_calls: calls } = JSON.parse(event.data) as ToolData;
  return calls.map((call) => ({
    tool_id: call.tool_id,
    arguments: call.arguments,
    result: call.result.data,
    offset: event.offset,
  }));
}

/** The first mention of each detail the customer gave. */
function distinctDetails(said: readonly Said[], options?: DetailOptions): KeyDetail[] {
  const details = new Map<string, KeyDetail>();
  for (const line of said) {
    if (line.by !== 'customer') continue;
    for (const detail of findKeyDetails(line.text, line.offset, options)) {
      const key = `${detail.kind} ${detail.value.toLowerCase()}`;
      if (!details.has(key)) details.set(key, detail);
    }
  }
  return [...details.values()].slice(-MOST_DETAILS);
}
