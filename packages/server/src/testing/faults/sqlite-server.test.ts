import type { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { startContext } from '../../context.ts';
import type { Context } from '../../context.ts';
import { makeAgent } from '../make.ts';
import { PlainStages } from '../plain-stages.ts';
import { TempFolder } from '../temp-folder.ts';
import { RetryingClient } from './retrying-client.ts';
import { HAS_SMALL_DISKS, NO_SMALL_DISKS, SmallDisk } from './small-disk.ts';

async function start(path: string, stages: PlainStages): Promise<Context> {
  const config = readConfig({ PORT: '0', BATON_DATABASE: `sqlite:${path}`, BATON_LOG_LEVEL: 'silent' });
  const options = { stages: stages.stages, pages: { console: null, chat: null } };
  const context = await startContext(config, options, async ({ app }) => {
    await app.directory.putAgent(makeAgent());
  });
  onTestFinished(() => context[Symbol.asyncDispose]());
  return context;
}

async function healthOf({ url }: Context): Promise<string> {
  const health = (await (await fetch(`${url}/healthz`)).json()) as { checks: { store: { status: string } } };
  return health.checks.store.status;
}

async function becomes(context: Context, status: string): Promise<void> {
  while ((await healthOf(context)) !== status) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** What the writer threads are, in the order of their start. */
function watchThreads(): Worker[] {
  const threads: Worker[] = [];
  const note = (thread: Worker): void => void threads.push(thread);
  process.on('worker', note);
  onTestFinished(() => void process.off('worker', note));
  return threads;
}

test('H1.2, H1.3 the writer thread dies again and again under load: nothing lost, nothing doubled, nobody restarts it', async () => {
  const folder = new TempFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const threads = watchThreads();
  const context = await start(folder.join('baton.db'), new PlainStages());
  const [writer] = threads.splice(0);
  const clients = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) => RetryingClient.open(() => context.url, name)),
  );
  const writing = clients.map((each) => each.keepPosting());
  await writer?.terminate();
  for (let round = 0; round < 3; round++) {
    const target = clients.map((each) => each.acknowledged.length + 3);
    while (clients.some((each, index) => each.acknowledged.length < target[index]!))
      await new Promise((resolve) => setTimeout(resolve, 5));
    for (const thread of threads.splice(0)) await thread.terminate();
  }
  for (const each of clients) each.stop();
  await Promise.all(writing);
  for (const each of clients) expect(await each.faults()).toEqual([]);
  expect(await healthOf(context)).toBe('healthy');
  const last = clients[0]!;
  expect(await last.waitFor((await last.post('Still there?')) + 1, 'ai_agent')).toHaveLength(1);
}, 60_000);

describe.skipIf(!HAS_SMALL_DISKS)(`a small disk${HAS_SMALL_DISKS ? '' : `: ${NO_SMALL_DISKS}`}`, () => {
  test('H1.2 fills while the AI thinks: the customer has his answer once there is room, and health says which it is', async () => {
    const disk = new SmallDisk(12);
    onTestFinished(() => disk[Symbol.dispose]());
    const stages = new PlainStages();
    const thinking = Promise.withResolvers<void>();
    const mayGoOn = Promise.withResolvers<void>();
    stages.detect = async () => {
      thinking.resolve();
      await mayGoOn.promise;
      return null;
    };
    const context = await start(disk.join('baton.db'), stages);
    const customer = await RetryingClient.open(() => context.url, 'full');
    const offset = await customer.post('Am I covered?');
    await thinking.promise;
    disk.fill();
    let refused = await customer.tryOnce('x'.repeat(100_000));
    for (let number = 0; number < 200 && refused?.ok === true; number++)
      refused = await customer.tryOnce('x'.repeat(100_000));
    expect(refused?.status).toBe(503);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused?.json()).toEqual({ detail: expect.stringContaining('nothing was changed') });
    await becomes(context, 'unhealthy');
    mayGoOn.resolve();
    // Reading goes on.
    expect((await fetch(`${context.url}/sessions`)).status).toBe(200);
    disk.free();
    await becomes(context, 'healthy');
    expect(await customer.waitFor(offset + 1, 'ai_agent')).not.toEqual([]);
    expect(await customer.faults()).toEqual([]);
  }, 30_000);
});
