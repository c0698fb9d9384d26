import { describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';

type Text = string | ((...args: never[]) => unknown) | { readonly [key: string]: Text };

/** Words that two languages spell alike, and names. */
const ALIKE: ReadonlySet<string> = new Set([
  'Baton',
  '<1 ms',
  'CSV',
  'Agent',
  'General',
  'Id',
  'Name',
  'No',
  'Normal',
  'Offline',
  'Person',
  'Spam',
  'Status',
  'Text',
  'neutral',
]);

function entries(of: Text, path = ''): (readonly [path: string, text: Text])[] {
  if (typeof of !== 'object') return [[path, of]];
  return Object.entries(of).flatMap(([key, text]) => entries(text, path === '' ? key : `${path}.${key}`));
}

/** What a text with gaps says when each is filled with something that can be found again; null: it takes other things. */
function filled(text: Text, fill: (index: number) => unknown): string | null {
  if (typeof text !== 'function') return '';
  const args = Array.from({ length: text.length }, (_, index) => fill(index));
  try {
    const said = text(...(args as never[]));
    return typeof said === 'string' ? said : null;
  } catch {
    return null;
  }
}

const english = new Map(entries(en));

describe.each([
  ['Spanish', es],
  ['German', de],
])('%s', (_, texts) => {
  const all = new Map(entries(texts));

  it('says everything that English says, and nothing else', () => {
    expect([...all.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('leaves out nothing that English fills in', () => {
    const fills: ((index: number) => unknown)[] = [
      (index) => 1700 + index,
      (index) => `⟦${index}⟧`,
      (index) => [`⟦${index}⟧`],
    ];
    const dropped: string[] = [];
    for (const [path, text] of english) {
      for (const fill of fills) {
        const said = filled(text, fill);
        const theirs = filled(all.get(path) ?? '', fill);
        if (said === null || theirs === null || typeof text !== 'function') continue;
        for (let index = 0; index < text.length; index++) {
          const mark = String(fill(index));
          if (said.includes(mark) && !theirs.includes(mark)) dropped.push(`${path} argument ${index}`);
        }
      }
    }
    expect([...new Set(dropped)]).toEqual([]);
  });

  it('leaves nothing in English', () => {
    const same = [...english].filter(([path, text]) => {
      const theirs = all.get(path);
      return typeof text === 'string' && text === theirs && !isAlike(text);
    });
    expect(same.map(([path]) => path)).toEqual([]);
  });
});

/** A name, a sign, or a word that is the same in both. */
function isAlike(text: string): boolean {
  return ALIKE.has(text) || !/\p{L}{2}/u.test(text);
}
