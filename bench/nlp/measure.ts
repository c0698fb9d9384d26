/** One figure of a measure. */
export interface Row {
  readonly label: string;
  /** As it is printed: `85.4 %`, `3.1 ms`. */
  readonly value: string;
  /** What it was taken on: `2,541 of 3,080`, `500 texts`. A rate without its counts cannot be judged. */
  readonly counts: string;
  /** What it is held against: the target, or what was measured elsewhere. Empty when there is nothing. */
  readonly reference: string;
}

/** One group of figures of `npm run bench:nlp`, in a file of its own. */
export interface Measure {
  /** Names it on the command line; the title of its table. */
  readonly name: string;
  /** It reads the data folder and is skipped where none is given. */
  readonly needsData: boolean;
  /** `data` is the folder given in BATON_NLP_DATA, never null when `needsData`. */
  run(data: string | null): Promise<readonly Row[]>;
}
