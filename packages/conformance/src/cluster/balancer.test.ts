import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startBalancer } from './balancer.ts';
import { findPrograms } from './programs.ts';

const { haproxy } = findPrograms();

/** A node that only says who it is, and whether it is ready. */
class SmallNode {
  ready = true;
  readonly #server = createServer((request, response) => {
    response.statusCode = request.url === '/readyz' && !this.ready ? 503 : 200;
    response.end(this.name);
  });
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    onTestFinished(async () => {
      this.#server.closeAllConnections();
      this.#server.close();
      await once(this.#server, 'close');
    });
    return (this.#server.address() as AddressInfo).port;
  }
}

test.for([
  { name: 'HAProxy', program: haproxy, missing: haproxy === null },
  { name: 'our own', program: null, missing: false },
])('$name leads to every node that is ready, and to no other', async ({ program, missing }, { skip }) => {
  skip(missing, 'HAProxy is not installed');
  const nodes = [new SmallNode('one'), new SmallNode('two')];
  const ports = await Promise.all(nodes.map((node) => node.listen()));
  await using balancer = await startBalancer(program, ports);
  const ask = async (): Promise<string> => {
    const answers = Array.from({ length: 8 }, async () => {
      const answer = await fetch(`${balancer.url}/agents`, { headers: { connection: 'close' } });
      return answer.text();
    });
    return [...new Set(await Promise.all(answers))].toSorted((a, b) => a.localeCompare(b)).join(' and ');
  };
  await expect.poll(ask, { timeout: 10_000 }).toBe('one and two');
  nodes[0]!.ready = false;
  await expect.poll(ask, { timeout: 10_000 }).toBe('two');
  nodes[0]!.ready = true;
  await expect.poll(ask, { timeout: 10_000 }).toBe('one and two');
});
