/** Names a tool: the service that offers it and its name there. */
export interface ToolId {
  readonly service: string;
  readonly tool: string;
}

/** The service of tools written in the agent's own code. */
export const BUILT_IN = 'built-in';

/** `service:tool`, as in tool events. */
export function toolKey({ service, tool }: ToolId): string {
  return `${service}:${tool}`;
}
