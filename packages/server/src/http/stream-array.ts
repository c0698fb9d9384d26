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

/** Items of a list that are put into words at once. */
const PAGE = 200;

/** A list as pages of JSON: together its items may be larger than a text can be. */
export async function* inPages<T>(
  items: readonly T[],
  views: (page: readonly T[]) => readonly unknown[] | Promise<readonly unknown[]>,
): AsyncGenerator<string[]> {
  for (let start = 0; start < items.length; start += PAGE) {
    const page = await views(items.slice(start, start + PAGE));
    yield page.map((view) => JSON.stringify(view));
  }
}
