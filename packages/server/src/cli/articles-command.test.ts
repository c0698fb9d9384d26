import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { KnowledgeClient } from '@baton/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Server } from '../sdk/server.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import { articlesCommand } from './articles-command.ts';
import { UsageError } from './usage-error.ts';

const KEY = 'integration-secret-0123456789';
const folder = new TempFolder();
let server: Server;
let articles: KnowledgeClient;
let docs: string;
beforeAll(async () => {
  server = await Server.start(
    {
      port: 0,
      database: `sqlite:${folder.join('a.db')}`,
      env: {
        BATON_LOG_LEVEL: 'silent',
        BATON_ENCODER: 'off',
        BATON_API_KEYS: `integration:shop:${KEY},operator:Mia:operator-secret-0123456789`,
      },
    },
    async (author) => void (await author.createAgent({ id: 'ava', name: 'Ava' })),
  );
  articles = new KnowledgeClient({ baseUrl: server.url, token: KEY });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});
let count = 0;
beforeEach(() => {
  count += 1;
  docs = folder.join(`docs${count}`);
  mkdirSync(docs);
});
afterEach(async () => {
  for (const { id } of await articles.listArticles()) await articles.deleteArticle(id);
});

function file(path: string, content: string | Uint8Array): void {
  const parts = path.split('/');
  mkdirSync([docs, ...parts.slice(0, -1)].join('/'), { recursive: true });
  writeFileSync([docs, ...parts].join('/'), content);
}

async function baton(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const code = await articlesCommand(args);
    return { code, out: out.mock.calls.join(''), err: err.mock.calls.join('') };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
const run = (...args: string[]): ReturnType<typeof baton> =>
  baton('import', docs, '--server', server.url, '--key', KEY, ...args);

describe('baton articles import', () => {
  test('makes articles of a folder’s Markdown files; the same again changes nothing', async () => {
    file('a.md', '# A\n\nText.');
    file('b/c.markdown', 'Text.\u0007');
    file('b/notes.txt', 'no');
    file('.git/d.md', 'no');
    file('node_modules/e.md', 'no');
    expect(await run('--agent', 'ava')).toEqual({
      code: 0,
      out: '2 created, 0 updated, 0 unchanged, 0 deleted\n',
      err: '',
    });
    expect(await articles.listArticles()).toMatchObject([
      { path: 'a.md', title: 'A', tags: ['agent:ava'] },
      { path: 'b/c.markdown', title: 'C', body: 'Text.' },
    ]);
    expect((await run('--agent', 'ava')).out).toBe('0 created, 0 updated, 2 unchanged, 0 deleted\n');
  });

  test('with --prune deletes what has gone, of these tags alone', async () => {
    file('a.md', 'A.');
    file('b.md', 'B.');
    await run('--agent', 'ava');
    await run();
    rmSync(`${docs}/b.md`);
    expect((await run('--prune', '--agent', 'ava')).out).toBe(
      '0 created, 0 updated, 1 unchanged, 1 deleted\n',
    );
    expect((await articles.listArticles()).map(({ path, tags }) => [path, tags.length])).toEqual([
      ['a.md', 1],
      ['a.md', 0],
      ['b.md', 0],
    ]);
  });

  test('names what it does not take; those files keep the articles they had', async () => {
    const outside = folder.join(`outside${count}.md`);
    writeFileSync(outside, 'secret');
    file('latin.md', 'Text.');
    file('bad.md', 'Text.');
    file('good.md', 'Text.');
    await run();
    rmSync(`${docs}/good.md`);
    symlinkSync(outside, `${docs}/link.md`);
    symlinkSync(folder.path, `${docs}/folder`);
    file('latin.md', new Uint8Array([0x61, 0xe9]));
    file('bad.md', '---\n[\n---\nx');
    file('long.md', 'x'.repeat(200_001));
    file('huge.md', 'x'.repeat(900_000));
    file('new.md', 'New.');
    const { code, out, err } = await run('--prune');
    expect([code, out]).toEqual([1, '1 created, 0 updated, 0 unchanged, 1 deleted\n']);
    expect(err.trimEnd().split('\n').toSorted()).toEqual([
      'bad.md was not taken: its front matter is no YAML',
      'huge.md was not taken: it has more than 200000 characters',
      'latin.md was not taken: it is not UTF-8',
      'link.md was not taken: it is a link',
      'long.md was not taken: it has more than 200000 characters',
    ]);
    const left = (await articles.listArticles()).map(({ path }) => path);
    expect(new Set(left)).toEqual(new Set(['bad.md', 'latin.md', 'new.md']));
  });

  test('sends a large folder in parts', async () => {
    for (let number = 0; number < 90; number++) file(`${number}.md`, `${number} ${'x'.repeat(150_000)}`);
    expect((await run()).out).toBe('90 created, 0 updated, 0 unchanged, 0 deleted\n');
    rmSync(`${docs}/7.md`);
    expect((await run('--prune')).out).toBe('0 created, 0 updated, 89 unchanged, 1 deleted\n');
  });

  test('says what is wrong', async () => {
    const usage = async (...args: string[]): Promise<string> => {
      const error: unknown = await baton(...args).catch((reason: unknown) => reason);
      return error instanceof UsageError ? error.message : 'it was carried out';
    };
    expect(await usage()).toContain('Say what is to be done');
    expect(await usage('export', docs)).toContain('Say what is to be done');
    expect(await usage('import', folder.join('none'))).toContain('is no folder');
    expect(await usage('import', docs, '--server', 'none')).toContain('is no address');
    expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('no Markdown files') });
    file('a.md', 'A.');
    expect((await run('--agent', 'none')).err).toContain("Item 'agent:none' not found");
    const weak = await baton('import', docs, '--server', server.url, '--key', 'operator-secret-0123456789');
    expect(weak).toMatchObject({ code: 2, err: expect.stringContaining('a key of an admin') });
    const nobody = await baton('import', docs, '--server', 'http://127.0.0.1:1');
    expect(nobody).toMatchObject({ code: 2, err: 'http://127.0.0.1:1 does not answer.\n' });
  });
});
