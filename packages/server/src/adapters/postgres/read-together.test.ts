import { describe, expect, test } from 'vitest';
import { ReadTogether } from './read-together.ts';

/** Records every statement, and answers it when it is told to. */
class HeldReads {
  readonly asked: (readonly string[])[] = [];
  readonly #answers: PromiseWithResolvers<ReadonlyMap<string, string>>[] = [];

  readonly read = (keys: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    this.asked.push(keys);
    const answer = Promise.withResolvers<ReadonlyMap<string, string>>();
    this.#answers.push(answer);
    return answer.promise;
  };

  answer(index: number, records: Record<string, string>): void {
    this.#answers[index]!.resolve(new Map(Object.entries(records)));
  }

  fail(index: number): void {
    this.#answers[index]!.reject(new Error('gone'));
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('records that are read together', () => {
  test('what is asked for at once is one statement, each key once', async () => {
    const held = new HeldReads();
    const together = new ReadTogether(held.read);
    const found = Promise.all(['a', 'b', 'a', 'c'].map((key) => together.get(key)));
    await turn();
    expect(held.asked).toEqual([['a', 'b', 'c']]);
    held.answer(0, { a: '1', b: '2' });
    expect(await found).toEqual(['1', '2', '1', null]);
  });

  test('what is asked for after a statement was sent is not answered by it', async () => {
    const held = new HeldReads();
    const together = new ReadTogether(held.read);
    const before = together.get('a');
    await turn();
    const after = together.get('a');
    await turn();
    held.answer(0, { a: 'old' });
    held.answer(1, { a: 'new' });
    expect([await before, await after]).toEqual(['old', 'new']);
  });

  test('while many are under way the others gather, and go once one is done, also when it failed', async () => {
    const held = new HeldReads();
    const together = new ReadTogether(held.read);
    const first = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      first.push(together.get(key));
      await turn();
    }
    const later = [together.get('e'), together.get('f')];
    await turn();
    expect(held.asked).toHaveLength(4);
    held.fail(1);
    await expect(first[1]).rejects.toThrow('gone');
    await turn();
    expect(held.asked[4]).toEqual(['e', 'f']);
    held.answer(4, { e: '5' });
    expect(await Promise.all(later)).toEqual(['5', null]);
  });

  test('of very many some wait for the next statement', async () => {
    const held = new HeldReads();
    const together = new ReadTogether(held.read);
    const keys = Array.from({ length: 600 }, (_none, index) => `k${index}`);
    const found = Promise.all(keys.map((key) => together.get(key)));
    await turn();
    await turn();
    expect(held.asked.map(({ length }) => length)).toEqual([512, 88]);
    const all = Object.fromEntries(keys.map((key) => [key, key]));
    held.answer(0, all);
    held.answer(1, all);
    expect(await found).toEqual(keys);
  });
});
