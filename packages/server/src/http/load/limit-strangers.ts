import type { FastifyInstance, FastifyRequest } from 'fastify';
import { networkOf } from '../../core/overload/network-of.ts';
import { presentedPrincipals } from '../access/presented.ts';
import type { Credentials } from '../access/credentials.ts';
import { Problem, refused } from '../problem.ts';

/** Requests: an office behind one address loads its pages at once, and a program that has lost its key asks on. */
export interface StrangerLimits {
  readonly perSecond: number;
  readonly atOnce: number;
}

const LIMITS: StrangerLimits = { perSecond: 100, atOnce: 500 };
/** The one that came first is forgotten: whoever has that many addresses is not stopped by counting them. */
const MOST_ADDRESSES = 10_000;

interface Bucket {
  left: number;
  at: number;
}

/**
 * On a server with credentials, bounds what comes from one address without any, or with some that are not known: before
 * the body is read, because a large one costs more than its refusal. Whoever shows credentials that are known is not
 * held up by strangers at his address.
 */
export function limitStrangers(
  server: FastifyInstance,
  credentials: Credentials,
  { perSecond, atOnce }: StrangerLimits = LIMITS,
): void {
  const buckets = new Map<string, Bucket>();
  const look = (address: string): Bucket | undefined => {
    const bucket = buckets.get(address);
    if (bucket === undefined) return undefined;
    const now = performance.now();
    bucket.left = Math.min(atOnce, bucket.left + ((now - bucket.at) * perSecond) / 1000);
    bucket.at = now;
    if (bucket.left < atOnce) return bucket;
    buckets.delete(address);
    return undefined;
  };
  const spend = (address: string): void => {
    const bucket = look(address);
    if (bucket !== undefined) {
      bucket.left = Math.max(0, bucket.left - 1);
      return;
    }
    const [first] = buckets.keys();
    if (buckets.size >= MOST_ADDRESSES && first !== undefined) buckets.delete(first);
    buckets.set(address, { left: atOnce - 1, at: performance.now() });
  };

  server.addHook('onRequest', (request, reply, done) => {
    const shown = request.headers.authorization ?? request.headers.cookie;
    const exempt = request.routeOptions.config.operation === 'health.read';
    if (exempt || (shown !== undefined && buckets.size === 0)) {
      done();
      return;
    }
    const left = look(networkOf(request.ip))?.left ?? atOnce;
    if (left < 1 && (shown === undefined || isStranger(request, credentials))) {
      reply.header('retry-after', '1');
      done(
        refused('rate-limited', 'Too many requests without credentials that are known; nothing was done.'),
      );
      return;
    }
    if (shown === undefined) spend(networkOf(request.ip));
    done();
  });
  server.addHook('onError', async (request, _reply, error) => {
    const shown = request.headers.authorization ?? request.headers.cookie;
    if (shown !== undefined && error instanceof Problem && error.status === 401) spend(networkOf(request.ip));
  });
}

function isStranger(request: FastifyRequest, credentials: Credentials): boolean {
  return presentedPrincipals(request, credentials).every(({ role }) => role === 'anonymous');
}
