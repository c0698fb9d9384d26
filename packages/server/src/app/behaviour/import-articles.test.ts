import { expect, test } from 'vitest';
import { until } from '../../testing/until.ts';
import { readImport } from './import-articles.ts';

test('customers are answered between any two files of an import', async () => {
  const files = Array.from({ length: 10 }, (_, n) => ({
    path: `${n}.md`,
    text: `---\ntitle: T${n}\n---\nText.`,
  }));
  let turns = 0;
  const reading = readImport({ files }, async () => true);
  let read = false;
  void reading.finally(() => (read = true));
  await until(() => {
    turns += 1;
    return read;
  });
  expect(await reading).toHaveLength(10);
  expect(turns).toBeGreaterThanOrEqual(10);
});
