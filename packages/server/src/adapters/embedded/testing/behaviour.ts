import { z } from 'zod';
import type { Term } from '../../../core/behaviour/knowledge.ts';
import { EMPTY_BEHAVIOUR } from '../../../engine/behaviour.ts';
import type { AgentBehaviour, Guideline } from '../../../engine/behaviour.ts';
import { toolIdOf } from '../../../engine/tool-definition.ts';
import type { ToolDefinition, ToolResult } from '../../../engine/tool-definition.ts';

/** A tool that records what it was called with. */
export function recordingTool<Shape extends z.ZodRawShape>(
  name: string,
  shape: Shape,
  result: ToolResult | Error = { data: 'done' },
  consequential = false,
): ToolDefinition & { readonly calls: Record<string, unknown>[] } {
  const calls: Record<string, unknown>[] = [];
  return {
    name,
    description: name,
    parameters: z.object(shape),
    consequential,
    calls,
    run: async (_context, args) => {
      calls.push(args);
      if (result instanceof Error) throw result;
      return result;
    },
  };
}

export function guideline(id: string, options: Partial<Guideline>): Guideline {
  return {
    id,
    createdAt: 0,
    condition: id,
    action: null,
    description: null,
    title: null,
    criticality: 'medium',
    enabled: true,
    tags: [],
    metadata: {},
    compositionMode: null,
    track: true,
    labels: [],
    priority: 0,
    toolIds: (options.tools ?? []).map(toolIdOf),
    say: null,
    examples: [],
    tools: [],
    binding: {},
    ...options,
  };
}

export function behaviourOf(guidelines: readonly Guideline[], terms: readonly Term[] = []): AgentBehaviour {
  return { ...EMPTY_BEHAVIOUR, guidelines, terms };
}
