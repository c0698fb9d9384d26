import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes, Span, Tracer } from '@opentelemetry/api';
import type { ModelEndpoint, ModelProvider } from '../../ports/model-settings.ts';
import type { ModelUsage } from '../../ports/model.ts';
import { ModelCallError } from './model-call-error.ts';

/* Spans by OpenTelemetry's conventions for generative AI (status «development», gen-ai-spans, version 1.41).
 * One span is one call with all its repetitions, as they ask for. What was written is never recorded. */

/** Well-known values of `gen_ai.provider.name`; others go by their own name. */
const PROVIDER_NAMES: Readonly<Record<ModelProvider, string>> = {
  openai: 'openai',
  'openai-chat': 'openai',
  anthropic: 'anthropic',
  google: 'gcp.gemini',
  ollama: 'ollama',
  compatible: 'compatible',
};

export interface SpanRequest {
  readonly operation: 'chat' | 'embeddings';
  readonly purpose?: string;
  readonly output?: 'text' | 'json';
  readonly stream?: boolean;
  readonly temperature?: number | null;
  readonly mostOutputTokens?: number | null;
}

/** What a call writes on its span as it learns it. */
export interface CallSpan {
  answered(details: {
    readonly id?: string | null;
    readonly model?: string | null;
    readonly finish?: string;
    readonly usage: ModelUsage;
  }): void;
  /** After so many seconds the first words of a stream came. */
  firstChunk(seconds: number): void;
  /** A request was sent again. */
  repeated(failure: string): void;
}

/** Runs a call inside its span. Without a started SDK this costs next to nothing. */
export async function inSpan<T>(
  endpoint: ModelEndpoint,
  request: SpanRequest,
  call: (span: CallSpan) => Promise<T>,
): Promise<T> {
  const tracer: Tracer = trace.getTracer('@baton/server');
  const operation =
    endpoint.provider === 'google' && request.operation === 'chat' ? 'generate_content' : request.operation;
  const options = { kind: SpanKind.CLIENT, attributes: requestAttributes(endpoint, operation, request) };
  return tracer.startActiveSpan(`${operation} ${endpoint.model}`, options, async (span) => {
    try {
      return await call(spanWriter(span));
    } catch (error) {
      span.setAttribute('error.type', errorType(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

function requestAttributes(endpoint: ModelEndpoint, operation: string, request: SpanRequest): Attributes {
  const { hostname, port, protocol } = new URL(endpoint.baseUrl);
  const attributes: Attributes = {
    'gen_ai.operation.name': operation,
    'gen_ai.provider.name': PROVIDER_NAMES[endpoint.provider],
    'gen_ai.request.model': endpoint.model,
    'server.address': hostname,
    'server.port': port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
  };
  if (request.purpose !== undefined) attributes['baton.model.purpose'] = request.purpose;
  if (request.output !== undefined) attributes['gen_ai.output.type'] = request.output;
  if (request.stream === true) attributes['gen_ai.request.stream'] = true;
  if (typeof request.temperature === 'number') attributes['gen_ai.request.temperature'] = request.temperature;
  if (typeof request.mostOutputTokens === 'number') {
    attributes['gen_ai.request.max_tokens'] = request.mostOutputTokens;
  }
  return attributes;
}

function spanWriter(span: Span): CallSpan {
  return {
    answered({ id, model, finish, usage }) {
      span.setAttribute('gen_ai.usage.input_tokens', usage.inputTokens);
      span.setAttribute('gen_ai.usage.output_tokens', usage.outputTokens);
      if (usage.estimated === true) span.setAttribute('baton.model.usage_estimated', true);
      if (typeof id === 'string') span.setAttribute('gen_ai.response.id', id);
      if (typeof model === 'string') span.setAttribute('gen_ai.response.model', model);
      if (finish !== undefined) span.setAttribute('gen_ai.response.finish_reasons', [finish]);
    },
    firstChunk: (seconds) => span.setAttribute('gen_ai.response.time_to_first_chunk', seconds),
    repeated: (failure) => span.addEvent('baton.model.repeated', { 'error.type': failure }),
  };
}

/** Few different values, as the conventions want: an HTTP status, or the kind of failure. */
function errorType(error: unknown): string {
  if (error instanceof ModelCallError) return error.status === null ? error.failure : String(error.status);
  return error instanceof Error ? error.name : '_OTHER';
}
