import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A meaning: the words that have it, what it says, sentences it is used in. */
export interface Meaning {
  readonly kind: 'noun' | 'verb' | 'adj' | 'adv';
  readonly words: readonly string[];
  readonly definition: string;
  readonly examples: readonly string[];
}

const KINDS = ['noun', 'verb', 'adj', 'adv'] as const;
const HEXADECIMAL = 16;

/** Reads the data files of WordNet 3.1. `folder`: the one that holds `data.noun`. */
export function readWordnet(folder: string): Meaning[] {
  return KINDS.flatMap((kind) =>
    readFileSync(join(folder, `data.${kind}`), 'latin1')
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .map((line) => readMeaning(kind, line)),
  );
}

/* offset file type count(hex) word lexical-id … | definition; "example"; "example" */
function readMeaning(kind: Meaning['kind'], line: string): Meaning {
  const bar = line.indexOf(' | ');
  const fields = line.slice(0, bar).split(' ');
  const count = Number.parseInt(fields[3] ?? '0', HEXADECIMAL);
  const words = Array.from({ length: count }, (_value, index) => fields[4 + 2 * index] ?? '').map((word) =>
    word.replaceAll('_', ' ').replace(/\((?:a|p|ip)\)$/, ''),
  );
  const gloss = line.slice(bar + 3).trim();
  const examples = Array.from(gloss.matchAll(/"([^"]{8,})"/g), (match) => match[1] ?? '');
  const definition = gloss.replaceAll(/[;:,]?\s*"[^"]*"?/g, '').trim();
  return { kind, words, definition, examples };
}
