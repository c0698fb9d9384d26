import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import * as snippets from '../docs/snippets/agents.ts';
import { makeSession } from '../packages/server/src/testing/make.ts';
import { memoryAuthor } from '../packages/server/src/testing/memory-author.ts';
import { TempFolder } from '../packages/server/src/testing/temp-folder.ts';

const REGION = /\/\/ #region (\S+)\n(.*?)\/\/ #endregion/gs;
const BLOCK = /```ts\n(.*?)```/gs;

/** Line breaks and indentation are the formatter's. */
function plain(code: string): string {
  return code.replace(/\s+/g, '').replace(/,([)}\]])/g, '$1');
}

function read(path: string): string {
  return readFileSync(new URL(`../docs/${path}`, import.meta.url), 'utf8');
}

test('the code in the guide is the code that is checked', () => {
  const code = read('snippets/program.ts') + read('snippets/agents.ts');
  const regions = [...code.matchAll(REGION)].map((match) => plain(match[2] ?? ''));
  const blocks = [...read('agents.md').matchAll(BLOCK)].map((match) => plain(match[1] ?? ''));
  expect(blocks).toEqual(expect.arrayContaining(regions));
  expect(regions).toEqual(expect.arrayContaining(blocks));
  expect(regions.length).toBeGreaterThan(10);
});

test('the program in the README is the program that is checked', () => {
  const [region] = [...read('snippets/claims.ts').matchAll(REGION)].map((match) => plain(match[2] ?? ''));
  const blocks = [...read('../README.md').matchAll(BLOCK)].map((match) => plain(match[1] ?? ''));
  expect(blocks).toContain(region);
});

test('the code in the guide runs', async () => {
  const { author, app, behaviours, started } = await memoryAuthor();
  const agent = await author.createAgent({ name: 'Ines' });
  await app.sessions.createSession(makeSession('s', { agentId: agent.id }));
  await snippets.guidelines(agent);
  await snippets.journeys(agent);
  await snippets.partsOfJourneys(author, agent);
  await snippets.tools();
  await snippets.triggers(agent);
  await snippets.knowledge(author, agent);
  await snippets.cannedResponses(agent);
  await snippets.retrievers(agent);
  await snippets.sessions(author, 's');
  const said = snippets.speaking(author, 's');
  await expect.poll(() => started.length).toBe(1);
  started[0]?.request.onEnd?.();
  await said;
  expect(behaviours.list('journey')).toHaveLength(3);
  expect(await app.sessions.readSession('s')).toMatchObject({ title: 'Water in the kitchen' });
});

test('a server in a program of one’s own', async () => {
  using folder = new TempFolder();
  const page = await snippets.embedded(`sqlite:${folder.join('baton.db')}`);
  await expect(fetch(page)).rejects.toThrow();
});

test.each([
  ['of the guide', () => import('../docs/snippets/program.ts')],
  ['of the README', () => import('../docs/snippets/claims.ts')],
])('the program %s says what it can be set to', async (_which, run) => {
  const args = vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', 'program.ts', '--help']);
  const output = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await run();
  const printed = output.mock.calls.join('');
  output.mockRestore();
  args.mockRestore();
  expect(printed).toMatch(/^Tarnbrook Mutual\n.*BATON_DATABASE/s);
});
