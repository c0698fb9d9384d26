import type { NodeTracerConfig } from '@opentelemetry/sdk-trace-node';
import type { Logger } from 'pino';
import { readHeaders } from './read-telemetry-settings.ts';
import type { TelemetrySettings } from './read-telemetry-settings.ts';

const EXPORT_TIMEOUT_MS = 5000;

/**
 * Sends traces to a collector until it is disposed; then what is left is sent. Without settings nothing is loaded,
 * and spans cost next to nothing. One at a time in a process: spans find their way through globals of
 * OpenTelemetry.
 */
export async function startTelemetry(
  settings: TelemetrySettings | null,
  parts: {
    readonly version: string;
    readonly log: Pick<Logger, 'warn'>;
    /** Milliseconds of one export, repetitions included; the last one at the end takes no longer either. */
    readonly exportTimeout?: number;
  },
): Promise<AsyncDisposable | null> {
  if (settings === null) return null;
  const { context, diag, DiagLogLevel, trace } = await import('@opentelemetry/api');
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const timeoutMillis = parts.exportTimeout ?? EXPORT_TIMEOUT_MS;
  const failed = (): void => parts.log.warn({ url: settings.tracesUrl }, 'traces could not be sent');
  const silent = (): void => undefined;
  // Its messages may carry headers and answers of the collector: that it failed is enough.
  diag.setLogger(
    { error: failed, warn: silent, info: silent, debug: silent, verbose: silent },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
  const exporter = new OTLPTraceExporter({
    url: settings.tracesUrl,
    headers: settings.headers === null ? {} : readHeaders(settings.headers.reveal()),
    timeoutMillis,
  });
  const provider = new NodeTracerProvider({
    resource: resource({ 'service.name': settings.serviceName, 'service.version': parts.version }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: timeoutMillis })],
  });
  // No propagation: providers of models are told nothing about our traces.
  provider.register({ propagator: null });
  return {
    async [Symbol.asyncDispose]() {
      await provider.shutdown().catch(failed);
      trace.disable();
      context.disable();
      diag.disable();
    },
  };
}

type Resource = NonNullable<NodeTracerConfig['resource']>;

/** What the traces are of. Written here because its package is not one of ours. */
function resource(attributes: Record<string, string>): Resource {
  return {
    attributes,
    getRawAttributes: () => Object.entries(attributes),
    merge: (other) =>
      resource({ ...attributes, ...(other?.attributes as Record<string, string> | undefined) }),
  };
}
