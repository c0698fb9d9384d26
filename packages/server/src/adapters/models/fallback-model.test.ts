import { describe, expect, it } from 'vitest';
import { ModelBudgetError, ModelUnavailableError } from '../../ports/model.ts';
import type { ModelRequest } from '../../ports/model.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { ScriptedModel } from '../../testing/scripted-model.ts';
import type { ScriptedAnswer } from '../../testing/scripted-model.ts';
import { until } from '../../testing/until.ts';
import { FallbackModel } from './fallback-model.ts';
import { ModelCallError } from './model-call-error.ts';
import type { CallFailure } from './model-call-error.ts';

function ask(more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    purpose: 'match',
    system: '',
    messages: [{ role: 'user', content: 'Hello' }],
    signal: new AbortController().signal,
    ...more,
  };
}

function failing(failure: CallFailure = 'server', retryAfter: number | null = null): ScriptedAnswer {
  return () => {
    throw new ModelCallError(`first: ${failure}`, { failure, retryAfter });
  };
}

function chainOf(answer: ScriptedAnswer, other: ScriptedAnswer = () => 'from the second') {
  const clock = new FakeClock();
  const first = new ScriptedModel({ match: answer }, 'a:first');
  const second = new ScriptedModel({ match: other }, 'b:second');
  const warnings: object[] = [];
  const log = { warn: (details: object) => void warnings.push(details), debug: () => undefined };
  const closing = new AbortController();
  const parts = { clock, deadline: 60_000, log, closing: closing.signal };
  return { clock, first, second, warnings, closing, model: new FallbackModel([first, second], parts) };
}

describe('a chain of models', () => {
  it('asks the next one when one gives no answer, and says so in the log', async () => {
    const { model, warnings } = chainOf(failing());
    expect(await model.generate(ask())).toMatchObject({ value: 'from the second', model: 'b:second' });
    expect(warnings).toEqual([{ model: 'a:first', purpose: 'match', reason: 'first: server' }]);
  });

  it('is unavailable when none answers, and says why', async () => {
    const { model } = chainOf(failing('key'), failing('timeout'));
    const error: unknown = await model.generate(ask()).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(ModelUnavailableError);
    expect(error).toMatchObject({
      message: 'No model answered: first: key; first: timeout',
      cause: { failure: 'timeout' },
    });
  });

  it('leaves a model alone that fails three times in a row, then tries it once', async () => {
    const { model, clock, first } = chainOf(failing());
    for (let i = 0; i < 5; i += 1) await model.generate(ask());
    expect(first.calls).toHaveLength(3);
    clock.jump(31);
    await model.generate(ask());
    await model.generate(ask());
    expect(first.calls).toHaveLength(4);
    clock.jump(31);
    await model.generate(ask());
    expect(first.calls).toHaveLength(4);
    clock.jump(30);
    first.on('match', () => 'back again');
    expect((await model.generate(ask())).value).toBe('back again');
    expect((await model.generate(ask())).value).toBe('back again');
  });

  it('tries a resting model with one call only, however many come', async () => {
    const { model, clock, first } = chainOf(failing('key'));
    await model.generate(ask());
    clock.jump(31);
    const held = Promise.withResolvers<string>();
    first.on('match', () => held.promise);
    const trial = model.generate(ask());
    await until(() => first.underWay.length === 1);
    expect((await model.generate(ask())).model).toBe('b:second');
    held.resolve('fine');
    expect((await trial).model).toBe('a:first');
  });

  it('takes a trial that the caller gave up for no trial', async () => {
    const { model, clock, first } = chainOf(failing('key'));
    await model.generate(ask());
    clock.jump(31);
    const abort = new AbortController();
    first.on('match', () => new Promise(() => undefined));
    const trial = model.generate(ask({ signal: abort.signal }));
    await until(() => first.underWay.length === 1);
    abort.abort(new Error('superseded'));
    await expect(trial).rejects.toThrow('superseded');
    first.on('match', () => 'fine');
    expect((await model.generate(ask())).model).toBe('a:first');
  });

  it.each<[CallFailure, number | null]>([
    ['key', null],
    ['limit', 90_000],
  ])('rests a model at once after %s', async (failure, retryAfter) => {
    const { model, clock, first } = chainOf(failing(failure, retryAfter));
    await model.generate(ask());
    clock.jump((retryAfter ?? 30_000) / 1000 - 1);
    await model.generate(ask());
    expect(first.calls).toHaveLength(1);
    clock.jump(2);
    await model.generate(ask());
    expect(first.calls).toHaveLength(2);
  });

  it('does not rest a model for what is the fault of a question', async () => {
    const { model, first } = chainOf(failing('invalid'));
    for (let i = 0; i < 5; i += 1) await model.generate(ask());
    expect(first.calls).toHaveLength(5);
  });

  it('leaves time for the second when the first hangs', async () => {
    const { model, clock, first } = chainOf(() => new Promise(() => undefined));
    const reply = model.generate(ask());
    await until(() => first.underWay.length === 1);
    clock.jump(30);
    expect((await reply).value).toBe('from the second');
  });

  it('passes on that the budget is spent and that the caller gave up, without asking the next', async () => {
    const { model, second } = chainOf(() => 'fine');
    const budget = { mostCalls: 0, mostTokens: 10, calls: 0, tokens: 0 };
    await expect(model.generate(ask({ budget }))).rejects.toBeInstanceOf(ModelBudgetError);
    await expect(model.generate(ask({ signal: AbortSignal.abort(new Error('gone')) }))).rejects.toThrow(
      'gone',
    );
    expect(second.calls).toHaveLength(0);
  });

  it('streams from the next one before the first words, not after them', async () => {
    const before = chainOf(failing());
    expect((await before.model.stream(ask()).done).value).toBe('from the second');
    const after = chainOf(async function* broken() {
      yield 'Half ';
      throw new ModelCallError('first: cut', { failure: 'cut' });
    });
    const { chunks } = after.model.stream(ask());
    const read: string[] = [];
    const reading = (async () => {
      for await (const chunk of chunks) read.push(chunk);
    })();
    await expect(reading).rejects.toBeInstanceOf(ModelUnavailableError);
    expect(read).toEqual(['Half ']);
    expect(after.second.calls).toHaveLength(0);
  });

  it('ends what is under way when it is closed', async () => {
    const { model, closing, first, clock } = chainOf(() => new Promise(() => undefined));
    const reply = model.generate(ask());
    await until(() => first.underWay.length === 1);
    closing.abort(new Error('closed'));
    await expect(reply).rejects.toThrow('closed');
    expect(clock.scheduled).toBe(0);
  });
});
