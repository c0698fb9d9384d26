import type { CannedResponse, Capability, Tag, Term } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { ID, TIMESTAMP } from '../testing/formats.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
const TAG = `agent:${AGENT.id}`;

describe('W2.7 terms', () => {
  test('W2.7 are made, read, listed by tag, changed and deleted', async () => {
    const { wire } = server.current;
    const term = accepted<Term>(
      await wire.post('/terms', {
        name: 'Excess',
        description: 'Your share',
        synonyms: ['a', 'a'],
        tags: [TAG],
      }),
    );
    expect(term).toEqual({
      id: expect.stringMatching(ID),
      name: 'Excess',
      description: 'Your share',
      synonyms: ['a'],
      tags: [TAG],
    });
    const path = `/terms/${term.id}`;
    expect(accepted(await wire.get(path), 200)).toEqual(term);
    expect(accepted(await wire.get(`/terms?tag_id=${TAG}`), 200)).toEqual([term]);
    expect(accepted(await wire.get('/terms?tag_id=other'), 200)).toEqual([]);
    expect(accepted(await wire.patch(path, { synonyms: [], tags: { remove: [TAG] } }), 200)).toEqual({
      ...term,
      synonyms: [],
      tags: [],
    });
    expect((await wire.delete(path)).status).toBe(204);
    expect([(await wire.get(path)).status, (await wire.get(path)).detail]).toEqual([
      404,
      `Item '${term.id}' not found`,
    ]);
    expect((await wire.patch(path, {})).status).toBe(404);
    expect((await wire.delete(path)).status).toBe(404);
  });

  test('W2.7 an id that is taken is 422', async () => {
    const { wire } = server.current;
    const body = { id: 'mine', name: 'n', description: 'd' };
    expect(accepted<Term>(await wire.post('/terms', body)).id).toBe('mine');
    const answer = await wire.post('/terms', body);
    expect([answer.status, answer.detail]).toEqual([422, "Term with id 'mine' already exists"]);
  });

  test.each([
    [{ description: 'd' }, 'name', 'missing'],
    [{ name: 'n' }, 'description', 'missing'],
    [{ name: '', description: 'd' }, 'name', 'string_too_short'],
    [{ name: 'x'.repeat(101), description: 'd' }, 'name', 'string_too_long'],
    [{ name: 'n', description: 'x'.repeat(10_001) }, 'description', 'string_too_long'],
    [{ name: 'n', description: 'd', synonyms: 'x' }, 'synonyms', 'list_type'],
  ])('W2.7 %j is 422', async (body, field, type) => {
    const answer = await server.current.wire.post('/terms', body);
    expect(answer.status).toBe(422);
    expect(answer.detail).toEqual([expect.objectContaining({ loc: ['body', field], type })]);
  });
});

describe('W2.10 capabilities', () => {
  test('W2.10 are made, read, listed by tag, changed and deleted', async () => {
    const { wire } = server.current;
    const body = { title: 'Refunds', description: 'Gives money back', signals: ['money'], tags: [TAG] };
    const capability = accepted<Capability>(await wire.post('/capabilities', body));
    expect(capability).toEqual({ id: expect.stringMatching(ID), ...body });
    const path = `/capabilities/${capability.id}`;
    expect(accepted(await wire.get(path), 200)).toEqual(capability);
    expect(accepted(await wire.get(`/capabilities?tag_id=${TAG}`), 200)).toEqual([capability]);
    expect(accepted(await wire.get('/capabilities?tag_id=other'), 200)).toEqual([]);
    expect(accepted(await wire.patch(path, { title: 'New', signals: [] }), 200)).toEqual({
      ...capability,
      title: 'New',
      signals: [],
    });
    expect((await wire.delete(path)).status).toBe(204);
    expect((await wire.delete(path)).status).toBe(404);
  });

  test.each(['title', 'description', 'signals'])('W2.10 without %s it is 422', async (field) => {
    const body = { title: 't', description: 'd', signals: ['s'], [field]: undefined };
    expect((await server.current.wire.post('/capabilities', body)).status).toBe(422);
  });
});

describe('W2.9 canned responses', () => {
  async function create(body: object): Promise<CannedResponse> {
    return accepted<CannedResponse>(await server.current.wire.post('/canned_responses', body));
  }

  test('W2.9 are made, read, listed by tags, changed and deleted', async () => {
    const { wire } = server.current;
    const tags = await Promise.all(
      ['one', 'two'].map(async (name) => accepted<Tag>(await wire.post('/tags', { name })).id),
    );
    const fields = [{ name: 'balance', description: 'in euros', examples: ['9.50'] }];
    const made = await create({ value: 'You have {{ balance }}', fields, tags: [tags[0]] });
    expect(made).toEqual({
      id: expect.stringMatching(ID),
      creation_utc: expect.stringMatching(TIMESTAMP),
      value: 'You have {{ balance }}',
      fields,
      tags: [tags[0]],
      signals: [],
      metadata: {},
      field_dependencies: [],
    });
    const other = await create({ value: 'Hello', fields: [], tags: [tags[1]] });
    const list = async (query: string): Promise<CannedResponse[]> =>
      accepted(await wire.get(`/canned_responses${query}`), 200);
    expect(await list(`?tags=${tags[0]}`)).toEqual([made]);
    expect(await list(`?tags=${tags[0]}&tags=${tags[1]}`)).toEqual([made, other]);
    expect(await list('')).toEqual([made, other]);
    const path = `/canned_responses/${made.id}`;
    const changed = accepted(
      await wire.patch(path, { value: 'Hi', metadata: { set: { a: 1 } }, signals: ['ignored'] }),
      200,
    );
    expect(changed).toEqual({ ...made, value: 'Hi', metadata: { a: 1 } });
    expect(accepted(await wire.get(path), 200)).toEqual(changed);
    expect((await wire.delete(path)).status).toBe(204);
    expect((await wire.get(path)).status).toBe(404);
  });

  test('W2.9 fields without a value are 422', async () => {
    const { id } = await create({ value: 'v', fields: [] });
    const answer = await server.current.wire.patch(`/canned_responses/${id}`, { fields: [] });
    expect([answer.status, answer.detail]).toEqual([
      422,
      'CannedResponse fields cannot be updated without providing a new value.',
    ]);
  });

  test.each([
    'Hello {{ name',
    '{% if x %}never closed',
    '{% include "/etc/passwd" %}',
    '{{ x | unknown_filter }}',
    '{% nonsense %}',
  ])('W2.9 the template %j is 422 with the reason, when made and when changed', async (value) => {
    const { wire } = server.current;
    const { id } = await create({ value: 'fine', fields: [] });
    for (const answer of [
      await wire.post('/canned_responses', { value, fields: [] }),
      await wire.patch(`/canned_responses/${id}`, { value }),
    ]) {
      expect(answer.status).toBe(422);
      expect(answer.detail).toMatch(/^The template cannot be used: .{5}/);
    }
  });

  test.each([
    [{ fields: [] }, 'missing'],
    [{ value: 'v' }, 'missing'],
    [{ value: 'x'.repeat(10_001), fields: [] }, 'string_too_long'],
    [{ value: 'v', fields: [{ name: 'n' }] }, 'missing'],
  ])('W2.9 %j is 422', async (body, type) => {
    const answer = await server.current.wire.post('/canned_responses', body);
    expect(answer.status).toBe(422);
    expect(answer.detail).toContainEqual(expect.objectContaining({ type }));
  });
});
