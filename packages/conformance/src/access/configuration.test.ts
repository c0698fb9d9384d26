import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigError, readConfig } from '@baton/server/internals';
import { describe, expect, test } from 'vitest';
import { TestServer } from '../testing/start-server.ts';

const KEY = 'admin:root:secret-0123456789';

describe('W6 what the server refuses to start with', () => {
  test.each(['0.0.0.0', '::', '10.0.0.7', 'chat.example.com', '127.0.0.1.example.com'])(
    'W6 HOST=%s without keys: one line that says what to set',
    (HOST) => {
      const start = (): unknown => readConfig({ HOST });
      expect(start).toThrow(ConfigError);
      expect(start).toThrow(/^HOST=.*BATON_API_KEYS.*$/);
    },
  );

  test.each(['127.0.0.1', 'localhost', '::1', '127.8.8.8'])('W6 HOST=%s needs no keys', (HOST) => {
    expect(readConfig({ HOST }).host).toBe(HOST);
  });

  test('W6 any HOST will do with keys', () => {
    expect(readConfig({ HOST: '0.0.0.0', BATON_API_KEYS: KEY }).apiKeys).toHaveLength(1);
  });

  test.each([
    ['BATON_API_KEYS', 'boss:root:secret-0123456789', 'entry 1'],
    ['BATON_API_KEYS', `${KEY},operator::secret-0123456789`, 'entry 2'],
    ['BATON_API_KEYS', 'operator:mia:short-secret', 'operator:mia'],
    ['BATON_API_KEYS', 'operator:mia', 'operator:mia'],
    ['BATON_API_KEYS', `${KEY},operator:mia:secret-0123456789`, 'operator:mia'],
    ['PORT', '80a', '80a'],
    ['PORT', '70000', '65535'],
    ['PORT', '-1', '-1'],
    ['BATON_DATABASE', 'mysql://u:p@h/d', 'sqlite:<path>'],
    ['BATON_DATABASE', 'postgres:secret', 'postgres://<user>:<password>@<host>'],
    ['BATON_BODY_LIMIT', '1e9', '1e9'],
    ['BATON_TRUST_PROXY', 'yes', 'true, false'],
    ['BATON_LOG_LEVEL', 'loud', 'debug'],
    ['BATON_ALLOWED_ORIGINS', 'example.com', 'https://'],
    ['BATON_SERVICE_LEVEL', '0', '1'],
  ])('W6 %s=%s names the variable and what to do', (name, value, words) => {
    const start = (): unknown => readConfig({ [name]: value });
    expect(start).toThrow(ConfigError);
    expect(start).toThrow(name);
    expect(start).toThrow(words);
  });

  test.each(['boss:root:secret-0123456789', 'operator::secret-0123456789', 'operator:mia:only-15-letters'])(
    'W6 no message repeats a secret (%#)',
    (keys) => {
      const secret = keys.split(':').at(-1) ?? '';
      const message = messageOf(() => readConfig({ BATON_API_KEYS: keys }));
      expect(message).not.toContain(secret);
    },
  );

  test('W6 two names that would be the same operator are refused', () => {
    const keys = 'operator:Mia Berg:secret-0123456789a,operator:mia-berg:secret-0123456789b';
    expect(messageOf(() => readConfig({ BATON_API_KEYS: keys }))).toMatch(/same operator as Mia Berg/);
  });

  test('W6 no operator is called as whoever calls is', () => {
    expect(messageOf(() => readConfig({ BATON_API_KEYS: 'operator:Me:secret-0123456789a' }))).toMatch(/Me/);
  });

  test('W6 a new database is for the user who runs the server alone', async () => {
    await using server = await TestServer.start();
    const folder = dirname(server.database);
    const names = await readdir(folder);
    const modes = names.map(async (name) => ((await stat(join(folder, name))).mode & 0o777).toString(8));
    // The database, what belongs to it, and the folder of attachments.
    expect(new Set(await Promise.all(modes))).toEqual(new Set(['600', '700']));
  });

  test('W6 a port that is taken, and a database that is in use, are said in one line', async () => {
    await using server = await TestServer.start();
    const taken = TestServer.start({ env: { PORT: String(server.port) } });
    await expect(taken).rejects.toThrow(/^PORT: \d+ on 127\.0\.0\.1 is taken; set PORT to a free one$/);
    const inUse = TestServer.start({ database: server.database });
    await expect(inUse).rejects.toThrow(
      /^BATON_DATABASE: .* cannot be used: another process is using it: end it/,
    );
    expect((await server.wire.get('/healthz')).status).toBe(200);
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  return '';
}
