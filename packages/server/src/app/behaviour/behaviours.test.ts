import { expect, test } from 'vitest';
import { openMemory } from '../../testing/open-memory.ts';
import { Behaviours } from './behaviours.ts';

test('of a kind that only a newer version knows nothing is taken up', async () => {
  const behaviours = await Behaviours.open(openMemory().behaviour);
  await behaviours.heard('charm', 'x');
  await behaviours.heard('__proto__', 'x');
  expect(behaviours.get('guideline', 'x')).toBeNull();
});
