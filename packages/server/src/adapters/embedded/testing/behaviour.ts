import { z } from 'zod';
import type {
  AgentBehaviour,
  Guideline,
  Term,
  ToolDefinition,
  ToolResult,
} from '../../../engine/behaviour.ts';

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
  return { id, condition: id, action: null, examples: [], tools: [], ...options };
}

export function behaviourOf(guidelines: readonly Guideline[], terms: readonly Term[] = []): AgentBehaviour {
  return { guidelines, terms };
}
