import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long a closing server waits for requests under way, in milliseconds. */
const DRAIN_MS = 5000;

/**
 * Ends connections when the server closes. Node closes those that wait for another request, but counts one that
 * has not sent its first as busy until that times out, and browsers keep such connections open on speculation.
 * They are closed at once; a request under way has some seconds to end.
 */
export function endConnections(server: FastifyInstance): void {
  const silent = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.server.on('request', (request) => silent.delete(request.socket));
  server.addHook('preClose', async () => {
    for (const socket of silent) socket.destroy();
    const deadline = setTimeout(() => server.server.closeAllConnections(), DRAIN_MS);
    server.server.once('close', () => clearTimeout(deadline));
  });
}
