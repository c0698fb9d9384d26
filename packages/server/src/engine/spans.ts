import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes } from '@opentelemetry/api';
import { toolKey } from '../core/behaviour/tool-id.ts';
import type { SessionRecord } from '../ports/session-store.ts';
import type { ExecutedCall, PlannedCall } from './tool-definition.ts';
import { toolIdOf } from './tool-definition.ts';

/* Spans by OpenTelemetry's conventions for generative AI agents. Nothing of what is said is recorded. */

/** Runs a turn in its span; calls of models and tools become its children. Without a started SDK it costs next to nothing. */
export function inTurnSpan<T>(session: SessionRecord, traceId: string, run: () => Promise<T>): Promise<T> {
  return inSpan('invoke_agent', run, {
    'gen_ai.operation.name': 'invoke_agent',
    'gen_ai.agent.id': session.agentId,
    'gen_ai.conversation.id': session.id,
    'baton.trace_id': traceId,
  });
}

/** Runs a tool call in its span. A call that failed marks it as failed. */
export function inToolSpan(call: PlannedCall, run: () => Promise<ExecutedCall>): Promise<ExecutedCall> {
  const { name } = call.tool;
  const attributes = {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': name,
    'gen_ai.tool.type': 'function',
    'baton.tool_id': toolKey(toolIdOf(call.tool)),
  };
  return inSpan(`execute_tool ${name}`, run, attributes, ({ error }) => error !== null);
}

async function inSpan<T>(
  name: string,
  run: () => Promise<T>,
  attributes: Attributes,
  failed: (result: T) => boolean = () => false,
): Promise<T> {
  const tracer = trace.getTracer('@baton/server');
  return tracer.startActiveSpan(name, { kind: SpanKind.INTERNAL, attributes }, async (span) => {
    try {
      const result = await run();
      if (failed(result)) {
        span.setAttribute('error.type', 'tool_error');
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      return result;
    } catch (error) {
      span.setAttribute('error.type', error instanceof Error ? error.name : '_OTHER');
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
