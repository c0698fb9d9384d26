import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

test('tests run on the Node that the repository pins, whatever the host has', () => {
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24);
});

test('workspace packages resolve to their sources, in threads too', async () => {
  const code = `require('node:worker_threads').parentPort.postMessage(require.resolve('@baton/protocol'))`;
  const worker = new Worker(code, { eval: true });
  const { promise, resolve } = Promise.withResolvers<string>();
  worker.once('message', resolve);
  expect(await promise).toMatch(/packages.protocol.src.index\.ts$/);
  await worker.terminate();
});
