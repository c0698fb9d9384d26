import type { ContextVariable, ContextVariableDetail, ContextVariableValue } from '@baton/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { ID, TIMESTAMP } from '../testing/formats.ts';
import { AGENT } from '../testing/start-server.ts';
import { makeTool } from '../testing/tools.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
beforeAll(() => server.current.context.behaviours.defineTool(makeTool('lookup', { data: 1 })));

const TOOL = { service_name: 'built-in', tool_name: 'lookup' };
const TAG = `agent:${AGENT.id}`;

async function create(body: object = {}): Promise<ContextVariable> {
  return accepted<ContextVariable>(
    await server.current.wire.post('/context-variables', { name: 'tier', ...body }),
  );
}

describe('W2.8 context variables', () => {
  test('W2.8 are made, read, listed by tag, changed and deleted', async () => {
    const { wire } = server.current;
    expect(await create()).toEqual({
      id: expect.stringMatching(ID),
      name: 'tier',
      description: null,
      tool_id: null,
      freshness_rules: null,
      tags: [],
    });
    const body = { description: 'd', tool_id: TOOL, freshness_rules: '*/15 * * * *', tags: [TAG] };
    const variable = await create(body);
    expect(variable).toEqual({ id: expect.stringMatching(ID), name: 'tier', ...body });
    const path = `/context-variables/${variable.id}`;
    expect(accepted(await wire.get(path), 200)).toEqual({ context_variable: variable, key_value_pairs: {} });
    expect(accepted(await wire.get(`${path}?include_values=false`), 200)).toEqual({
      context_variable: variable,
      key_value_pairs: null,
    });
    expect(accepted(await wire.get(`/context-variables?tag_id=${TAG}`), 200)).toEqual([variable]);
    const changed = await wire.patch(path, { name: 'level', freshness_rules: '0 0 1 * *' });
    expect(accepted(changed, 200)).toEqual({ ...variable, name: 'level', freshness_rules: '0 0 1 * *' });
    expect((await wire.delete(path)).status).toBe(204);
    expect([(await wire.get(path)).status, (await wire.get(path)).detail]).toEqual([
      404,
      `Item '${variable.id}' not found`,
    ]);
  });

  test.each(['', 'soon', '* * * *', '61 * * * *', '2030-01-01T00:00:00', '* * * * * * *', '@sometimes'])(
    'W2.8 the rule %j is 422',
    async (rules) => {
      const { wire } = server.current;
      const { id } = await create();
      for (const answer of [
        await wire.post('/context-variables', { name: 'n', freshness_rules: rules }),
        await wire.patch(`/context-variables/${id}`, { freshness_rules: rules }),
      ])
        expect([answer.status, answer.detail]).toEqual([
          422,
          'the provided freshness_rules. contain an invalid cron expression.',
        ]);
    },
  );

  test.each(['0 9 * * 1-5', '*/10 * * * * *', '0 0 1 JAN *', '5,10 0-6/2 * * *', '@daily'])(
    'W2.8 the rule %j is fine',
    async (rules) => {
      expect((await create({ freshness_rules: rules })).freshness_rules).toBe(rules);
    },
  );

  test('W2.8 an unknown tool is 404', async () => {
    const tool = { service_name: 'crm', tool_name: 'tier' };
    const answer = await server.current.wire.post('/context-variables', { name: 'n', tool_id: tool });
    expect([answer.status, answer.detail]).toEqual([
      404,
      "Tool not found (service='crm', tool='tier') (id='tier')",
    ]);
  });

  test('W2.8 many are deleted at once, by tag or all, but those of code stay', async () => {
    const { wire, context } = server.current;
    const coded = {
      id: 'coded',
      createdAt: 1,
      name: 'coded',
      description: null,
      toolId: null,
      freshnessRules: null,
      tags: [],
    };
    context.behaviours.define('variable', coded);
    const [tagged, plain] = [await create({ tags: [TAG] }), await create()];
    await wire.send('PUT', `/context-variables/${tagged.id}/guest`, { data: 1 });
    const ids = async (): Promise<string[]> =>
      accepted<ContextVariable[]>(await wire.get('/context-variables'), 200).map(({ id }) => id);
    expect((await wire.delete(`/context-variables?tag_id=${TAG}`)).status).toBe(204);
    expect(await ids()).toContain(plain.id);
    expect(await ids()).not.toContain(tagged.id);
    expect(await context.behaviours.values.listValues(tagged.id)).toEqual([]);
    expect((await wire.delete('/context-variables')).status).toBe(204);
    expect(await ids()).toEqual(['coded']);
  });
});

describe('W2.8 values', () => {
  test('W2.8 are set, set again, read and deleted by key', async () => {
    const { wire } = server.current;
    const { id } = await create();
    const path = `/context-variables/${id}`;
    const put = async (key: string, data: unknown): Promise<ContextVariableValue> =>
      accepted(await wire.send('PUT', `${path}/${key}`, { data }), 200);
    const value = await put('guest', { a: [1, null] });
    expect(value).toEqual({
      id: expect.stringMatching(ID),
      last_modified: expect.stringMatching(TIMESTAMP),
      data: { a: [1, null] },
    });
    const again = await put('guest', null);
    expect(again).toMatchObject({ id: value.id, data: null });
    expect(again.last_modified > value.last_modified).toBe(true);
    const byTag = await put(encodeURIComponent('tag:a/b ü'), 'x');
    expect(accepted(await wire.get(`${path}/guest`), 200)).toEqual(again);
    const detail = accepted<ContextVariableDetail>(await wire.get(path), 200);
    expect(detail.key_value_pairs).toEqual({ guest: again, 'tag:a/b ü': byTag });
    expect((await wire.delete(`${path}/guest`)).status).toBe(204);
    const gone = await wire.get(`${path}/guest`);
    expect([gone.status, gone.detail]).toEqual([404, 'Not Found']);
    const twice = await wire.delete(`${path}/guest`);
    expect([twice.status, twice.detail]).toEqual([
      404,
      `Value not found for variable '${id}' and key 'guest'`,
    ]);
  });

  test('W2.8 of a variable that is not there they are 404', async () => {
    const { wire } = server.current;
    for (const answer of [
      await wire.get('/context-variables/none/k'),
      await wire.send('PUT', '/context-variables/none/k', { data: 1 }),
      await wire.delete('/context-variables/none/k'),
    ])
      expect([answer.status, answer.detail]).toEqual([404, "Item 'none' not found"]);
  });

  test('W2.8 without data, or with too much of it, is 422', async () => {
    const { wire } = server.current;
    const { id } = await create();
    const bodies = [{}, undefined, { data: 'x'.repeat(65_535) }];
    for (const body of bodies)
      expect((await wire.send('PUT', `/context-variables/${id}/k`, body)).status).toBe(422);
    expect(accepted(await wire.get(`/context-variables/${id}`), 200)).toMatchObject({ key_value_pairs: {} });
  });

  test('a value set while its variable goes is not left behind', async () => {
    const { wire, context } = server.current;
    const { id } = await create();
    const puts = Array.from({ length: 20 }, (_unused, index) =>
      wire.send('PUT', `/context-variables/${id}/k${index}`, { data: index }),
    );
    const [deleted, ...answers] = await Promise.all([wire.delete(`/context-variables/${id}`), ...puts]);
    expect(deleted.status).toBe(204);
    for (const { status } of answers) expect([200, 404]).toContain(status);
    expect(await context.behaviours.values.listValues(id)).toEqual([]);
  });
});
