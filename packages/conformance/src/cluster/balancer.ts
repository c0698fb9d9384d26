import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildServer } from './child-server.ts';
import { freePort, listensOn } from '../../../server/src/testing/free-port.ts';
import { NodeBalancer } from './node-balancer.ts';
import type { Balancer } from './node-balancer.ts';

const CONFIGURATION = join(import.meta.dirname, '../../../../deploy/haproxy.cfg');

/** HAProxy with the configuration under `deploy/`, or a small one of our own where it is not installed. */
export async function startBalancer(
  program: string | null,
  ports: readonly number[],
  port: number = 0,
): Promise<Balancer> {
  const own = port === 0 ? await freePort() : port;
  if (program === null) return NodeBalancer.start(ports, own);
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'baton-balancer-'));
  parts.defer(() => rm(folder, { recursive: true }));
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, forThisMachine(await readFile(CONFIGURATION, 'utf8'), own, ports));
  const server = await ChildServer.start(program, ['-f', file, '-db'], () => listensOn(own));
  // In order it would wait for the streams that are open.
  parts.defer(() => server.end('SIGINT'));
  const owned = parts.move();
  return {
    url: `http://127.0.0.1:${own}`,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** The configuration with nodes of this machine in the place of containers. */
export function forThisMachine(text: string, port: number, ports: readonly number[]): string {
  const servers = ports.map((each, index) => `  server node-${index + 1} 127.0.0.1:${each}`);
  const lines = text
    // It takes two files each, of which a machine for tests may not give many.
    .replace(/^ {2}maxconn \d+$/m, '  maxconn 2000')
    .replace(/^resolvers docker\n(?: {2}.*\n)+/m, '')
    .split('\n')
    .filter((line) => !/^ {2}default-server resolvers /.test(line))
    .map((line) => (/^ {2}bind :\d+$/.test(line) ? `  bind 127.0.0.1:${port}` : line));
  const first = lines.findIndex((line) => line.startsWith('  server '));
  const others = lines.filter((line) => !line.startsWith('  server '));
  return others.toSpliced(first, 0, ...servers).join('\n');
}
