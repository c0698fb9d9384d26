import type { EvaluationPayload } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { Behaviours } from './behaviours.ts';
import { openMemory } from '../../testing/open-memory.ts';
import { EvaluationRunner } from './evaluation-runner.ts';

const PAYLOAD: EvaluationPayload = {
  kind: 'guideline',
  guideline: {
    content: { condition: 'c', action: null },
    tool_ids: [],
    operation: 'add',
    action_proposition: true,
  },
};
const NEVER = new AbortController().signal;

async function open(beforeEach?: () => Promise<void>): Promise<{
  runner: EvaluationRunner;
  behaviours: Behaviours;
  clock: ReturnType<typeof openMemory>['clock'];
  logged: string[];
}> {
  const { behaviour, clock } = openMemory();
  const behaviours = await Behaviours.open(behaviour);
  const logged: string[] = [];
  const note = (_details: object, message: string): void => {
    logged.push(message);
  };
  const log = { info: note, warn: note, error: note };
  const runner = new EvaluationRunner({ behaviours, clock, log, beforeEach });
  await runner.lead();
  return { runner, behaviours, clock, logged };
}

async function submit(runner: EvaluationRunner): Promise<string> {
  const evaluation = await runner.submit([PAYLOAD]);
  if (evaluation === null) throw new Error('there was no room');
  return evaluation.id;
}

describe('evaluations', () => {
  test('one that cannot be carried out has failed, tells nothing of why, and holds up no other', async () => {
    let first = true;
    const { runner, logged } = await open(async () => {
      if (!first) return;
      first = false;
      throw new Error('a secret of ours');
    });
    const [broken, fine] = [await submit(runner), await submit(runner)];
    expect(await runner.wait(broken, 1000, NEVER)).toBe(true);
    expect(await runner.wait(fine, 1000, NEVER)).toBe(true);
    expect(runner.read(broken)).toMatchObject({ status: 'failed', error: 'It could not be carried out.' });
    expect(runner.read(fine)).toMatchObject({ status: 'completed', progress: 100, error: null });
    expect(logged).toEqual(['an evaluation failed']);
  });

  test('the last hundred that have ended are kept', async () => {
    const { runner, behaviours } = await open();
    const ids: string[] = [];
    for (let i = 0; i < 110; i++) {
      ids.push(await submit(runner));
      await runner.wait(ids.at(-1) ?? '', 1000, NEVER);
    }
    const kept = behaviours.list('evaluation').map(({ id }) => id);
    expect(kept.length).toBeLessThanOrEqual(101);
    expect(kept).toEqual(ids.slice(-kept.length));
    expect(runner.read(ids[0] ?? '')).toBeNull();
  });

  test('a wait ends by time, by its reader, or with the server, and leaves nothing behind', async () => {
    const held = Promise.withResolvers<void>();
    const { runner, clock } = await open(() => held.promise);
    const id = await submit(runner);
    const timed = runner.wait(id, 1000, NEVER);
    const reader = new AbortController();
    const left = runner.wait(id, 100_000, reader.signal);
    const stopped = runner.wait(id, 100_000, NEVER);
    expect(clock.scheduled).toBe(3);
    await clock.advance(1, () => Promise.resolve());
    expect(await timed).toBe(false);
    reader.abort();
    expect(await left).toBe(false);
    const disposed = runner[Symbol.asyncDispose]();
    expect(await stopped).toBe(false);
    expect(clock.scheduled).toBe(0);
    expect(await runner.wait(id, 1000, NEVER)).toBe(false);
    expect(await runner.submit([PAYLOAD])).toBeNull();
    held.resolve();
    await disposed;
    expect(runner.read(id)).toMatchObject({ status: 'pending' });
  });
});
