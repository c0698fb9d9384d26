import * as fc from 'fast-check';
import { hostileText, hostileValue } from './hostile-value.ts';
import type { KnownIds } from './known-ids.ts';

/** The part of JSON Schema that the document of the API uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
}

const LONGEST = 60;

/** What values are made after. */
export interface Making {
  /** How often, of a hundred, a value is not what the schema asks for. */
  readonly hostile: number;
  readonly ids: KnownIds;
}

/** Values that keep to a schema, as far as `hostile` lets them; `name` is that of the field. */
export function arbitraryOf(schema: Schema, making: Making, name = ''): fc.Arbitrary<unknown> {
  const { hostile } = making;
  if (hostile === 0) return keeping(schema, making, name);
  return fc.oneof(
    { weight: 100 - hostile, arbitrary: keeping(schema, making, name) },
    { weight: hostile, arbitrary: hostileValue },
  );
}

function keeping(schema: Schema, making: Making, name: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, making, name)));
  if (schema.allOf !== undefined)
    return fc
      .tuple(...schema.allOf.map((part) => keeping(part, making, name)))
      .map((parts) => Object.assign({}, ...parts) as unknown);
  const type = typeof schema.type === 'object' ? schema.type[0] : schema.type;
  switch (type) {
    case 'string':
      return textOf(schema, making, name);
    case 'integer':
    case 'number':
      return numberOf(schema, type);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, making, name), {
        minLength: Math.min(schema.minItems ?? 0, 5),
        maxLength: Math.min(schema.maxItems ?? 4, 5),
      });
    case 'object':
      return objectOf(schema, making, name);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function textOf(schema: Schema, { hostile, ids }: Making, name: string): fc.Arbitrary<unknown> {
  const minLength = Math.min(schema.minLength ?? 0, LONGEST);
  const maxLength = Math.max(minLength, Math.min(schema.maxLength ?? LONGEST, LONGEST));
  const plain = fc.string({ unit: 'grapheme', minLength, maxLength });
  switch (schema.format) {
    case 'date-time':
      return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
    case 'email':
      return fc.emailAddress();
    case 'uri':
      return fc.webUrl();
    default:
  }
  if (schema.pattern !== undefined && schema.pattern.length < 80)
    return fc.oneof(matching(schema.pattern) ?? plain, plain);
  const known = fc.nat().map((n) => oneOf(ids.named(name), n) ?? 'x');
  return fc.oneof(
    { weight: /_ids?$/u.test(name) ? 1 : 6, arbitrary: plain },
    { weight: 6, arbitrary: known },
    { weight: hostile > 0 ? 1 : 0, arbitrary: hostileText },
  );
}

/** Null where the pattern has what cannot be made. */
function matching(pattern: string): fc.Arbitrary<string> | null {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: LONGEST });
  } catch {
    return null;
  }
}

function numberOf(schema: Schema, type: 'integer' | 'number'): fc.Arbitrary<unknown> {
  const min = Math.max(schema.minimum ?? -1000, -(2 ** 31));
  const max = Math.max(min, Math.min(schema.maximum ?? 100_000, 2 ** 31));
  return type === 'integer'
    ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) })
    : fc.double({ min, max, noNaN: true });
}

function objectOf(schema: Schema, making: Making, of: string): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const known = Object.entries(properties).map(([name, property]) => [
    name,
    // What has an id is what it is called by.
    arbitraryOf(property, making, name === 'id' && of !== '' ? `${of}_id` : name),
  ]);
  const body = fc.record(Object.fromEntries(known) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [...required],
  });
  if (typeof additionalProperties !== 'object') return body;
  const further = fc.dictionary(fc.string({ maxLength: 12 }), arbitraryOf(additionalProperties, making), {
    maxKeys: 3,
  });
  return fc.tuple(body, further).map(([own, more]) => ({ ...more, ...own }));
}

/** The one that a number stands for; undefined of none. */
export function oneOf<T>(all: readonly T[], n: number): T | undefined {
  return all[n % Math.max(1, all.length)];
}
