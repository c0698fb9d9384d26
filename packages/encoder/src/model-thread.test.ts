import { expect, test } from 'vitest';
import { ModelThread } from './model-thread.ts';

const limits = { loadWithin: 30_000, answerWithin: 30_000 };
const failing = new URL('./testing/failing-thread.ts', import.meta.url);

test('a thread that dies fails its request and every later one', async () => {
  const thread = await ModelThread.start('', limits, failing);
  await expect(thread.encode(['die'])).rejects.toThrow('the thread died');
  await expect(thread.encode(['fine'])).rejects.toThrow('the thread died');
  await thread.end();
});

test('a thread that does not answer in time fails its request', async () => {
  const thread = await ModelThread.start('', { ...limits, answerWithin: 50 }, failing);
  await expect(thread.encode(['hang'])).rejects.toThrow('no answer in 50 ms');
  await thread.kill();
});

test('a thread whose folder has no model does not start', async () => {
  await expect(ModelThread.start('/nowhere', limits)).rejects.toThrow('ENOENT');
});
