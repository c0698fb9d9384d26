import type { ValidationFault } from '@baton/protocol';
import type { z } from 'zod';
import { invalid } from './problem.ts';

const MOST_FAULTS = 20;

/** The value, checked; throws a 422 whose `detail` lists every fault in Parlant's form. */
export function validate<T>(schema: z.ZodType<T>, value: unknown, where: 'body' | 'query' | 'path'): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(faultsOf(result.error.issues, value, [where]));
}

/** The first faults of a value that stands at a place of the request, e.g. at `['body', 'arguments']`. */
export function faultsOf(
  issues: readonly Issue[],
  value: unknown,
  at: readonly ['body' | 'query' | 'path', ...string[]],
): ValidationFault[] {
  return issues.slice(0, MOST_FAULTS).map((issue) => faultOf(issue, value, at));
}

type Issue = z.core.$ZodIssue;

function faultOf(issue: Issue, value: unknown, at: readonly string[]): ValidationFault {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const [where] = at;
  const loc = [...at, ...path];
  const input = issue.input;
  if (input === undefined && issue.code !== 'unrecognized_keys') {
    return { type: 'missing', loc, msg: 'Field required', input: showInput(parentOf(value, path)) };
  }
  if (where === 'query' && issue.code === 'invalid_type')
    return { loc, input: showInput(input), ...describeUnparsed(issue.expected) };
  return { loc, input: showInput(input), ...describe(issue) };
}

/** A query parameter is text: what is wrong is that it cannot be read as what it should be. */
function describeUnparsed(expected: string): Pick<ValidationFault, 'type' | 'msg'> {
  switch (expected) {
    case 'int':
    case 'number':
      return {
        type: 'int_parsing',
        msg: 'Input should be a valid integer, unable to parse string as an integer',
      };
    case 'boolean':
      return { type: 'bool_parsing', msg: 'Input should be a valid boolean, unable to interpret input' };
    default:
      return describeType(expected);
  }
}

function describe(issue: Issue): Pick<ValidationFault, 'type' | 'msg' | 'ctx'> {
  switch (issue.code) {
    case 'invalid_type':
      return describeType(issue.expected);
    case 'invalid_value': {
      const expected = listWords(issue.values.map((value) => `'${String(value)}'`));
      return { type: 'enum', msg: `Input should be ${expected}`, ctx: { expected } };
    }
    case 'too_small':
    case 'too_big':
      return describeSize(issue);
    default:
      return { type: 'value_error', msg: `Value error, ${issue.message}` };
  }
}

const TYPES: Readonly<Record<string, [string, string]>> = {
  string: ['string_type', 'Input should be a valid string'],
  number: ['float_type', 'Input should be a valid number'],
  int: ['int_type', 'Input should be a valid integer'],
  boolean: ['bool_type', 'Input should be a valid boolean'],
  array: ['list_type', 'Input should be a valid list'],
  object: ['dict_type', 'Input should be a valid dictionary'],
  record: ['dict_type', 'Input should be a valid dictionary'],
};

function describeType(expected: string): Pick<ValidationFault, 'type' | 'msg'> {
  const [type, msg] = TYPES[expected] ?? ['value_error', `Input should be of type ${expected}`];
  return { type, msg };
}

function describeSize(
  issue: Extract<Issue, { code: 'too_small' | 'too_big' }>,
): Pick<ValidationFault, 'type' | 'msg' | 'ctx'> {
  const small = issue.code === 'too_small';
  const limit = Number(small ? issue.minimum : issue.maximum);
  const bound = small ? 'at least' : 'at most';
  if (issue.origin === 'string') {
    const unit = limit === 1 ? 'character' : 'characters';
    const type = small ? 'string_too_short' : 'string_too_long';
    return {
      type,
      msg: `String should have ${bound} ${limit} ${unit}`,
      ctx: { [small ? 'min_length' : 'max_length']: limit },
    };
  }
  if (issue.origin === 'array') {
    const type = small ? 'too_short' : 'too_long';
    return {
      type,
      msg: `List should have ${bound} ${limit} items`,
      ctx: { [small ? 'min_length' : 'max_length']: limit },
    };
  }
  const words = small ? 'greater than or equal to' : 'less than or equal to';
  const type = small ? 'greater_than_equal' : 'less_than_equal';
  return { type, msg: `Input should be ${words} ${limit}`, ctx: { [small ? 'ge' : 'le']: limit } };
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function parentOf(value: unknown, path: readonly (string | number)[]): unknown {
  let parent = value;
  for (const step of path.slice(0, -1))
    parent = (parent as Record<string | number, unknown> | undefined)?.[step];
  return parent ?? null;
}

/** What was sent, short: an error must not echo a megabyte. */
export function showInput(input: unknown): unknown {
  const text = JSON.stringify(input) ?? 'null';
  return text.length <= 500 ? (input ?? null) : `${text.slice(0, 500).toWellFormed()}…`;
}
