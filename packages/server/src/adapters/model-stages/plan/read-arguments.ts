import type { JsonObject } from '@baton/protocol';
import { z } from 'zod';
import type { PlannedCall } from '../../../engine/tool-definition.ts';
import type { KnownWords } from './known-words.ts';
import type { ArgumentValue, PlannedArgument, PlannedTool } from './tool-question.ts';
import type { WantedParameter, WantedTool } from './wanted-tool.ts';

export interface ReadArguments {
  readonly wanted: WantedTool;
  /** Null while something is missing or wrong. */
  readonly call: PlannedCall | null;
  /** What was given and may be used, as JSON. */
  readonly given: JsonObject;
  /** Required and not given, or given in a way that cannot be used; what is never asked for is not among them. */
  readonly missing: readonly WantedParameter[];
}

/** Kinds of which a value is the very word that was said. */
const LITERAL: ReadonlySet<WantedParameter['kind']> = new Set(['id', 'email', 'phone']);
/** Kinds that are put in another form than the customer's words. */
const DERIVED: ReadonlySet<WantedParameter['kind']> = new Set([
  'date',
  'number',
  'amount',
  'boolean',
  'choice',
  'phone',
  'list',
  'other',
]);

/** Checks what a model says a tool is to be called with: what nobody said does not count, the schema has the last word. */
export async function readArguments(
  wanted: WantedTool,
  planned: PlannedTool,
  known: KnownWords,
): Promise<ReadArguments> {
  const { tool, parameters } = wanted;
  const given: Record<string, ArgumentValue> = {};
  const parsed: Record<string, unknown> = {};
  for (const parameter of parameters) {
    const argument = planned.arguments.find(({ name }) => name === parameter.name);
    if (argument === undefined || argument.value === null || argument.value === '') continue;
    const counted = countedValue(wanted, parameter, argument, known);
    const value = counted === null ? null : chosen(parameter, counted);
    const read = value === null ? null : await fitting(tool, parameter, value);
    if (read === null || value === null) continue;
    given[parameter.name] = value;
    parsed[parameter.name] = read.value;
  }
  const whole = await tool.parameters.safeParseAsync(parsed);
  const wrong = new Set(whole.success ? [] : whole.error.issues.map(({ path }) => String(path[0] ?? '')));
  const lacking = parameters.filter(
    ({ name, required }) => (required && !(name in given)) || (wrong.has(name) && name in given),
  );
  // Together they cannot be, and the schema does not say which is wrong.
  if (!whole.success && lacking.length === 0) lacking.push(...parameters.filter(({ required }) => required));
  const call = whole.success && lacking.length === 0 ? { tool, arguments: whole.data } : null;
  const usable = Object.entries(given).filter(([name]) => !wrong.has(name));
  return { wanted, call, given: Object.fromEntries(usable), missing: lacking.filter(isAskedFor) };
}

function isAskedFor({ options }: WantedParameter): boolean {
  return options.hidden !== true && options.source !== 'context';
}

/**
 * The value of an argument that is more than a guess; null for a guess. Where a text of the customer's counts and the
 * model has put it in its own words, his own are taken.
 */
function countedValue(
  { tool }: WantedTool,
  { kind, required, options }: WantedParameter,
  { value, said, sure }: PlannedArgument,
  known: KnownWords,
): ArgumentValue {
  const { consequential } = tool;
  if (!sure && (required || consequential === true)) return null;
  const customers = options.source === 'customer';
  if (!customers && consequential !== true && !LITERAL.has(kind)) return value;
  if (customers ? known.customerSaid(value) : known.holds(value)) return value;
  if (!known.customerSaidWords(said)) return null;
  if (DERIVED.has(kind)) return value;
  return kind === 'text' ? said : null;
}

/** The choice as it is listed; null when it is none of them. */
function chosen({ choices }: WantedParameter, value: ArgumentValue): ArgumentValue {
  if (choices.length === 0) return value;
  const choose = (one: string | number | boolean): string | undefined =>
    choices.find((choice) => choice === String(one)) ??
    choices.find((choice) => choice.toLowerCase() === String(one).trim().toLowerCase());
  if (value === null) return null;
  if (!Array.isArray(value)) return choose(value) ?? null;
  const all = value.map(choose);
  return all.every((one) => one !== undefined) ? all : null;
}

/** The value in the first form that the parameter's own schema accepts. */
async function fitting(
  { parameters }: WantedTool['tool'],
  { name }: WantedParameter,
  value: ArgumentValue,
): Promise<{ readonly value: unknown } | null> {
  const field = parameters.shape[name];
  if (field === undefined) return null;
  const alone = z.object({ [name]: field });
  for (const form of formsOf(value)) {
    const read = await alone.safeParseAsync({ [name]: form });
    if (read.success) return { value: form };
  }
  return null;
}

function* formsOf(value: ArgumentValue): Generator<unknown, void, void> {
  yield value;
  if (Array.isArray(value)) return;
  if (typeof value === 'string') {
    const text = value.trim();
    if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) yield Number(text);
    if (/^(?:true|yes)$/i.test(text)) yield true;
    if (/^(?:false|no)$/i.test(text)) yield false;
    if (/^[[{]/.test(text)) {
      try {
        yield JSON.parse(text);
      } catch {
        // It is a text that begins with a bracket.
      }
    }
    if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text))) yield new Date(text);
  } else if (value !== null) {
    yield String(value);
  }
  yield [value];
}
