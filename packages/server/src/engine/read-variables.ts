import { Cron } from 'croner';
import type { Json } from '@baton/protocol';
import { GUEST_ID } from '../app/find-customer.ts';
import { contentId } from '../core/content-id.ts';
import { toolKey } from '../core/behaviour/tool-id.ts';
import { variableKeys } from '../core/behaviour/variable-keys.ts';
import type { ContextVariable, VariableValue } from '../core/behaviour/knowledge.ts';
import { AUTHOR_TIMEOUT_MS } from './author-code.ts';
import type { AuthorCode } from './author-code.ts';
import { toolContext } from './tool-context.ts';
import type { Emitter } from './tool-context.ts';
import type { ToolDefinition } from './tool-definition.ts';
import type { TurnContext, VariableReading } from './turn-context.ts';

const LONGEST_VALUE = 65_536;

export interface VariableParts {
  readonly author: AuthorCode;
  readonly emitter: Emitter;
}

/**
 * The agent's variables as they are for this customer. One that a tool finds is asked for again when its value
 * is older than the last occurrence of its rule; when that fails or takes too long the old value stays. Variables
 * without a value are left out.
 */
export async function readVariables(context: TurnContext, parts: VariableParts): Promise<VariableReading[]> {
  const { variables } = context.behaviour;
  if (variables.length === 0) return [];
  const keys = variableKeys(context.agent.id, context.customer);
  const readings = await Promise.all(
    variables.map(async (variable) => {
      const data = await readVariable(context, variable, keys, parts);
      if (data === undefined) return [];
      return [{ id: variable.id, name: variable.name, description: variable.description, data }];
    }),
  );
  return readings.flat();
}

async function readVariable(
  context: TurnContext,
  variable: ContextVariable,
  keys: readonly string[],
  parts: VariableParts,
): Promise<Json | undefined> {
  const { values } = parts.author.current.behaviours;
  const tool = variable.toolId === null ? undefined : context.behaviour.tools.get(toolKey(variable.toolId));
  let value: VariableValue | null = null;
  for (const key of keys) {
    value = await values.readValue(variable.id, key);
    // A group's value is no reason not to ask for this customer's own.
    if (tool !== undefined && key === keys[0] && !isFresh(variable, value, parts)) {
      const found = await askTool(context, variable, tool, parts);
      if (found !== null) return found;
    }
    if (value !== null) return value.data;
  }
  return undefined;
}

function isFresh(
  { freshnessRules }: ContextVariable,
  value: VariableValue | null,
  { author }: VariableParts,
): boolean {
  if (value === null) return false;
  if (freshnessRules === null) return true;
  const now = author.current.app.clock.now();
  const due = lastOccurrence(freshnessRules, now);
  return due === null || value.lastModified >= due;
}

/** Null when it has never occurred, or is no cron expression. Expressions are in UTC. */
function lastOccurrence(rule: string, now: number): number | null {
  try {
    // What occurs in the very second of the reference is not among the runs before it.
    const runs = new Cron(rule, { timezone: 'UTC' }).previousRuns(2, new Date(now / 1000 + 1000));
    return runs.map((run) => run.getTime() * 1000).find((at) => at <= now) ?? null;
  } catch {
    return null;
  }
}

/** Null when it fails. What it finds for the guest is not kept: every stranger is the guest. */
async function askTool(
  context: TurnContext,
  variable: ContextVariable,
  tool: ToolDefinition,
  { author, emitter }: VariableParts,
): Promise<Json | null> {
  const { behaviours, app, customer } = author.current;
  return author.attempt(`variable ${variable.name}`, AUTHOR_TIMEOUT_MS, async (signal) => {
    const given = toolContext(context, emitter, signal);
    try {
      const { data } = await tool.run(given, tool.parameters.parse({}));
      const text = JSON.stringify(data) as string | undefined;
      if (text === undefined || text.length > LONGEST_VALUE) throw new TypeError('no value that can be kept');
      const kept = JSON.parse(text) as Json;
      if (customer.id !== GUEST_ID) {
        const id = contentId('variable-value', variable.id, customer.id);
        await behaviours.values.putValue(variable.id, customer.id, {
          id,
          lastModified: app.clock.now(),
          data: kept,
        });
      }
      return kept;
    } finally {
      given.close();
    }
  });
}
