import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stageDiagram, stageMatrix, timerTable } from '../../testing/stage-guide.ts';

const GUIDE = readFileSync(new URL('../../../../../docs/desk.md', import.meta.url), 'utf8');

/** Padding of tables is the formatter's. */
function plain(text: string): string {
  return text
    .replace(/-{3,}/g, '---')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

test.each([
  ['the diagram of the stages', stageDiagram],
  ['the table of stages and actions', stageMatrix],
  ['the table of timers', timerTable],
])('the guide prints %s as the code has it', (_name, print) => {
  expect(plain(GUIDE)).toContain(plain(print()));
});
