import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ModelBudgetError, ModelUnavailableError } from '../ports/model.ts';
import type { ModelRequest } from '../ports/model.ts';
import { ScriptedModel } from './scripted-model.ts';
import { until } from './until.ts';

const schema = z.object({ ok: z.boolean() });

function ask(purpose: string, more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    purpose,
    system: '',
    messages: [{ role: 'user', content: 'hi' }],
    signal: new AbortController().signal,
    ...more,
  };
}

describe('a scripted model', () => {
  it('tells what ran side by side and what one after another', async () => {
    const model = new ScriptedModel({ '*': () => ({ ok: true }), compose: () => 'hello' });
    await Promise.all([
      model.structured({ ...ask('match'), schema }),
      model.structured({ ...ask('plan'), schema }),
    ]);
    await model.generate(ask('compose'));
    expect(model.purposes).toEqual(['match', 'plan', 'compose']);
    expect(model.mostAtOnce).toBe(2);
    expect(model.rounds).toBe(2);
    expect(model.calls[1]?.beside).toEqual(['match']);
  });

  it('asks again for an invalid answer, then gives up', async () => {
    const model = new ScriptedModel({ match: (_, call) => ({ ok: call.attempt === 2 ? true : 'maybe' }) });
    expect((await model.structured({ ...ask('match'), schema })).value).toEqual({ ok: true });
    model.on('match', () => ({}));
    await expect(model.structured({ ...ask('match'), schema })).rejects.toBeInstanceOf(ModelUnavailableError);
    expect(model.calls.map(({ outcome }) => outcome)).toEqual([
      'invalid',
      'answered',
      'invalid',
      'invalid',
      'invalid',
    ]);
  });

  it('streams piece by piece; what was read comes before the end', async () => {
    const rest = Promise.withResolvers<string>();
    const model = new ScriptedModel({
      compose: async function* compose() {
        yield 'Good ';
        yield await rest.promise;
      },
    });
    const { chunks, done } = model.stream(ask('compose'));
    const read: string[] = [];
    for await (const chunk of chunks) {
      read.push(chunk);
      rest.resolve('day');
    }
    expect(read).toEqual(['Good ', 'day']);
    expect((await done).value).toBe('Good day');
    expect((await model.stream(ask('compose')).done).value).toBe('Good day');
  });

  it('ends at once when aborted', async () => {
    const model = new ScriptedModel({ match: () => new Promise(() => undefined) });
    const abort = new AbortController();
    const call = model.generate(ask('match', { signal: abort.signal }));
    await until(() => model.underWay.length === 1);
    abort.abort(new Error('superseded'));
    await expect(call).rejects.toThrow('superseded');
    expect(model.calls[0]?.outcome).toBe('failed');
  });

  it('spends the budget', async () => {
    const model = new ScriptedModel({ '*': () => 'yes' });
    const budget = { mostCalls: 1, mostTokens: 1000, calls: 0, tokens: 0 };
    await model.generate(ask('match', { budget }));
    expect(budget).toMatchObject({ calls: 1, tokens: 120 });
    await expect(model.generate(ask('match', { budget }))).rejects.toBeInstanceOf(ModelBudgetError);
    expect(model.calls).toHaveLength(1);
  });
});
