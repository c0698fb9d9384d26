import { afterAll, vi } from 'vitest';

/** What a test file has to close. Sockets and timers are left out: Node's own fetch keeps some for a while. */
const OWNED = new Set(['TCPServerWrap', 'PipeServerWrap', 'Worker', 'ProcessWrap', 'FSEventWrap']);

function owned(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => OWNED.has(kind));
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
