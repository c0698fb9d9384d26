import type { JsonObject } from '@baton/protocol';
import { FAILED_CALL } from '../../core/failed-call.ts';
import { runAs } from '../../engine/current.ts';
import type { Current } from '../../engine/current.ts';
import { checkResult } from '../../engine/execute-calls.ts';
import { readCommitment } from '../../engine/tool-context.ts';
import type { ToolContext, ToolDefinition, ToolResult } from '../../engine/tool-definition.ts';
import { orAborted } from '../../ports/or-aborted.ts';

const TIMEOUT_MS = 60_000;
const MOST_COMMITMENTS = 20;

/** What came of a tool that an operator ran. */
export interface OperatorCall {
  /** As a tool event holds it. */
  readonly result: JsonObject;
  readonly failed: boolean;
  /** What the tool promised the customer; `due` in microseconds since 1970. */
  readonly commitments: readonly { readonly text: string; readonly due: number | null }[];
}

/**
 * Runs a tool for the operator who holds the session. The operator speaks for himself, so what the tool says or shows
 * goes nowhere, and whatever mode it asks for the session stays his; what it promises is recorded. Never rejects.
 */
export async function callForOperator(
  current: Current,
  tool: ToolDefinition,
  args: Record<string, unknown>,
  stopped: AbortSignal,
): Promise<OperatorCall> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]);
  const commitments: OperatorCall['commitments'][number][] = [];
  const promise = (given: { text: unknown; due?: unknown }): void => {
    if (commitments.length < MOST_COMMITMENTS) commitments.push(readCommitment(given));
  };
  try {
    const run = runAs(current, async () => tool.run(contextOf(current, signal, promise), args));
    const result = checkResult(await orAborted(run, signal));
    if (result.control?.commitment !== undefined) promise(result.control.commitment);
    return { result: recordOf(result, null), failed: false, commitments };
  } catch (error) {
    // Whoever reads the log is told no more: what a tool throws may hold what nobody should read.
    current.app.log.warn({ err: error, tool: tool.name, session: current.session.id }, 'an action failed');
    const why = signal.aborted ? 'The tool did not answer in time.' : 'The tool failed.';
    return { result: recordOf({ data: FAILED_CALL }, why), failed: true, commitments };
  }
}

/** A call that was begun, and nobody knows how it ended: the server stopped meanwhile. */
export function lostCall(): OperatorCall {
  const why = 'It was begun and broken off: whether it was done is not known.';
  return { result: recordOf({ data: FAILED_CALL }, why), failed: true, commitments: [] };
}

function contextOf(
  { agent, session, customer }: Current,
  signal: AbortSignal,
  promise: (given: { text: unknown; due?: unknown }) => void,
): ToolContext {
  const unheard = async (): Promise<void> => signal.throwIfAborted();
  return {
    agentId: agent.id,
    sessionId: session.id,
    customerId: customer.id,
    signal,
    emitMessage: unheard,
    emitStatus: unheard,
    emitCustom: unheard,
    async commit(text, { due } = {}) {
      signal.throwIfAborted();
      promise({ text, due });
    },
  };
}

function recordOf({ data, metadata = {} }: ToolResult, error: string | null): JsonObject {
  return {
    data,
    metadata: error === null ? metadata : { error_details: error },
    control: {},
    canned_responses: [],
    canned_response_fields: {},
    guidelines: [],
  };
}
