import type { FastifyReply } from 'fastify';

/** Sends JSON text as Parlant does, without a charset. As bytes, because Fastify adds a charset to the type of any text. */
export function sendJson(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('content-type', 'application/json').send(Buffer.from(text));
}
