import type { OutboundRequest } from '../outbound/outbound-http.ts';
import { ServiceFault } from '../service-fault.ts';
import type { Operation } from './read-operations.ts';

export interface BuiltRequest extends Pick<OutboundRequest, 'method' | 'body'> {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** The request that an operation with these arguments is; `base`: what its path is added to. */
export function buildRequest(
  base: string,
  operation: Operation,
  args: Readonly<Record<string, unknown>>,
): BuiltRequest {
  const query = new URLSearchParams();
  const headers: Record<string, string> = { accept: 'application/json' };
  const body: Record<string, unknown> = {};
  let whole: unknown;
  let { path } = operation;
  for (const [name, value] of Object.entries(args)) {
    const place = operation.places.get(name);
    if (place === undefined || value === undefined) continue;
    switch (place.in) {
      case 'path':
        path = path.replaceAll(`{${place.key}}`, () => pathSegment(value));
        break;
      case 'query':
        for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
          query.append(place.key, textOf(each));
        break;
      case 'header':
        headers[place.key.toLowerCase()] = headerValue(value);
        break;
      case 'body':
        body[place.key] = value;
        break;
      case 'whole-body':
        whole = value;
    }
  }
  const content = whole ?? (Object.keys(body).length > 0 ? body : undefined);
  const url = new URL(base.replace(/\/+$/, '') + path);
  for (const [key, value] of query) url.searchParams.append(key, value);
  if (content === undefined) return { method: operation.method, url, headers };
  headers['content-type'] = 'application/json';
  return { method: operation.method, url, headers, body: JSON.stringify(content) };
}

/** A segment of dots would lead out of the path; an empty one to another operation. */
function pathSegment(value: unknown): string {
  const text = textOf(value);
  if (text === '' || /^\.+$/.test(text))
    throw new ServiceFault('tool', 'an argument cannot be part of a path');
  return encodeURIComponent(text.toWellFormed());
}

function headerValue(value: unknown): string {
  return textOf(value).replace(/[^\t\x20-\x7e\x80-\xff]/g, ' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
