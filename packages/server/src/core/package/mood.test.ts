import { describe, expect, test } from 'vitest';
import { moodOf } from './mood.ts';
import type { Lexicon } from './mood.ts';
import type { Said } from './said.ts';

function said(...texts: string[]): Said[] {
  return texts.map((text, offset) => ({ by: 'customer', text, offset }));
}

describe('H5.1: how the customer sounds, and whether that rises or falls', () => {
  test.each<[string, string[], 'rising' | 'steady' | 'falling', 1 | -1]>([
    [
      'angrier and angrier',
      ['Hello', 'Where is it?', 'This is ridiculous!!', 'You are useless!!!'],
      'falling',
      -1,
    ],
    ['angry all along', ['This is ridiculous!', 'Ridiculous!', 'It is ridiculous!'], 'steady', -1],
    [
      'calmed down',
      ['This is unacceptable!!', 'Unacceptable, I said!!', 'ok', 'great, thank you', 'perfect, thanks'],
      'rising',
      1,
    ],
    ['wütend auf Deutsch', ['Hallo', 'Das ist eine Frechheit!!', 'Unverschämt!!!'], 'falling', -1],
    ['contento en español', ['Hola', 'gracias, perfecto'], 'rising', 1],
  ])('%s', (_name, texts, trend, sign) => {
    const mood = moodOf(said(...texts), null);
    expect(mood?.trend).toBe(trend);
    expect(Math.sign(mood?.now ?? 0)).toBe(sign);
    expect(Math.abs(mood?.now ?? 0)).toBeLessThanOrEqual(1);
  });

  test('unknown when nothing shows it, and what others say is not his', () => {
    expect(moodOf(said('Where is order 5?', 'the blue one'), null)).toBeNull();
    expect(moodOf([], null)).toBeNull();
    expect(moodOf([{ by: 'ai', text: 'This is ridiculous!!', offset: 0 }], null)).toBeNull();
  });

  test('a lexicon sees more, and is not believed against what is plain', () => {
    const glum: Lexicon = () => -1;
    const glad: Lexicon = () => 1;
    expect(moodOf(said('it broke'), glum)?.now).toBeCloseTo(-0.7);
    expect(moodOf(said('ridiculous!'), glad)?.now).toBeLessThan(0);
  });
});
