import type { FastifyInstance } from 'fastify';

/** Paths that a browser shows as a page; everything else is data. */
const PAGE = /^\/(?:chat|console|docs)(?:[/?]|$)/;

/** Data is never shown as a page, whatever it looks like, and is not for other sites to embed. */
const DATA_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

const PAGE_HEADERS = {
  ...DATA_HEADERS,
  'content-security-policy': [
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'self'",
    "form-action 'self'",
    "img-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
  ].join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
};

/**
 * What tells browsers to be careful. Only pages get all of it: a dozen headers on every answer of the API would
 * cost a tenth of the CPU of a request and do nothing there.
 */
export function addSecurityHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(PAGE.test(request.url) ? PAGE_HEADERS : DATA_HEADERS);
    done();
  });
}
