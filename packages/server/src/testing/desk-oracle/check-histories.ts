import * as fc from 'fast-check';
import type { Parameters } from 'fast-check';
import { playHistory } from './play-history.ts';
import type { History } from './play-history.ts';
import { playOnServer } from './play-on-server.ts';

const LONGEST = 50;

const HISTORIES: fc.Arbitrary<History> = fc.record({
  desk: fc.nat(),
  steps: fc.array(fc.integer(), { minLength: 1, maxLength: LONGEST, size: 'max' }),
});

export interface Checked {
  readonly histories: number;
  readonly steps: number;
  readonly offers: number;
  readonly ended: number;
}

/**
 * Plays random histories. One that fails is made as short as it can be: throws with its steps in words, and with the
 * seed and the path that lead to it again. `onHistory` is told how many were played so far.
 */
export function checkHistories(
  parameters: Parameters<[History]>,
  onHistory: (played: number) => void = () => undefined,
): Checked {
  let [histories, steps, offers, ended] = [0, 0, 0, 0];
  fc.assert(
    fc.property(HISTORIES, (history) => {
      const played = playHistory(history);
      histories += 1;
      steps += played.steps;
      offers += played.offers;
      ended += played.ended;
      onHistory(histories);
    }),
    parameters,
  );
  return { histories, steps, offers, ended };
}

/** As `checkHistories`, each on a whole server. Answers how many were played. */
export async function checkOnServer(
  parameters: Parameters<[History]>,
  onHistory: (played: number) => void = () => undefined,
): Promise<number> {
  let histories = 0;
  await fc.assert(
    fc.asyncProperty(HISTORIES, async (history) => {
      await playOnServer(history);
      histories += 1;
      onHistory(histories);
    }),
    parameters,
  );
  return histories;
}
