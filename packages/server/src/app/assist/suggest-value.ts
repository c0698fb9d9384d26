import type { ActionField, ContextPackage, Json, KeyDetail } from '@baton/protocol';
import type { z } from 'zod';
import { appliedPackage } from '../../core/package/applied-package.ts';
import type { ToolDefinition } from '../../engine/tool-definition.ts';

type Value = NonNullable<ActionField['value']>;
type Kind = KeyDetail['kind'];

/** Words of a parameter's name or description that ask for a detail of a kind, the more telling ones first. */
const ASKED: readonly (readonly [Kind, RegExp])[] = [
  ['email', /\be-?mail\b/],
  ['phone', /\b(?:phone|telephone|mobile)\b/],
  ['policy', /\b(?:policy|policies)\b/],
  ['claim', /\bclaims?\b/],
  ['order', /\b(?:order|booking|reservation|tracking)\b/],
  ['invoice', /\b(?:invoice|bill)\b/],
  ['amount', /\b(?:amount|sum|price|refund|money)\b/],
  ['date', /\b(?:date|day|when)\b/],
  ['url', /\b(?:url|link|website)\b/],
];
/** Of these the newest holds; of the others one that stands alone, as which is meant would be a guess. */
const NEWEST_HOLDS: ReadonlySet<Kind> = new Set(['email', 'phone', 'policy', 'claim', 'order', 'invoice']);
const NUMBERED: ReadonlySet<Kind> = new Set(['policy', 'claim', 'order', 'invoice', 'number']);

/**
 * What a field is likely to want: what was given under the same name to another tool or is known of the customer, else
 * a detail of the conversation that the field asks for. Only what the tool itself would take; null for nothing.
 */
export function suggestValue(tool: ToolDefinition, field: ActionField, known: ContextPackage): Value | null {
  const applied = appliedPackage(known);
  const candidates = [
    ...sameName(field, applied),
    ...byKind(field, applied),
    ...byPattern(tool, field, applied),
  ];
  for (const candidate of candidates) {
    const value = asType(field, candidate);
    if (value !== null && isTaken(tool, field.name, value)) return value;
  }
  return null;
}

function sameName({ name }: ActionField, { tools, customer, variables }: ContextPackage): Json[] {
  const given = tools
    .filter(({ failed }) => failed !== true)
    .flatMap(({ arguments: each }) => each[name] ?? [])
    .toReversed();
  const own = Object.hasOwn(customer.metadata, name) ? [customer.metadata[name] ?? null] : [];
  return [...given, ...own, ...variables.filter((each) => each.name === name).map(({ value }) => value)];
}

function byKind({ name, label, description }: ActionField, { details }: ContextPackage): string[] {
  const words = `${name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ')} ${label}`.toLowerCase();
  const kind =
    ASKED.find(([, pattern]) => pattern.test(words))?.[0] ??
    ASKED.find(([, pattern]) => pattern.test((description ?? '').toLowerCase()))?.[0];
  if (kind === undefined) return [];
  const said = details.filter((detail) => detail.kind === kind && detail.value !== '');
  if (!NEWEST_HOLDS.has(kind) && said.length !== 1) return [];
  return said
    .toSorted((a, b) => b.offset - a.offset)
    .map(({ value, normal }) => (kind === 'date' ? (normal ?? value) : value));
}

/** A field with a form of its own takes whatever has that form: a number that looks like a policy's is one. */
function byPattern(tool: ToolDefinition, { name, type }: ActionField, { details }: ContextPackage): string[] {
  if (type !== 'text' || isTaken(tool, name, 'a text of no form')) return [];
  return details
    .filter(({ kind, value }) => NUMBERED.has(kind) && value !== '')
    .toSorted((a, b) => b.offset - a.offset)
    .map(({ value }) => value);
}

function asType({ type, options }: ActionField, candidate: Json): Value | null {
  switch (type) {
    case 'boolean':
      return typeof candidate === 'boolean' ? candidate : null;
    case 'number':
    case 'integer':
      return asNumber(candidate, type === 'integer');
    case 'choice':
      return typeof candidate === 'string' && options.includes(candidate) ? candidate : null;
    case 'date':
      return typeof candidate === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(candidate) ? candidate : null;
    case 'text':
      return typeof candidate === 'string' || typeof candidate === 'number' ? String(candidate) : null;
  }
}

/** `€ 310` is 310; where a mark could part thousands or cents nobody guesses. */
function asNumber(candidate: Json, whole: boolean): number | null {
  const found =
    typeof candidate === 'string' ? /^\D*?(\d{1,9}(?:\.\d{1,2})?)\D*$/.exec(candidate)?.[1] : null;
  const value = typeof candidate === 'number' ? candidate : Number(found ?? Number.NaN);
  return Number.isFinite(value) && (!whole || Number.isInteger(value)) ? value : null;
}

/** What has to be asked elsewhere whether it is right is not asked for a suggestion. */
function isTaken(tool: ToolDefinition, name: string, value: Value): boolean {
  const schema = tool.parameters.shape[name] as z.ZodType | undefined;
  try {
    return schema?.safeParse(value).success === true;
  } catch {
    return false;
  }
}
