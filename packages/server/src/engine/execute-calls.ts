import { FAILED_CALL } from '../core/failed-call.ts';
import { performance } from 'node:perf_hooks';
import { toolKey } from '../core/behaviour/tool-id.ts';
import type { ExecutedCall, PlannedCall } from '../engine/tool-definition.ts';
import { runAs } from './current.ts';
import type { Current } from './current.ts';
import { inToolSpan } from './spans.ts';
import type { ToolResult } from './tool-definition.ts';
import { toolIdOf } from './tool-definition.ts';
import { orAborted } from '../ports/or-aborted.ts';
import { readCommitment, toolContext } from './tool-context.ts';
import type { Emitter } from './tool-context.ts';
import type { TurnContext } from './turn-context.ts';
import type { TurnRecorder } from './turn-recorder.ts';

const TOOL_TIMEOUT_MS = 120_000;
/** A larger answer would not fit into an event, let alone a prompt. */
const LONGEST_RESULT = 1_000_000;

/** What calls are made with. */
export interface CallParts {
  readonly current: Current;
  readonly emitter: Emitter;
  readonly recorder: TurnRecorder;
}

/** Runs the planned calls side by side. A failing tool fails its call, never the turn. */
export function executeCalls(
  context: TurnContext,
  calls: readonly PlannedCall[],
  parts: CallParts,
): Promise<ExecutedCall[]> {
  return Promise.all(
    calls.map(async (call) => {
      const began = performance.now();
      const executed = await inToolSpan(call, () => execute(context, call, parts));
      const id = toolKey(toolIdOf(call.tool));
      parts.recorder.tool(id, performance.now() - began, executed.error);
      return executed;
    }),
  );
}

async function execute(context: TurnContext, call: PlannedCall, parts: CallParts): Promise<ExecutedCall> {
  const { current, emitter } = parts;
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(TOOL_TIMEOUT_MS)]);
  const given = toolContext(context, emitter, signal);
  try {
    const run = runAs(current, async () => call.tool.run(given, call.arguments));
    const result = checkResult(await orAborted(run, signal));
    const { commitment } = result.control ?? {};
    if (commitment !== undefined) {
      const { text, due } = readCommitment(commitment);
      await emitter.commit(text, due);
    }
    return { ...call, result, error: null };
  } catch (error) {
    context.signal.throwIfAborted();
    const result: ToolResult = { data: FAILED_CALL };
    if (signal.aborted) return { ...call, result, error: 'The tool did not answer in time.' };
    // The session's log is read by customers' pages: what went wrong inside a tool is for the server's log.
    current.app.log.warn({ err: error, tool: call.tool.name, trace: context.traceId }, 'a tool failed');
    return { ...call, result, error: 'The tool failed.' };
  } finally {
    given.close();
  }
}

/** Types do not hold for a tool written in JavaScript: what cannot be stored is the tool's failure, not the turn's. */
export function checkResult(result: Partial<ToolResult> | null | undefined): ToolResult {
  if (result?.data === undefined) throw new TypeError('A tool has to answer with an object that has `data`.');
  if (JSON.stringify(result).length > LONGEST_RESULT)
    throw new RangeError(`A tool may answer with at most ${LONGEST_RESULT} characters of JSON.`);
  return { ...result, data: result.data };
}
