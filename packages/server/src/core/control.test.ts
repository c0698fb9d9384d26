import { describe, expect, test } from 'vitest';
import { INITIAL_CONTROL, changeControl, publicHolder } from './control.ts';
import type { Control, Holder } from './control.ts';

const ai: Holder = { kind: 'ai' };
const none: Holder = { kind: 'none' };
const outside: Holder = { kind: 'external' };
const anna: Holder = { kind: 'operator', id: 'a', name: 'Anna' };
const ben: Holder = { kind: 'operator', id: 'b', name: 'Anna' };

describe('changeControl', () => {
  test.each<[Control['mode'], Holder, Control['mode'], Holder, boolean]>([
    ['auto', ai, 'auto', ai, false],
    ['auto', ai, 'manual', none, true],
    ['manual', none, 'manual', anna, true],
    ['manual', anna, 'manual', anna, false],
    ['manual', anna, 'manual', { ...anna, name: 'Anna B.' }, false],
    ['manual', anna, 'manual', ben, true],
    ['manual', anna, 'manual', outside, true],
    ['manual', outside, 'manual', outside, false],
    ['manual', outside, 'auto', ai, true],
    ['auto', ai, 'manual', ai, true],
  ])('H2: %s by %o → %s by %o raises the epoch: %s', (mode, holder, newMode, newHolder, raises) => {
    const control = { mode, holder, epoch: 6 };
    const changed = changeControl(control, newMode, newHolder);
    expect(changed.epoch).toBe(raises ? 7 : 6);
    expect(changed === control).toBe(!raises);
    if (raises) expect(changed).toEqual({ mode: newMode, holder: newHolder, epoch: 7 });
  });

  test('begins with the AI', () => {
    expect(INITIAL_CONTROL).toEqual({ mode: 'auto', holder: ai, epoch: 0 });
  });
});

test('an id is never shown to everybody', () => {
  expect([ai, none, outside, anna].map(publicHolder)).toEqual([
    { kind: 'ai', name: null },
    { kind: 'none', name: null },
    { kind: 'external', name: null },
    { kind: 'operator', name: 'Anna' },
  ]);
});
