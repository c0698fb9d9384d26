import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestServer } from '../testing/start-server.ts';

const SCRIPT = 'console.log("the widget");'.repeat(50);
let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-widget-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Chat</title>');
  writeFileSync(join(folder, 'widget.js'), SCRIPT);
  writeFileSync(join(folder, 'widget.js.gz'), gzipSync(SCRIPT));
  for (const name of ['widget-chat.js', 'widget-de.js', 'widget-other.js'])
    writeFileSync(join(folder, name), name);
  server = await TestServer.start({ internals: { pages: { console: null, chat: folder } } });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** As a browser asks again; `fetch` would say that it wants no cache's answer. */
async function statusOf(headers: Record<string, string>): Promise<number | undefined> {
  const request = get(`${server.url}/widget.js`, { headers });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

test('pages of any origin may load the script, which is asked for each time and sent once', async () => {
  const first = await server.wire.get('/widget.js');
  expect([first.status, first.text]).toEqual([200, SCRIPT]);
  expect(first.headers.get('content-type')).toMatch(/javascript/);
  expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(first.headers.get('cache-control')).toBe('no-cache');
  const tag = first.headers.get('etag') ?? '';
  expect(await statusOf({ 'if-none-match': tag, 'accept-encoding': 'gzip' })).toBe(304);
});

test('it goes out compressed to who takes that', async () => {
  const response = await fetch(`${server.url}/widget.js`, { headers: { 'accept-encoding': 'gzip' } });
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.text()).toBe(SCRIPT);
});

test.each([
  ['/widget-chat.js', 200],
  ['/widget-de.js?2', 200],
  ['/widget-other.js', 404],
  ['/widget.js.gz', 404],
  ['/widget-xx.js', 404],
])('of what lies beside it %s answers %i', async (path, status) => {
  expect((await server.wire.get(path)).status).toBe(status);
});

test('where it is not built a page is told so', async () => {
  await using bare = await TestServer.start();
  expect((await bare.wire.get('/widget.js')).status).toBe(503);
});
