import type { Log } from '../app/app.ts';
import type { ExecutedCall, PlannedCall } from '../engine/tool-definition.ts';
import type { ToolContext, ToolResult } from './tool-definition.ts';
import { orAborted } from './or-aborted.ts';
import type { TurnContext } from './turn-context.ts';

const TOOL_TIMEOUT_MS = 120_000;

/** Runs the planned calls side by side. A failing tool fails its call, never the turn. */
export function executeCalls(
  context: TurnContext,
  calls: readonly PlannedCall[],
  log: Log,
): Promise<ExecutedCall[]> {
  return Promise.all(calls.map((call) => execute(context, call, log)));
}

async function execute(context: TurnContext, call: PlannedCall, log: Log): Promise<ExecutedCall> {
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(TOOL_TIMEOUT_MS)]);
  const toolContext: ToolContext = {
    agentId: context.agent.id,
    sessionId: context.sessionId,
    customerId: context.customer.id,
    signal,
  };
  try {
    const result = await orAborted(call.tool.run(toolContext, call.arguments), signal);
    return { ...call, result: checkResult(result), error: null };
  } catch (error) {
    context.signal.throwIfAborted();
    const result: ToolResult = { data: 'Tool call error' };
    if (signal.aborted) return { ...call, result, error: 'The tool did not answer in time.' };
    // The session's log is read by customers' pages: what went wrong inside a tool is for the server's log.
    log.warn({ err: error, tool: call.tool.name, trace: context.traceId }, 'a tool failed');
    return { ...call, result, error: 'The tool failed.' };
  }
}

/** Types do not hold for a tool written in JavaScript: what cannot be stored is the tool's failure, not the turn's. */
function checkResult(result: Partial<ToolResult> | null | undefined): ToolResult {
  if (result?.data === undefined) throw new TypeError('A tool has to answer with an object that has `data`.');
  JSON.stringify(result);
  return { ...result, data: result.data };
}
