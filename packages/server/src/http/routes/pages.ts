import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type {} from '@fastify/swagger';

export interface PageFolders {
  /** Built console, with an index.html; null serves none. */
  readonly console: string | null;
  readonly chat: string | null;
}

const NOT_BUILT = 'This page is not built. Run "npm run build" and start the server again.\n';

/** What other sites load with a script tag: the widget, and the words of its languages. */
const EMBEDDED = /^widget(?:-(?:accent|chat|greeting|more|[a-z]{2}))?\.js$/;

/** The two pages: `/chat/` for customers, `/console/` for operators. Their files say nothing that is secret. */
export async function pageRoutes(server: FastifyInstance, folders: PageFolders): Promise<void> {
  const hidden = { schema: { hide: true } };
  server.get('/', hidden, (_request, reply) => reply.redirect('/chat/', 307));
  for (const { prefix, folder } of pagesOf(folders)) {
    const bare = prefix.slice(0, -1);
    server.get(bare, hidden, (request, reply) =>
      reply.redirect(prefix + request.url.slice(bare.length), 307),
    );
    if (folder === null || !existsSync(join(folder, 'index.html'))) {
      server.get(`${prefix}*`, hidden, (_request, reply) =>
        reply.code(503).type('text/plain').send(NOT_BUILT),
      );
      continue;
    }
    await server.register(fastifyStatic, {
      root: folder,
      prefix,
      cacheControl: false,
      dotfiles: 'ignore',
      schemaHide: true,
      preCompressed: true,
      decorateReply: !server.hasReplyDecorator('sendFile'),
      setHeaders(reply, path) {
        // Built files carry their content's hash in their names; the page itself must be asked for each time.
        const immutable = /-[\w-]{8,}\.\w+(?:\.(?:br|gz))?$/.test(path);
        reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  embeddedRoutes(server, folders);
}

/** `/widget.js` and what it loads. Asked for each time and answered with 304 as long as it is the same. */
function embeddedRoutes(server: FastifyInstance, { chat }: PageFolders): void {
  if (chat === null || !existsSync(join(chat, 'widget.js'))) {
    server.get('/widget.js', { schema: { hide: true } }, (_request, reply) =>
      reply.code(503).type('text/plain').send(NOT_BUILT),
    );
    return;
  }
  for (const name of readdirSync(chat).filter((file) => EMBEDDED.test(file))) {
    server.get(`/${name}`, { schema: { hide: true } }, (_request, reply) => reply.sendFile(name, chat));
  }
}

/** A path within a page's own routes is the page. Undefined when it is none. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  folders: PageFolders,
): FastifyReply | undefined {
  if (request.method !== 'GET' || !String(request.headers.accept).includes('text/html')) return undefined;
  const page = pagesOf(folders).find(({ prefix }) => request.url.startsWith(prefix));
  if (!page?.folder || !existsSync(join(page.folder, 'index.html'))) return undefined;
  return reply.code(200).sendFile('index.html', page.folder);
}

function pagesOf(folders: PageFolders): { prefix: string; folder: string | null }[] {
  return [
    { prefix: '/chat/', folder: folders.chat },
    { prefix: '/console/', folder: folders.console },
  ];
}
