import type { IncomingMessage, ServerResponse } from 'node:http';
import { CreateEventSchema } from '@baton/protocol';
import type { CreateEvent } from '@baton/protocol';
import type { FastifyError } from 'fastify';
import { newTraceId } from '../app/random-id.ts';
import { authorize } from './access/authorize.ts';
import { isLoopbackHost } from './access/guard-host.ts';
import { presentedByHeader } from './access/presented.ts';
import type { Principal } from './access/principal.ts';
import { audienceOf } from './access/audience.ts';
import { problemOf } from './answer-errors.ts';
import type { ArrivingBodies } from './limit-body-time.ts';
import { parseBody } from './parse-body.ts';
import { asPlainMessage } from './plain-message.ts';
import { Problem } from './problem.ts';
import { readIdempotency } from './route.ts';
import { createEvent } from './routes/events.ts';
import { DATA_HEADERS } from './security-headers.ts';
import type { ServerParts } from './server-parts.ts';
import { validate } from './validation.ts';

/*
 * The one request that there are many of, a message from a program of the company, straight from node:http: its
 * route's way through hooks, router and reply costs as much CPU as all that is done for it. It is answered as the route
 * answers it, byte for byte. Whatever is not plain about a request (cookies, a page of another origin, a query, a body of
 * unknown length, who is unknown or limited, a server that has too much to do or closes) is left to the route, before
 * anything of it is read.
 */

const BEFORE_ID = '/sessions/';
const BEHIND_ID = '/events';
const PLAIN_ID = /^[\w-]{1,500}$/;

export interface DirectOptions {
  readonly bodies: ArrivingBodies;
  /** Largest body accepted, in bytes. */
  readonly bodyLimit: number;
}

interface Post {
  readonly sessionId: string;
  readonly principal: Principal;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** To be called before anything else listens to requests. */
export function postDirectly(parts: ServerParts, options: DirectOptions): void {
  const { server } = parts;
  const http = server.server;
  const routes = http.listeners('request');
  const direct = new DirectPosts(parts, options);
  server.addHook('preClose', (done) => {
    direct.closing = true;
    done();
  });
  http.removeAllListeners('request');
  http.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!direct.take(request, response)) for (const route of routes) route.call(http, request, response);
  });
}

class DirectPosts {
  closing = false;
  readonly #parts: ServerParts;
  readonly #options: DirectOptions;

  constructor(parts: ServerParts, options: DirectOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /** False when the request is left to its route. */
  take(request: IncomingMessage, response: ServerResponse): boolean {
    const { load, readiness, credentials } = this.#parts;
    const sessionId = request.method === 'POST' ? sessionOf(request.url ?? '') : null;
    if (sessionId === null) return false;
    if (this.closing || readiness.draining || load.levelOfWrites > 0) return false;
    if (!isPlain(request, this.#options.bodyLimit)) return false;
    const { headers } = request;
    if (credentials.open && !isLoopbackHost(headers.host)) return false;
    const presented = presentedByHeader(headers.authorization, credentials);
    const verdict = presented && authorize(presented, 'events.create', sessionId);
    // Customers' posts are counted, and strangers are told what they lack.
    if (verdict?.type !== 'allowed' || audienceOf(verdict.principal) === 'customer') return false;
    load.arrived++;
    this.#read({ sessionId, principal: verdict.principal, request, response });
    return true;
  }

  #read(post: Post): void {
    const { request } = post;
    const { bodies } = this.#options;
    const chunks: Buffer[] = [];
    let over = false;
    bodies.began(request);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', (error) => {
      bodies.arrived(request);
      // Any other says that the sender has gone.
      if (!over && error instanceof Problem) this.#refuse(post, error);
      over = true;
    });
    request.on('end', () => {
      bodies.arrived(request);
      if (over) return;
      over = true;
      const [first] = chunks;
      this.#handle(post, chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
    });
  }

  #handle(post: Post, bytes: Buffer): void {
    let body: unknown;
    try {
      body = parseBody(bytes);
    } catch (error) {
      // What cannot be read may not end where its sender says.
      this.#refuse(post, error, { connection: 'close' });
      return;
    }
    void this.#answer(post, body);
  }

  async #answer(post: Post, body: unknown): Promise<void> {
    const { load } = this.#parts;
    let text: string;
    load.underWay++;
    try {
      text = await this.#create(post, body);
    } catch (error) {
      this.#refuse(post, error);
      return;
    } finally {
      load.underWay--;
    }
    send(post.response, 201, text);
  }

  #create({ sessionId, principal, request }: Post, body: unknown): Promise<string> {
    const event: CreateEvent = asPlainMessage(body) ?? validate(CreateEventSchema, body, 'body');
    const { headers, method = '', url = '' } = request;
    return createEvent(this.#parts, {
      params: { session_id: sessionId },
      body: event,
      query: {},
      principal,
      traceId: newTraceId(),
      idempotency: readIdempotency({ headers, method, url, body }, principal),
    });
  }

  #refuse({ response }: Post, error: unknown, headers: Readonly<Record<string, string>> = {}): void {
    const { server } = this.#parts;
    const problem = problemOf(error as FastifyError | Problem, server.log, this.#options.bodyLimit);
    send(response, problem.status, JSON.stringify(problem.body), { ...headers, ...problem.headers });
  }
}

function sessionOf(url: string): string | null {
  if (!url.startsWith(BEFORE_ID) || !url.endsWith(BEHIND_ID)) return null;
  const id = url.slice(BEFORE_ID.length, -BEHIND_ID.length);
  return PLAIN_ID.test(id) ? id : null;
}

function isPlain({ headers }: IncomingMessage, bodyLimit: number): boolean {
  const length = Number(headers['content-length']);
  return (
    headers['content-type'] === 'application/json' &&
    length > 0 &&
    length <= bodyLimit &&
    headers['transfer-encoding'] === undefined &&
    headers.origin === undefined
  );
}

const NOTHING = {};

function send(
  response: ServerResponse,
  status: number,
  text: string,
  more: Readonly<Record<string, string>> = NOTHING,
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...DATA_HEADERS,
    vary: 'Origin',
    ...more,
  });
  response.end(text);
}
