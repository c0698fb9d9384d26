import type { JsonObject } from '@baton/protocol';

/** `find_order` for `built-in:find_order`: the service matters only when it is another one. */
export function toolName(toolId: string): string {
  return toolId.replace(/^(?:built-in|local):/u, '');
}

/** `order: A-1001, country: "NL"`, cut to a line. */
export function argumentsLine(given: JsonObject): string {
  return Object.entries(given)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
    .slice(0, 200);
}
