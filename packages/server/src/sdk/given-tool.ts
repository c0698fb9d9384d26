import type { GivenTool } from '../engine/binding.ts';
import { toolIdOf } from '../engine/tool-definition.ts';
import type { ToolDefinition } from '../engine/tool-definition.ts';
import type { AuthorParts } from './author-parts.ts';
import { requireText } from './check-text.ts';
import { useTool } from './use-tool.ts';

/** A tool of a service elsewhere. The AI may call it too, where a guideline says so. */
export interface ServiceTool {
  readonly service: string;
  readonly tool: string;
  /** What the action is called; default made from the tool's name. */
  readonly title?: string;
}

/** A tool as it is offered to operators. Throws a TypeError for one that is not for them. */
export function givenTool(parts: AuthorParts, given: ToolDefinition | ServiceTool): GivenTool {
  if (!('run' in given)) {
    const { service, tool, title = null } = given;
    requireText('service', service);
    requireText('tool', tool);
    return { id: { service, tool }, operators: { title, only: false } };
  }
  const { operators } = given;
  if (operators === undefined)
    throw new TypeError(`The tool ${given.name} is not for operators: make it with \`forOperators\``);
  useTool(parts, given);
  return { id: toolIdOf(given), operators };
}
