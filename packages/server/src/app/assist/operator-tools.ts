import { toolKey } from '../../core/behaviour/tool-id.ts';
import type { AgentBehaviour } from '../../engine/behaviour.ts';
import type { OperatorTool, ToolDefinition } from '../../engine/tool-definition.ts';

/** A tool, and how operators are offered it. */
export interface OfferedTool {
  readonly tool: ToolDefinition;
  readonly operators: OperatorTool;
}

/**
 * By `<service>:<tool>`: what the agent's guidelines and journeys use and is marked for operators, and what its author
 * gave it for them. A tool of a service that is not known now is left out.
 */
export function operatorToolsOf(behaviour: AgentBehaviour): ReadonlyMap<string, OfferedTool> {
  const used = [
    ...behaviour.guidelines.flatMap(({ toolIds }) => toolIds),
    ...behaviour.journeys.flatMap(({ nodes }) => nodes.flatMap(({ toolIds }) => toolIds)),
  ];
  const offered = new Map<string, OfferedTool>();
  const offer = (key: string, given: OperatorTool | null): void => {
    const tool = behaviour.tools.get(key);
    const operators = given ?? tool?.operators;
    if (tool !== undefined && operators !== undefined) offered.set(key, { tool, operators });
  };
  for (const id of used) offer(toolKey(id), null);
  for (const { id, operators } of behaviour.binding.operatorTools ?? []) offer(toolKey(id), operators);
  return offered;
}
