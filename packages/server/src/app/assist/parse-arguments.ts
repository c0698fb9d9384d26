import type { JsonObject } from '@baton/protocol';
import type { z } from 'zod';
import { refuse } from '../../core/handoff/decision.ts';
import type { Refusal } from '../../core/handoff/decision.ts';
import type { ToolDefinition } from '../../engine/tool-definition.ts';
import { dateParameters } from './action-form.ts';

/** In characters of JSON. */
const LONGEST = 65_536;

export type ParsedArguments =
  | { readonly type: 'parsed'; readonly value: Record<string, unknown> }
  /** The tool does not take them. */
  | { readonly type: 'invalid'; readonly issues: readonly z.core.$ZodIssue[] }
  | Refusal;

/** Arguments as the tool's own schema reads them; a day is given as a `Date` where the tool wants one. */
export async function parseArguments(tool: ToolDefinition, given: JsonObject): Promise<ParsedArguments> {
  if (JSON.stringify(given).length > LONGEST)
    return refuse('too-large', `The arguments have more than ${LONGEST} characters.`);
  const dates = new Set(dateParameters(tool));
  const input = Object.fromEntries(
    Object.entries(given).map(([name, value]) =>
      dates.has(name) && typeof value === 'string' ? [name, new Date(value)] : [name, value],
    ),
  );
  const parsed = await tool.parameters.safeParseAsync(input, { reportInput: true });
  return parsed.success
    ? { type: 'parsed', value: parsed.data }
    : { type: 'invalid', issues: parsed.error.issues };
}
