import type { Guideline, GuidelineDetail, Tag } from '@baton/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { ID } from '../testing/formats.ts';
import { AGENT } from '../testing/start-server.ts';
import { makeTool } from '../testing/tools.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
beforeAll(() => server.current.context.behaviours.defineTool(makeTool('lookup', { data: 1 })));

const TOOL = { service_name: 'built-in', tool_name: 'lookup' };

async function create(body: object): Promise<Guideline> {
  return accepted<Guideline>(await server.current.wire.post('/guidelines', body));
}

describe('W2.4 POST /guidelines', () => {
  test('W2.4 a condition alone has the defaults', async () => {
    expect(await create({ condition: 'defaults' })).toEqual({
      id: expect.stringMatching(ID),
      condition: 'defaults',
      action: null,
      description: null,
      title: null,
      criticality: 'medium',
      enabled: true,
      tags: [],
      metadata: {},
      composition_mode: null,
      track: true,
      labels: [],
      priority: 0,
      say: null,
      examples: [],
    });
  });

  test('W2.4 every field is taken, enabled: false among them', async () => {
    const body = {
      id: 'chosen',
      condition: 'c',
      action: 'a',
      description: '',
      title: 't',
      criticality: 'high',
      enabled: false,
      tags: [`agent:${AGENT.id}`],
      metadata: { constructor: 1, a: [null] },
      composition_mode: 'strict_canned',
      track: false,
      labels: ['l'],
      priority: -5,
      say: 's',
      examples: ['e'],
    };
    const made = await create(body);
    expect(made).toEqual(body);
    const read = accepted<GuidelineDetail>(await server.current.wire.get('/guidelines/chosen'), 200);
    expect(read).toEqual({ guideline: made, relationships: [], tool_associations: [] });
  });

  test('W2.4 an id that is taken is 422', async () => {
    await create({ id: 'taken', condition: 'x' });
    const answer = await server.current.wire.post('/guidelines', { id: 'taken', condition: 'y' });
    expect([answer.status, answer.detail]).toEqual([422, "Guideline with id 'taken' already exists"]);
  });

  test('W1.1 ids come from the content; the same again is another one', async () => {
    const bodies = [1, 2, 3].map(() => ({ condition: 'twice', action: 'the same' }));
    const ids = await Promise.all(bodies.map(async (body) => (await create(body)).id));
    expect(new Set(ids).size).toBe(3);
    const [first = ''] = ids;
    await server.current.wire.delete(`/guidelines/${first}`);
    expect((await create({ condition: 'twice', action: 'the same' })).id).toBe(first);
  });

  test.each([
    [{}, 'condition', 'missing'],
    [{ condition: '' }, 'condition', 'string_too_short'],
    [{ condition: 'x'.repeat(10_001) }, 'condition', 'string_too_long'],
    [{ condition: 'x', action: 'x'.repeat(10_001) }, 'action', 'string_too_long'],
    [{ condition: 'x', criticality: 'huge' }, 'criticality', 'enum'],
    [{ condition: 'x', enabled: 'yes' }, 'enabled', 'bool_type'],
    [{ condition: 'x', priority: 1.5 }, 'priority', 'int_type'],
    [{ condition: 'x', composition_mode: 'free' }, 'composition_mode', 'enum'],
    [{ condition: 'x', labels: 'l' }, 'labels', 'list_type'],
    [{ condition: 'x', metadata: [] }, 'metadata', 'dict_type'],
    [{ condition: 'x', tags: Array.from({ length: 101 }, String) }, 'tags', 'too_long'],
  ])('W2.4 %j is 422 for %s: %s', async (body, field, type) => {
    const answer = await server.current.wire.post('/guidelines', body);
    expect(answer.status).toBe(422);
    expect(answer.detail).toEqual([expect.objectContaining({ loc: ['body', field], type })]);
  });
});

describe('W2 tags of behaviour', () => {
  test('W2 those that stand for something are checked against it', async () => {
    const { wire } = server.current;
    const tag = accepted<Tag>(await wire.post('/tags', { name: 'scope' }));
    const guideline = await create({ condition: 'named by a tag' });
    const journey = accepted<{ id: string; root_id: string }>(
      await wire.post('/journeys', { title: 'j', description: '', triggers: [] }),
    );
    const tags = [
      tag.id,
      `agent:${AGENT.id}`,
      `guideline:${guideline.id}`,
      `journey:${journey.id}`,
      `journey_node:${journey.root_id}`,
    ];
    expect((await create({ condition: 'tagged', tags })).tags).toEqual(tags);
    const listed = await wire.get(`/guidelines?tag_id=guideline:${guideline.id}`);
    expect(accepted<Guideline[]>(listed, 200).map(({ condition }) => condition)).toEqual(['tagged']);
  });

  test.each([
    'none',
    'agent:none',
    'journey:none',
    'journey_node:none',
    'guideline:none',
    'guideline:',
    'other:x',
  ])('W2 %s is 404', async (tag) => {
    const { wire } = server.current;
    const { id } = await create({ condition: `without ${tag}` });
    for (const answer of [
      await wire.post('/guidelines', { condition: 'x', tags: [tag] }),
      await wire.patch(`/guidelines/${id}`, { tags: { add: [tag] }, condition: 'changed' }),
    ])
      expect([answer.status, answer.detail]).toEqual([404, `Item '${tag}' not found`]);
    const read = accepted<GuidelineDetail>(await wire.get(`/guidelines/${id}`), 200);
    expect(read.guideline.condition).toBe(`without ${tag}`);
  });
});

describe('W2.4 PATCH /guidelines/{id}', () => {
  test('W2.4 answers with relationships and tools; null changes nothing', async () => {
    const { wire } = server.current;
    const made = await create({ condition: 'c', action: 'a', labels: ['x'], metadata: { k: 1 } });
    const path = `/guidelines/${made.id}`;
    const none = await wire.patch(path, { condition: null, action: null, tags: null, labels: null });
    expect(accepted<GuidelineDetail>(none, 200).guideline).toEqual(made);
    const associations = { add: [TOOL, TOOL] };
    const added = accepted<GuidelineDetail>(await wire.patch(path, { tool_associations: associations }), 200);
    expect(added.tool_associations).toEqual([
      { id: expect.stringMatching(ID), guideline_id: made.id, tool_id: TOOL },
    ]);
    const removed = await wire.patch(path, {
      tool_associations: { remove: [TOOL] },
      title: 'Title',
      composition_mode: 'canned_fluid',
      enabled: false,
      metadata: { set: { m: 2 }, unset: ['k', 'unknown'] },
      labels: { upsert: ['y'], remove: ['x'] },
    });
    expect(accepted<GuidelineDetail>(removed, 200)).toEqual({
      guideline: {
        ...made,
        title: 'Title',
        composition_mode: 'canned_fluid',
        enabled: false,
        metadata: { m: 2 },
        labels: ['y'],
      },
      relationships: [],
      tool_associations: [],
    });
  });

  test.each([
    [
      { service_name: 'built-in', tool_name: 'none' },
      "Tool not found (service='built-in', tool='none') (id='none')",
    ],
    [
      { service_name: 'none', tool_name: 'lookup' },
      "Tool not found (service='none', tool='lookup') (id='lookup')",
    ],
  ])('W2.4 the tool %j is 404', async (tool, detail) => {
    const { id } = await create({ condition: 'tools' });
    const answer = await server.current.wire.patch(`/guidelines/${id}`, {
      tool_associations: { add: [tool] },
    });
    expect([answer.status, answer.detail]).toEqual([404, detail]);
  });

  test('of a hundred changes at once none is lost', async () => {
    const { wire } = server.current;
    const { id } = await create({ condition: 'busy' });
    const numbers = Array.from({ length: 100 }, (_unused, index) => index);
    await Promise.all(
      numbers.map(async (n) =>
        accepted(
          await wire.patch(
            `/guidelines/${id}`,
            n % 2 === 0 ? { labels: { upsert: [`l${n}`] } } : { metadata: { set: { [`m${n}`]: n } } },
          ),
          200,
        ),
      ),
    );
    const { guideline } = accepted<GuidelineDetail>(await wire.get(`/guidelines/${id}`), 200);
    expect(guideline.labels).toHaveLength(50);
    expect(Object.keys(guideline.metadata)).toHaveLength(50);
  });

  test('W2.4 one that is not there is 404 in its own words', async () => {
    const { wire } = server.current;
    for (const answer of [
      await wire.get('/guidelines/none'),
      await wire.patch('/guidelines/none', {}),
      await wire.delete('/guidelines/none'),
    ])
      expect([answer.status, answer.detail]).toEqual([404, 'Guideline not found']);
  });
});

describe('guidelines that code defines', () => {
  const CODED = {
    id: 'coded',
    createdAt: 1,
    condition: 'from code',
    action: 'said by code',
    description: null,
    title: null,
    criticality: 'low',
    enabled: true,
    tags: [`agent:${AGENT.id}`],
    metadata: {},
    compositionMode: null,
    track: true,
    labels: [],
    priority: 0,
    toolIds: [],
    say: null,
    examples: ['an example'],
  } as const;
  beforeAll(() => server.current.context.behaviours.define('guideline', CODED));

  test('are listed first, can be changed and switched off, and not be deleted', async () => {
    const { wire, context } = server.current;
    await create({ condition: 'from REST', tags: [`agent:${AGENT.id}`] });
    const listed = accepted<Guideline[]>(await wire.get('/guidelines'), 200);
    expect(listed[0]).toMatchObject({ id: 'coded', criticality: 'low', examples: ['an example'] });
    await wire.patch('/guidelines/coded', { enabled: false });
    const agent = await context.app.directory.readAgent(AGENT.id);
    const conditions = context.behaviours.of(agent!).guidelines.map(({ condition }) => condition);
    expect(conditions).toContain('from REST');
    expect(conditions).not.toContain('from code');
    const refused = await wire.delete('/guidelines/coded');
    expect(refused.status).toBe(422);
    expect(refused.detail).toMatch(/defined in the agent's code/);
  });
});
