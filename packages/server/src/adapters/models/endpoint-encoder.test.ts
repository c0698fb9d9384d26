import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { hangs, refuses, writesRaw } from '../../testing/model-server/behaviour.ts';
import { endpointAt } from '../../testing/model-server/endpoints.ts';
import { ModelServer } from '../../testing/model-server/model-server.ts';
import { EMBEDDING_DIMENSIONS } from '../../testing/model-server/openai-extras.ts';
import { until } from '../../testing/until.ts';
import { EndpointEncoder } from './endpoint-encoder.ts';
import { ModelCallError } from './model-call-error.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});
beforeEach(() => server.forget());

function opened(clock: FakeClock = new FakeClock(), dimensions: number | null = EMBEDDING_DIMENSIONS) {
  const endpoint = endpointAt(server.url, 'compatible', 'bge-m3');
  return EndpointEncoder.open(endpoint, {
    clock,
    random: () => -1,
    requestTimeout: 10_000,
    retries: 1,
    dimensions,
  });
}

describe('an encoder behind an endpoint', () => {
  it('asks how long its vectors are when nobody says, and carries it in its name', async () => {
    await using encoder = await opened(new FakeClock(), null);
    expect(encoder.dimensions).toBe(EMBEDDING_DIMENSIONS);
    expect(encoder.id).toBe('compatible:bge-m3@8');
  });

  it('gives unit vectors in order, zeros for empty texts', async () => {
    await using encoder = await opened();
    const [hello, empty, again, other] = await encoder.encode(['hello', '  ', 'hello', 'bye']);
    expect(Math.hypot(...hello!)).toBeCloseTo(1, 5);
    expect([...empty!]).toEqual(Array(8).fill(0));
    expect(again).toEqual(hello);
    expect(other).not.toEqual(hello);
    expect(server.asked[0]?.messages.map(({ content }) => content)).toEqual(['hello', 'bye']);
  });

  it('asks once for a text, also while it is being asked for', async () => {
    await using encoder = await opened();
    await Promise.all([encoder.encode(['one', 'two']), encoder.encode(['two', 'three'])]);
    await encoder.encode(['one', 'two', 'three']);
    expect(server.asked.map(({ messages }) => messages.length)).toEqual([2, 1]);
  });

  it('asks in batches and cuts texts that no model reads whole', async () => {
    await using encoder = await opened();
    const vectors = await encoder.encode([
      ...Array.from({ length: 150 }, (_, i) => `text ${i}`),
      'x'.repeat(99_999),
    ]);
    expect(vectors).toHaveLength(151);
    expect(server.asked.map(({ messages }) => messages.length)).toEqual([64, 64, 23]);
    expect(server.asked[2]?.messages.at(-1)?.content).toHaveLength(16_000);
  });

  it('asks again after a passing failure, not after a refusal, and remembers no failure', async () => {
    await using encoder = await opened();
    server.next(refuses(503));
    expect(await encoder.encode(['a'])).toHaveLength(1);
    server.next(refuses(401));
    await expect(encoder.encode(['b'])).rejects.toMatchObject({ failure: 'key' });
    expect(await encoder.encode(['b'])).toHaveLength(1);
    expect(server.asked).toHaveLength(4);
  });

  it.each([
    ['fewer vectors than texts', { data: [{ embedding: [1, 0, 0, 0, 0, 0, 0, 0] }] }],
    ['vectors of another length', { data: [{ embedding: [1, 0] }, { embedding: [1, 0] }] }],
    ['vectors of zeros', { data: [{ embedding: Array(8).fill(0) }, { embedding: Array(8).fill(0) }] }],
  ])('refuses %s', async (_, body) => {
    await using encoder = await opened();
    server.otherwise(writesRaw(JSON.stringify(body)));
    await expect(encoder.encode(['a', 'b'])).rejects.toBeInstanceOf(ModelCallError);
  });

  it('ends a request that hangs', async () => {
    const clock = new FakeClock();
    await using encoder = await opened(clock);
    server.otherwise(hangs());
    const vectors = encoder.encode(['a']);
    for (const asked of [1, 2]) {
      await until(() => server.asked.length === asked);
      clock.jump(10);
      if (asked === 1) await until(() => clock.scheduled > 0);
      clock.jump(0.001);
    }
    await expect(vectors).rejects.toMatchObject({ failure: 'timeout' });
  });

  it('ends what is under way when it is closed', async () => {
    const encoder = await opened();
    server.otherwise(hangs());
    const vectors = encoder.encode(['a']);
    await until(() => server.asked.length === 1);
    vectors.catch(() => undefined);
    await encoder[Symbol.asyncDispose]();
    await expect(vectors).rejects.toThrow('closed');
  });
});
