import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openEncoder, openTable } from './index.ts';
import { MODEL_FILE, MODEL_FOLDER, VOCABULARY_FILE } from './model-files.ts';
import { cosine } from './testing/cosine.ts';

const encoder = await openEncoder();
const table = await openTable();
afterAll(() => encoder[Symbol.asyncDispose]());

const PAIRS: readonly (readonly [string, string, string])[] = [
  ['I lost my credit card', 'my bank card is missing', 'what is the weather like'],
  ['when will my parcel arrive', 'where is my package', 'how many calories are in an apple'],
  ['how do I reset my password', 'I forgot my password', 'play some jazz'],
];

test.each(PAIRS)('the model holds %j nearer to %j than to %j', async (text, near, far) => {
  const [one, other, third] = await encoder.encode([text, near, far]);
  expect(cosine(one, other)).toBeGreaterThan(0.45);
  expect(cosine(one, third)).toBeLessThan(0.25);
});

test.each(PAIRS)('the table holds %j nearer to %j than to %j', async (text, near, far) => {
  const [one, other, third] = await table.encode([text, near, far]);
  expect(cosine(one, other)).toBeGreaterThan(cosine(one, third) + 0.2);
});

test('the cosine is the one that the published model gives', async () => {
  const [one, other] = await encoder.encode(['I lost my credit card', 'my bank card is missing']);
  expect(cosine(one, other)).toBeCloseTo(0.73, 2);
});

test('vectors have length one, an empty text has none, and order is kept', async () => {
  for (const each of [encoder, table]) {
    const vectors = await each.encode(['hello', '', 'where is my order', 'hello']);
    expect(vectors.map((vector) => Math.round(cosine(vector, vector) * 1e4) / 1e4)).toEqual([1, 0, 1, 1]);
    expect(vectors[3]).toEqual(vectors[0]);
    expect(vectors.map((vector) => vector.length)).toEqual(Array<number>(4).fill(each.dimensions));
  }
});

test('a text has the same vector alone and among others, and from the cache', async () => {
  const [alone] = await encoder.encode(['my order is late']);
  await using other = await openEncoder();
  const [among] = await other.encode([
    'my order is late',
    'a much longer text that would need padding beside it',
  ]);
  expect(among).toEqual(alone);
  expect((await encoder.encode(['my order is late']))[0]).toEqual(alone);
});

test('a text of any size and any signs is encoded', async () => {
  for (const each of [encoder, table]) {
    const vectors = await each.encode([
      'word '.repeat(100_000),
      '\u0000\ufffd',
      '𝕳𝖊𝖑𝖑𝖔 \ud800',
      '?!'.repeat(5000),
    ]);
    expect(vectors.every((vector) => vector.every(Number.isFinite))).toBe(true);
  }
});

test('where the model is missing the table takes over and says why, once', async () => {
  const told: unknown[][] = [];
  await using lost = await openEncoder({ folder: '/nowhere', log: (...line) => told.push(line) });
  const vectors = await Promise.all([lost.encode(['hello']), lost.encode(['goodbye'])]);
  await lost.warmUp();
  expect(lost.id).toBe(table.id);
  expect(vectors.flat()).toEqual(await table.encode(['hello', 'goodbye']));
  expect(told).toEqual([
    [expect.any(String), expect.objectContaining({ message: expect.stringContaining('ENOENT') })],
  ]);
});

test.each([MODEL_FILE, VOCABULARY_FILE])(
  'with another %s than the packed one nothing is loaded',
  async (other) => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-encoder-'));
    for (const name of [MODEL_FILE, VOCABULARY_FILE])
      copyFileSync(new URL(name, MODEL_FOLDER), join(folder, name));
    appendFileSync(join(folder, other), '\nsomething else');
    const told: unknown[] = [];
    await using swapped = await openEncoder({ folder, log: (_message, cause) => told.push(cause) });
    await swapped.warmUp();
    rmSync(folder, { recursive: true });
    expect(swapped.id).toBe(table.id);
    expect(told).toEqual([
      expect.objectContaining({ message: expect.stringContaining(`${other} is not the file`) }),
    ]);
  },
);
