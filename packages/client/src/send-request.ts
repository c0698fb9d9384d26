import type { ErrorBody } from '@baton/protocol';
import { RequestError } from './request-error.ts';

/** Where the server is and who asks. */
export interface Connection {
  readonly base: string;
  readonly token: string | undefined;
  readonly fetch: typeof globalThis.fetch;
}

export interface ConnectionOptions {
  /** Where the server is, e.g. `https://chat.example.com`; '' for the origin of the page. */
  baseUrl: string;
  /** API key or session token, sent as `Authorization: Bearer`. Absent: cookies alone. */
  token?: string | undefined;
  fetch?: typeof globalThis.fetch;
}

export function connectionOf(options: ConnectionOptions): Connection {
  return {
    base: options.baseUrl.replace(/\/$/, ''),
    token: options.token,
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
  };
}

/** The answer; a refusal is thrown as a RequestError. */
export async function sendRequest(
  { base, token, fetch }: Connection,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  const all: Record<string, string> = { accept: 'application/json', ...headers };
  if (token !== undefined) all['authorization'] = `Bearer ${token}`;
  if (body !== undefined) all['content-type'] = 'application/json';
  const response = await fetch(base + path, {
    method,
    headers: all,
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? AbortSignal.timeout(70_000),
    credentials: 'same-origin',
  });
  if (response.ok) return response;
  throw new RequestError(response.status, await errorBody(response));
}

/** Sends a file as it is: the server reads its type from its content. */
export async function sendBytes(
  { base, token, fetch }: Connection,
  path: string,
  file: Blob,
  signal?: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/octet-stream',
  };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  const response = await fetch(base + path, {
    method: 'POST',
    headers,
    body: file,
    signal: signal ?? AbortSignal.timeout(300_000),
    credentials: 'same-origin',
  });
  if (response.ok) return response;
  throw new RequestError(response.status, await errorBody(response));
}

async function errorBody(response: Response): Promise<ErrorBody & Record<string, unknown>> {
  try {
    return (await response.json()) as ErrorBody & Record<string, unknown>;
  } catch {
    return { detail: `The server answered ${response.status} without a reason.` };
  }
}
