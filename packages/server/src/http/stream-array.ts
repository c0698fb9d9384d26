import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** A list of any length as one JSON array, sent page by page at the pace at which the client reads. */
export function streamArray(reply: FastifyReply, pages: AsyncIterable<readonly string[]>): FastifyReply {
  async function* text(): AsyncGenerator<string> {
    let separator = '[';
    for await (const page of pages) {
      if (page.length === 0) continue;
      yield separator + page.join(',');
      separator = ',';
    }
    yield separator === '[' ? '[]' : ']';
  }
  return reply.code(200).header('content-type', 'application/json').send(Readable.from(text()));
}
