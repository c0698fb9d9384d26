import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { RateLimitOptions } from '@fastify/rate-limit';
import { z } from 'zod';
import { newTraceId } from '../app/random-id.ts';
import type { Idempotency } from '../ports/session-store.ts';
import { audienceOf } from './access/audience.ts';
import { authorize } from './access/authorize.ts';
import { checkSize } from './access/customer-body.ts';
import type { Operation } from './access/operations.ts';
import type { Principal } from './access/principal.ts';
import { fingerprint } from './fingerprint.ts';
import { presentedPrincipals } from './access/presented.ts';
import type { Credentials } from './access/credentials.ts';
import { refused, unprocessable } from './problem.ts';
import { sendJson } from './send-json.ts';
import { validate } from './validation.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route does, as access is decided on. */
    operation?: Operation;
    /** The handler reads the body itself, in its own time. */
    readsBody?: boolean;
    /** The route's part of the document. */
    document?: () => object;
  }
}

/** A request that has been authorised and validated. */
export interface Call<B, Q> {
  readonly params: Readonly<Record<string, string>>;
  readonly body: B;
  readonly query: Q;
  readonly principal: Principal;
  /** 32 hexadecimal digits, one per request. */
  readonly traceId: string;
  /** Present when the client sent an `Idempotency-Key`. */
  readonly idempotency: Idempotency | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface RouteSpec<B, Q> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` parameters; one named `session_id` is what access is decided on. */
  readonly path: string;
  readonly operation: Operation;
  readonly tag: string;
  readonly summary: string;
  readonly body?: z.ZodType<B>;
  readonly query?: z.ZodType<Q>;
  /** What success answers, for the document; absent for none. */
  readonly response?: z.ZodType;
  /** Status of success. */
  readonly status: 200 | 201 | 204;
  /** Other statuses this route may answer, for the document. */
  readonly refusals?: readonly number[];
  /** For callers of a server with credentials; an open one has no limit. */
  readonly rateLimit?: RateLimitOptions;
  /** Bytes of a body, where that is more than the server's limit: access is then decided before it is read. */
  readonly bodyLimit?: number;
  /** The handler reads the body itself, in its own time. */
  readonly readsBody?: boolean;
  /** Answers the body (a string goes out as JSON text), or undefined after it has taken over the reply. */
  handle(call: Call<B, Q>): unknown;
}

/** Adds a route: access first, then validation, then the handler. */
export function addRoute<B = undefined, Q = undefined>(
  app: FastifyInstance,
  credentials: Credentials,
  spec: RouteSpec<B, Q>,
  load: { underWay: number } = { underWay: 0 },
): void {
  const readQuery = queryReader(spec.query);
  const options: RouteOptions = {
    method: spec.method,
    url: spec.path,
    config: {
      operation: spec.operation,
      document: () => documentation(spec),
      ...(spec.readsBody === true && { readsBody: true }),
      ...(spec.rateLimit !== undefined && { rateLimit: spec.rateLimit }),
    },
    ...(spec.bodyLimit !== undefined && {
      bodyLimit: spec.bodyLimit,
      onRequest: async (request: FastifyRequest) => void allowed(request, credentials, spec.operation),
    }),
    handler: async (request, reply) => {
      const params = request.params as Record<string, string>;
      const principal = allowed(request, credentials, spec.operation);
      if (audienceOf(principal) === 'customer') checkSize(request.body);
      const call: Call<B, Q> = {
        params,
        query: readQuery(request) as Q,
        body: (spec.body === undefined ? undefined : validate(spec.body, request.body, 'body')) as B,
        principal,
        traceId: newTraceId(),
        idempotency: readIdempotency(request, principal),
        request,
        reply,
      };
      load.underWay++;
      let answer: unknown;
      try {
        answer = await spec.handle(call);
      } finally {
        load.underWay--;
      }
      // Also of an answer that was broken off: who asked has gone, and nothing is to be said any more.
      if (reply.sent || reply.raw.headersSent) return reply;
      reply.code(spec.status);
      if (spec.status === 204) return reply.send();
      return sendJson(reply, typeof answer === 'string' ? answer : JSON.stringify(answer));
    },
  };
  app.route(options);
}

/** Most requests have no query: what that means is found once. */
function queryReader<Q>(schema: z.ZodType<Q> | undefined): (request: FastifyRequest) => Q | undefined {
  if (schema === undefined) return () => undefined;
  const empty = schema.safeParse({});
  if (!empty.success) return ({ query }) => validate(schema, query, 'query');
  return ({ url, query }) => (url.includes('?') ? validate(schema, query, 'query') : empty.data);
}

/** Who acts; throws the refusal of whoever may not. */
function allowed(request: FastifyRequest, credentials: Credentials, operation: Operation): Principal {
  const { session_id: sessionId = null } = request.params as Record<string, string | undefined>;
  const verdict = authorize(presentedPrincipals(request, credentials), operation, sessionId);
  if (verdict.type === 'refused') throw refused(verdict.code, verdict.detail);
  return verdict.principal;
}

/**
 * The keys of strangers and customers are a space of their own: whoever guesses a key of the company is not given
 * what it stands for, and cannot be there first.
 */
export const STRANGERS_KEYS = 'guest ';

export function readIdempotency(
  request: Pick<FastifyRequest, 'headers' | 'method' | 'url' | 'body'>,
  principal: Principal,
): Idempotency | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || key.length === 0 || key.length > 255) {
    throw unprocessable('Idempotency-Key should have 1 to 255 characters.');
  }
  const space = audienceOf(principal) === 'customer' ? STRANGERS_KEYS : '';
  return { key: space + key, fingerprint: fingerprint(request.method, request.url, request.body) };
}

function documentation<B, Q>(spec: RouteSpec<B, Q>): object {
  const refusals = [
    ...(spec.refusals ?? []),
    ...(spec.body === undefined && spec.query === undefined ? [] : [422]),
  ];
  return {
    tags: [spec.tag],
    summary: spec.summary,
    operationId: `${spec.method.toLowerCase()}${spec.path.replace(/[/:_]+(\w)/g, (_match, letter: string) => letter.toUpperCase()).replace(/\W/g, '')}`,
    ...(spec.body !== undefined && { body: jsonSchema(spec.body) }),
    ...(spec.query !== undefined && { querystring: jsonSchema(spec.query) }),
    params: pathParameters(spec.path),
    response: {
      [spec.status]: {
        description: spec.status === 204 ? 'Done.' : 'Success.',
        ...responseSchema(spec.response),
      },
      ...Object.fromEntries([...new Set(refusals)].map((status) => [status, ERROR_RESPONSE])),
    },
  };
}

const ERROR_RESPONSE = {
  description: 'Refused; `detail` says what to mend.',
  type: 'object',
  properties: { detail: {}, code: { type: 'string' } },
  required: ['detail'],
};

function responseSchema(schema: z.ZodType | undefined): object {
  return schema === undefined ? {} : jsonSchema(schema, 'output');
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'input'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function pathParameters(path: string): object {
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
    required: names,
  };
}
