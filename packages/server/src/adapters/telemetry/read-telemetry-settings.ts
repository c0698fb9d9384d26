import { ConfigError } from '../../core/config-error.ts';
import { Secret } from '../../core/secret.ts';

/** Where traces go. */
export interface TelemetrySettings {
  /** Complete, e.g. `http://collector:4318/v1/traces`. */
  readonly tracesUrl: string;
  readonly serviceName: string;
  /** `name=value` pairs, comma-separated, for the collector's access. */
  readonly headers: Secret | null;
}

/** What can be set about traces: OpenTelemetry's own variables. */
export const TELEMETRY_VARIABLES: readonly {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}[] = [
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    fallback: '',
    meaning: 'base URL of an OpenTelemetry collector that gets traces of model calls, without what was said',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    fallback: '',
    meaning: 'headers for the collector, comma-separated name=value',
  },
  { name: 'OTEL_SERVICE_NAME', fallback: 'baton', meaning: 'name of this server in traces' },
];

/** Null when no collector is set. Throws a ConfigError. */
export function readTelemetrySettings(read: (name: string) => string): TelemetrySettings | null {
  const endpoint = read('OTEL_EXPORTER_OTLP_ENDPOINT');
  if (endpoint === '') return null;
  const url = URL.parse(endpoint);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new ConfigError(
      'OTEL_EXPORTER_OTLP_ENDPOINT must be a URL such as http://127.0.0.1:4318, without a password',
    );
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/traces`;
  const headers = read('OTEL_EXPORTER_OTLP_HEADERS');
  if (headers !== '') readHeaders(headers);
  return {
    tracesUrl: url.href,
    serviceName: read('OTEL_SERVICE_NAME'),
    headers: headers === '' ? null : new Secret(headers),
  };
}

/** Values are percent-encoded, as OpenTelemetry says. Throws a ConfigError that does not repeat them. */
export function readHeaders(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair): [string, string] => {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim().toLowerCase();
    const value = decode(pair.slice(at + 1).trim());
    if (at > 0 && /^[\w-]+$/.test(name) && value !== null && /^[\x20-\x7e]+$/.test(value))
      return [name, value];
    throw new ConfigError('OTEL_EXPORTER_OTLP_HEADERS must be name=value pairs, comma-separated');
  });
  return Object.fromEntries(pairs);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
