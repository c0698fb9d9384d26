import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url).pathname;

test('every complaint that is said to be impossible is the title of a test', () => {
  const guide = readFileSync(`${ROOT}docs/complaints.md`, 'utf8');
  const rows = [...guide.matchAll(/^\| (C\d+) .*$/gm)];
  const claimed = rows.filter(([row]) => !row.includes('Not there yet')).map(([, id]) => id ?? '');
  expect(claimed.length).toBeGreaterThan(20);
  const files = globSync('packages/*/src/**/*.test.{ts,tsx}', { cwd: ROOT });
  const titles = files.map((file) => readFileSync(ROOT + file, 'utf8')).join('\n');
  const untested = claimed.filter((id) => !new RegExp(`['"\`][^'"\`\\n]*\\b${id}\\b`).test(titles));
  expect(untested).toEqual([]);
});
