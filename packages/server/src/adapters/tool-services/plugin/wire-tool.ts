import type { JsonObject } from '@baton/protocol';
import { z } from 'zod';
import { parseTime } from '../../../core/time.ts';
import type { ToolParameterOptions } from '../../../engine/tool-definition.ts';
import { cleanJson, cleanShort } from '../clean-json.ts';
import { choiceOf, isParameterName, isToolName, schemaOf } from '../schema-of.ts';

const LONGEST_NAME = 128;
const LONGEST_TEXT = 2000;
const MOST_PARAMETERS = 100;
const MOST_EXAMPLES = 20;

/** What a parameter is, as a plugin server writes it. */
interface Descriptor {
  readonly type: string;
  readonly item_type?: string | null | undefined;
  readonly enum?: readonly (string | number | boolean)[] | null | undefined;
  readonly description?: string | null | undefined;
  readonly examples?: readonly unknown[] | null | undefined;
}

/** How it is to be had. */
interface Options {
  readonly hidden?: boolean | null | undefined;
  readonly source?: 'any' | 'context' | 'customer' | null | undefined;
  readonly description?: string | null | undefined;
  readonly significance?: string | null | undefined;
  readonly examples?: readonly unknown[] | null | undefined;
  readonly precedence?: number | null | undefined;
  readonly display_name?: string | null | undefined;
}

export interface WireTool {
  readonly name: string;
  readonly creation_utc?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  readonly parameters?: Readonly<Record<string, readonly [Descriptor, Options]>> | null | undefined;
  readonly required?: readonly string[] | null | undefined;
  readonly consequential?: boolean | null | undefined;
  readonly overlap?: number | string | null | undefined;
}

const descriptorSchema = z.object({
  type: z.string(),
  item_type: z.string().nullish(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean()])).nullish(),
  description: z.string().nullish(),
  examples: z.array(z.unknown()).nullish(),
});
const optionsSchema = z.object({
  hidden: z.boolean().nullish(),
  source: z.enum(['any', 'context', 'customer']).nullish(),
  description: z.string().nullish(),
  significance: z.string().nullish(),
  examples: z.array(z.unknown()).nullish(),
  precedence: z.number().nullish(),
  display_name: z.string().nullish(),
});

export const WireToolSchema: z.ZodType<WireTool> = z.object({
  name: z.string(),
  creation_utc: z.string().nullish(),
  description: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  parameters: z.record(z.string(), z.tuple([descriptorSchema, optionsSchema])).nullish(),
  required: z.array(z.string()).nullish(),
  consequential: z.boolean().nullish(),
  overlap: z.union([z.number(), z.string()]).nullish(),
});

/** What of a plugin's tool does not depend on who calls it. */
export interface ReadTool {
  readonly name: string;
  readonly description: string;
  /** Null when the service does not say it in a form that can be read. */
  readonly createdAt: number | null;
  readonly parameters: z.ZodObject;
  readonly options: Readonly<Record<string, ToolParameterOptions>>;
  readonly metadata: JsonObject;
  readonly consequential: boolean;
  readonly overlap: 'none' | 'auto' | 'always';
  /** Parameters for which the service may name choices when it is asked for a customer. */
  readonly open: readonly string[];
}

/** Throws when a parameter has a name that cannot be used: a tool without one of its parameters would go wrong. */
export function readTool(wire: WireTool): ReadTool {
  if (!isToolName(wire.name)) throw new TypeError('it has no name that can be used');
  const parameters = Object.entries(wire.parameters ?? {});
  if (parameters.length > MOST_PARAMETERS) throw new TypeError('too many parameters');
  const unfit = parameters.find(([name]) => !isParameterName(name));
  if (unfit !== undefined) throw new TypeError('a parameter has a name that cannot be used');
  const required = new Set(wire.required);
  const shape = parameters.map(([name, [descriptor, options]]) => {
    const schema = schemaOfDescriptor(descriptor);
    const description = options.description ?? descriptor.description ?? '';
    const described = description === '' ? schema : schema.describe(cleanShort(description, LONGEST_TEXT));
    return [name, required.has(name) ? described : optional(described)] as const;
  });
  return {
    name: wire.name,
    description: cleanShort(wire.description ?? '', LONGEST_TEXT),
    createdAt: parseTime((wire.creation_utc ?? '').replace(' ', 'T')),
    parameters: z.object(Object.fromEntries(shape)),
    options: Object.fromEntries(
      parameters.map(([name, [descriptor, options]]) => [name, optionsOf(descriptor, options)]),
    ),
    metadata: cleanJson(wire.metadata ?? {}) as JsonObject,
    consequential: wire.consequential === true,
    overlap: overlapOf(wire.overlap),
    open: parameters
      .filter(([, [descriptor, options]]) => isOpen(descriptor) && isAsked(options))
      .map(([name]) => name),
  };
}

/** The choices that a resolved tool names for a parameter; null when any value will do. */
export function choicesFor(wire: WireTool, name: string): readonly string[] | null {
  const choices = wire.parameters?.[name]?.[0].enum;
  return choices === null || choices === undefined ? null : choices.map(String);
}

function schemaOfDescriptor({ type, item_type: itemType, enum: choices }: Descriptor): z.ZodType {
  const choice = choices === null || choices === undefined ? null : choiceOf(choices);
  if (type === 'array') return z.array(choice ?? schemaOfType(itemType ?? 'string'));
  return choice ?? schemaOfType(type);
}

function schemaOfType(type: string): z.ZodType {
  switch (type) {
    case 'date':
      return schemaOf({ type: 'string', format: 'date' });
    case 'datetime':
      return schemaOf({ type: 'string', format: 'date-time' });
    case 'uuid':
      return schemaOf({ type: 'string', format: 'uuid' });
    case 'timedelta':
    case 'path':
      return z.string();
    default:
      return schemaOf({ type });
  }
}

function optionsOf(descriptor: Descriptor, options: Options): ToolParameterOptions {
  const examples = options.examples ?? descriptor.examples ?? [];
  return {
    ...(options.hidden === true && { hidden: true }),
    ...(typeof options.source === 'string' && { source: options.source }),
    ...(typeof options.significance === 'string' && {
      significance: cleanShort(options.significance, LONGEST_TEXT),
    }),
    ...(examples.length > 0 && { examples: examples.slice(0, MOST_EXAMPLES).map(exampleText) }),
    ...(typeof options.precedence === 'number' && { precedence: options.precedence }),
    ...(typeof options.display_name === 'string' && {
      displayName: cleanShort(options.display_name, LONGEST_NAME),
    }),
  };
}

function exampleText(example: unknown): string {
  return cleanShort(typeof example === 'string' ? example : JSON.stringify(example), LONGEST_TEXT);
}

function isOpen({ type, item_type: itemType, enum: choices }: Descriptor): boolean {
  if (choices !== null && choices !== undefined) return false;
  return type === 'string' || (type === 'array' && (itemType ?? 'string') === 'string');
}

function isAsked({ hidden, source }: Options): boolean {
  return hidden !== true && source !== 'context';
}

/** 1 none, 2 auto, 3 always. */
function overlapOf(overlap: WireTool['overlap']): 'none' | 'auto' | 'always' {
  if (overlap === 1 || overlap === 'none') return 'none';
  return overlap === 3 || overlap === 'always' ? 'always' : 'auto';
}

function optional(schema: z.ZodType): z.ZodType {
  return schema.description === undefined
    ? schema.optional()
    : schema.optional().describe(schema.description);
}
