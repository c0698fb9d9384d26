import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { sendJson } from './send-json.ts';

/** Answers a path that no route was looked up for: broken percent-encoding, or an id beyond all length. */
export function refuseUnreadablePath(
  error: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  const detail = 'The path is not valid: percent-encode it as UTF-8.';
  if (error.code === 'FST_ERR_BAD_URL') sendJson(reply.code(400), JSON.stringify({ detail }));
  else sendJson(reply.code(404), '{"detail":"Not Found"}');
}

/** Answers, and ends, a connection on which something came that is no HTTP request, or none that is finished. */
export function refuseUnreadableRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, detail] = describe(error.code);
  const body = JSON.stringify({ detail });
  const head =
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
  if (socket.writable) socket.write(head + body);
  socket.destroy(error);
}

function describe(code: string | undefined): [status: number, detail: string] {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'The request took too long to arrive; nothing was done.'];
    case 'HPE_HEADER_OVERFLOW':
      return [431, 'The headers and the path are larger than this server accepts: shorten them.'];
    default:
      return [400, 'This is not a valid HTTP/1.1 request.'];
  }
}
