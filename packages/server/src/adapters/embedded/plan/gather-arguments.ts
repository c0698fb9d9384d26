import type { Json, JsonObject } from '@baton/protocol';
import type { z } from 'zod';
import { foldText } from '../../../core/nlp/fold-text.ts';
import { readAnswer } from '../../../core/nlp/read-answer.ts';
import { stem } from '../../../core/nlp/stem.ts';
import { tokenise } from '../../../core/nlp/tokenise.ts';
import type { ToolDefinition } from '../../../engine/tool-definition.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { MissingArgument } from '../../../ports/engine-stages.ts';
import type { PendingTool } from '../embedded-state.ts';
import { lastSaid } from '../unanswered.ts';
import { isItThis, questionFor, whichOf } from './question-for.ts';
import { readArgument } from './read-argument.ts';
import { parametersOf, wordsOf } from './tool-parameters.ts';
import type { Parameter } from './tool-parameters.ts';

/** What is known of a tool's arguments after a message. */
export interface Gathered {
  readonly given: JsonObject;
  /** Parsed by the tool's own schema; null while something is missing or wrong. */
  readonly parsed: Record<string, unknown> | null;
  readonly missing: readonly (MissingArgument & { readonly suggested: Json })[];
}

interface Wanted {
  readonly context: TurnContext;
  readonly tool: ToolDefinition;
  readonly text: string;
  /** The part of the text that is about this tool's subject, when the text has several. */
  readonly part: string | null;
  readonly pending: PendingTool | null;
  /** It is a journey's state that wants the tool: what was said on the way there counts. */
  readonly inJourney: boolean;
  readonly now: Date;
}

const MOST_OFFERED = 4;
const READ_ENTRIES = 200;
const MESSAGES_ON_THE_WAY = 3;
/** Kinds that mean the same wherever in the conversation they were said. */
const LASTING: ReadonlySet<Parameter['kind']> = new Set(['id', 'email', 'phone']);

/**
 * Reads a tool's arguments out of the message and what was given before. Of a number that the customer named
 * earlier and only once, a tool that merely looks something up may make use; a consequential one asks first.
 */
export async function gatherArguments(wanted: Wanted): Promise<Gathered> {
  const { tool, pending } = wanted;
  const parameters = await withChoices(wanted);
  const given: JsonObject = { ...pending?.given };
  const questions = new Map<string, { question: string; suggested: Json }>();
  for (const parameter of parameters) {
    const { values, question, suggested } = readOne(wanted, parameter, parameters, given);
    const [value] = values;
    if (value !== undefined && values.length === 1) given[parameter.name] = value;
    else if (question !== null) questions.set(parameter.name, { question, suggested });
  }
  const parsed = await parseGiven(wanted, parameters, given);
  const wrong = parsed.success ? new Map<string, string>() : issuesByField(parsed.error.issues, given);
  for (const name of wrong.keys()) Reflect.deleteProperty(given, name);
  const missing = parameters
    .filter((parameter) => (parameter.required && !(parameter.name in given)) || wrong.has(parameter.name))
    .toSorted((a, b) => precedence(a) - precedence(b))
    .map((parameter) => {
      const { question, suggested } =
        questions.get(parameter.name) ?? ask(parameter, wrong.get(parameter.name), wanted);
      return { tool, parameter: parameter.name, question, suggested, invalid: wrong.has(parameter.name) };
    });
  return { given, parsed: parsed.success && missing.length === 0 ? parsed.data : null, missing };
}

/** A day without a year is taken for the last one; where the schema wants one to come, for the next. */
async function parseGiven(
  { tool, text }: Wanted,
  parameters: readonly Parameter[],
  given: JsonObject,
): Promise<z.ZodSafeParseResult<Record<string, unknown>>> {
  const parsed = await tool.parameters.safeParseAsync(given);
  if (parsed.success) return parsed;
  for (const { name, kind } of parameters) {
    const day = given[name];
    const refused = parsed.error.issues.some(({ path }) => path[0] === name);
    if (kind !== 'date' || !refused || typeof day !== 'string' || text.includes(day.slice(0, 4))) continue;
    const next = { ...given, [name]: `${Number(day.slice(0, 4)) + 1}${day.slice(4)}` };
    const again = await tool.parameters.safeParseAsync(next);
    if (!again.success && again.error.issues.some(({ path }) => path[0] === name)) continue;
    given[name] = next[name] ?? day;
    return again;
  }
  return parsed;
}

/** Choices that depend on the customer and the time take the place of the schema's. */
async function withChoices({ context, tool }: Wanted): Promise<readonly Parameter[]> {
  const { agent, sessionId, customer, signal } = context;
  const caller = { agentId: agent.id, sessionId, customerId: customer.id, signal };
  return Promise.all(
    parametersOf(tool).map(async (parameter) => {
      const { choices } = parameter.options;
      if (choices === undefined) return parameter;
      try {
        return { ...parameter, kind: 'choice' as const, choices: await choices(caller) };
      } catch {
        signal.throwIfAborted();
        // Without its choices it is asked for as what its schema says it is.
        return parameter;
      }
    }),
  );
}

/** The lowest is asked for first; those without one come last. */
function precedence({ options }: Parameter): number {
  return options.precedence ?? Number.MAX_SAFE_INTEGER;
}

function readOne(
  { context, tool, text, part, pending, inJourney, now }: Wanted,
  parameter: Parameter,
  all: readonly Parameter[],
  given: JsonObject,
): { values: readonly Json[]; question: string | null; suggested: Json } {
  if (!isReadFromWords(parameter)) return { values: [], question: null, suggested: null };
  const asked = pending?.asked === parameter.name || (pending === null && wasAskedFor(context, parameter));
  // Two parameters of one kind cannot be told apart unless one of them was asked for.
  const twins = all.some(
    (other) => other !== parameter && other.kind === parameter.kind && sameShape(other, parameter),
  );
  const found = asked || !twins ? readArgument(parameter, text, asked, now) : [];
  const here =
    found.length > 1 && part !== null ? narrowed(found, readArgument(parameter, part, asked, now)) : found;
  if (here.length > 1) return { values: here, question: whichOf(parameter, here), suggested: null };
  if (
    here.length === 0 &&
    asked &&
    pending !== null &&
    pending.suggested !== null &&
    readAnswer(text) === 'yes'
  ) {
    return { values: [pending.suggested], question: null, suggested: null };
  }
  if (here.length === 1 || parameter.name in given) return { values: here, question: null, suggested: null };
  const onTheWay = inJourney && pending === null && !twins ? readOnTheWay(context, parameter, now) : [];
  if (onTheWay.length === 1) return { values: onTheWay, question: null, suggested: null };
  const earlier =
    twins || !parameter.required || (asked && readAnswer(text) === 'no')
      ? []
      : readEarlier(context, parameter, now);
  if (earlier.length > 1 && earlier.length <= MOST_OFFERED && !asked) {
    return { values: [], question: whichOf(parameter, earlier), suggested: null };
  }
  if (earlier.length !== 1 || asked) return { values: [], question: null, suggested: null };
  if (tool.consequential !== true) return { values: earlier, question: null, suggested: null };
  const [suggested = null] = earlier;
  return { values: [], question: isItThis(parameter, suggested), suggested };
}

/** What the customer's last few messages before this one name, the newest that names any. */
function readOnTheWay(context: TurnContext, parameter: Parameter, now: Date): readonly Json[] {
  const said = context.history.filter(
    (entry) =>
      entry.type === 'message' && entry.author === 'customer' && entry.offset < (context.latest?.offset ?? 0),
  );
  for (const entry of said.slice(-MESSAGES_ON_THE_WAY).toReversed()) {
    const found = entry.type === 'message' ? readArgument(parameter, entry.text, false, now) : [];
    if (found.length > 0) return found;
  }
  return [];
}

/** Whether the AI's last words asked for it: a journey's state before its tool, e.g. "What happened, and when?". */
function wasAskedFor(context: TurnContext, { name }: Parameter): boolean {
  const said = lastSaid(context);
  if (said?.author !== 'ai' || !said.text.includes('?')) return false;
  const asked = new Set(tokenise(foldText(said.text)).map(stem));
  const wanted = wordsOf(name).map(stem);
  return wanted.every((word) => asked.has(word));
}

/** Those of the whole text that also stand in the part; all, when that leaves nothing. */
function narrowed(all: readonly Json[], part: readonly Json[]): readonly Json[] {
  const both = all.filter((value) => part.includes(value));
  return both.length > 0 ? both : all;
}

/** What the customer said before, in this conversation, to the AI or to a person: he is not asked for it again. */
function readEarlier(context: TurnContext, parameter: Parameter, now: Date): readonly Json[] {
  if (!LASTING.has(parameter.kind)) return [];
  const found = new Set<Json>();
  for (const entry of context.history.slice(-READ_ENTRIES)) {
    if (entry.type !== 'message' || entry.author !== 'customer') continue;
    for (const value of readArgument(parameter, entry.text, false, now)) found.add(value);
  }
  return [...found];
}

function ask(
  parameter: Parameter,
  wrong: string | undefined,
  { pending, text }: Wanted,
): { question: string; suggested: Json } {
  const question = questionFor(parameter);
  const again = pending?.asked === parameter.name && readAnswer(text) === null;
  if (wrong !== undefined) return { question: `${wrong} ${question}`, suggested: null };
  return { question: again ? `I'm sorry, I did not get that. ${question}` : question, suggested: null };
}

/** What the schema's author says is wrong; zod's own wording is for programmers. */
function issuesByField(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
  given: JsonObject,
): Map<string, string> {
  const byField = new Map<string, string>();
  for (const { path, message } of issues) {
    const [field] = path;
    if (field === undefined || !Object.hasOwn(given, field)) continue;
    const authored = /[.!]$/.test(message) && !message.startsWith('Invalid');
    byField.set(String(field), authored ? message : "I'm sorry, that does not seem to be right.");
  }
  return byField;
}

/** What only the context knows, and what is hidden, is never taken from what the customer writes. */
function isReadFromWords({ options }: Parameter): boolean {
  return options.source !== 'context' && options.hidden !== true;
}

function sameShape(a: Parameter, b: Parameter): boolean {
  return (
    a.pattern?.source === b.pattern?.source && a.choices.join() === b.choices.join() && a.kind !== 'text'
  );
}
