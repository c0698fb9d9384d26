import type { Json, JsonObject } from '@baton/protocol';
import { z } from 'zod';
import type { JsonSchema } from './provider-calls.ts';

const known = new WeakMap<z.ZodType, JsonSchema>();

/** The JSON schema that a provider is given for an answer. */
export function answerSchema(schema: z.ZodType): JsonSchema {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const json = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
  delete json.$schema;
  const closed = close(json as Json) as JsonObject;
  const made: JsonSchema = { schema: closed, strict: closed['type'] === 'object' && isStrict(closed) };
  known.set(schema, made);
  return made;
}

/** Shuts objects to properties they do not name, and says `anyOf` for `oneOf`, which OpenAI refuses. */
function close(node: Json): Json {
  if (Array.isArray(node)) return node.map(close);
  if (typeof node !== 'object' || node === null) return node;
  const made: JsonObject = {};
  for (const [key, value] of Object.entries(node)) made[key === 'oneOf' ? 'anyOf' : key] = close(value);
  if (made['type'] === 'object' && made['properties'] !== undefined) made['additionalProperties'] ??= false;
  return made;
}

/**
 * Whether a provider can hold a model to it: OpenAI's structured outputs want every property required and no
 * others, no open maps and no `allOf`.
 */
function isStrict(node: Json): boolean {
  if (Array.isArray(node)) return node.every(isStrict);
  if (typeof node !== 'object' || node === null) return true;
  if ('allOf' in node || 'propertyNames' in node || Object.keys(node).length === 0) return false;
  if (node['type'] === 'object') {
    const required = node['required'];
    const wanted = Array.isArray(required) ? required : [];
    if (node['additionalProperties'] !== false) return false;
    if (!Object.keys(node['properties'] ?? {}).every((name) => wanted.includes(name))) return false;
  }
  return Object.entries(node).every(([key, value]) =>
    key === 'properties'
      ? Object.values(value ?? {}).every((each) => isStrict(each))
      : isStrictPart(key, value),
  );
}

function isStrictPart(key: string, value: Json): boolean {
  return key === 'enum' || key === 'const' || key === 'default' || key === 'required' || isStrict(value);
}
