import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ModelSettings } from '../../ports/model-settings.ts';
import { ModelBudgetError } from '../../ports/model.ts';
import type { ModelBudget, ModelRequest } from '../../ports/model.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { hangs, refuses, says, saysJson } from '../../testing/model-server/behaviour.ts';
import { endpointAt, modelSettings } from '../../testing/model-server/endpoints.ts';
import { ModelServer } from '../../testing/model-server/model-server.ts';
import { until } from '../../testing/until.ts';
import { openCalls } from './ai-sdk-calls.ts';
import { ResilientModel } from './resilient-model.ts';

/* What bounds a call: time, repetitions, the budget, the caller. Over a socket, with a clock that the test moves. */

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

interface Opened {
  readonly model: ResilientModel;
  readonly clock: FakeClock;
  /** Pauses that have begun: each draws one random number. */
  readonly pauses: () => number;
}

function opened(more: Partial<ModelSettings> = {}): Opened {
  server.forget();
  let pauses = 0;
  const endpoint = endpointAt(server.url, 'compatible', 'm');
  const settings = modelSettings(more);
  const clock = new FakeClock();
  const model = new ResilientModel(endpoint, {
    open: () => openCalls(endpoint, settings),
    clock,
    random: () => {
      pauses += 1;
      return 1;
    },
    secrets: [],
    settings,
  });
  return { model, clock, pauses: () => pauses };
}

function ask(more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    purpose: 'match',
    system: '',
    messages: [{ role: 'user', content: 'Hello' }],
    signal: new AbortController().signal,
    ...more,
  };
}

function asked(count: number): Promise<void> {
  return until(() => server.asked.length === count);
}

describe('time', () => {
  it('ends a request that hangs and sends it again', async () => {
    const { model, clock, pauses } = opened({ requestTimeout: 20_000 });
    server.next(hangs(), says('Late.'));
    const reply = model.generate(ask());
    await asked(1);
    clock.jump(20);
    await until(() => pauses() === 1);
    clock.jump(0.5);
    expect((await reply).value).toBe('Late.');
  });

  it('ends a call whose time is up, whatever it is doing', async () => {
    const { model, clock, pauses } = opened({ requestTimeout: 30_000, deadline: 45_000, retries: 9 });
    server.otherwise(hangs());
    const reply = model.generate(ask());
    reply.catch(() => undefined);
    await asked(1);
    clock.jump(30);
    await until(() => pauses() === 1);
    clock.jump(1);
    await asked(2);
    clock.jump(15);
    await expect(reply).rejects.toMatchObject({
      failure: 'timeout',
      message: expect.stringContaining('time of the call'),
    });
    expect(clock.scheduled).toBe(0);
  });

  it('ends a stream that falls silent', async () => {
    const { model, clock } = opened({ silenceTimeout: 5_000 });
    server.next(hangs(['Well, ']));
    const { chunks, done } = model.stream(ask());
    const reader = chunks[Symbol.asyncIterator]();
    expect(await reader.next()).toEqual({ done: false, value: 'Well, ' });
    clock.jump(4);
    clock.jump(2);
    await expect(done).rejects.toMatchObject({ failure: 'timeout' });
  });

  it('waits as long as the provider asks, and not when that is too long', async () => {
    const { model, clock, pauses } = opened();
    server.next(refuses(429, 'Slow down', { 'retry-after': '7' }), says('Now.'));
    const reply = model.generate(ask());
    await asked(1);
    await until(() => pauses() === 1);
    clock.jump(6.9);
    expect(server.asked).toHaveLength(1);
    clock.jump(0.2);
    expect((await reply).value).toBe('Now.');
    server.next(refuses(429, 'Slow down', { 'retry-after': '600' }));
    await expect(model.generate(ask())).rejects.toMatchObject({ failure: 'limit', retryAfter: 600_000 });
  });
});

describe('the caller', () => {
  it('ends a call at once, and the request with it', async () => {
    const { model, clock } = opened();
    const abort = new AbortController();
    server.next(hangs());
    const before = server.abandoned;
    const reply = model.generate(ask({ signal: abort.signal }));
    await asked(1);
    abort.abort(new Error('superseded'));
    await expect(reply).rejects.toThrow('superseded');
    await until(() => server.abandoned === before + 1);
    expect(clock.scheduled).toBe(0);
  });

  it('ends the pause before a repetition at once', async () => {
    const { model, clock, pauses } = opened();
    const abort = new AbortController();
    server.next(refuses(503));
    const reply = model.generate(ask({ signal: abort.signal }));
    await asked(1);
    await until(() => pauses() === 1);
    abort.abort(new Error('superseded'));
    await expect(reply).rejects.toThrow('superseded');
    expect(clock.scheduled).toBe(0);
  });

  it('asks nothing when he has given up before', async () => {
    const { model } = opened();
    await expect(model.generate(ask({ signal: AbortSignal.abort(new Error('gone')) }))).rejects.toThrow(
      'gone',
    );
    expect(server.asked).toHaveLength(0);
  });

  it('ends a stream by reading no further', async () => {
    const { model } = opened();
    server.next(hangs(['One ', 'two ']));
    const before = server.abandoned;
    const { chunks, done } = model.stream(ask());
    for await (const chunk of chunks) if (chunk !== '') break;
    await expect(done).rejects.toThrow('Nobody reads');
    await until(() => server.abandoned === before + 1);
  });
});

describe('the budget of a turn', () => {
  const budget = (mostCalls: number, mostTokens: number): ModelBudget => ({
    mostCalls,
    mostTokens,
    calls: 0,
    tokens: 0,
  });

  it('counts calls and tokens, and refuses what goes beyond', async () => {
    const { model } = opened();
    server.otherwise(says('Yes.'));
    const own = budget(2, 1000);
    await model.generate(ask({ budget: own }));
    expect(own).toMatchObject({ calls: 1, tokens: 28 });
    await model.stream(ask({ budget: own })).done;
    await expect(model.generate(ask({ budget: own }))).rejects.toBeInstanceOf(ModelBudgetError);
    expect(server.asked).toHaveLength(2);
  });

  it('refuses a question that alone costs more than is left', async () => {
    const { model } = opened();
    const own = budget(5, 100);
    const long = ask({ budget: own, messages: [{ role: 'user', content: 'x'.repeat(500) }] });
    await expect(model.generate(long)).rejects.toBeInstanceOf(ModelBudgetError);
    expect(server.asked).toHaveLength(0);
  });

  it('is not overrun by calls side by side', async () => {
    const { model } = opened();
    server.otherwise(says('Yes.'));
    const own = budget(2, 1000);
    const all = await Promise.allSettled(
      Array.from({ length: 5 }, () => model.generate(ask({ budget: own }))),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(server.asked).toHaveLength(2);
  });

  it('pays for structured answers that have to be asked for again, each a little warmer', async () => {
    const { model } = opened({ temperature: 0.2 });
    server.otherwise(saysJson(() => 'no object'));
    const own = budget(2, 1000);
    const schema = z.object({ ok: z.boolean() });
    await expect(model.structured({ ...ask({ budget: own }), schema })).rejects.toBeInstanceOf(
      ModelBudgetError,
    );
    expect(server.asked.map(({ temperature }) => temperature)).toEqual([0.2, 0.35]);
  });
});
