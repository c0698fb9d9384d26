import type { FastifyInstance } from 'fastify';
import { ConfigError } from '../core/config-error.ts';

/** Connections that the system takes before the server does: thousands that come back at once. */
const BACKLOG = 8192;

/** Where it listens then. Throws a ConfigError when the address or port cannot be used. */
export async function listen(
  server: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  try {
    return await server.listen({ host, port, backlog: BACKLOG });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new ConfigError(`PORT: ${port} on ${host} is taken; set PORT to a free one`, { cause: error });
    if (code === 'EACCES')
      throw new ConfigError(`PORT: ${port} needs rights this user does not have`, { cause: error });
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new ConfigError(`HOST: ${host} is not an address of this machine`, { cause: error });
    throw error;
  }
}
