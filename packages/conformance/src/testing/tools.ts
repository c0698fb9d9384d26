import type { ToolDefinition, ToolResult } from '@baton/server/internals';
import { z } from 'zod';

/** A tool without parameters that answers `result`, or throws it when it is an Error. */
export function makeTool(
  name: string,
  result: ToolResult | Error | (() => Promise<ToolResult>),
): ToolDefinition {
  return {
    name,
    description: `The tool ${name}`,
    parameters: z.object({}),
    async run() {
      if (result instanceof Error) throw result;
      return typeof result === 'function' ? result() : result;
    },
  };
}
