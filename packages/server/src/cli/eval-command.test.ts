import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Server } from '../sdk/server.ts';
import { TempFolder } from '../testing/temp-folder.ts';

const SUITE = (hours: string): string => `
suite: shop
conversations:
  - name: opening hours
    turns:
      - say: When are you open?
        expect: { guidelines: [hours], tools: [], must_say: ["${hours}"], must_not_say: [closed], handoff: false }
  - name: a person
    turns:
      - say: I want to talk to a person
        expect: { handoff: customer_requested }
`;

const folder = new TempFolder();
let server: Server;
beforeAll(async () => {
  server = await Server.start(
    {
      port: 0,
      database: `sqlite:${folder.join('a.db')}`,
      env: { BATON_ENCODER: 'off', BATON_LOG_LEVEL: 'error' },
    },
    async (author) => {
      const agent = await author.createAgent({ name: 'Shop' });
      await agent.createGuideline({
        condition: 'The customer asks about the opening hours',
        say: 'From 9 to 5.',
        examples: ['When are you open?'],
      });
    },
  );
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function baton(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--conditions=baton-source', main, ...args], {
    cwd: folder.path,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number, out, err };
}

function suite(name: string, yaml: string): string {
  const path = folder.join(name);
  writeFileSync(path, yaml);
  return path;
}

describe('baton eval', () => {
  test('all as expected: a table, and exit code 0', async () => {
    const { code, out } = await baton('eval', suite('good.yaml', SUITE('from 9')), '--url', server.url);
    expect(out).toContain('shop: 2 of 2 conversations as expected');
    expect(out).toMatch(/handoff\s+2 of 2\s+100.0 %/);
    expect(code).toBe(0);
  });

  test('not as expected: what was wanted and what came, and exit code 1', async () => {
    const { code, out } = await baton('eval', suite('bad.yaml', SUITE('from 8')), '--url', `${server.url}/`);
    expect(out).toContain(
      '✗ opening hours\n    “When are you open?” says: does not say from 8, but: From 9 to 5.',
    );
    expect(out).toContain('shop: 1 of 2 conversations as expected');
    expect(code).toBe(1);
  });

  test('as JSON it holds everything that was observed', async () => {
    const { out } = await baton('eval', suite('json.yaml', SUITE('from 9')), '--url', server.url, '--json');
    const { conversations } = JSON.parse(out) as { conversations: { turns: { observed: object }[] }[] };
    expect(conversations[0]?.turns[0]?.observed).toMatchObject({ messages: ['From 9 to 5.'], handoff: null });
  });

  test.each<[string, string[], RegExp]>([
    ['no suite', ['--url', 'http://127.0.0.1:1'], /Name one suite/],
    ['no agent', ['x.yaml'], /either --author or --url/],
    ['a suite that is not there', ['gone.yaml', '--url', 'http://127.0.0.1:1'], /cannot be read/],
    ['an option that is none', ['x.yaml', '--what'], /--what/],
    ['a count that is none', ['x.yaml', '--url', 'x', '--concurrency', '0'], /from 1 to 64/],
  ])('with %s it says what to mend, and ends with 2', async (_name, args, message) => {
    const { code, err } = await baton('eval', ...args);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  test('a server that is not there is said not to be', async () => {
    const { code, err } = await baton('eval', suite('s.yaml', SUITE('x')), '--url', 'http://127.0.0.1:1');
    expect([code, err]).toEqual([2, 'http://127.0.0.1:1 cannot be reached.\n']);
  });
});

test('a command that is none', async () => {
  const { code, err } = await baton('evil');
  expect(code).toBe(2);
  expect(err).toContain('There is no command evil.');
});
