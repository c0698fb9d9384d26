import type { Measure } from './measure.ts';

/** Every measure of `npm run bench:nlp`, in the order they are printed: a new file is named here. */
export const MEASURES: readonly Measure[] = [];
