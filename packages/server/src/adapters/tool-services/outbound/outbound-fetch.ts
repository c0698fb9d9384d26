import { ServiceFault } from '../service-fault.ts';
import type { OutboundAnswer, OutboundHttp } from './outbound-http.ts';

/** The part of `fetch` that a library which speaks HTTP by itself needs. */
export type FetchLike = (url: string | URL, init?: RequestInit) => Promise<Response>;

const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304]);
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/**
 * `fetch` on OutboundHttp. Bodies are text; redirects are never followed. An event stream may go on for as long as
 * it likes; of any other answer, and of one event, at most so many bytes are read. `onBroken` is told of an event
 * stream that ended with an error, and of the body it was the answer to.
 */
export function outboundFetch(
  http: OutboundHttp,
  mostBytes: number,
  onBroken: (body: string | null, error: unknown) => void = () => undefined,
): FetchLike {
  return async (url, init = {}) => {
    const { method = 'GET', headers, body, signal } = init;
    if (body !== undefined && body !== null && typeof body !== 'string')
      throw new TypeError('only text is sent');
    const answer = await http.send(new URL(url), {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === 'string' && { body }),
      signal: signal ?? new AbortController().signal,
      mostBytes: Number.POSITIVE_INFINITY,
    });
    const isStream = /^text\/event-stream\b/i.test(answer.headers['content-type'] ?? '');
    const source = isStream
      ? told(boundedEvents(answer, mostBytes), (error) => onBroken(body ?? null, error))
      : boundedWhole(answer, mostBytes);
    const none = NO_BODY.has(answer.status);
    if (none) answer.abandon();
    return new Response(none ? null : ReadableStream.from(source), {
      status: Math.min(599, Math.max(200, answer.status)),
      headers: plainHeaders(answer),
    });
  };
}

async function* told<T>(source: AsyncIterable<T>, onError: (error: unknown) => void): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (error) {
    onError(error);
    throw error;
  }
}

async function* boundedWhole(answer: OutboundAnswer, mostBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw tooLarge(mostBytes);
    yield new Uint8Array(chunk);
  }
}

/** An event ends with an empty line; what comes before the next one is kept in memory by whoever reads events. */
async function* boundedEvents(answer: OutboundAnswer, mostBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let emptyLine = false;
  for await (const chunk of answer.body) {
    for (const byte of chunk) {
      bytes += 1;
      if (byte === LINE_FEED) {
        if (emptyLine) bytes = 0;
        emptyLine = true;
      } else if (byte !== CARRIAGE_RETURN) emptyLine = false;
    }
    if (bytes > mostBytes) throw tooLarge(mostBytes);
    yield new Uint8Array(chunk);
  }
}

function tooLarge(mostBytes: number): ServiceFault {
  return new ServiceFault('too-large', `the answer has more than ${mostBytes} bytes`);
}

function plainHeaders(answer: OutboundAnswer): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}
