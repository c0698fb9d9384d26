import { nameInWords } from '../../core/name-in-words.ts';
import { isDateSchema } from '../../ports/is-date-schema.ts';
import type { ActionField, ContextPackage, QuickAction } from '@baton/protocol';
import { z } from 'zod';
import { toolKey } from '../../core/behaviour/tool-id.ts';
import { toolIdOf } from '../../engine/tool-definition.ts';
import type { ToolDefinition } from '../../engine/tool-definition.ts';
import type { OfferedTool } from './operator-tools.ts';
import { suggestValue } from './suggest-value.ts';

interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const MOST_OPTIONS = 200;
const LONGEST_DESCRIPTION = 1000;

/**
 * A tool as a form: one field a parameter, filled in as far as the conversation goes. Lists and objects have no field:
 * null for a tool that needs one. `choices`: of parameters whose values depend on the customer.
 */
export function actionForm(
  { tool, operators }: OfferedTool,
  known: ContextPackage,
  choices: ReadonlyMap<string, readonly string[]>,
): QuickAction | null {
  const schema = z.toJSONSchema(tool.parameters, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const required = new Set(schema.required ?? []);
  const fields: ActionField[] = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const core = withoutNull(property);
    const options = choices.get(name) ?? optionsOf(core);
    const type = isDateSchema(tool.parameters.shape[name]) ? 'date' : typeOf(core, options);
    if (type === null && required.has(name)) return null;
    if (type === null) continue;
    const field: ActionField = {
      name,
      label: tool.options?.[name]?.displayName ?? property.title ?? core.title ?? nameInWords(name),
      description: (property.description ?? core.description ?? null)?.slice(0, LONGEST_DESCRIPTION) ?? null,
      type,
      required: required.has(name),
      options: options.slice(0, MOST_OPTIONS),
      value: null,
    };
    const usual = property.default ?? core.default;
    const value = suggestValue(tool, field, known) ?? (isPlain(usual) ? usual : null);
    fields.push({ ...field, value });
  }
  return {
    id: toolKey(toolIdOf(tool)),
    title: operators.title ?? nameInWords(tool.name),
    description: tool.description,
    consequential: tool.consequential === true,
    fields,
  };
}

/** Names of the parameters that want a `Date`, which no JSON holds. */
export function dateParameters(tool: ToolDefinition): readonly string[] {
  return Object.entries(tool.parameters.shape).flatMap(([name, schema]) =>
    isDateSchema(schema) ? [name] : [],
  );
}

function withoutNull(schema: JsonSchema): JsonSchema {
  const others = (schema.anyOf ?? []).filter((each) => each.type !== 'null');
  const [only] = others;
  return others.length === 1 && only !== undefined ? only : schema;
}

function typeOf({ type, format }: JsonSchema, options: readonly string[]): ActionField['type'] | null {
  if (options.length > 0) return 'choice';
  switch (type) {
    case 'boolean':
    case 'number':
    case 'integer':
      return type;
    case 'string':
      return format === 'date' ? 'date' : 'text';
    default:
      return null;
  }
}

function optionsOf(schema: JsonSchema): readonly string[] {
  if (schema.enum !== undefined)
    return schema.enum.every((each) => typeof each === 'string') ? schema.enum : [];
  const constants = (schema.anyOf ?? []).map((each) => each.const);
  return constants.length > 0 && constants.every((each) => typeof each === 'string') ? constants : [];
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
