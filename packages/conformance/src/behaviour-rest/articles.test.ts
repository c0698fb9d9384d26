import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnowledgeClient } from '@baton/client';
import type { Article, FoundArticle } from '@baton/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { expectClean } from '../testing/expect-refused.ts';
import { KEYED, KEYS, visit } from '../testing/keyed-server.ts';
import { AGENT, TestServer } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => KEYED);
const client = (token: string = KEYS.integration): KnowledgeClient =>
  new KnowledgeClient({ baseUrl: server.current.url, token });
const TAG = `agent:${AGENT.id}`;
const LUGGAGE = { title: 'Luggage allowance', body: 'You may take one bag of 23 kg.' };

afterEach(async () => {
  for (const { id, coded } of await client().listArticles()) if (!coded) await client().deleteArticle(id);
});

function defineCoded(id: string): void {
  const { context } = server.current;
  context.behaviours.define('article', {
    ...LUGGAGE,
    id,
    createdAt: 1,
    updatedAt: 1,
    url: null,
    tags: [TAG],
    language: null,
    path: null,
  });
}

describe('an article', () => {
  test('is made, read, listed, changed, found and deleted', async () => {
    const made = await client().createArticle({
      ...LUGGAGE,
      id: 'lug/gage ü',
      url: 'https://fly.example/luggage',
      tags: [TAG, TAG],
      language: 'en',
    });
    expect(made).toMatchObject({ ...LUGGAGE, tags: [TAG], language: 'en', path: null, coded: false });
    const general = await client().createArticle({ title: 'Wi-Fi', body: 'None on board.' });
    expect(await client(KEYS.operator).readArticle(made.id)).toEqual(made);
    expect(await client().listArticles()).toEqual([made, general]);
    expect(await client().listArticles({ agent_id: AGENT.id })).toEqual([made, general]);
    const changed = await client().updateArticle(made.id, { body: 'Two bags.', url: null, language: null });
    expect(changed).toMatchObject({ title: made.title, body: 'Two bags.', url: null, language: null });
    expect(changed.creation_utc).toBe(made.creation_utc);
    expect(changed.updated_utc > made.updated_utc).toBe(true);
    const [found] = await client().searchArticles({ query: 'how many bags', agent_id: AGENT.id, limit: 1 });
    expect(found).toMatchObject({ article_id: made.id, passage: 'Two bags.', url: null });
    await client().deleteArticle(made.id);
    await expect(client().readArticle(made.id)).rejects.toMatchObject({ status: 404 });
  });

  test('of another agent is neither listed for this one nor found', async () => {
    const { wire } = server.current;
    const other = accepted<{ id: string }>(await wire.as(KEYS.admin).post('/agents', { name: 'Other' }));
    const own = await client().createArticle({ ...LUGGAGE, tags: [`agent:${other.id}`] });
    expect(await client().listArticles({ agent_id: AGENT.id })).toEqual([]);
    expect(await client().searchArticles({ query: 'luggage', agent_id: AGENT.id })).toEqual([]);
    expect(await client().searchArticles({ query: 'luggage allowance' })).toHaveLength(1);
    await wire.as(KEYS.admin).delete(`/agents/${other.id}`);
    await expect(client().readArticle(own.id)).rejects.toMatchObject({ status: 404 });
  });

  test('that code defines is read, found, and refuses to be changed or deleted', async () => {
    defineCoded('coded');
    expect(await client().readArticle('coded')).toMatchObject({ coded: true });
    const [found] = await client().searchArticles({ query: 'luggage allowance', agent_id: AGENT.id });
    expect(found?.article_id).toBe('coded');
    const why = { status: 422, message: expect.stringContaining("in the agent's code") };
    await expect(client().updateArticle('coded', { title: 'x' })).rejects.toMatchObject(why);
    await expect(client().deleteArticle('coded')).rejects.toMatchObject(why);
    server.current.context.behaviours.undefine('article', 'coded');
  });

  test('is not for customers to list, and for operators to read alone', async () => {
    const visitor = await visit(server.current);
    expect((await visitor.wire.get('/articles')).status).toBe(403);
    expect((await server.current.wire.get('/articles/search?query=x')).status).toBe(401);
    await expect(client(KEYS.operator).createArticle(LUGGAGE)).rejects.toMatchObject({ status: 403 });
    await expect(
      client(KEYS.operator).importArticles({ files: [{ path: 'a.md', text: 'x' }] }),
    ).rejects.toMatchObject({ status: 403 });
  });
});

describe('an import', () => {
  const files = [
    { path: 'returns/index.md', text: '---\nurl: https://a.example/r\n---\n# Returns\n\nThirty days.' },
    { path: 'shipping.md', text: 'Three days.' },
  ];

  test('makes articles, and the same files again change nothing', async () => {
    const tags = [TAG];
    expect(await client().importArticles({ files, tags })).toEqual({
      created: 2,
      updated: 0,
      unchanged: 0,
      deleted: 0,
      refused: [],
    });
    const before = await client().listArticles();
    expect(before).toMatchObject([
      { title: 'Returns', body: 'Thirty days.', url: 'https://a.example/r', path: 'returns/index.md', tags },
      { title: 'Shipping', body: 'Three days.', path: 'shipping.md', tags },
    ]);
    expect(await client().importArticles({ files, tags })).toMatchObject({ created: 0, unchanged: 2 });
    expect(await client().listArticles()).toEqual(before);
  });

  test('changes what has changed and, with prune, deletes what has gone; nothing of other tags', async () => {
    await client().importArticles({ files, tags: [TAG] });
    await client().importArticles({ files });
    const byHand = await client().createArticle(LUGGAGE);
    const [returns, shipping] = files;
    const next = [{ path: './shipping.md', text: 'Four days.' }];
    const kept = await client().importArticles({ files: next, tags: [TAG] });
    expect(kept).toMatchObject({ updated: 1, deleted: 0 });
    const pruned = await client().importArticles({ files: next, tags: [TAG], prune: true });
    expect(pruned).toMatchObject({ unchanged: 1, deleted: 1 });
    const left = await client().listArticles();
    expect(left.map(({ path, tags, body }) => [path, tags.length, body])).toEqual([
      ['shipping.md', 1, 'Four days.'],
      [returns?.path, 0, 'Thirty days.'],
      [shipping?.path, 0, shipping?.text],
      [null, 0, byHand.body],
    ]);
  });

  test('refuses a file with the reason and takes the others; what a refused one was before stays', async () => {
    await client().importArticles({ files });
    const outcome = await client().importArticles({
      files: [
        { path: '../../etc/passwd.md', text: 'x' },
        { path: 'shipping.md', text: '---\nurl: [\n---\nx' },
        { path: 'new.md', text: 'New.' },
        { path: 'a/../new.md', text: 'x' },
        { path: './new.md', text: 'Again.' },
        { path: 'tagged.md', text: '---\ntags: [agent:nobody]\n---\nx' },
      ],
      prune: true,
    });
    expect(outcome).toEqual({
      created: 1,
      updated: 0,
      unchanged: 0,
      deleted: 1,
      refused: [
        { path: '../../etc/passwd.md', why: 'its path leads out of the folder' },
        { path: 'shipping.md', why: 'its front matter is no YAML' },
        { path: 'a/../new.md', why: 'its path leads out of the folder' },
        { path: 'new.md', why: 'the same path came before' },
        { path: 'tagged.md', why: "there is no tag 'agent:nobody'" },
      ],
    });
    expect((await client().listArticles()).map(({ body }) => body)).toEqual(['Three days.', 'New.']);
  });

  test('of a folder of some megabytes fits into one request, for those who may', async () => {
    const many = Array.from({ length: 40 }, (_, number) => ({
      path: `${number}.md`,
      text: `Article ${number}.\n\n${'Nothing to be found here. '.repeat(3000)}`,
    }));
    expect(await client().importArticles({ files: many })).toMatchObject({ created: 40 });
    const stranger = await server.current.wire.post('/articles/import', { files: many });
    expect(stranger.status).toBe(401);
  });

  test('is all or nothing where there is no room', async () => {
    const large = Array.from({ length: 15 }, (_, file) => ({
      path: `${file}.md`,
      text: 'x'.repeat(190_000),
    }));
    const folders = Array.from({ length: 8 }, (_, folder) =>
      large.map(({ path, text }) => ({ path: `${folder}/${path}`, text })),
    );
    const outcomes: number[] = [];
    for (const folder of folders) {
      const answer = await server.current.wire
        .as(KEYS.integration)
        .post('/articles/import', { files: folder });
      outcomes.push(answer.status);
    }
    expect(outcomes).toEqual([200, 200, 200, 200, 200, 200, 200, 422]);
    const paths = (await client().listArticles()).map(({ path }) => path ?? '');
    expect(paths.filter((path) => path.startsWith('7/'))).toEqual([]);
    const empty = [{ path: 'one.md', text: 'One.' }];
    expect(await client().importArticles({ files: empty, prune: true })).toMatchObject({ deleted: 105 });
  });
});

describe('hostile input', () => {
  const good = { title: 't', body: 'b' };
  test.each<[string, string, string, unknown]>([
    ['an empty title', 'POST', '/articles', { ...good, title: ' ' }],
    ['a body that is too long', 'POST', '/articles', { ...good, body: 'x'.repeat(200_001) }],
    ['a script for an address', 'POST', '/articles', { ...good, url: 'javascript:alert(1)' }],
    ['a language that is none', 'POST', '/articles', { ...good, language: 'english' }],
    ['too many tags', 'POST', '/articles', { ...good, tags: Array(101).fill(TAG) }],
    ['the id of a way of its own', 'POST', '/articles', { ...good, id: 'search' }],
    ['half a surrogate', 'POST', '/articles', '{"title":"\\ud800","body":"b"}'],
    ['no files', 'POST', '/articles/import', { files: [] }],
    [
      'too many files',
      'POST',
      '/articles/import',
      { files: Array.from({ length: 2001 }, () => ({ path: 'a', text: 'b' })) },
    ],
    ['a file of the wrong kind', 'POST', '/articles/import', { files: [{ path: 1, text: null }] }],
    ['no question', 'GET', '/articles/search', undefined],
    ['a question without end', 'GET', `/articles/search?query=${'x'.repeat(1001)}`, undefined],
    ['more than can be found', 'GET', '/articles/search?query=x&limit=21', undefined],
  ])('%s is refused in words', async (_name, method, path, body) => {
    const answer = await server.current.wire.as(KEYS.admin).send(method, path, body);
    expect(answer.status).toBe(422);
    expectClean(answer.text);
  });

  test('what is not there is a 404 that names it', async () => {
    const wire = server.current.wire.as(KEYS.admin);
    for (const answer of [
      await wire.get('/articles/none'),
      await wire.patch('/articles/none', { title: 'x' }),
      await wire.delete('/articles/none'),
      await wire.post('/articles', { ...good, tags: ['none'] }),
      await wire.post('/articles/import', { files: [{ path: 'a', text: 'b' }], tags: ['none'] }),
      await wire.get('/articles?agent_id=none'),
      await wire.get('/articles/search?query=x&agent_id=none'),
    ]) {
      expect([answer.status, answer.detail]).toEqual([404, "Item 'none' not found"]);
    }
  });

  test('a question of signs and another language finds what there is, or nothing', async () => {
    await client().createArticle(LUGGAGE);
    for (const query of ['"(*^~', '¿?', '\u202e', 'x'.repeat(1000), "'; drop table behaviour; --"]) {
      const found: FoundArticle[] = await client().searchArticles({ query });
      expect(found.every(({ score }) => score < 0.5)).toBe(true);
    }
  });
});

test('articles are the same after a restart, and known again by their paths', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-articles-'));
  const database = join(folder, 'baton.db');
  const files = [{ path: 'a.md', text: '# A\n\nText.' }];
  let before: Article[] = [];
  try {
    for (const round of [1, 2]) {
      await using restarted = await TestServer.start({ database });
      const own = new KnowledgeClient({ baseUrl: restarted.url });
      expect(await own.importArticles({ files })).toMatchObject(
        round === 1 ? { created: 1 } : { unchanged: 1 },
      );
      if (round === 1) before = await own.listArticles();
      else expect(await own.listArticles()).toEqual(before);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
