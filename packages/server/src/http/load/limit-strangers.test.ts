import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { Credentials } from '../access/credentials.ts';
import { refused } from '../problem.ts';
import { limitStrangers } from './limit-strangers.ts';

const SECRET = 'secret-of-the-shop-0123';
/** Nothing comes back while a test runs. */
const LIMITS = { perSecond: 0.001, atOnce: 5 };

function server(): FastifyInstance {
  const credentials = new Credentials(
    [{ role: 'integration', name: 'shop', secret: SECRET }],
    'a secret of the server that nobody knows',
  );
  const app = Fastify({ trustProxy: true });
  limitStrangers(app, credentials, LIMITS);
  app.setErrorHandler((error: { status?: number }, _request, reply) =>
    reply.code(error.status ?? 500).send(),
  );
  app.get('/livez', { config: { operation: 'health.read' } }, () => 'alive');
  app.get('/', (request) => {
    const shown = request.headers.authorization;
    if (shown !== undefined && shown !== `Bearer ${SECRET}`) throw refused('unauthenticated', 'no');
    return 'ok';
  });
  return app;
}

async function statuses(
  app: FastifyInstance,
  count: number,
  { from = '192.0.2.1', key, url = '/' }: { from?: string; key?: string; url?: string } = {},
): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (let i = 0; i < count; i++) {
    const headers = { 'x-forwarded-for': from, ...(key !== undefined && { authorization: `Bearer ${key}` }) };
    const { statusCode } = await app.inject({ url, headers });
    counts[statusCode] = (counts[statusCode] ?? 0) + 1;
  }
  return counts;
}

describe('W6.3 strangers', () => {
  test('are limited by address, with no credentials and with some that are not known', async () => {
    await using app = server();
    expect(await statuses(app, 8)).toEqual({ 200: 5, 429: 3 });
    expect(await statuses(app, 8, { from: '192.0.2.2', key: 'guessed' })).toEqual({ 401: 5, 429: 3 });
  });

  test('with a network of addresses of their own are limited as one', async () => {
    await using app = server();
    for (let host = 1; host <= 5; host++) await statuses(app, 1, { from: `2001:db8::${host}` });
    expect(await statuses(app, 1, { from: '2001:db8::6' })).toEqual({ 429: 1 });
    expect(await statuses(app, 1, { from: '2001:db8:0:1::1' })).toEqual({ 200: 1 });
  });

  test('do not hold up whoever is known at the same address', async () => {
    await using app = server();
    await statuses(app, 8);
    expect(await statuses(app, 8, { key: SECRET })).toEqual({ 200: 8 });
    expect(await statuses(app, 1)).toEqual({ 429: 1 });
  });

  test('may always ask for health', async () => {
    await using app = server();
    await statuses(app, 8);
    expect(await statuses(app, 20, { url: '/livez' })).toEqual({ 200: 20 });
  });
});
