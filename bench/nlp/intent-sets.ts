import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shuffle } from '../../packages/server/src/core/nlp/intent/shuffle.ts';

export interface LabelledText {
  readonly text: string;
  readonly intent: string;
}

/**
 * Rows of an intent that take part: enough for stable figures, few enough to be encoded in a minute. The test
 * splits of BANKING77 and CLINC150 have the same number of each intent, that of HWU64 has them as they were said:
 * all its rows take part.
 */
const ROWS_OF_INTENT: Readonly<Record<string, number>> = {
  'banking77_train.jsonl': 50,
  'clinc150_train_val.jsonl': 50,
};

export const INTENT_SETS = {
  BANKING77: 'banking77_train.jsonl',
  CLINC150: 'clinc150_train_val.jsonl',
  HWU64: 'hwu64_train.jsonl',
} as const;

export const OUT_OF_SCOPE = 'clinc150_out_of_scope_train_val.jsonl';

/** The rows that take part, drawn once, in groups by intent. */
export function readIntents(folder: string, file: string): readonly (readonly LabelledText[])[] {
  const groups = Map.groupBy(readRows(folder, file), ({ intent }) => intent);
  return Array.from(groups.values(), (rows) =>
    pickAt(rows, shuffle(rows.length, 1)).slice(0, ROWS_OF_INTENT[file]),
  );
}

export function readRows(folder: string, file: string): readonly LabelledText[] {
  const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as LabelledText);
}

/** `shots` rows of each intent to learn from, the others to be asked about. */
export function drawShots(
  groups: readonly (readonly LabelledText[])[],
  shots: number,
  draw: number,
): { readonly learnt: readonly LabelledText[]; readonly asked: readonly LabelledText[] } {
  const shuffled = groups.map((rows) => pickAt(rows, shuffle(rows.length, 100 + draw)));
  return {
    learnt: shuffled.flatMap((rows) => rows.slice(0, shots)),
    asked: shuffled.flatMap((rows) => rows.slice(shots)),
  };
}

/** `card_payment_not-recognised` in words. */
export function nameInWords(intent: string): string {
  return intent.replaceAll(/[_-]+/g, ' ').toLowerCase();
}

function pickAt<T>(items: readonly T[], places: Uint32Array): readonly T[] {
  return Array.from(places).flatMap((place) => items[place] ?? []);
}
