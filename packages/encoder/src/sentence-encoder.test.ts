import { expect, test } from 'vitest';
import type { Encoder } from './encoder.ts';
import { ModelThread } from './model-thread.ts';
import { SentenceEncoder } from './sentence-encoder.ts';
import type { SentenceEncoderParts } from './sentence-encoder.ts';

const limits = { loadWithin: 30_000, answerWithin: 30_000 };
const failing = new URL('./testing/failing-thread.ts', import.meta.url);

const table: Encoder = {
  id: 'table',
  dimensions: 2,
  encode: async (texts) => texts.map(() => Float32Array.of(0, 1)),
  [Symbol.asyncDispose]: async () => {},
};

interface Watched extends SentenceEncoderParts {
  readonly starts: () => number;
  readonly told: unknown[];
}

function parts(answerWithin = limits.answerWithin): Watched {
  let starts = 0;
  const told: unknown[] = [];
  return {
    startThread: () => {
      starts++;
      return ModelThread.start('', { ...limits, answerWithin }, failing);
    },
    openTable: async () => table,
    log: (message, cause) => told.push(message, cause),
    remembered: 10,
    mostWaiting: 100,
    starts: () => starts,
    told,
  };
}

test('nothing is started before the first text', async () => {
  const watched = parts();
  const encoder = new SentenceEncoder(watched);
  expect(await encoder.encode(['', '  '])).toEqual([new Float32Array(384), new Float32Array(384)]);
  await encoder[Symbol.asyncDispose]();
  expect(watched.starts()).toBe(0);
});

test('a text seen before is not encoded again, and its vector is the caller’s own', async () => {
  const watched = parts();
  await using encoder = new SentenceEncoder(watched);
  const [first] = await encoder.encode(['card']);
  first?.fill(0);
  const [second, third] = await encoder.encode(['card', ' card ']);
  expect(second).toEqual(new Float32Array(384).fill(4));
  expect(third).toEqual(second);
});

test('a thread that fails is started once more, then the table takes over and says so once', async () => {
  const watched = parts();
  await using encoder = new SentenceEncoder(watched);
  await encoder.encode(['fine']);
  expect(encoder.dimensions).toBe(384);
  expect(await encoder.encode(['die', 'fine'])).toEqual([Float32Array.of(0, 1), Float32Array.of(0, 1)]);
  expect(await encoder.encode(['fine'])).toEqual([Float32Array.of(0, 1)]);
  expect(watched.starts()).toBe(2);
  expect([encoder.id, encoder.dimensions]).toEqual(['table', 2]);
  expect(watched.told).toEqual(['the sentence model does not run, its table takes over', expect.any(Error)]);
});

test('those who waited beside the text that killed the thread get the table’s vectors', async () => {
  await using encoder = new SentenceEncoder(parts());
  const [one, other] = await Promise.all([encoder.encode(['die']), encoder.encode(['fine'])]);
  expect(one).toEqual(other);
});

test('a thread that hangs is given up', async () => {
  await using encoder = new SentenceEncoder(parts(50));
  expect(await encoder.encode(['hang'])).toEqual([Float32Array.of(0, 1)]);
});

test('a thread that failed once and then answered may fail once again', async () => {
  const watched = parts();
  let dying = true;
  const startThread = async (): Promise<ModelThread> => {
    const thread = await watched.startThread();
    // The death happens to the thread, not to the text: the text passes on the next thread.
    if (dying) await thread.encode(['die']).catch(() => {});
    dying = !dying;
    return thread;
  };
  await using encoder = new SentenceEncoder({ ...watched, startThread });
  expect(await encoder.encode(['fine'])).toEqual([new Float32Array(384).fill(4)]);
  expect(watched.starts()).toBe(2);
  expect(watched.told).toEqual([]);
});

test('when the table cannot be opened either, the call fails', async () => {
  const openTable = (): Promise<Encoder> => Promise.reject(new Error('no such file'));
  await using encoder = new SentenceEncoder({ ...parts(), openTable });
  await expect(encoder.encode(['refuse'])).rejects.toThrow('neither the sentence model nor its table');
});

test('what waits when the encoder is closed is refused, and so is what comes after', async () => {
  const encoder = new SentenceEncoder(parts());
  const waiting = Promise.allSettled([encoder.encode(['fine'])]);
  await encoder[Symbol.asyncDispose]();
  expect(await waiting).toEqual([expect.objectContaining({ status: 'rejected' })]);
  await expect(encoder.encode(['fine'])).rejects.toThrow('closed');
});
