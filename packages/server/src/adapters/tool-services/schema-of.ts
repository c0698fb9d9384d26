import { z } from 'zod';
import { cleanShort } from './clean-json.ts';
import { safePattern } from '../../core/safe-pattern.ts';
import { scopeOf } from './schema-scope.ts';
import type { SchemaScope } from './schema-scope.ts';

/** JSON Schema as services write it: every keyword may be anything. */
export interface WireSchema {
  readonly [keyword: string]: unknown;
}

const DEEPEST = 6;
const MOST_PROPERTIES = 100;
const MOST_CHOICES = 500;
const MOST_UNION = 10;
const LONGEST_DESCRIPTION = 2000;
/** A customer who is asked for a time may name a day alone. */
const DATE_TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/**
 * A zod schema of a JSON Schema, for what a customer can be asked and a model can fill in. Keywords that are not
 * understood are left to the service, which checks what it is sent: this schema is never stricter than its.
 */
export function schemaOf(wire: unknown, scope: SchemaScope = scopeOf(null), depth = 0): z.ZodType {
  if (!isSchema(wire) || depth > DEEPEST || scope.budget.left-- <= 0) return z.any();
  const ref = wire['$ref'];
  if (typeof ref === 'string') return schemaOf(scope.follow(ref), scope, depth + 1);
  const schema = bareSchemaOf(wire, scope, depth);
  const description = wire['description'];
  return typeof description === 'string' && description !== ''
    ? schema.describe(cleanShort(description, LONGEST_DESCRIPTION))
    : schema;
}

/** An object with these properties, those that are not required optional. */
export function objectOf(
  properties: Readonly<Record<string, unknown>>,
  required: readonly string[],
  scope: SchemaScope = scopeOf(null),
  depth = 0,
): z.ZodObject {
  const shape = Object.entries(properties)
    .filter(([name]) => isParameterName(name))
    .slice(0, MOST_PROPERTIES)
    .map(([name, wire]) => {
      const schema = schemaOf(wire, scope, depth + 1);
      return [name, required.includes(name) ? schema : withDescription(schema.optional(), schema)] as const;
    });
  return z.object(Object.fromEntries(shape));
}

export function isSchema(value: unknown): value is WireSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Names become keys of objects here and there; the reserved ones would not arrive. */
export function isParameterName(name: string): boolean {
  return /^[\w$][\w$.\-[\]@]{0,127}$/.test(name) && name !== '__proto__';
}

/** Whole characters that can be seen: a tool's name is in logs, events and prompts. */
export function isToolName(name: string): boolean {
  return /^[^\p{Cc}\p{Cs}]{1,128}$/u.test(name);
}

/** Of a set of choices; null when there is none to be used. */
export function choiceOf(values: unknown): z.ZodType | null {
  if (!Array.isArray(values) || values.length === 0 || values.length > MOST_CHOICES) return null;
  if (values.every((each) => typeof each === 'string')) return z.enum(values as [string, ...string[]]);
  const plain = values.every(
    (each) => ['string', 'number', 'boolean'].includes(typeof each) || each === null,
  );
  return plain ? z.literal(values as [string, ...string[]]) : null;
}

function bareSchemaOf(wire: WireSchema, scope: SchemaScope, depth: number): z.ZodType {
  const choice = 'const' in wire ? choiceOf([wire['const']]) : choiceOf(wire['enum']);
  if (choice !== null) return wire['nullable'] === true ? choice.nullable() : choice;
  const either = unionOf(wire, scope, depth);
  if (either !== null) return either;
  const types = typeof wire['type'] === 'string' ? [wire['type']] : stringsOf(wire['type']);
  const schemas = types.filter((type) => type !== 'null').map((type) => typed(type, wire, scope, depth));
  const [only = z.any(), ...others] = schemas;
  const schema = others.length === 0 ? only : z.union([only, ...others]);
  return types.includes('null') || wire['nullable'] === true ? schema.nullable() : schema;
}

function unionOf(wire: WireSchema, scope: SchemaScope, depth: number): z.ZodType | null {
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    const members = wire[keyword];
    if (!Array.isArray(members) || members.length === 0) continue;
    if (keyword === 'allOf') return members.length === 1 ? schemaOf(members[0], scope, depth + 1) : z.any();
    if (members.length > MOST_UNION) return z.any();
    const nullable = members.some((each) => isSchema(each) && each['type'] === 'null');
    const schemas = members
      .filter((each) => !isSchema(each) || each['type'] !== 'null')
      .map((each) => schemaOf(each, scope, depth + 1));
    const [only = z.any(), ...others] = schemas;
    const schema = others.length === 0 ? only : z.union([only, ...others]);
    return nullable ? schema.nullable() : schema;
  }
  return null;
}

function typed(type: string, wire: WireSchema, scope: SchemaScope, depth: number): z.ZodType {
  switch (type) {
    case 'string':
      return stringOf(wire);
    case 'integer':
      return bounded(z.int(), wire);
    case 'number':
      return bounded(z.number(), wire);
    case 'boolean':
      return z.boolean();
    case 'array': {
      const [least, most] = [count(wire['minItems']), count(wire['maxItems'])];
      let list = z.array(schemaOf(wire['items'], scope, depth + 1));
      if (least !== null) list = list.min(least);
      if (most !== null) list = list.max(most);
      return list;
    }
    case 'object':
      return isSchema(wire['properties'])
        ? objectOf(wire['properties'], stringsOf(wire['required']), scope, depth).loose()
        : z.record(z.string(), z.any());
    default:
      return z.any();
  }
}

function stringOf(wire: WireSchema): z.ZodType {
  const formatted = formatOf(wire['format']);
  if (formatted !== null) return formatted;
  let schema = z.string();
  const pattern = safePattern(wire['pattern']);
  const [least, most] = [count(wire['minLength']), count(wire['maxLength'])];
  if (pattern !== null) schema = schema.regex(pattern);
  if (least !== null) schema = schema.min(least);
  if (most !== null) schema = schema.max(most);
  return schema;
}

function formatOf(format: unknown): z.ZodType | null {
  switch (format) {
    case 'date':
      return z.iso.date();
    case 'date-time':
    case 'datetime':
      return z
        .string()
        .refine((text) => DATE_TIME.test(text))
        .meta({ format: 'date-time' });
    case 'email':
      return z.email();
    case 'uuid':
      return z.guid();
    default:
      return null;
  }
}

function bounded(schema: z.ZodNumber, wire: WireSchema): z.ZodNumber {
  let number = schema;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = wire;
  if (typeof minimum === 'number') number = number.min(minimum);
  if (typeof maximum === 'number') number = number.max(maximum);
  if (typeof exclusiveMinimum === 'number') number = number.gt(exclusiveMinimum);
  if (typeof exclusiveMaximum === 'number') number = number.lt(exclusiveMaximum);
  return number;
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

function withDescription(schema: z.ZodType, of: z.ZodType): z.ZodType {
  return of.description === undefined ? schema : schema.describe(of.description);
}
