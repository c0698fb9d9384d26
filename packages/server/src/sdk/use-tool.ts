import { toolIdOf } from '../engine/tool-definition.ts';
import type { ToolDefinition } from '../engine/tool-definition.ts';
import type { AuthorParts } from './author-parts.ts';

/** Makes a tool known. Throws an Error for another tool of its name: one agent's would run for the other. */
export function useTool({ behaviours }: AuthorParts, tool: ToolDefinition): void {
  const known = behaviours.tool(toolIdOf(tool));
  if (known === tool) return;
  if (known !== null)
    throw new Error(`There is another tool named ${tool.name}: give the second its own name`);
  behaviours.defineTool(tool);
}
