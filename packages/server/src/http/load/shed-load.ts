import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isTurnedAway } from '../../core/overload/pressure.ts';
import type { Rank } from '../../core/overload/pressure.ts';
import type { Operation } from '../access/operations.ts';
import { presentedPrincipals } from '../access/presented.ts';
import type { Credentials } from '../access/credentials.ts';
import { refused } from '../problem.ts';
import type { LoadMonitor } from './load-monitor.ts';
import type { Readiness } from './readiness.ts';

/** Operations that only somebody new needs, and those of the people at the desk. All others are customers'. */
const RANKS: Partial<Record<Operation, Rank>> = {
  'health.read': 'never',
  'sessions.create': 'newcomers',
  'docs.read': 'newcomers',
  'handoffs.read': 'staff',
  'handoffs.work': 'staff',
  'canned-replies.read': 'staff',
  'follow-ups.read': 'staff',
  'follow-ups.work': 'staff',
  'staff.read': 'staff',
  'staff.write': 'staff',
  'presence.write': 'staff',
  'stream.read': 'staff',
};

/** Seconds: whoever was turned away at the same moment shall not come back at the same moment. */
const RETRY_WITHIN = 5;

/**
 * Turns requests away while there is too much to do, before anything is read or checked and thus long before anything
 * is stored: newcomers first, then customers, operators last, questions about health never. On a server that drains
 * every answer ends its connection, so that the next request goes elsewhere.
 */
export function shedLoad(
  server: FastifyInstance,
  parts: { readonly load: LoadMonitor; readonly readiness: Readiness; readonly credentials: Credentials },
): void {
  const { load, readiness, credentials } = parts;
  server.addHook('onRequest', (request, reply, done) => {
    load.arrived++;
    if (readiness.draining) reply.header('connection', 'close');
    if (load.levelOfWrites === 0) {
      done();
      return;
    }
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const level = reads ? load.levelOfReads : load.levelOfWrites;
    // Only where it matters: whoever it is has to be looked up for it.
    const away =
      isTurnedAway(rankOf(request.routeOptions.config.operation), level) &&
      isTurnedAway(rankOfSender(request, credentials), level);
    if (!away) {
      done();
      return;
    }
    load.turnedAway++;
    reply.header('retry-after', String(1 + Math.floor(Math.random() * RETRY_WITHIN)));
    done(refused('overloaded', 'The server has more to do than it can; nothing was done. Try again.'));
  });
}

function rankOf(operation: Operation | undefined): Rank {
  return (operation === undefined ? undefined : RANKS[operation]) ?? 'customers';
}

/** An operator's own acts come last, whatever they are. An open server cannot tell him from others. */
function rankOfSender(request: FastifyRequest, credentials: Credentials): Rank {
  const isOperator = presentedPrincipals(request, credentials).some(({ role }) => role === 'operator');
  return isOperator ? 'staff' : 'newcomers';
}
