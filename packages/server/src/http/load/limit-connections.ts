import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { networkOf } from '../../core/overload/network-of.ts';

export interface ConnectionLimits {
  /** At once. */
  readonly most: number;
  /** At once from one address; Infinity where a proxy stands before all of them. */
  readonly perAddress: number;
  /** Addresses that are not counted; default those of this machine. */
  readonly isExempt?: (address: string) => boolean;
}

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;
const LOGGED_EVERY_MS = 60_000;

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address);
}

/**
 * Closes connections beyond what one address may have, and beyond what the server takes, as they come: nobody shall
 * keep all others out by connections on which he says little. A log line a minute tells of it, because it may also be
 * a proxy that the server does not know of.
 */
export function limitConnections(server: FastifyInstance, limits: ConnectionLimits): void {
  const { most, perAddress, isExempt = isLoopback } = limits;
  const open = new Map<string, number>();
  let loggedAt = -Infinity;
  const log = (fields: object, text: string): void => {
    if (performance.now() - loggedAt < LOGGED_EVERY_MS) return;
    loggedAt = performance.now();
    server.log.warn(fields, text);
  };
  server.server.maxConnections = most;
  server.server.on('drop', () => log({ connections: most }, 'BATON_CONNECTIONS are open: others are closed'));
  if (perAddress === Infinity) return;
  server.server.on('connection', (socket: Socket) => {
    const from = socket.remoteAddress ?? '';
    if (isExempt(from)) return;
    const address = networkOf(from);
    const count = (open.get(address) ?? 0) + 1;
    if (count > perAddress) {
      log(
        { address },
        'BATON_CONNECTIONS_PER_ADDRESS are open: is there a proxy? then set BATON_TRUST_PROXY',
      );
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}
