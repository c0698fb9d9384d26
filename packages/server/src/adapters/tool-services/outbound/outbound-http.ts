import { lookup as dnsLookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import http from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { ServiceFault, isFault } from '../service-fault.ts';
import { bare, portOf } from './outbound-policy.ts';
import type { OutboundPolicy } from './outbound-policy.ts';

export interface OutboundRequest {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the request and the reading of its answer. */
  readonly signal: AbortSignal;
  /** Of the answer's body. */
  readonly mostBytes: number;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Rejects with a ServiceFault when it is too large or breaks. Leaving the loop closes the connection. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection: nobody wants the body, however slowly it may come. */
  abandon(): void;
}

export type Resolve = (
  host: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

const resolveHost: Resolve = (host, done) => dnsLookup(host, { all: true, verbatim: true }, done);

const LARGEST_HEAD = 16_384;
/** Below the five seconds after which most servers close, so that no request meets a closing socket. */
const KEEP_FREE_SOCKET_MS = 3000;
const MOST_SOCKETS_A_HOST = 64;

/**
 * HTTP to servers that others name. An address is checked at the moment a connection is made to it, so that a
 * name that resolves differently the second time gains nothing. Redirects are answers like any other; nothing is
 * decompressed; proxies of the environment are not used, since they would connect to what is not checked here.
 */
export class OutboundHttp implements Disposable {
  readonly #policy: OutboundPolicy;
  readonly #resolve: Resolve;
  readonly #plain: http.Agent;
  readonly #secure: https.Agent;

  constructor(policy: OutboundPolicy, resolve: Resolve = resolveHost) {
    this.#policy = policy;
    this.#resolve = resolve;
    const options = { keepAlive: true, timeout: KEEP_FREE_SOCKET_MS, maxSockets: MOST_SOCKETS_A_HOST };
    this.#plain = new http.Agent(options);
    this.#secure = new https.Agent(options);
  }

  /** Why this URL can never be called; null when that depends on what its name resolves to. */
  faultOf(url: URL): string | null {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'only http and https are called';
    if (url.username !== '' || url.password !== '') return 'a URL must not hold a user name or a password';
    const host = bare(url.hostname);
    if (isIP(host) === 0 || this.#policy.allows(host, portOf(url), host)) return null;
    return 'this server does not call that address';
  }

  async send(url: URL, request: OutboundRequest): Promise<OutboundAnswer> {
    const fault = this.faultOf(url);
    if (fault !== null) throw new ServiceFault('address', fault);
    const { signal, mostBytes } = request;
    signal.throwIfAborted();
    const answer = await this.#open(url, request);
    const { statusCode: status = 0, headers } = answer;
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      answer.destroy();
      throw new ServiceFault('protocol', 'the answer is compressed, which was not asked for');
    }
    const abandon = (): void => void answer.destroy();
    return { status, headers, body: readBody(answer, mostBytes, signal), abandon };
  }

  [Symbol.dispose](): void {
    this.#plain.destroy();
    this.#secure.destroy();
  }

  #open(url: URL, { method, headers, body, signal }: OutboundRequest): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const secure = url.protocol === 'https:';
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = (secure ? https : http).request(url, {
      method,
      headers: { 'accept-encoding': 'identity', 'user-agent': 'baton', ...headers, ...length },
      agent: secure ? this.#secure : this.#plain,
      lookup: this.#lookup(portOf(url)),
      maxHeaderSize: LARGEST_HEAD,
      signal,
    });
    request.once('response', resolve);
    // Kept for good: a socket may fail again after the answer has begun.
    request.on('error', (error) => reject(asFault(error, signal)));
    request.end(body);
    return promise;
  }

  #lookup(port: number): LookupFunction {
    return (host, { all, family }, done) => {
      this.#resolve(host, (error, found) => {
        const allowed = (error === null ? found : []).filter(
          (each) =>
            (family !== 4 && family !== 6 ? true : each.family === family) &&
            this.#policy.allows(host, port, each.address),
        );
        const [first] = allowed;
        if (error !== null) done(error, '', 4);
        else if (first === undefined) done(nowhere(), '', 4);
        else if (all === true) done(null, allowed);
        else done(null, first.address, first.family);
      });
    };
  }
}

function nowhere(): ServiceFault {
  return new ServiceFault('address', 'the name leads to an address that this server does not call');
}

/** The whole body. */
export async function readBytes(answer: OutboundAnswer): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Throws a ServiceFault for a status that is no success. */
export function refuseFailure(answer: OutboundAnswer): void {
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  answer.abandon();
  throw new ServiceFault('status', `the answer has the status ${status}`, { status });
}

async function* readBody(
  answer: IncomingMessage,
  mostBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    if (Number(answer.headers['content-length'] ?? 0) > mostBytes) throw tooLarge(mostBytes);
    for await (const chunk of answer as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) throw tooLarge(mostBytes);
      yield chunk;
    }
  } catch (error) {
    throw asFault(error, signal);
  } finally {
    answer.destroy();
  }
}

function tooLarge(mostBytes: number): ServiceFault {
  return new ServiceFault('too-large', `the answer has more than ${mostBytes} bytes`);
}

function asFault(error: unknown, signal: AbortSignal): ServiceFault {
  if (error instanceof ServiceFault) return error;
  if (signal.aborted) {
    const reason: unknown = signal.reason;
    if (isFault(reason, 'timeout')) return reason;
    const late = reason instanceof Error && reason.name === 'TimeoutError';
    return new ServiceFault('timeout', late ? 'no answer in time' : 'the call was called off', {
      cause: error,
    });
  }
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && code.startsWith('HPE_')) {
    return new ServiceFault('protocol', 'the answer is not HTTP', { cause: error });
  }
  return new ServiceFault('unreachable', `the connection failed${code === undefined ? '' : ` (${code})`}`, {
    cause: error,
  });
}
