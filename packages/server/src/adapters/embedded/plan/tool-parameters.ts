import { isDateSchema } from '../../../ports/is-date-schema.ts';
import { z } from 'zod';
import type { ToolDefinition, ToolParameterOptions } from '../../../engine/tool-definition.ts';

export type ParameterKind =
  | 'date'
  | 'number'
  | 'amount'
  | 'boolean'
  | 'choice'
  | 'email'
  | 'phone'
  | 'id'
  | 'list'
  | 'text'
  | 'other';

/** What a parameter wants, as far as reading it out of a message goes. */
export interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly required: boolean;
  readonly description: string | null;
  /** Of an `id`: what it looks like; null when any word with a digit may be one. */
  readonly pattern: RegExp | null;
  readonly choices: readonly string[];
  /** Words that stand before its value: `policy`, `claim`. */
  readonly words: readonly string[];
  readonly options: ToolParameterOptions;
}

interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const known = new WeakMap<ToolDefinition, readonly Parameter[]>();

/** A tool's parameters in the order of its schema. */
export function parametersOf(tool: ToolDefinition): readonly Parameter[] {
  let parameters = known.get(tool);
  if (parameters === undefined) {
    parameters = readSchema(tool);
    known.set(tool, parameters);
  }
  return parameters;
}

function readSchema(tool: ToolDefinition): readonly Parameter[] {
  const schema = z.toJSONSchema(tool.parameters, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const core = withoutNull(property);
    const description = property.description ?? core.description ?? null;
    const hints = `${wordsOf(name).join(' ')} ${description ?? ''}`.toLowerCase();
    const kind = isDateSchema(tool.parameters.shape[name]) ? 'date' : kindOf(core, hints);
    return {
      name,
      kind,
      required: required.has(name),
      description,
      pattern: kind === 'id' && core.pattern !== undefined ? compile(core.pattern) : null,
      choices: choicesOf(core),
      options: tool.options?.[name] ?? {},
      words: wordsOf(name).filter((word) => !/^(?:number|no|id|code|reference|ref|the|of)$/.test(word)),
    };
  });
}

function withoutNull(schema: JsonSchema): JsonSchema {
  const others = (schema.anyOf ?? []).filter((each) => each.type !== 'null');
  const [only] = others;
  return others.length === 1 && only !== undefined ? only : schema;
}

function kindOf(schema: JsonSchema, hints: string): ParameterKind {
  if (choicesOf(schema).length > 0) return 'choice';
  switch (schema.type) {
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'integer':
      return /\b(?:amount|price|cost|sum|money|value|budget|premium)\b/.test(hints) ? 'amount' : 'number';
    case 'array':
      return 'list';
    case 'string':
      return kindOfString(schema, hints);
    default:
      return 'other';
  }
}

function kindOfString({ format, pattern }: JsonSchema, hints: string): ParameterKind {
  if (format === 'date' || format === 'date-time') return 'date';
  if (format === 'email') return 'email';
  if (format === 'e164') return 'phone';
  if (pattern !== undefined || format === 'uuid') return 'id';
  if (/\b(?:date|day)\b/.test(hints) && !/\b(?:what|how|describe)\b/.test(hints)) return 'date';
  if (/\be-?mail\b/.test(hints)) return 'email';
  if (/\b(?:phone|telephone|mobile)\b/.test(hints)) return 'phone';
  return /\b(?:number|id|code|reference)\b/.test(hints) ? 'id' : 'text';
}

function choicesOf(schema: JsonSchema): readonly string[] {
  if (schema.enum !== undefined) return schema.enum.map(String);
  const constants = (schema.anyOf ?? []).map((each) => each.const);
  return constants.length > 0 && constants.every((each) => typeof each === 'string') ? constants : [];
}

function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return null;
  }
}

/** `policyNumber`, `policy_number` → policy, number. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}
