import type { Tag } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { ID, TIMESTAMP } from '../testing/formats.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();

describe('W2.3 tags', () => {
  test('W2.3 are made, read, listed by name, renamed and deleted', async () => {
    const { wire } = server.current;
    const tag = accepted<Tag>(await wire.post('/tags', { name: 'x'.repeat(50) }));
    expect(tag).toEqual({
      id: expect.stringMatching(ID),
      name: 'x'.repeat(50),
      creation_utc: expect.stringMatching(TIMESTAMP),
    });
    const path = `/tags/${tag.id}`;
    expect(accepted<Tag>(await wire.get(path), 200)).toEqual(tag);
    expect(accepted<Tag[]>(await wire.get('/tags'), 200)).toContainEqual(tag);
    expect(accepted<Tag[]>(await wire.get(`/tags?name=${tag.name}`), 200)).toEqual([tag]);
    expect(accepted<Tag[]>(await wire.get('/tags?name=other'), 200)).toEqual([]);
    expect(accepted<Tag>(await wire.patch(path, { name: 'renamed' }), 200)).toEqual({
      ...tag,
      name: 'renamed',
    });
    expect(accepted<Tag>(await wire.patch(path, { name: 'renamed' }), 200)).toEqual({
      ...tag,
      name: 'renamed',
    });
    expect((await wire.delete(path)).status).toBe(204);
    expect((await wire.delete(path)).status).toBe(404);
    expect((await wire.patch(path, { name: 'gone' })).status).toBe(404);
  });

  test('W2 a name that is taken is 422 in JSON', async () => {
    const { wire } = server.current;
    await wire.post('/tags', { name: 'taken' });
    const other = accepted<Tag>(await wire.post('/tags', { name: 'free' }));
    for (const answer of [
      await wire.post('/tags', { name: 'taken' }),
      await wire.patch(`/tags/${other.id}`, { name: 'taken' }),
    ]) {
      expect([answer.status, answer.json()]).toEqual([
        422,
        { detail: `Tag with name 'taken' already exists` },
      ]);
    }
    expect(accepted<Tag>(await wire.get(`/tags/${other.id}`), 200).name).toBe('free');
  });

  test.each([
    [{}, 'missing'],
    [{ name: '' }, 'string_too_short'],
    [{ name: 'x'.repeat(51) }, 'string_too_long'],
    [{ name: ['a'] }, 'string_type'],
  ])('W2.3 %j is 422', async (body, type) => {
    const answer = await server.current.wire.post('/tags', body);
    expect(answer.status).toBe(422);
    expect(answer.detail).toEqual([expect.objectContaining({ loc: ['body', 'name'], type })]);
  });
});
