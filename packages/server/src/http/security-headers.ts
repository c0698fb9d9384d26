import type { FastifyInstance } from 'fastify';

/** Paths that a browser shows as a page; everything else is data. */
const PAGE = /^\/(?:chat|console|docs)(?:[/?]|$)/;

/** What a page of another origin loads with a script tag, and what that loads in turn. */
const EMBEDDED = /^\/widget(?:-(?:chat|more|[a-z]{2}))?\.js(?:\?|$)/;

/** Data is never shown as a page, whatever it looks like, and is not for other sites to embed. */
export const DATA_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

const EMBEDDED_HEADERS = { ...DATA_HEADERS, 'cross-origin-resource-policy': 'cross-origin' };

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
    const { url } = request;
    if (PAGE.test(url)) reply.headers(PAGE_HEADERS);
    else reply.headers(EMBEDDED.test(url) ? EMBEDDED_HEADERS : DATA_HEADERS);
    done();
  });
}
