import type { Random } from './template.ts';
import { pick } from './template.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const NEIGHBOURS: Readonly<Record<string, string>> = {
  q: 'wa',
  w: 'qes',
  e: 'wrd',
  r: 'etf',
  t: 'ryg',
  y: 'tuh',
  u: 'yij',
  i: 'uok',
  o: 'ipl',
  p: 'ol',
  a: 'qsz',
  s: 'adwx',
  d: 'sfec',
  f: 'dgrv',
  g: 'fhtb',
  h: 'gjyn',
  j: 'hkum',
  k: 'jlim',
  l: 'ko',
  z: 'xa',
  x: 'zcs',
  c: 'xvd',
  v: 'cbf',
  b: 'vng',
  n: 'bmh',
  m: 'nj',
};

/** A text with so many slips of the finger: a letter too many, missing, wrong, or swapped with the next. */
export function misspell(text: string, slips: number, random: Random): string {
  let letters = text.split('');
  for (let slip = 0; slip < slips && letters.length > 2; slip += 1) {
    const at = Math.floor(random() * (letters.length - 1));
    const letter = letters[at] ?? 'e';
    const kind = Math.floor(random() * 4);
    if (kind === 0) letters.splice(at, 1);
    else if (kind === 1) letters.splice(at, 0, random() < 0.4 ? letter : pick(LETTERS.split(''), random));
    else if (kind === 2)
      letters[at] = pick((random() < 0.6 ? (NEIGHBOURS[letter] ?? LETTERS) : LETTERS).split(''), random);
    else letters = [...letters.slice(0, at), letters[at + 1] ?? '', letter, ...letters.slice(at + 2)];
  }
  return letters.join('');
}
