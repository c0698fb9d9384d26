import { describe, expect, test } from 'vitest';
import { KEYED } from '../testing/keyed-server.ts';
import { AGENT, TestServer } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const SHOP = 'https://shop.example.com';

describe('W1.1 pages elsewhere, on a server with keys', () => {
  const server = useServer(() => KEYED);

  test('W1.1 any page may call, but never with the cookies of this server', async () => {
    const answer = await server.current.wire.get('/agents', { origin: SHOP });
    expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('origin');
  });

  test('W1.1 a preflight is answered without credentials, also where they are needed afterwards', async () => {
    const headers = {
      origin: SHOP,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    };
    const answer = await server.current.wire.send('OPTIONS', '/handoffs', undefined, headers);
    expect(answer.status).toBeLessThan(300);
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization');
  });

  test('W1.1 a refusal can be read by the page that caused it', async () => {
    const answer = await server.current.wire.get('/handoffs', { origin: SHOP });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, SHOP]);
  });
});

describe('W1.1 BATON_ALLOWED_ORIGINS', () => {
  const server = useServer(() => ({ env: { ...KEYED.env, BATON_ALLOWED_ORIGINS: SHOP } }));

  test.each([
    [SHOP, SHOP],
    ['https://evil.example', null],
    ['http://shop.example.com', null],
    ['https://shop.example.com.evil.example', null],
    ['http://localhost:3000', null],
  ])('W1.1 a page of %s is answered with %s', async (origin, allowed) => {
    const answer = await server.current.wire.get('/agents', { origin });
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed);
  });
});

test('W6 behind a proxy that is trusted, cookies are for https alone and limits count each visitor', async () => {
  await using server = await TestServer.start({ env: { ...KEYED.env, BATON_TRUST_PROXY: 'true' } });
  const open = (address: string): Promise<{ status: number; headers: Headers }> =>
    server.wire.post(
      '/sessions',
      { agent_id: AGENT.id },
      { 'x-forwarded-proto': 'https', 'x-forwarded-for': address },
    );
  expect((await open('10.0.0.1')).headers.get('set-cookie')).toMatch(/; secure/i);
  for (let n = 0; n < 60; n++) expect((await open(`10.0.1.${n}`)).status).toBe(201);
  const statuses = [];
  for (let n = 0; n < 60; n++) statuses.push((await open('10.0.2.1')).status);
  expect(statuses).toContain(429);
});
