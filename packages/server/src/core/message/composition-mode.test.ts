import { expect, test } from 'vitest';
import { compositionMode } from './composition-mode.ts';

test.each([
  ['fluid', ['strict_canned'], 'fluid'],
  ['strict_canned', ['canned_fluid'], 'strict_canned'],
  ['canned_fluid', [], 'canned_fluid'],
  ['canned_fluid', [null, 'fluid'], 'canned_fluid'],
  ['canned_fluid', ['composited_canned', null, 'strict_canned'], 'strict_canned'],
  ['composited_canned', ['canned_fluid'], 'canned_fluid'],
] as const)('W4.5 an agent in %s with what says %j composes in %s', (agent, applying, mode) => {
  expect(compositionMode(agent, applying)).toBe(mode);
});
