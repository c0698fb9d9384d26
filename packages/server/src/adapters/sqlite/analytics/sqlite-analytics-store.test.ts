import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSqliteFixture } from '../../../testing/open-store.ts';
import { seeded } from '../../../testing/seeded.ts';
import { analyticsContract } from '../../../testing/store-contract/analytics-contract.ts';
import { measureAll } from '../../../testing/write-handoff.ts';
import { ChangingWorld, STEPS } from './testing/changing-world.ts';

analyticsContract('SQLite', async () => {
  const fixture = await openSqliteFixture();
  const { analytics, assist, sessions } = fixture.stores;
  return { analytics, assist, sessions, [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose]() };
});

describe('C19 figures kept step by step', () => {
  test('are those of counting everything anew, whatever was deleted and however often the process died', async () => {
    await fc.assert(
      fc.asyncProperty(STEPS, async (all) => {
        const world = new ChangingWorld();
        for (const step of all) await world.take(step);
        await measureAll(world.fixture);
        const kept = await world.figures();
        expect(kept.sum.sessions).toBe(world.spoken());
        expect(kept.sum.handoffs).toBe(world.handoffs());
        expect(kept.sum.refused_ai_messages).toBe(world.refused);
        world.forgetFigures();
        await measureAll(world.fixture);
        expect(await world.figures()).toEqual(kept);
      }),
      seeded(60),
    );
  });
});
