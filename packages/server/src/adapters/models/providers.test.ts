import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SystemClock } from '../local/system-clock.ts';
import type { ModelProvider } from '../../ports/model-settings.ts';
import type { ModelRequest } from '../../ports/model.ts';
import {
  breaksOff,
  failsWithin,
  refuses,
  says,
  saysJson,
  saysTooMuch,
  writesRaw,
} from '../../testing/model-server/behaviour.ts';
import { MARKER_KEY, PROVIDERS, endpointAt, modelSettings } from '../../testing/model-server/endpoints.ts';
import { ModelServer } from '../../testing/model-server/model-server.ts';
import { openCalls } from './ai-sdk-calls.ts';
import { ModelCallError } from './model-call-error.ts';
import { ResilientModel } from './resilient-model.ts';

/* The same rules for every provider, over its true API on a socket. With -1 as the random number
 * there are no waits between repetitions. */

const order = z.object({ item: z.string(), count: z.number().int(), note: z.string().optional() });
const strict = z.object({ kind: z.enum(['yes', 'no']), parts: z.array(z.object({ id: z.string() })) });

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

function modelOf(provider: ModelProvider, model: string, retries: number = 2): ResilientModel {
  return modelAt(server.url, provider, model, retries);
}

function modelAt(url: string, provider: ModelProvider, model: string, retries: number): ResilientModel {
  const endpoint = endpointAt(url, provider, model);
  const settings = modelSettings({ retries });
  return new ResilientModel(endpoint, {
    open: () => openCalls(endpoint, settings),
    clock: new SystemClock(),
    random: () => -1,
    secrets: [endpoint.key!],
    settings,
  });
}

function ask(more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    purpose: 'match',
    system: 'Be brief.',
    messages: [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hi, how can I help?' },
      { role: 'user', content: 'Two pens, please' },
    ],
    signal: new AbortController().signal,
    ...more,
  };
}

describe.each(PROVIDERS)('$provider:$model', ({ provider, model }) => {
  beforeEach(() => {
    server.forget();
    server.otherwise(refuses(418));
  });

  it('answers with text, what it cost and its name', async () => {
    server.next(says('Two pens it is.'));
    const reply = await modelOf(provider, model).generate(ask({ mostOutputTokens: 300 }));
    expect(reply).toEqual({
      value: 'Two pens it is.',
      usage: { inputTokens: 21, outputTokens: 7 },
      model: `${provider}:${model}`,
    });
    const [asked] = server.asked;
    expect(asked).toMatchObject({ model, system: 'Be brief.', key: MARKER_KEY, mostOutputTokens: 300 });
    expect(asked?.messages.map(({ content }) => content)).toEqual([
      'Hello',
      'Hi, how can I help?',
      'Two pens, please',
    ]);
    expect(server.complaints).toEqual([]);
  });

  it('says that an answer was cut off by its limit', async () => {
    server.next(says('Two pens', { finish: 'length' }));
    expect(await modelOf(provider, model).generate(ask())).toMatchObject({
      value: 'Two pens',
      truncated: true,
    });
  });

  it('gives a structured answer, with parts that may be absent', async () => {
    server.next(saysJson(({ schema }) => (schema === null ? {} : { item: 'pen', count: 2 })));
    const reply = await modelOf(provider, model).structured({ ...ask(), schema: order });
    expect(reply.value).toEqual({ item: 'pen', count: 2 });
    expect(server.complaints).toEqual([]);
  });

  it('gives a structured answer under a strict schema', async () => {
    server.next(saysJson(() => ({ kind: 'yes', parts: [{ id: 'a' }] })));
    const reply = await modelOf(provider, model).structured({ ...ask(), schema: strict });
    expect(reply.value).toEqual({ kind: 'yes', parts: [{ id: 'a' }] });
    expect(server.complaints).toEqual([]);
  });

  it('asks again for an answer that does not fit, and says why', async () => {
    server.next(
      saysJson(() => ({ item: 'pen', count: 'two' })),
      saysJson(() => ({ item: 'pen', count: 2 })),
    );
    const reply = await modelOf(provider, model).structured({ ...ask(), schema: order });
    expect(reply.value.count).toBe(2);
    expect(reply.usage).toEqual({ inputTokens: 42, outputTokens: 14 });
    expect(server.asked[1]?.messages.at(-1)?.content).toContain('count');
    expect(server.asked[1]?.messages.at(-2)).toMatchObject({ role: 'assistant' });
  });

  it('gives up on structured answers after three attempts', async () => {
    server.otherwise(saysJson(() => ({ wrong: true })));
    const failure = modelOf(provider, model).structured({ ...ask(), schema: order });
    await expect(failure).rejects.toMatchObject({ failure: 'invalid' });
    expect(server.asked).toHaveLength(3);
  });

  it('streams text as it comes, with what it cost', async () => {
    const rest = Promise.withResolvers<void>();
    server.next(says(['Two ', 'pens ', 'it is.'], { held: rest.promise }));
    const { chunks, done } = modelOf(provider, model).stream(ask());
    const read: string[] = [];
    for await (const chunk of chunks) {
      read.push(chunk);
      rest.resolve();
    }
    expect(read.join('')).toBe('Two pens it is.');
    expect(read.length).toBeGreaterThan(1);
    expect(await done).toMatchObject({
      value: 'Two pens it is.',
      usage: { inputTokens: 21, outputTokens: 7 },
    });
  });

  it('asks again when the provider is busy, fails, or the connection breaks', async () => {
    server.next(refuses(429, 'Slow down', { 'retry-after': '0' }), refuses(500), says('At last.'));
    expect((await modelOf(provider, model).generate(ask())).value).toBe('At last.');
    server.next(breaksOff(), says('Again.'));
    expect((await modelOf(provider, model).generate(ask())).value).toBe('Again.');
    server.next(writesRaw('<html>Bad gateway</html>'), says('And again.'));
    expect((await modelOf(provider, model).generate(ask())).value).toBe('And again.');
  });

  it('does not repeat what will be refused again', async () => {
    for (const [status, failure] of [
      [401, 'key'],
      [404, 'request'],
      [403, 'key'],
    ] as const) {
      server.asked.length = 0;
      server.next(refuses(status));
      await expect(modelOf(provider, model).generate(ask())).rejects.toMatchObject({ failure, status });
      expect(server.asked).toHaveLength(1);
    }
  });

  it('fails a stream that breaks off after its first words, and does not begin anew', async () => {
    server.next(breaksOff(['Two ', 'pens ']));
    const { chunks, done } = modelOf(provider, model).stream(ask());
    const read: string[] = [];
    const reading = (async () => {
      for await (const chunk of chunks) read.push(chunk);
    })();
    await expect(reading).rejects.toBeInstanceOf(ModelCallError);
    await expect(done).rejects.toBeInstanceOf(ModelCallError);
    expect(read.join('')).toBe('Two pens ');
    expect(server.asked).toHaveLength(1);
  });

  it('begins a stream anew that broke off before its first words', async () => {
    server.next(breaksOff([]), says(['Two ', 'pens.']));
    expect((await modelOf(provider, model).stream(ask()).done).value).toBe('Two pens.');
  });

  it('begins a stream anew whose failure is told within it, but not after its first words', async () => {
    server.next(failsWithin(), says(['Two ', 'pens.']));
    expect((await modelOf(provider, model).stream(ask()).done).value).toBe('Two pens.');
    server.asked.length = 0;
    server.next(failsWithin(['Two ']));
    await expect(modelOf(provider, model).stream(ask()).done).rejects.toMatchObject({ failure: 'server' });
    expect(server.asked).toHaveLength(1);
  });

  it('refuses an answer that is too long, streamed or not', async () => {
    server.next(saysTooMuch(50_000), saysTooMuch(50_000));
    await expect(modelOf(provider, model).generate(ask())).rejects.toMatchObject({ failure: 'size' });
    await expect(modelOf(provider, model).stream(ask()).done).rejects.toMatchObject({ failure: 'size' });
    server.next(saysTooMuch(5_000_000));
    await expect(modelOf(provider, model).generate(ask())).rejects.toMatchObject({ failure: 'size' });
  });

  it('tells an answer that the provider withheld', async () => {
    server.next(says('', { finish: 'filtered' }));
    await expect(modelOf(provider, model, 0).generate(ask())).rejects.toMatchObject({ failure: 'filtered' });
  });

  it('leaves out a temperature that the model does not take, and remembers it', async () => {
    const tested = modelOf(provider, model);
    server.otherwise(({ temperature }) =>
      temperature === null ? says('Fine.') : refuses(400, "Unsupported parameter: 'temperature'"),
    );
    expect((await tested.generate(ask())).value).toBe('Fine.');
    const before = server.asked.length;
    await tested.generate(ask());
    expect(server.asked.length - before).toBe(1);
  });

  it('tells a model the schema in words when its server takes none', async () => {
    server.otherwise(({ schema, system }) => {
      if (schema !== null) return refuses(400, 'response_format json_schema is not supported');
      return says(system.includes('"count"') ? 'Sure:\n```json\n{"item":"pen","count":2}\n```' : 'What?');
    });
    const reply = await modelOf(provider, model).structured({ ...ask(), schema: order });
    expect(reply.value).toEqual({ item: 'pen', count: 2 });
  });
});

describe('a server that is not there', () => {
  it.each(PROVIDERS)('is told as such: $provider:$model', async ({ provider, model }) => {
    const closed = await ModelServer.start();
    const { url } = closed;
    await closed[Symbol.asyncDispose]();
    const absent = modelAt(url, provider, model, 0);
    const message = `${provider}:${model}: not reached (ECONNREFUSED)`;
    await expect(absent.generate(ask())).rejects.toMatchObject({ failure: 'network', message });
    await expect(absent.stream(ask()).done).rejects.toMatchObject({ failure: 'network', message });
  });
});

describe('servers that copy the API of OpenAI', () => {
  it('estimate the cost where the server does not tell', async () => {
    server.next(says('Twelve letters', { usage: null }));
    const { usage } = await modelOf('ollama', 'llama3.2').generate(ask());
    expect(usage).toEqual({ inputTokens: 14, outputTokens: 4, estimated: true });
  });

  it('keep what the model thought to themselves', async () => {
    server.next(
      says('<think>They want pens.</think>Two pens.'),
      says(['<thi', 'nk>Pens', '.</think>', 'Two pens.']),
    );
    expect((await modelOf('ollama', 'qwen3').generate(ask())).value).toBe('Two pens.');
    expect((await modelOf('ollama', 'qwen3').stream(ask()).done).value.trim()).toBe('Two pens.');
  });
});
