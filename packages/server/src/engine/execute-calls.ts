import type { ExecutedCall, PlannedCall } from '../ports/engine-stages.ts';
import type { ToolContext, ToolResult } from './behaviour.ts';
import { orAborted } from './or-aborted.ts';
import type { TurnContext } from './turn-context.ts';

const TOOL_TIMEOUT_MS = 120_000;

/** Runs the planned calls side by side. A failing tool fails its call, never the turn. */
export function executeCalls(context: TurnContext, calls: readonly PlannedCall[]): Promise<ExecutedCall[]> {
  return Promise.all(calls.map((call) => execute(context, call)));
}

async function execute(context: TurnContext, call: PlannedCall): Promise<ExecutedCall> {
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(TOOL_TIMEOUT_MS)]);
  const toolContext: ToolContext = {
    agentId: context.agent.id,
    sessionId: context.sessionId,
    customerId: context.customer.id,
    signal,
  };
  try {
    const result = await orAborted(call.tool.run(toolContext, call.arguments), signal);
    return { ...call, result, error: null };
  } catch (error) {
    context.signal.throwIfAborted();
    const result: ToolResult = { data: 'Tool call error' };
    return { ...call, result, error: signal.aborted ? 'The tool did not answer in time.' : describe(error) };
  }
}

/** The log is read by customers' pages: no stack, and no more than a line. */
function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.slice(0, 200);
}
