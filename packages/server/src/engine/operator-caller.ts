import type { JsonObject } from '@baton/protocol';
import type { App } from '../app/app.ts';
import type { Behaviours } from '../app/behaviour/behaviours.ts';
import { FAILED_CALL } from '../core/failed-call.ts';
import type { CallSubject, OperatorCall, OperatorCaller } from '../ports/operator-caller.ts';
import { orAborted } from '../ports/or-aborted.ts';
import { runAs } from './current.ts';
import { checkResult } from './execute-calls.ts';
import { readCommitment } from './tool-context.ts';
import type { ToolContext, ToolDefinition, ToolResult } from './tool-definition.ts';

const TIMEOUT_MS = 60_000;
const MOST_COMMITMENTS = 20;

type Promising = (given: { text: unknown; due?: unknown }) => void;

/** Runs tools as a turn does, beside all turns. */
export function operatorCaller(app: App, behaviours: Behaviours): OperatorCaller {
  return {
    call: (subject, tool, args, signal) => call({ ...subject, app, behaviours }, tool, args, signal),
    lost() {
      const why = 'It was begun and broken off: whether it was done is not known.';
      return { result: recordOf({ data: FAILED_CALL }, why), failed: true, commitments: [] };
    },
  };
}

async function call(
  current: CallSubject & { readonly app: App; readonly behaviours: Behaviours },
  tool: ToolDefinition,
  args: Record<string, unknown>,
  stopped: AbortSignal,
): Promise<OperatorCall> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]);
  const commitments: OperatorCall['commitments'][number][] = [];
  const promise: Promising = (given) => {
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

function contextOf(
  { agent, session, customer }: CallSubject,
  signal: AbortSignal,
  promise: Promising,
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
