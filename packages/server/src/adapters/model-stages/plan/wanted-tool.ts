import type { Json } from '@baton/protocol';
import { z } from 'zod';
import { toolKey } from '../../../core/behaviour/tool-id.ts';
import type { Relationship, RelationshipEnd } from '../../../core/behaviour/relationship.ts';
import { toolIdOf } from '../../../engine/tool-definition.ts';
import type { ToolCaller, ToolDefinition } from '../../../engine/tool-definition.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { ExecutedCall } from '../../../engine/tool-definition.ts';
import type { GuidelineMatch } from '../../../ports/engine-stages.ts';
import { parametersOf } from '../../embedded/plan/tool-parameters.ts';
import type { Parameter } from '../../embedded/plan/tool-parameters.ts';

export interface WantedParameter extends Parameter {
  /** As JSON schema. */
  readonly schema: Json;
}

/** A tool that something matched asks for. */
export interface WantedTool {
  readonly tool: ToolDefinition;
  readonly matches: readonly GuidelineMatch[];
  readonly parameters: readonly WantedParameter[];
  /** Numbers, from 1, of those that do the same: one of them is to run. */
  readonly instead: readonly number[];
}

const MOST_TOOLS = 20;
const MOST_CHOICES = 50;
/** Milliseconds for a function that finds choices. */
const CHOICES_TIMEOUT = 5000;

interface SchemaObject {
  readonly properties?: Readonly<Record<string, Json>>;
}

const known = new WeakMap<ToolDefinition, readonly WantedParameter[]>();

/** Tools of the matches that have not run in this turn, each once. */
export function wantedTools(
  context: TurnContext,
  matches: readonly GuidelineMatch[],
  calls: readonly ExecutedCall[],
): WantedTool[] {
  const done = new Set(calls.map(({ tool }) => keyOf(tool)));
  const byKey = new Map<string, { tool: ToolDefinition; matches: GuidelineMatch[] }>();
  for (const match of matches) {
    for (const tool of match.guideline.tools) {
      const key = keyOf(tool);
      if (done.has(key)) continue;
      const wanted = byKey.get(key) ?? { tool, matches: [] };
      wanted.matches.push(match);
      byKey.set(key, wanted);
    }
  }
  const tools = [...byKey.values()].slice(0, MOST_TOOLS);
  return tools.map(({ tool, matches: by }) => ({
    tool,
    matches: by,
    parameters: withSchemas(tool),
    instead: tools.flatMap((other, index) =>
      other.tool !== tool && areOne(tool, other.tool, context.behaviour.relationships) ? [index + 1] : [],
    ),
  }));
}

/** Puts the choices for this customer at this time in the place of the schema's. */
export async function withChoices(context: TurnContext, wanted: WantedTool): Promise<WantedTool> {
  const caller: ToolCaller = {
    agentId: context.agent.id,
    sessionId: context.sessionId,
    customerId: context.customer.id,
    signal: AbortSignal.any([context.signal, AbortSignal.timeout(CHOICES_TIMEOUT)]),
  };
  const parameters = await Promise.all(
    wanted.parameters.map(async (parameter) => {
      const { choices } = parameter.options;
      if (choices === undefined) return parameter;
      try {
        return {
          ...parameter,
          choices: (await orEnded(choices(caller), caller.signal)).slice(0, MOST_CHOICES),
        };
      } catch {
        context.signal.throwIfAborted();
        // Without its choices it is asked for as what its schema says it is.
        return parameter;
      }
    }),
  );
  return { ...wanted, parameters };
}

async function orEnded<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function withSchemas(tool: ToolDefinition): readonly WantedParameter[] {
  let parameters = known.get(tool);
  if (parameters === undefined) {
    const { properties = {} } = z.toJSONSchema(tool.parameters, {
      io: 'input',
      unrepresentable: 'any',
    }) as SchemaObject;
    parameters = parametersOf(tool).map((parameter) => ({
      ...parameter,
      schema: properties[parameter.name] ?? {},
    }));
    known.set(tool, parameters);
  }
  return parameters;
}

/** Whether of two tools only one is to run. */
export function areOne(
  a: ToolDefinition,
  b: ToolDefinition,
  relationships: readonly Relationship[],
): boolean {
  if (a.overlap === 'none' || b.overlap === 'none') return false;
  if (a.overlap === 'always' || b.overlap === 'always') return true;
  const keys = [keyOf(a), keyOf(b)];
  return relationships.some(
    ({ kind, source, target }) =>
      kind === 'overlap' && keys.includes(endKey(source)) && keys.includes(endKey(target)),
  );
}

function endKey(end: RelationshipEnd): string {
  return end.type === 'tool' ? toolKey(end.id) : '';
}

export function keyOf(tool: ToolDefinition): string {
  return toolKey(toolIdOf(tool));
}
