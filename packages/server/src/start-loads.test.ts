import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

/** Tells which packages a module loads when it is imported; what it throws then is not asked. */
const SCRIPT = `
import { registerHooks } from 'node:module';
const loaded = new Set();
registerHooks({
  load(url, context, next) {
    const found = /\\/(?:node_modules|packages)\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(url);
    if (found !== null) loaded.add(found[1]);
    return next(url, context);
  },
});
await import(process.env.MODULE).catch(() => undefined);
console.log(JSON.stringify([...loaded]));
`;

async function loadedBy(module: string): Promise<string[]> {
  const { stdout } = await run(
    process.execPath,
    ['--conditions=baton-source', '--input-type=module', '--eval', SCRIPT],
    {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: { PATH: process.env['PATH'], MODULE: module },
    },
  );
  return JSON.parse(stdout) as string[];
}

const importedByServer = loadedBy('./context.ts');

describe('what a start does not need is not loaded by it', () => {
  it.each(['@modelcontextprotocol/sdk', 'ai', 'chrono-node', 'libphonenumber-js', 'eld', 'onnxruntime-node'])(
    '%s',
    async (name) => {
      const loaded = await importedByServer;
      expect(loaded).toContain('fastify');
      expect(loaded).not.toContain(name);
    },
  );
});

it('the thread that writes the database loads no schemas', async () => {
  expect(await loadedBy('./adapters/sqlite/writer-thread.ts')).toEqual(['server']);
});
