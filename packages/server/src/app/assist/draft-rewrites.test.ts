import { describe, expect, test } from 'vitest';
import type { RewriteRequest } from '../../ports/draft-rewriter.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { KeptLog } from '../../testing/kept-log.ts';
import { DraftRewrites } from './draft-rewrites.ts';

const DRAFT = { text: 'We will see.', how: 'friendlier', language: null } as const;

function rewritesBy(rewrite: (request: RewriteRequest) => Promise<string>): {
  rewrites: DraftRewrites;
  clock: FakeClock;
  log: KeptLog;
} {
  const [clock, log] = [new FakeClock(), new KeptLog()];
  return { rewrites: new DraftRewrites({ rewrite }, { clock, log }), clock, log };
}

test('a draft comes back in other words', async () => {
  const { rewrites } = rewritesBy(async ({ text, how }) => `${how}: ${text}`);
  expect(await rewrites.rewrite('anna', DRAFT)).toEqual({
    type: 'rewritten',
    text: 'friendlier: We will see.',
  });
});

test('without a model it is refused', async () => {
  const rewrites = new DraftRewrites(null, { clock: new FakeClock(), log: new KeptLog() });
  expect(await rewrites.rewrite('anna', DRAFT)).toMatchObject({ type: 'refused', code: 'no-model' });
});

test('a model that fails is said to have failed; nothing of the draft is logged', async () => {
  const { rewrites, log } = rewritesBy(() => Promise.reject(new Error('We will see. exploded')));
  expect(await rewrites.rewrite('anna', DRAFT)).toEqual({ type: 'failed' });
  expect(JSON.stringify(log)).not.toContain('We will see');
});

describe('each operator has so many', () => {
  test('20 a minute, then more in the next', async () => {
    const { rewrites, clock } = rewritesBy(async () => 'x');
    for (let count = 0; count < 20; count++) {
      expect(await rewrites.rewrite('anna', DRAFT)).toMatchObject({ type: 'rewritten' });
    }
    expect(await rewrites.rewrite('anna', DRAFT)).toMatchObject({ type: 'refused', code: 'rate-limited' });
    expect(await rewrites.rewrite('ben', DRAFT)).toMatchObject({ type: 'rewritten' });
    await clock.advance(60, async () => undefined);
    expect(await rewrites.rewrite('anna', DRAFT)).toMatchObject({ type: 'rewritten' });
  });

  test('two at once', async () => {
    const held = Promise.withResolvers<string>();
    const { rewrites } = rewritesBy(() => held.promise);
    const running = [rewrites.rewrite('anna', DRAFT), rewrites.rewrite('anna', DRAFT)];
    expect(await rewrites.rewrite('anna', DRAFT)).toMatchObject({ type: 'refused', code: 'rate-limited' });
    held.resolve('x');
    await Promise.all(running);
    expect(await rewrites.rewrite('anna', DRAFT)).toMatchObject({ type: 'rewritten' });
  });
});
