import { afterAll, vi } from 'vitest';
import type { Worker } from 'node:worker_threads';

/** What a test file has to close. Not sockets and timers: Node's own fetch keeps some for a while. */
const OWNED = new Set(['TCPServerWrap', 'PipeServerWrap', 'ProcessWrap', 'FSEventWrap']);

/* Node does not count threads among the active resources, but announces each. */
const threads = new Set<Worker>();
process.on('worker', (thread) => {
  threads.add(thread);
  thread.once('exit', () => threads.delete(thread));
});

function owned(): string[] {
  const handles = process.getActiveResourcesInfo().filter((kind) => OWNED.has(kind));
  return [...handles, ...Array.from(threads, () => 'Worker')];
}

const before = owned().length;

/* Registered first, so it runs last. Handles are released a moment after their owner says it is closed. */
afterAll(async () => {
  await vi.waitFor(
    () => {
      const left = owned();
      if (left.length > before) throw new Error(`This file left running: ${left.join(', ')}`);
    },
    { timeout: 2000 },
  );
});
