import type { Json, JsonObject } from '@baton/protocol';
import type { PromptSection } from '../../../core/prompt/prompt-sections.ts';
import { toolKey } from '../../../core/behaviour/tool-id.ts';
import type { HistoryEntry, PastStretch, StretchFacts } from '../../../engine/conversation-context.ts';
import { toolIdOf } from '../../../engine/tool-definition.ts';
import type { ExecutedCall } from '../../../engine/tool-definition.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import { unansweredMessages } from '../../embedded/unanswered.ts';

/* Characters. A turn with all sections full is some 12,000 tokens. */
const CONVERSATION = 16_000;
const CONVERSATION_SHORT = 6000;
const OF_ONE_MESSAGE = 4000;
const OF_ONE_RESULT = 6000;
const RESULTS = 12_000;
const ARTICLES = 16_000;
const OF_ONE_ARTICLE = 6000;
const VARIABLES = 4000;
const STRETCH = 6000;
const OF_ONE_STRETCH = 4000;
const GLOSSARY = 3000;
const MOST_TERMS = 20;
const MOST_MESSAGES_OF_STRETCH = 6;

/** What was said, the newest if not all. `short`: as much as judging takes. */
export function conversationSection(context: TurnContext, short: boolean): PromptSection {
  const waiting = new Set(unansweredMessages(context).map(({ offset }) => offset));
  const entries = context.history.map((entry) => historyLine(entry, waiting));
  const most = short ? CONVERSATION_SHORT : CONVERSATION;
  return { name: 'conversation', entries, most, mostEach: OF_ONE_MESSAGE, leaveOut: 'first' };
}

function historyLine(entry: HistoryEntry, waiting: ReadonlySet<number>): JsonObject {
  if (entry.type === 'tool') {
    const { toolId, arguments: given, data, by } = entry;
    const run = { from: 'tool', tool: toolId, arguments: given, result: data };
    return by === undefined ? run : { ...run, run_by_operator: by };
  }
  const from = entry.author === 'human' ? 'operator' : entry.author;
  return {
    from,
    ...(from === 'operator' && { name: entry.name }),
    text: entry.text,
    ...(entry.files !== undefined && { files: [...entry.files] }),
    ...(entry.flagged === true && { held_back: true }),
    ...(waiting.has(entry.offset) && { new: true }),
  };
}

/** Both ends of the last stretch, then what is left of those before it (H8.4): the newest first. */
export function stretchSection({ stretch, pastStretches }: TurnContext): PromptSection {
  const name = 'stretch';
  if (stretch === null) return { name, entries: [] };
  const said = stretch.messages
    .filter(({ author, onBehalf }) => author === 'human' || onBehalf === true)
    .slice(-MOST_MESSAGES_OF_STRETCH)
    .map((message) => message.text.slice(0, 500));
  const newest: JsonObject = {
    operator: stretch.operatorName,
    ...(stretch.people.length > 1 && { passed_on: [...stretch.people] }),
    began: stretch.began,
    ended: stretch.ended,
    end: stretch.end,
    ...recorded(stretch),
    said,
    ...doneIn(stretch),
    ...(stretch.details.length > 0 && { given: stretch.details.map((detail) => ({ ...detail })) }),
  };
  const past = pastStretches.toReversed().map((each): JsonObject => {
    return { operator: each.operatorName, ended: each.ended, end: each.end, ...recorded(each) };
  });
  return { name, entries: [newest, ...past], most: STRETCH, mostEach: OF_ONE_STRETCH };
}

/** Of an action that failed it is told that it was tried: what was wanted with it is not done. */
function doneIn({ actions = [] }: StretchFacts): JsonObject {
  if (actions.length === 0) return {};
  const done = actions.map(({ toolId, by, arguments: given, data, failed }) => ({
    by,
    tool: toolId,
    arguments: given,
    ...(failed ? { failed } : { result: data }),
  }));
  return { done };
}

function recorded({ disposition, outcome, commitments }: PastStretch): JsonObject {
  const promised = commitments.map(({ text, due, settled }) => ({ text, due, kept: settled }));
  return {
    ...(disposition !== null && { disposition }),
    recorded_outcome: outcome,
    ...(promised.length > 0 && { promised }),
  };
}

export function customerSection({ customer, variables }: TurnContext): PromptSection {
  const known = variables.map(({ name, description, data }) => ({
    variable: name,
    ...(description !== null && { about: description }),
    value: data,
  }));
  return { name: 'customer', entries: [{ name: customer.name }, ...known], most: VARIABLES };
}

/** Terms that were named, then others while there is room. */
export function glossarySection(context: TurnContext): PromptSection {
  const { terms } = context.behaviour;
  const recent = context.history
    .slice(-6)
    .map((entry) => (entry.type === 'message' ? entry.text : ''))
    .join('\n')
    .toLowerCase();
  const isNamed = (names: readonly string[]): boolean =>
    names.some((name) => name !== '' && recent.includes(name.toLowerCase()));
  const named = terms.filter((term) => isNamed([term.name, ...term.synonyms]));
  const others = terms.filter((term) => !named.includes(term));
  const entries = [...named, ...others].slice(0, MOST_TERMS).map(({ name, description, synonyms }) => ({
    term: name,
    means: description,
    ...(synonyms.length > 0 && { also: [...synonyms] }),
  }));
  return { name: 'glossary', entries, most: GLOSSARY };
}

/** What tools answered in this turn. Metadata is for frontends and is not told. */
export function resultsSection(calls: readonly ExecutedCall[]): PromptSection {
  const entries = calls.map((call) => ({
    tool: toolKey(toolIdOf(call.tool)),
    arguments: plainArguments(call.arguments),
    ...(call.error === null ? { result: call.result.data } : { failed: true }),
  }));
  return { name: 'results', entries, most: RESULTS, mostEach: OF_ONE_RESULT };
}

export function articlesSection(retrieved: readonly Json[]): PromptSection {
  return { name: 'articles', entries: retrieved, most: ARTICLES, mostEach: OF_ONE_ARTICLE };
}

function plainArguments(given: Record<string, unknown>): Json {
  try {
    return JSON.parse(JSON.stringify(given)) as Json;
  } catch {
    return {};
  }
}
