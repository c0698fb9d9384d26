import { expect, test } from 'vitest';
import { EncoderBusyError } from './encoder.ts';
import { TextQueue } from './text-queue.ts';

const many = (count: number): string[] => Array.from({ length: count }, (_value, index) => `text ${index}`);

test('a message goes before the texts of an index', () => {
  const queue = new TextQueue(100);
  void queue.add(many(20));
  void queue.add(['a message']);
  expect(queue.take(3).map(({ text }) => text)).toEqual(['a message', 'text 0', 'text 1']);
});

test('what was put back comes first again', () => {
  const queue = new TextQueue(100);
  void queue.add(['a', 'b']);
  queue.putBack(queue.take(1));
  expect(queue.take(2).map(({ text }) => text)).toEqual(['a', 'b']);
});

test('a full queue refuses, and takes none of the texts', async () => {
  const queue = new TextQueue(10);
  void queue.add(many(9));
  await expect(queue.add(many(9))).rejects.toThrow(EncoderBusyError);
  expect(queue.size).toBe(9);
  void queue.add(many(8));
  await expect(queue.add(['a', 'b', 'c'])).rejects.toThrow(EncoderBusyError);
  expect(queue.size).toBe(17);
});

test('however long an index is, a message is not refused', () => {
  const queue = new TextQueue(10);
  void queue.add(many(5000));
  void queue.add(['a message']);
  expect(queue.take(1).map(({ text }) => text)).toEqual(['a message']);
});

test('one call alone may bring more than fits', () => {
  const queue = new TextQueue(10);
  void queue.add(many(50));
  expect(queue.size).toBe(50);
});
