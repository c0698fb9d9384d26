import type { ActionField, JsonObject, QuickAction } from '@baton/protocol';

/** What stands in an action's form, by the name of the field: text, or true and false. */
export type ActionValues = Readonly<Record<string, string | boolean>>;

/** What the form begins with: what the conversation or the schema suggests. */
export function firstValues({ fields }: QuickAction): ActionValues {
  return Object.fromEntries(
    fields.map(({ name, type, value }) => [
      name,
      type === 'boolean' ? value === true : value === null ? '' : String(value),
    ]),
  );
}

/** The arguments as the tool wants them. What is empty is left out: the tool has its own default. */
export function argumentsOf({ fields }: QuickAction, values: ActionValues): JsonObject {
  const given: JsonObject = {};
  for (const field of fields) {
    const value = argumentOf(field, values[field.name]);
    if (value !== null) given[field.name] = value;
  }
  return given;
}

function argumentOf(
  { type }: ActionField,
  value: string | boolean | undefined,
): string | number | boolean | null {
  if (type === 'boolean') return value === true;
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') return null;
  return type === 'number' || type === 'integer' ? Number(text) : text;
}
