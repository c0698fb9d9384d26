import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { accentColours, contrast, type Colour } from './accent.ts';

const part = fc.integer({ min: 0, max: 255 });
const LIGHT: Colour = [255, 255, 255];
const DARK: Colour = [29, 33, 32];

test('words on and in any colour are readable, light and dark', () => {
  fc.assert(
    fc.property(part, part, part, (...accent) => {
      for (const [surface, dark] of [
        [LIGHT, false],
        [DARK, true],
      ] as const) {
        const { onAccent, accentText, accentSoft } = accentColours(accent, surface, dark);
        expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accentText, surface)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accentText, accentSoft)).toBeGreaterThanOrEqual(4.5);
      }
    }),
    { numRuns: 500 },
  );
});

test('a colour that is readable as it is stays as it is', () => {
  expect(accentColours([31, 90, 76], LIGHT, false).accentText).toEqual([31, 90, 76]);
});
