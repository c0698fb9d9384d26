import { openTable } from '@baton/encoder';
import { expect, test } from 'vitest';
import type { IntentEntry } from '../../core/nlp/intent/intent-entry.ts';
import type { Encoder } from '../../ports/encoder.ts';
import { IntentIndexes } from './intent-indexes.ts';

const table = await openTable();

const ENTRIES: readonly IntentEntry[] = [
  {
    owner: 'refund',
    condition: 'The customer asks about refunds',
    texts: ['I want my money back', 'how do I get reimbursed', 'refund my last order'],
  },
  {
    owner: 'address',
    condition: 'The customer wants to change the delivery address',
    texts: ['I have moved', 'send it to another street', 'my address has changed'],
  },
  { owner: 'hours', condition: 'The customer asks about opening hours', texts: [] },
];

/** Counts what is encoded; on demand it goes over to vectors of three dimensions. */
function watched(): Encoder & { asked: number; takenOver: boolean } {
  return {
    asked: 0,
    takenOver: false,
    dimensions: table.dimensions,
    get id(): string {
      return this.takenOver ? 'small' : table.id;
    },
    async encode(texts) {
      this.asked += texts.length;
      const vectors = await table.encode(texts);
      return this.takenOver ? vectors.map((vector) => vector.slice(0, 3)) : vectors;
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

test.each([
  ['could you pay me back what I spent', 'refund'],
  ['please deliver it to my new home address', 'address'],
  ['when are you open', 'hours'],
])('%j is for %s', async (message, owner) => {
  const { scores } = await new IntentIndexes(table).rankMessage(ENTRIES, message);
  expect(scores[0]?.owner).toBe(owner);
});

test('both wishes of a message are found', async () => {
  const message = 'I would like a refund for the broken lamp. Also my address has changed since the order.';
  const { scores } = await new IntentIndexes(table).rankMessage(ENTRIES, message);
  expect(
    scores
      .slice(0, 2)
      .map(({ owner }) => owner)
      .toSorted(),
  ).toEqual(['address', 'refund']);
  expect(scores[1]?.score).toBeGreaterThan(0.5);
});

test('the nearest example is told as it was written, a condition by what it is about', async () => {
  const indexes = new IntentIndexes(table);
  const example = async (message: string) => (await indexes.rankMessage(ENTRIES, message)).scores[0]?.example;
  expect(await example('I moved')).toBe('I have moved');
  expect(await example('opening hours?')).toBe('opening hours');
});

test('what nobody is for is less in scope', async () => {
  const indexes = new IntentIndexes(table);
  const inScope = async (message: string) => (await indexes.rankMessage(ENTRIES, message)).inScope;
  expect(await inScope('I want my money back please')).toBeGreaterThan(
    (await inScope('which planet is the largest')) + 0.2,
  );
});

test('the same entries are encoded once, whoever brings them and however many ask at once', async () => {
  const encoder = watched();
  const indexes = new IntentIndexes(encoder);
  const copy = ENTRIES.map((entry) => ({ ...entry }));
  expect(indexes.isReady(ENTRIES)).toBe(false);
  await Promise.all([indexes.prepare(ENTRIES), indexes.prepare(copy)]);
  const asked = encoder.asked;
  expect(indexes.isReady(copy)).toBe(true);
  await indexes.rank(copy, ['hello']);
  expect(encoder.asked).toBe(asked + 1);
});

test('entries that were changed make another index', async () => {
  const indexes = new IntentIndexes(table);
  await indexes.prepare(ENTRIES);
  const more: readonly IntentEntry[] = [...ENTRIES, { owner: 'weather', texts: ['will it rain'] }];
  expect(indexes.isReady(more)).toBe(false);
  expect((await indexes.rankMessage(more, 'is it going to rain')).scores[0]?.owner).toBe('weather');
});

test('when the encoder goes over to other vectors, the index follows', async () => {
  const encoder = watched();
  const indexes = new IntentIndexes(encoder);
  await indexes.prepare(ENTRIES);
  encoder.takenOver = true;
  expect(indexes.isReady(ENTRIES)).toBe(false);
  const [ranking] = await indexes.rank(ENTRIES, ['I want my money back']);
  expect(ranking?.scores).toHaveLength(3);
});

test('what the encoder throws is thrown, and the next call tries again', async () => {
  const encoder = watched();
  const indexes = new IntentIndexes({
    ...encoder,
    id: 'busy',
    encode: () => Promise.reject(new Error('too many texts wait')),
  });
  await expect(indexes.prepare(ENTRIES)).rejects.toThrow('too many');
  await expect(indexes.prepare(ENTRIES)).rejects.toThrow('too many');
});

test('no entries rank nothing', async () => {
  expect(await new IntentIndexes(table).rankMessage([], 'hello')).toEqual({ scores: [], inScope: 0 });
});
