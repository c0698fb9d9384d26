import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ServiceFault } from '../service-fault.ts';
import { OutboundHttp, readBytes } from './outbound-http.ts';
import type { Resolve } from './outbound-http.ts';
import { OutboundPolicy } from './outbound-policy.ts';

const requests: string[] = [];
const server = createServer((request, response) => {
  requests.push(request.url ?? '');
  if (request.url === '/redirect') response.writeHead(307, { location: '/secret' }).end();
  else response.end('fine');
});
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

/** Answers one list of addresses after the other, the last for good. */
function resolving(...answers: readonly string[][]): Resolve {
  const left = [...answers];
  return (_host, done) => {
    const addresses = (left.length > 1 ? left.shift() : left[0]) ?? [];
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}

async function get(http: OutboundHttp, url: string): Promise<string> {
  const signal = AbortSignal.timeout(5000);
  const answer = await http.send(new URL(url), { method: 'GET', signal, mostBytes: 1000 });
  return `${answer.status} ${(await readBytes(answer)).toString('utf8')}`;
}

async function faultOf(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.catch((reason: unknown) => reason);
  return error instanceof ServiceFault ? error.kind : 'none';
}

test.each([
  ['loopback', ['127.0.0.1']],
  ['the metadata of a cloud', ['169.254.169.254']],
  ['a mapped address', ['::ffff:127.0.0.1']],
  ['nowhere', []],
])('a name that leads to %s is not called', async (_what, addresses) => {
  using http = new OutboundHttp(OutboundPolicy.parse([]), resolving(addresses));
  const before = requests.length;
  expect(await faultOf(get(http, `http://tools.example.com:${port}/`))).toBe('address');
  expect(requests).toHaveLength(before);
});

test('of several addresses only those that may be called are', async () => {
  using http = new OutboundHttp(OutboundPolicy.parse(['127.0.0.0/8']), resolving(['10.0.0.7', '127.0.0.1']));
  expect(await get(http, `http://tools.example.com:${port}/`)).toBe('200 fine');
});

test('a name that leads elsewhere the second time gains nothing', async () => {
  using http = new OutboundHttp(
    OutboundPolicy.parse([`127.0.0.1:${port}`]),
    resolving(['127.0.0.1'], ['127.0.0.2'], ['::1']),
  );
  const url = `http://tools.example.com:${port}/`;
  expect(await get(http, url)).toBe('200 fine');
  // The connection that was checked is used again; one to the new address is not made.
  server.closeAllConnections();
  const before = requests.length;
  await expect.poll(() => faultOf(get(http, url))).toBe('address');
  expect(requests).toHaveLength(before);
});

test('an address written in any other way is the same address', async () => {
  using http = new OutboundHttp(OutboundPolicy.parse([]));
  for (const host of [
    '127.1',
    '0x7f000001',
    '017700000001',
    '2130706433',
    '127.0.0.1.',
    '[::ffff:7f00:1]',
    '%31%32%37.0.0.1',
  ])
    expect([host, await faultOf(get(http, `http://${host}:${port}/`))]).toEqual([host, 'address']);
});

test('a redirect is an answer', async () => {
  using http = new OutboundHttp(OutboundPolicy.parse(['127.0.0.1']));
  expect(await get(http, `http://127.0.0.1:${port}/redirect`)).toBe('307 ');
  expect(requests).not.toContain('/secret');
});

test('the proxies of the environment are not used', async () => {
  using http = new OutboundHttp(OutboundPolicy.parse(['127.0.0.1']));
  const names = ['HTTP_PROXY', 'http_proxy', 'NODE_USE_ENV_PROXY'];
  const { env } = process;
  for (const name of names) env[name] = 'http://127.0.0.1:1';
  try {
    expect(await get(http, `http://127.0.0.1:${port}/`)).toBe('200 fine');
  } finally {
    for (const name of names) Reflect.deleteProperty(env, name);
  }
});

test.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'http://jo:secret@example.com/'])(
  '%s is never called',
  async (url) => {
    using http = new OutboundHttp(OutboundPolicy.parse(['127.0.0.1']));
    expect(await faultOf(get(http, url))).toBe('address');
  },
);
