import type { Json, JsonObject } from '@baton/protocol';
import { parseTemplate, LIQUID, pathName } from './parse-template.ts';
import type { FieldPath } from './parse-template.ts';
import { Placeholder, placeholdersIn } from './placeholder.ts';
import { LONGEST_TEXT } from './template-language.ts';

export type RenderedTemplate =
  | {
      readonly ok: true;
      readonly text: string;
      /** Names of the fields to fill that stand in the text. */
      readonly generative: readonly string[];
    }
  | {
      readonly ok: false;
      /** Names of the fields that are not at hand. */
      readonly missing: readonly string[];
      /** Why it cannot be said though nothing is missing. */
      readonly problem: string | null;
      /** It was ended because it took too much time or memory. */
      readonly exhausting?: true;
    };

/**
 * What a template says with these fields. A field that is null or absent is missing where it would be printed; in
 * a condition it is false. Values are text: braces in them are never read as a template.
 */
export function renderTemplate(template: string, fields: JsonObject): RenderedTemplate {
  return renderWith(template, withoutNulls(fields) as JsonObject);
}

/** The same, for fields that hold no nulls. */
export function renderWith(template: string, fields: JsonObject): RenderedTemplate {
  const parsed = parseTemplate(template);
  if (!parsed.ok) return { ok: false, missing: [], problem: parsed.problem };
  const generative = Object.fromEntries(parsed.generative.map((name) => [name, new Placeholder(name)]));
  let text: string;
  try {
    text = (LIQUID.renderSync(parsed.nodes, { ...fields, generative }) as string).trim();
  } catch (error) {
    if (isLimit(error)) return { ok: false, missing: [], problem: 'it takes too long', exhausting: true };
    const missing = parsed.fields.filter((path) => !isAtHand(fields, path)).map(pathName);
    const problem = missing.length > 0 ? null : 'it does not render with these fields';
    return { ok: false, missing: [...new Set(missing)], problem };
  }
  if (text === '') return { ok: false, missing: [], problem: 'it says nothing' };
  if (text.length > LONGEST_TEXT) return { ok: false, missing: [], problem: 'it says too much' };
  const printed = Object.values(generative).reduce((sum, placeholder) => sum + placeholder.printed, 0);
  const found = placeholdersIn(text);
  // A value that looks like a field to fill would be filled with words about something else.
  if (found.length !== printed) return { ok: false, missing: [], problem: 'a field holds a placeholder' };
  return { ok: true, text, generative: [...new Set(found)] };
}

/** Liquid tells its limits by these messages alone. */
function isLimit(error: unknown): boolean {
  return error instanceof Error && /\b(?:render|memory alloc) limit exceeded/.test(error.message);
}

/** Whether a field has a value, e.g. `std.customer.name`. */
export function isAtHand(fields: JsonObject, path: FieldPath): boolean {
  let value: Json | undefined = fields;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return false;
    if (!Object.hasOwn(value, part)) return false;
    value = (value as Record<string | number, Json>)[part];
  }
  return value !== null && value !== undefined;
}

export function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
}
