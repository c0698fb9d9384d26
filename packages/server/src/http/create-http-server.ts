import { SESSION_TOKEN_HEADER } from '@baton/protocol';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { LogController } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { presentedPrincipals } from './access/presented.ts';
import type { Credentials } from './access/credentials.ts';
import type { Principal } from './access/principal.ts';
import { guardHost } from './access/guard-host.ts';
import { answerErrors } from './answer-errors.ts';
import { endConnections } from './end-connections.ts';
import { limitBodyTime } from './limit-body-time.ts';
import type { ConnectionLimits } from './load/limit-connections.ts';
import { limitConnections } from './load/limit-connections.ts';
import { limitStrangers } from './load/limit-strangers.ts';
import { shedLoad } from './load/shed-load.ts';
import { parseBody } from './parse-body.ts';
import { postDirectly } from './post-directly.ts';
import { refuseUnreadablePath, refuseUnreadableRequest } from './refuse-unreadable.ts';
import { analyticsRoutes } from './routes/analytics.ts';
import { agentRoutes } from './routes/agents.ts';
import { attachmentRoutes } from './routes/attachments.ts';
import { articleRoutes } from './routes/articles.ts';
import { assistRoutes } from './routes/assist.ts';
import { candidateRoutes } from './routes/candidates.ts';
import { cannedReplyRoutes } from './routes/canned-replies.ts';
import { cannedResponseRoutes } from './routes/canned-responses.ts';
import { capabilityRoutes } from './routes/capabilities.ts';
import { contextVariableRoutes } from './routes/context-variables.ts';
import { customerRoutes } from './routes/customers.ts';
import { departmentRoutes } from './routes/departments.ts';
import { followUpRoutes } from './routes/follow-ups.ts';
import { departmentStatusRoutes } from './routes/department-status.ts';
import { evaluationRoutes } from './routes/evaluations.ts';
import { eventRoutes } from './routes/events.ts';
import { guidelineRoutes } from './routes/guidelines.ts';
import { handoffRoutes } from './routes/handoffs.ts';
import { healthRoutes } from './routes/health.ts';
import { identityRoutes } from './routes/identity.ts';
import { journeyEdgeRoutes } from './routes/journey-edges.ts';
import { journeyNodeRoutes } from './routes/journey-nodes.ts';
import { journeyRoutes } from './routes/journeys.ts';
import { operatorRoutes } from './routes/operators.ts';
import { pageRoutes } from './routes/pages.ts';
import type { PageFolders } from './routes/pages.ts';
import { resumeSessionRoutes } from './routes/resume-session.ts';
import { relationshipRoutes } from './routes/relationships.ts';
import { serviceRoutes } from './routes/services.ts';
import { sessionTokenRoutes } from './routes/session-token.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { streamRoutes } from './routes/stream.ts';
import { tagRoutes } from './routes/tags.ts';
import { traceRoutes } from './routes/traces.ts';
import { termRoutes } from './routes/terms.ts';
import { triggerPolicyRoutes } from './routes/trigger-policies.ts';
import { variableValueRoutes } from './routes/variable-values.ts';
import { widgetSettingsRoutes } from './routes/widget-settings.ts';
import { addSecurityHeaders } from './security-headers.ts';
import type { ServerParts } from './server-parts.ts';

export interface HttpOptions {
  readonly log: Logger;
  /** Largest body accepted, in bytes. */
  readonly bodyLimit: number;
  /** Origins whose pages may call the API: `*` for all, else exact origins. Loopback pages always may while open. */
  readonly allowedOrigins: '*' | readonly string[];
  /** Believe `X-Forwarded-For` and `X-Forwarded-Proto`: only behind a proxy that sets them. */
  readonly trustProxy: boolean;
  readonly connections: ConnectionLimits;
  readonly version: string;
  readonly pages: PageFolders;
  readonly times?: ArrivalTimes;
}

/** Milliseconds. What is absent is as usual. */
export interface ArrivalTimes {
  /** For the headers of a request. */
  readonly headers?: number;
  /** For a body that is no upload. */
  readonly body?: number;
  /** Without a byte either way, on a connection with a request under way. */
  readonly silence?: number;
  /** Between two looks at who is late. */
  readonly check?: number;
}

/** How long a request may take to arrive: an upload on a bad network. Other bodies have less (limit-body-time.ts). */
const REQUEST_TIMEOUT_MS = 320_000;
const HEADERS_TIMEOUT_MS = 30_000;
/** Node's own half minute between two looks would double it for who sends a byte a second. */
const CHECK_MS = 5000;
const LARGEST_HEAD = 16 * 1024;
/** Longer than any answer is silent: waiting readers get white space and comments, and a turn ends before. */
const SILENCE_MS = 300_000;
/** Above any proxy's, so that the proxy closes first and no request meets a closing socket. */
const KEEP_ALIVE_MS = 75_000;
/** Its routes are put together while the desk takes up what was there: with many handoffs both take their time. */
const START_TIMEOUT_MS = 120_000;

/** The HTTP server with every route, not yet listening. */
export async function createHttpServer(
  parts: Omit<ServerParts, 'server'>,
  options: HttpOptions,
): Promise<FastifyInstance> {
  const server = bareServer(options);
  const all: ServerParts = { ...parts, server };
  const bodies = limitBodyTime(server, options.times?.body);
  postDirectly(all, { bodies, bodyLimit: options.bodyLimit });
  addSecurityHeaders(server);
  if (parts.credentials.open) guardHost(server);
  answerErrors(server, options.pages);
  endConnections(server);
  limitConnections(server, options.connections);
  // Most requests carry none: presented.ts reads them where they count.
  await server.register(cookie, { hook: false });
  await server.register(cors, {
    origin: (origin, done) =>
      done(null, isAllowedOrigin(origin, options.allowedOrigins, parts.credentials.open)),
    methods: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'],
    exposedHeaders: [SESSION_TOKEN_HEADER, 'retry-after'],
    maxAge: 600,
  });
  // Behind cookies, which tell operators from others, and behind what lets pages of other origins read the answer.
  shedLoad(server, parts);
  // An open server is asked by its own machine only.
  if (!parts.credentials.open) {
    limitStrangers(server, parts.credentials);
    await limitRates(server, parts.credentials);
  }
  await documentRoutes(server, options.version);

  for (const add of ROUTES) add(all);
  await pageRoutes(server, options.pages);
  return server;
}

/** Fastify with our limits, our parser and our words for what is no request; nothing of its own is sent. */
function bareServer(options: HttpOptions): FastifyInstance {
  const server = Fastify({
    // What Fastify says of itself is of use only when something is wrong.
    loggerInstance: options.log.child(
      {},
      { level: options.log.level === 'info' ? 'warn' : options.log.level },
    ),
    logController: new LogController({ disableRequestLogging: true }),
    // A logger for each request would cost a microsecond and tell nothing that a line does not say itself.
    childLoggerFactory: (logger) => logger,
    bodyLimit: options.bodyLimit,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: options.times?.silence ?? SILENCE_MS,
    http: {
      headersTimeout: options.times?.headers ?? HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: options.times?.check ?? CHECK_MS,
      maxHeaderSize: LARGEST_HEAD,
    },
    keepAliveTimeout: KEEP_ALIVE_MS,
    // With many thousands that wait the desk has much to do just now, and a server that gives up comes back to the same.
    pluginTimeout: START_TIMEOUT_MS,
    // One proxy: of X-Forwarded-For only the entry that it has added itself; the others are the sender's words.
    trustProxy: options.trustProxy && ((_address, hop) => hop === 0),
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    rewriteUrl: (request) => takeTokenFromPath(request),
    frameworkErrors: refuseUnreadablePath,
    clientErrorHandler: refuseUnreadableRequest,
  }) as unknown as FastifyInstance;
  server.setValidatorCompiler(() => () => true);
  server.setSerializerCompiler(() => JSON.stringify);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (_request: unknown, body: Buffer, done: (error: Error | null, value?: unknown) => void) => {
      let value: unknown;
      try {
        value = parseBody(body);
      } catch (error) {
        done(error as Error);
        return;
      }
      done(null, value);
    },
  );
  return server;
}

async function limitRates(server: FastifyInstance, credentials: Credentials): Promise<void> {
  await server.register(rateLimit, {
    global: false,
    enableDraftSpec: false,
    // Limits are for strangers and customers, not for the company's own programs.
    allowList: (request) => isTrusted(presentedPrincipals(request, credentials)),
    errorResponseBuilder: (_request, context) =>
      Object.assign(new Error('rate limited'), { statusCode: 429, retryAfter: context.after }),
  });
}

/**
 * Before the routes, which it is told of as they are added. Their schemas are only put into JSON Schema when the
 * document is first asked for: for all of them that takes a quarter of a second and 6 MB.
 */
async function documentRoutes(server: FastifyInstance, version: string): Promise<void> {
  await server.register(swagger, {
    openapi: openApi(version),
    transform: ({ schema, url, route }) => ({ schema: route.config?.document?.() ?? schema, url }),
  });
  await server.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
  server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
}

const ROUTES = [
  healthRoutes,
  sessionRoutes,
  sessionTokenRoutes,
  resumeSessionRoutes,
  eventRoutes,
  attachmentRoutes,
  traceRoutes,
  handoffRoutes,
  assistRoutes,
  departmentRoutes,
  departmentStatusRoutes,
  followUpRoutes,
  operatorRoutes,
  streamRoutes,
  analyticsRoutes,
  agentRoutes,
  customerRoutes,
  tagRoutes,
  guidelineRoutes,
  relationshipRoutes,
  journeyRoutes,
  journeyNodeRoutes,
  journeyEdgeRoutes,
  termRoutes,
  contextVariableRoutes,
  variableValueRoutes,
  cannedResponseRoutes,
  articleRoutes,
  cannedReplyRoutes,
  candidateRoutes,
  capabilityRoutes,
  evaluationRoutes,
  serviceRoutes,
  triggerPolicyRoutes,
  widgetSettingsRoutes,
  identityRoutes,
];

function isTrusted(presented: readonly Principal[]): boolean {
  return presented.some(({ role }) => role === 'admin' || role === 'operator' || role === 'integration');
}

/** Clients that cannot send headers carry their token in the path: `/t/<token>/sessions/…`. */
function takeTokenFromPath(request: { url?: string | undefined; headers: Record<string, unknown> }): string {
  const url = request.url ?? '/';
  const match = /^\/t\/([\w.-]{1,500})(\/.*)$/s.exec(url);
  if (match === null) return url;
  request.headers['authorization'] = `Bearer ${match[1]}`;
  return match[2] ?? '/';
}

function isAllowedOrigin(
  origin: string | undefined,
  allowed: '*' | readonly string[],
  open: boolean,
): boolean {
  if (origin === undefined) return false;
  if (allowed === '*') return true;
  if (allowed.includes(origin)) return true;
  return (
    open &&
    /^https?:\/\/(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/.test(origin)
  );
}

function openApi(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Baton',
      version,
      description:
        'Human handoff for AI support. Sessions, events, agents, customers, tags and behaviour are those of Parlant’s REST API; handoffs, the stream, and the states and ways of journeys are Baton’s own. Under load any request but those for health may be answered 503 with `code: overloaded` and `Retry-After`: nothing was done then.',
    },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  };
}
