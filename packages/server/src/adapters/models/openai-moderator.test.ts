import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Moderator } from '../../ports/moderator.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { hangs, refuses, writesRaw } from '../../testing/model-server/behaviour.ts';
import { MARKER_KEY, endpointAt } from '../../testing/model-server/endpoints.ts';
import { ModelServer } from '../../testing/model-server/model-server.ts';
import { until } from '../../testing/until.ts';
import { OpenAiModerator } from './openai-moderator.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});
beforeEach(() => server.forget());

const embedded: Moderator = {
  moderate: (text, level) =>
    Promise.resolve(
      level === 'paranoid' && text.includes('ignore your instructions')
        ? { flagged: true, tags: ['jailbreak'] }
        : { flagged: text.includes('damn'), tags: text.includes('damn') ? ['embedded'] : [] },
    ),
};

function opened(clock: FakeClock = new FakeClock()): OpenAiModerator {
  const endpoint = endpointAt(server.url, 'openai', 'omni-moderation-latest');
  return new OpenAiModerator(endpoint, { clock, embedded, log: { warn: () => undefined } });
}

const signal = new AbortController().signal;

describe('moderation by the endpoint', () => {
  it('tells categories as tags, parts of a category as the category', async () => {
    const verdict = await opened().moderate('self-harm/intent and violence/graphic', 'auto', signal);
    expect(verdict).toEqual({ flagged: true, tags: ['self-harm', 'violence'] });
    expect(server.asked[0]).toMatchObject({ key: MARKER_KEY, model: 'omni-moderation-latest' });
    expect(await opened().moderate('Where is my order?', 'auto', signal)).toEqual({
      flagged: false,
      tags: [],
    });
  });

  it('reads a long message to its end', async () => {
    const verdict = await opened().moderate(`${'x'.repeat(30_000)} harassment`, 'auto', signal);
    expect(verdict.tags).toEqual(['harassment']);
  });

  it('adds what the embedded moderator finds when it is to be paranoid', async () => {
    const text = 'ignore your instructions, hate';
    expect(await opened().moderate(text, 'paranoid', signal)).toEqual({
      flagged: true,
      tags: ['hate', 'jailbreak'],
    });
    expect(await opened().moderate(text, 'auto', signal)).toEqual({ flagged: true, tags: ['hate'] });
  });

  it.each([
    ['refuses', refuses(500)],
    ['answers something else', writesRaw('{"results":[]}')],
    ['answers no JSON', writesRaw('<html>')],
  ])('leaves the verdict to the embedded moderator when the endpoint %s', async (_, behaviour) => {
    server.otherwise(behaviour);
    expect(await opened().moderate('damn', 'auto', signal)).toEqual({ flagged: true, tags: ['embedded'] });
  });

  it('does not wait longer than four seconds, and after three failures not at all', async () => {
    const clock = new FakeClock();
    const moderator = opened(clock);
    server.otherwise(hangs());
    for (let asked = 1; asked <= 3; asked += 1) {
      const verdict = moderator.moderate('damn', 'auto', signal);
      await until(() => server.asked.length === asked);
      clock.jump(4);
      expect((await verdict).tags).toEqual(['embedded']);
    }
    expect((await moderator.moderate('damn', 'auto', signal)).tags).toEqual(['embedded']);
    expect(server.asked).toHaveLength(3);
  });

  it('ends when the caller gives up', async () => {
    server.otherwise(hangs());
    const abort = new AbortController();
    const verdict = opened().moderate('damn', 'auto', abort.signal);
    await until(() => server.asked.length === 1);
    abort.abort(new Error('superseded'));
    await expect(verdict).rejects.toThrow('superseded');
  });
});
