import { toolKey } from '../../core/behaviour/tool-id.ts';
import type { AgentBehaviour } from '../../engine/behaviour.ts';
import { toolIdOf } from '../../engine/tool-definition.ts';
import type { ToolDefinition } from '../../engine/tool-definition.ts';

/** By `<service>:<tool>`: what the agent's guidelines and journeys use or its author gave it, and is for operators. */
export function operatorToolsOf(behaviour: AgentBehaviour): ReadonlyMap<string, ToolDefinition> {
  const ids = [
    ...behaviour.guidelines.flatMap(({ toolIds }) => toolIds),
    ...behaviour.journeys.flatMap(({ nodes }) => nodes.flatMap(({ toolIds }) => toolIds)),
    ...(behaviour.binding.operatorTools ?? []).map(toolIdOf),
  ];
  const tools = ids.flatMap((id) => behaviour.tools.get(toolKey(id)) ?? []);
  return new Map(
    tools
      .filter(({ operators }) => operators !== undefined)
      .map((tool) => [toolKey(toolIdOf(tool)), tool] as const),
  );
}
