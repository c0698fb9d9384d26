import { isNeverMind } from '../../../core/nlp/read-answer.ts';
import type { ToolDefinition } from '../../../engine/tool-definition.ts';
import type { PendingTool } from '../embedded-state.ts';
import { readArgument } from './read-argument.ts';
import { parametersOf } from './tool-parameters.ts';

/**
 * How a message answers what was asked for. `value`: it holds one of the awaited kind. `words`: free wording was
 * asked for, and words it has. `none`: neither.
 */
export function answersPending(
  tools: readonly ToolDefinition[],
  pending: PendingTool,
  text: string,
  now: Date,
): 'value' | 'words' | 'none' {
  const tool = tools.find((each) => each.name === pending.tool);
  const parameter = tool && parametersOf(tool).find((each) => each.name === pending.asked);
  if (parameter === undefined || isNeverMind(text)) return 'none';
  if (readArgument(parameter, text, true, now).length === 0) return 'none';
  return parameter.kind === 'text' || parameter.kind === 'list' ? 'words' : 'value';
}
