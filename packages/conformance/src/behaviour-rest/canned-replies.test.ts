import { KnowledgeClient } from '@baton/client';
import type { CannedReply, CreateCannedReply } from '@baton/protocol';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { expectClean } from '../testing/expect-refused.ts';
import { KEYED, KEYS, TOM, visit } from '../testing/keyed-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => KEYED);
const client = (token: string): KnowledgeClient =>
  new KnowledgeClient({ baseUrl: server.current.url, token });
const THANKS = { shortcut: 'thanks', title: 'Thank you', text: 'Thank you, {{customer}}!' };

/** Tom leads. */
beforeAll(async () => {
  const admin = server.current.wire.as(KEYS.admin);
  accepted(await admin.post('/departments', { id: 'claims', name: 'Claims' }));
  await server.current.wire.as(KEYS.colleague).get('/identity');
  const made = await admin.post('/operators', { ...TOM, lead: true });
  if (made.status !== 201) accepted(await admin.patch(`/operators/${TOM.id}`, { lead: true }), 200);
});
afterEach(async () => {
  for (const { id } of await client(KEYS.admin).listCannedReplies())
    await client(KEYS.admin).deleteCannedReply(id);
});

async function make(
  over: Partial<CreateCannedReply> = {},
  token: string = KEYS.colleague,
): Promise<CannedReply> {
  return client(token).createCannedReply({ ...THANKS, ...over });
}

test('a lead makes, changes and deletes canned replies, and every operator reads them', async () => {
  const made = await make({ language: 'en' });
  expect(made).toMatchObject({ ...THANKS, department: null, language: 'en' });
  expect(await client(KEYS.operator).listCannedReplies()).toEqual([made]);
  const changed = await client(KEYS.colleague).updateCannedReply(made.id, {
    text: 'Thanks!',
    language: null,
  });
  expect(changed).toEqual({ ...made, text: 'Thanks!', language: null });
  await client(KEYS.colleague).deleteCannedReply(made.id);
  expect(await client(KEYS.operator).listCannedReplies()).toEqual([]);
});

test('an integration writes them too; an operator who is no lead and a customer do not', async () => {
  const { id } = await make({}, KEYS.integration);
  const forbidden = { status: 403 };
  await expect(make({ shortcut: 'b' }, KEYS.operator)).rejects.toMatchObject(forbidden);
  await expect(client(KEYS.operator).updateCannedReply(id, { title: 'x' })).rejects.toMatchObject(forbidden);
  await expect(client(KEYS.operator).deleteCannedReply(id)).rejects.toMatchObject(forbidden);
  expect((await (await visit(server.current)).wire.get('/canned-replies')).status).toBe(403);
});

test('a department’s operators are shown its own and those for all, by shortcut', async () => {
  await make({ shortcut: 'thanks' });
  await make({ shortcut: 'claim', department: 'claims' });
  const shortcuts = async (department?: string): Promise<string[]> =>
    (await client(KEYS.operator).listCannedReplies({ department })).map(({ shortcut }) => shortcut);
  expect(await shortcuts()).toEqual(['claim', 'thanks']);
  expect(await shortcuts('claims')).toEqual(['claim', 'thanks']);
  expect(await shortcuts('default')).toEqual(['thanks']);
});

describe('a shortcut', () => {
  test('is there once in a department, in whatever letters, and once for all', async () => {
    const first = await make();
    const own = await make({ department: 'claims' });
    await expect(make({ shortcut: 'THANKS' })).rejects.toMatchObject({
      status: 409,
      code: 'in-use',
      message: "The canned reply 'Thank you' for all departments has the shortcut /THANKS.",
    });
    const moved = client(KEYS.admin).updateCannedReply(own.id, { department: null });
    await expect(moved).rejects.toMatchObject({ code: 'in-use' });
    expect(await client(KEYS.admin).updateCannedReply(first.id, { shortcut: 'Thanks' })).toMatchObject({
      shortcut: 'Thanks',
    });
  });

  test('that two want at the same time is given to one', async () => {
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => make()));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await client(KEYS.admin).listCannedReplies()).toHaveLength(1);
  });
});

test('a department’s replies go with it', async () => {
  const admin = server.current.wire.as(KEYS.admin);
  accepted(await admin.post('/departments', { id: 'gone', name: 'Gone' }));
  await make({ department: 'gone' });
  const kept = await make();
  expect((await admin.delete('/departments/gone')).status).toBe(204);
  expect(await client(KEYS.admin).listCannedReplies()).toEqual([kept]);
});

test.each<[string, number, object]>([
  ['a shortcut with a blank', 422, { shortcut: 'a b' }],
  ['a shortcut with a slash', 422, { shortcut: '/a' }],
  ['a shortcut that is too long', 422, { shortcut: 'a'.repeat(41) }],
  ['an empty text', 422, { text: ' ' }],
  ['a text without end', 422, { text: 'x'.repeat(10_001) }],
  ['a department that is not there', 404, { department: 'none' }],
  ['a language that is none', 422, { language: 'deutsch' }],
])('%s is refused in words', async (_name, status, over) => {
  const answer = await server.current.wire.as(KEYS.admin).post('/canned-replies', { ...THANKS, ...over });
  expect(answer.status).toBe(status);
  expectClean(answer.text);
});
