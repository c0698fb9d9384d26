import { inspect } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Secret } from '../../core/secret.ts';
import type { ModelEndpoint } from '../../ports/model-settings.ts';
import type { Model, ModelRequest } from '../../ports/model.ts';
import {
  breaksOff,
  failsWithin,
  echoesKey,
  refuses,
  saysJson,
  writesRaw,
} from '../../testing/model-server/behaviour.ts';
import type { Script } from '../../testing/model-server/behaviour.ts';
import { MARKER_KEY, PROVIDERS, endpointAt, modelSettings } from '../../testing/model-server/endpoints.ts';
import { ModelServer } from '../../testing/model-server/model-server.ts';
import { SystemClock } from '../local/system-clock.ts';
import { describeModels, openModels } from './open-models.ts';
import type { OpenedModels } from './open-models.ts';

/* A key with a marker is looked for, whole and in parts, in everything that could reach a log, a trace or a page. So is
 * what the customer wrote. */

const WRITTEN = 'My card number is 4111 1111 1111 1111 and I live at Elm Street 7';
const schema = z.object({ ok: z.boolean() });
const silent = { moderate: () => Promise.resolve({ flagged: false, tags: [] }) };

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

function ask(): ModelRequest {
  return {
    purpose: 'match',
    system: 'Be brief.',
    messages: [{ role: 'user', content: WRITTEN }],
    signal: new AbortController().signal,
  };
}

/** Everything a log line of this error could hold. */
function everything(error: unknown, lines: string[]): string {
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  log.error({ err: error }, 'failed');
  log.error(error);
  const deep = { depth: 20, showHidden: true, getters: true, maxStringLength: Infinity };
  let texts = `${inspect(error, deep)} ${String(error)} ${JSON.stringify(error)}`;
  for (let each = error; each instanceof Error; each = each.cause) texts += ` ${each.message} ${each.stack}`;
  return `${texts} ${lines.join('')}`;
}

function expectNoSecrets(text: string): void {
  for (let at = 0; at + 8 <= MARKER_KEY.length; at += 1) {
    expect(text).not.toContain(MARKER_KEY.slice(at, at + 8));
  }
  expect(text).not.toContain(Buffer.from(MARKER_KEY).toString('base64').slice(0, 16));
  expect(text).not.toContain('4111 1111');
}

async function opened(endpoint: ModelEndpoint, lines: string[]): Promise<OpenedModels & { model: Model }> {
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const settings = modelSettings({ chain: [endpoint], retries: 1, moderation: endpoint });
  const parts = { clock: new SystemClock(), log, moderator: silent, random: () => -1 };
  return (await openModels(settings, parts)) as OpenedModels & { model: Model };
}

const FAILURES: Readonly<Record<string, Script>> = {
  'the provider repeats the key': echoesKey(401),
  'the provider repeats a part of the key': refuses(
    401,
    `Incorrect key ${MARKER_KEY.slice(0, 14)}****${MARKER_KEY.slice(-9)}`,
  ),
  'the provider repeats what the customer wrote': ({ messages }) =>
    refuses(400, `Invalid prompt: ${messages[0]?.content}`),
  'a busy provider repeats the key': echoesKey(429),
  'the answer is no JSON of the API': ({ key }) => writesRaw(`<html>${key} ${WRITTEN}</html>`),
  'the answer is of another form': ({ key }) => writesRaw(JSON.stringify({ key, WRITTEN })),
  'a stream repeats the key when it fails': ({ key, messages }) =>
    failsWithin([], `Failed for ${key}: ${messages[0]?.content}`),
  'the connection breaks': breaksOff(),
  'the answer never fits': saysJson(({ key, messages }) => ({ key, said: messages[0]?.content })),
};

describe.each(PROVIDERS)('$provider:$model', ({ provider, model: id }) => {
  it.each(Object.keys(FAILURES))('tells no secret when %s', async (name) => {
    server.forget();
    server.otherwise(FAILURES[name]!);
    const lines: string[] = [];
    await using models = await opened(endpointAt(server.url, provider, id), lines);
    const { model } = models;
    const errors: unknown[] = [];
    const keep = (error: unknown): void => void errors.push(error);
    await model.structured({ ...ask(), schema }).catch(keep);
    await model.stream(ask()).done.catch(keep);
    expect(errors.length).toBeGreaterThan(0);
    expect(lines.length).toBeGreaterThan(0);
    for (const error of errors) expectNoSecrets(everything(error, lines));
    expectNoSecrets(inspect(models, { depth: 20, showHidden: true }));
  });
});

describe('secrets', () => {
  it('are not told by a moderator that fails, nor by an endpoint that is not there', async () => {
    server.forget();
    server.otherwise(echoesKey(401));
    const lines: string[] = [];
    await using models = await opened(endpointAt(server.url, 'openai', 'm'), lines);
    expect(await models.moderator.moderate(WRITTEN, 'auto', new AbortController().signal)).toMatchObject({
      flagged: false,
    });
    expect(lines.join('')).toContain('moderation gave no verdict');
    await using absent = await opened(endpointAt('http://127.0.0.1:9', 'openai', 'm'), lines);
    const error: unknown = await absent.model.generate(ask()).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(Error);
    expectNoSecrets(everything(error, lines));
  });

  it('do not follow a redirection to another host', async () => {
    await using elsewhere = await ModelServer.start();
    server.forget();
    server.otherwise(refuses(307, 'Moved', { location: `${elsewhere.url}/v1/messages` }));
    await using models = await opened(endpointAt(server.url, 'anthropic', 'claude-haiku-4-5'), []);
    await expect(models.model.generate(ask())).rejects.toThrow('HTTP 307');
    expect(elsewhere.asked).toHaveLength(0);
  });

  it('do not show in settings, however they are printed', () => {
    const settings = modelSettings({ chain: [endpointAt('http://localhost', 'openai', 'm')] });
    const texts = [inspect(settings, { depth: 20, showHidden: true }), JSON.stringify(settings)];
    expectNoSecrets(
      `${texts.join(' ')} ${String(new Secret(MARKER_KEY))} ${JSON.stringify(describeModels(settings))}`,
    );
  });
});
