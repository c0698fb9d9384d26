import { readFile } from 'node:fs/promises';

/** The rows of a file of this bench: fields with tabs between, comments behind `#`. */
export async function readRows(name: string): Promise<readonly (readonly string[])[]> {
  const text = await readFile(new URL(`./data/${name}.tsv`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}

/** The texts of a public set in the data folder. */
export async function readTexts(folder: string, name: string): Promise<readonly string[]> {
  const text = await readFile(`${folder}/${name}.jsonl`, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { readonly text: string }).text);
}

export function percent(part: number, whole: number, digits: number = 1): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(digits)} %`;
}

/** What a detector made of labelled rows. */
export interface Tally {
  readonly right: number;
  readonly missed: number;
  readonly wrong: number;
  readonly passed: number;
}

export function tally<T>(
  rows: readonly T[],
  isPositive: (row: T) => boolean,
  fires: (row: T) => boolean,
): Tally {
  const count = (positive: boolean, fired: boolean): number =>
    rows.filter((row) => isPositive(row) === positive && fires(row) === fired).length;
  return {
    right: count(true, true),
    missed: count(true, false),
    wrong: count(false, true),
    passed: count(false, false),
  };
}

/** Precision, recall and their harmonic mean. */
export function rates({ right, missed, wrong }: Tally): string {
  const f1 = percent(2 * right, 2 * right + wrong + missed);
  return `${percent(right, right + wrong)} / ${percent(right, right + missed)} / ${f1}`;
}

export function counts({ right, missed, wrong, passed }: Tally): string {
  return `${right} of ${right + missed} found, ${wrong} of ${wrong + passed} wrong`;
}
