import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

/** Opens models as a server does at its start, and tells which packages that has loaded. */
const SCRIPT = `
import { registerHooks } from 'node:module';
const loaded = new Set();
registerHooks({
  load(url, context, next) {
    const found = /node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(url);
    if (found !== null) loaded.add(found[1]);
    return next(url, context);
  },
});
const { readConfig } = await import('./config.ts');
const { openModels } = await import('./adapters/models/open-models.ts');
const { startTelemetry } = await import('./adapters/telemetry/start-telemetry.ts');
const config = readConfig(JSON.parse(process.env.SETTINGS));
const parts = { clock: { now: () => 0, schedule: () => ({ cancel() {} }) }, log: { warn() {}, debug() {} }, moderator: {} };
await openModels(config.models, parts);
await startTelemetry(config.telemetry, { version: '1', log: parts.log });
console.log(JSON.stringify([...loaded]));
`;

async function loadedWith(settings: Record<string, string>): Promise<string[]> {
  const { stdout } = await run(
    process.execPath,
    ['--conditions=baton-source', '--input-type=module', '--eval', SCRIPT],
    {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      env: { PATH: process.env['PATH'], SETTINGS: JSON.stringify(settings) },
    },
  );
  return JSON.parse(stdout) as string[];
}

it('a server without a key loads no package of a provider and none of OpenTelemetry', async () => {
  const loaded = await loadedWith({});
  expect(loaded.filter((name) => name === 'ai' || /^@(?:ai-sdk|opentelemetry)\//.test(name))).toEqual([]);
});

it('a server with a key loads those of the provider only when it is asked', async () => {
  const loaded = await loadedWith({ OPENAI_API_KEY: 'sk-something-long' });
  expect(loaded).toContain('zod');
  expect(loaded.filter((name) => name === 'ai' || name.startsWith('@ai-sdk/'))).toEqual([]);
});
