import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { context, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError, readConfig } from '../../config.ts';
import type { Model, ModelRequest } from '../../ports/model.ts';
import { echoesKey, refuses, says, saysJson } from '../../testing/model-server/behaviour.ts';
import { MARKER_KEY, PROVIDERS, endpointAt, modelSettings } from '../../testing/model-server/endpoints.ts';
import { ModelServer } from '../../testing/model-server/model-server.ts';
import { SystemClock } from '../local/system-clock.ts';
import { EndpointEncoder } from '../models/endpoint-encoder.ts';
import { openModels } from '../models/open-models.ts';
import { startTelemetry } from './start-telemetry.ts';

const WRITTEN = 'What a customer wrote';

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});
beforeEach(() => server.forget());

function ask(more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    purpose: 'compose',
    system: 'Instructions',
    messages: [{ role: 'user', content: WRITTEN }],
    signal: new AbortController().signal,
    ...more,
  };
}

async function modelOf(provider: (typeof PROVIDERS)[number]): Promise<Model> {
  const chain = [endpointAt(server.url, provider.provider, provider.model)];
  const log = { warn: () => undefined, debug: () => undefined };
  const moderator = { moderate: () => Promise.resolve({ flagged: false, tags: [] }) };
  const models = await openModels(modelSettings({ chain }), {
    clock: new SystemClock(),
    log,
    moderator,
    random: () => -1,
  });
  return models.model!;
}

describe('spans of model calls', () => {
  let exporter: InMemorySpanExporter;
  let provider: NodeTracerProvider;
  beforeEach(() => {
    exporter = new InMemorySpanExporter();
    provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    provider.register({ propagator: null });
  });
  afterEach(async () => {
    await provider.shutdown();
    trace.disable();
    context.disable();
  });
  const only = (): ReadableSpan => {
    const spans = exporter.getFinishedSpans();
    expect(spans).toHaveLength(1);
    return spans[0]!;
  };

  it.each(PROVIDERS)(
    '$provider:$model: one a call, by the conventions, without what was said',
    async (each) => {
      const model = await modelOf(each);
      server.next(refuses(500), says('An answer'));
      await model.generate(ask({ mostOutputTokens: 200, temperature: 0.4 }));
      const span = only();
      const google = each.provider === 'google';
      const names: Record<string, string> = { 'openai-chat': 'openai', google: 'gcp.gemini' };
      expect(span.name).toBe(`${google ? 'generate_content' : 'chat'} ${each.model}`);
      expect(span.attributes).toMatchObject({
        'gen_ai.operation.name': google ? 'generate_content' : 'chat',
        'gen_ai.provider.name': names[each.provider] ?? each.provider,
        'gen_ai.request.model': each.model,
        'gen_ai.request.max_tokens': 200,
        'gen_ai.request.temperature': 0.4,
        'gen_ai.output.type': 'text',
        'gen_ai.response.model': each.model,
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': 21,
        'gen_ai.usage.output_tokens': 7,
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(server.url).port),
        'baton.model.purpose': 'compose',
      });
      expect(span.events.map(({ name }) => name)).toEqual(['baton.model.repeated']);
      const { name, attributes, events, status } = span;
      const told = JSON.stringify({ name, attributes, events, status });
      for (const hidden of [WRITTEN, 'Instructions', 'An answer', MARKER_KEY])
        expect(told).not.toContain(hidden);
    },
  );

  it('tell a stream, a structured answer and its attempts', async () => {
    const model = await modelOf(PROVIDERS[0]!);
    server.next(says(['An ', 'answer']));
    await model.stream(ask()).done;
    expect(only().attributes).toMatchObject({
      'gen_ai.request.stream': true,
      'gen_ai.response.time_to_first_chunk': expect.any(Number) as number,
    });
    exporter.reset();
    server.next(
      saysJson(() => ({})),
      saysJson(() => ({ ok: true })),
    );
    await model.structured({ ...ask(), schema: z.object({ ok: z.boolean() }) });
    const span = only();
    expect(span.attributes).toMatchObject({ 'gen_ai.output.type': 'json', 'gen_ai.usage.input_tokens': 42 });
    expect(span.events.map(({ attributes }) => attributes)).toEqual([{ 'error.type': 'invalid' }]);
  });

  it('tell a failure by its kind, and no secret', async () => {
    const model = await modelOf(PROVIDERS[0]!);
    server.next(echoesKey(401));
    await model.generate(ask()).catch(() => undefined);
    const span = only();
    expect(span.attributes['error.type']).toBe('401');
    expect(span.status.code).toBe(2);
    expect(JSON.stringify([span.attributes, span.events, span.status])).not.toContain('MARKER');
  });

  it('belong to the span in which the call is made', async () => {
    const model = await modelOf(PROVIDERS[0]!);
    server.otherwise(says('An answer'));
    await trace.getTracer('test').startActiveSpan('turn', async (turn) => {
      await Promise.all([model.generate(ask()), model.generate(ask())]);
      turn.end();
    });
    const spans = exporter.getFinishedSpans();
    const turn = spans.find(({ name }) => name === 'turn');
    const calls = spans.filter(({ name }) => name.startsWith('chat'));
    expect(calls.map((call) => call.parentSpanContext?.spanId)).toEqual(
      Array(2).fill(turn?.spanContext().spanId),
    );
  });

  it('tell requests for embeddings', async () => {
    const endpoint = endpointAt(server.url, 'compatible', 'bge-m3');
    const parts = {
      clock: new SystemClock(),
      random: () => 0,
      requestTimeout: 5000,
      retries: 0,
      dimensions: 8,
    };
    await using encoder = await EndpointEncoder.open(endpoint, parts);
    await encoder.encode([WRITTEN]);
    expect(only()).toMatchObject({
      name: 'embeddings bge-m3',
      attributes: { 'gen_ai.usage.input_tokens': 4 },
    });
  });
});

interface Traces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly { readonly name: string }[] }[];
  }[];
}

describe('traces', () => {
  const received: { path: string; headers: IncomingHttpHeaders; body: Traces }[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await json(request)) as Traces;
    received.push({ path: request.url ?? '', headers: request.headers, body });
    response.setHeader('content-type', 'application/json').end('{}');
  };
  const sink = createServer((request, response) => void receive(request, response));
  beforeAll(async () => {
    const listening = Promise.withResolvers<void>();
    sink.listen(0, '127.0.0.1', listening.resolve);
    await listening.promise;
  });
  afterAll(() => {
    sink.close();
    sink.closeAllConnections();
  });
  beforeEach(() => void (received.length = 0));
  const url = (): string => `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
  const parts = { version: '1.2.3', log: { warn: () => undefined } };

  it('are sent to the collector when the server ends, with its headers and the name of the server', async () => {
    const { telemetry } = readConfig({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${url()}/base/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-access=a%20token, X-Tenant=7',
      OTEL_SERVICE_NAME: 'support',
    });
    const running = await startTelemetry(telemetry, parts);
    server.next(says('An answer'));
    const model = await modelOf(PROVIDERS[0]!);
    await model.generate(ask());
    expect(received).toHaveLength(0);
    await running![Symbol.asyncDispose]();
    expect(received).toHaveLength(1);
    const { path, headers, body } = received[0]!;
    expect(path).toBe('/base/v1/traces');
    expect(headers).toMatchObject({ 'x-access': 'a token', 'x-tenant': '7' });
    const [spans] = body.resourceSpans;
    expect(spans?.scopeSpans.flatMap((scope) => scope.spans.map(({ name }) => name))).toEqual([
      'chat gpt-5-mini',
    ]);
    const named = Object.fromEntries(
      spans!.resource.attributes.map(({ key, value }) => [key, value.stringValue]),
    );
    expect(named).toMatchObject({ 'service.name': 'support', 'service.version': '1.2.3' });
    expect(JSON.stringify(body)).not.toContain(WRITTEN);
  });

  it('that no collector takes are told in the log, and the end is not held up', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const { telemetry } = readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: `${url()}/`, OTEL_SERVICE_NAME: '' });
    const running = await startTelemetry(
      { ...telemetry!, tracesUrl: 'http://127.0.0.1:9/v1/traces' },
      { ...parts, log, exportTimeout: 50 },
    );
    trace.getTracer('test').startSpan('lost').end();
    await running![Symbol.asyncDispose]();
    expect(lines.join('')).toContain('traces could not be sent');
  });

  it('are off without an endpoint', async () => {
    expect(readConfig({}).telemetry).toBeNull();
    expect(await startTelemetry(null, parts)).toBeNull();
  });

  it.each([
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://u:secret@collector:4318' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector', OTEL_EXPORTER_OTLP_HEADERS: 'secret' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector', OTEL_EXPORTER_OTLP_HEADERS: 'a=%E0%A4%A' },
  ])('are not started with %j', (env) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).not.toThrow(/secret/);
  });
});
