import type { Json } from '@baton/protocol';
import type { HandoffControl, ToolResult } from '../engine/tool-definition.ts';

export interface HandOverOptions extends Readonly<HandoffControl> {
  /** What the AI is told; default that a person has been asked for. */
  readonly data?: Json;
}

/** What a tool answers to have a person asked for. */
export function handOver(options: HandOverOptions = {}): ToolResult {
  const { data = 'A person has been asked for.', ...handoff } = options;
  if (handoff.priority !== undefined && !Number.isInteger(handoff.priority)) {
    throw new TypeError(`A priority is a whole number, not ${String(handoff.priority)}`);
  }
  const skills = handoff.skills === undefined ? {} : { skills: [...handoff.skills] };
  return { data, control: { mode: 'manual', handoff: { ...handoff, ...skills } } };
}
