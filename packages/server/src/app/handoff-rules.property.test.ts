import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../testing/seeded.ts';
import { World } from '../testing/world.ts';
import { LANES, runLanes } from '../testing/world-steps.ts';

/** Many runs take long: BATON_TEST_RUNS multiplies them. */
const PATIENCE = 3_600_000;

describe('whatever customers, operators, outside systems, the AI and the machine do at the same time', () => {
  test(
    'H1, H2, H3.1, H3.2, H3.4, H6.2, H6.5: the log is whole, control is fenced, nothing stands still, nobody waits beside one who is free',
    async () => {
      await fc.assert(
        fc.asyncProperty(LANES, fc.nat(), async (lanes, seed) => {
          const world = await World.create(seed, ['s', 't']);
          await runLanes(world, lanes);
          expect(await world.broken()).toEqual([]);
        }),
        seeded(200),
      );
    },
    PATIENCE,
  );
});
