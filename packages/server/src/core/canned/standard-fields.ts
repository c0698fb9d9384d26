import type { Json, JsonObject } from '@baton/protocol';

export interface StandardFieldInput {
  readonly customer: { readonly name: string };
  readonly agent: { readonly name: string };
  readonly variables: readonly { readonly name: string; readonly data: Json }[];
  readonly terms: readonly { readonly name: string; readonly description: string }[];
  /** Display names of arguments that nobody has given yet. */
  readonly missing?: readonly string[];
  /** … and of those that were given and cannot be. */
  readonly invalid?: readonly string[];
}

/**
 * The fields every template may name, under `std`. Variables and terms go by their name and, where that is no word,
 * by its words joined with `_`. Lists that are empty are not there: a template that prints one is not offered.
 */
export function standardFields(input: StandardFieldInput): JsonObject {
  const { missing = [], invalid = [] } = input;
  const std: JsonObject = {
    customer: { name: input.customer.name },
    agent: { name: input.agent.name },
    variables: byName(input.variables.map(({ name, data }) => [name, data])),
    glossary: byName(input.terms.map(({ name, description }) => [name, description])),
  };
  if (missing.length > 0) std['missing_params'] = [...missing];
  if (invalid.length > 0) std['invalid_params'] = [...invalid];
  return { std };
}

function byName(entries: readonly (readonly [string, Json])[]): JsonObject {
  const words = entries.map(([name, value]) => [name.replace(/[^\p{L}\p{N}]+/gu, '_'), value] as const);
  return Object.fromEntries([...words, ...entries]);
}
