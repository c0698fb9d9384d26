import { conditions } from './conditions.ts';
import { encoderSpeed } from './encoder-speed.ts';
import { fewShot } from './few-shot.ts';
import type { Measure } from './measure.ts';
import { outOfScope } from './out-of-scope.ts';

/** Every measure of `npm run bench:nlp`, in the order they are printed: a new file is named here. */
export const MEASURES: readonly Measure[] = [encoderSpeed, fewShot, outOfScope, conditions];
