import type { Guideline, GuidelineDetail, Journey, JourneyNode, JourneyTransition } from '@baton/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { ID } from '../testing/formats.ts';
import { AGENT } from '../testing/start-server.ts';
import { makeTool } from '../testing/tools.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
beforeAll(() => server.current.context.behaviours.defineTool(makeTool('lookup', { data: 1 })));

const TOOL = { service_name: 'built-in', tool_name: 'lookup' };

async function create(body: object = {}): Promise<Journey> {
  const whole = { title: 'Refund', description: 'd', triggers: ['wants a refund'], ...body };
  return accepted<Journey>(await server.current.wire.post('/journeys', whole));
}

async function readGuideline(id: string): Promise<Guideline | number> {
  const answer = await server.current.wire.get(`/guidelines/${id}`);
  return answer.status === 200 ? answer.json<GuidelineDetail>().guideline : answer.status;
}

async function addNode(journey: Journey, body: object): Promise<JourneyNode> {
  return accepted<JourneyNode>(await server.current.wire.post(`/journeys/${journey.id}/nodes`, body));
}

async function addEdge(
  journey: Journey,
  source: string,
  target: string,
  condition?: string,
): Promise<JourneyTransition> {
  const answer = await server.current.wire.post(`/journeys/${journey.id}/edges`, {
    source,
    target,
    condition,
  });
  return accepted<JourneyTransition>(answer);
}

describe('W2.6 journeys', () => {
  test.each(['triggers', 'conditions'])('W2.6 are made with %s as texts, and show both', async (name) => {
    const { wire } = server.current;
    const body = { title: name, description: '', [name]: ['one', 'two', 'one'], tags: [`agent:${AGENT.id}`] };
    const journey = accepted<Journey>(await wire.post('/journeys', { ...body, priority: 2, labels: ['l'] }));
    expect(journey).toEqual({
      id: expect.stringMatching(ID),
      title: name,
      description: '',
      triggers: [expect.stringMatching(ID), expect.stringMatching(ID)],
      conditions: journey.triggers,
      tags: [`agent:${AGENT.id}`],
      composition_mode: null,
      labels: ['l'],
      priority: 2,
      root_id: expect.stringMatching(ID),
    });
    expect(accepted<Journey>(await wire.get(`/journeys/${journey.id}`), 200)).toEqual(journey);
    for (const [index, id] of journey.triggers.entries())
      expect(await readGuideline(id)).toMatchObject({
        condition: ['one', 'two'][index],
        action: null,
        tags: [`journey:${journey.id}`],
      });
    const listed = accepted<Journey[]>(await wire.get(`/journeys?tag_id=agent:${AGENT.id}`), 200);
    expect(listed).toContainEqual(journey);
  });

  test.each([
    [{ description: '', triggers: [] }, 'title'],
    [{ title: '', description: '', triggers: [] }, 'title'],
    [{ title: 'x'.repeat(101), description: '', triggers: [] }, 'title'],
    [{ title: 'x', triggers: [] }, 'description'],
    [{ title: 'x', description: '' }, 'triggers'],
  ])('W2.6 %j is 422', async (body, field) => {
    const answer = await server.current.wire.post('/journeys', body);
    expect(answer.status).toBe(422);
    expect(answer.detail).toEqual([expect.objectContaining({ loc: ['body', field] })]);
  });

  test('W2.6 an empty trigger and a taken id are 422, and nothing is left behind', async () => {
    const { wire } = server.current;
    await create({ id: 'taken' });
    const before = (await wire.get('/guidelines')).text;
    const bodies = [
      { id: 'taken', triggers: ['never made'] },
      { id: 'fresh', triggers: ['never made', ''] },
      { id: 'fresh', tags: ['unknown'], triggers: ['never made'] },
    ];
    const statuses = [];
    for (const body of bodies)
      statuses.push((await wire.post('/journeys', { title: 't', description: '', ...body })).status);
    expect(statuses).toEqual([422, 422, 404]);
    expect((await wire.get('/guidelines')).text).toBe(before);
    expect((await wire.get('/journeys/fresh')).status).toBe(404);
  });

  test('W2.6 triggers are added and removed by id, under either name', async () => {
    const { wire } = server.current;
    const journey = await create({ triggers: ['own'] });
    const [own = ''] = journey.triggers;
    const everyones = accepted<Guideline>(
      await wire.post('/guidelines', { condition: 'everybody', action: 'Smile' }),
    );
    const agents = accepted<Guideline>(
      await wire.post('/guidelines', { condition: 'the agent’s', tags: [`agent:${AGENT.id}`] }),
    );
    const path = `/journeys/${journey.id}`;
    const added = await wire.patch(path, {
      triggers: { add: [everyones.id] },
      conditions: { add: [agents.id], remove: [own] },
    });
    expect(accepted<Journey>(added, 200).triggers).toEqual([everyones.id, agents.id]);
    expect(await readGuideline(own)).toBe(404);
    expect(await readGuideline(everyones.id)).toEqual(everyones);
    expect(await readGuideline(agents.id)).toMatchObject({
      tags: [`agent:${AGENT.id}`, `journey:${journey.id}`],
    });
    await wire.patch(path, { triggers: { remove: [everyones.id, agents.id] } });
    expect(await readGuideline(everyones.id)).toEqual(everyones);
    expect(await readGuideline(agents.id)).toEqual(agents);
    const unknown = await wire.patch(path, { triggers: { add: ['none'] }, title: 'changed' });
    expect(unknown.status).toBe(404);
    expect(accepted<Journey>(await wire.get(path), 200)).toMatchObject({ title: 'Refund', triggers: [] });
  });

  test('W2.6 an observation that is nobody’s becomes the journey’s, and goes with it', async () => {
    const { wire } = server.current;
    const journey = await create({ triggers: [] });
    const seen = accepted<Guideline>(await wire.post('/guidelines', { condition: 'seen' }));
    const path = `/journeys/${journey.id}`;
    await wire.patch(path, { conditions: { add: [seen.id] } });
    expect(await readGuideline(seen.id)).toMatchObject({ tags: [`journey:${journey.id}`] });
    await wire.patch(path, { conditions: { remove: [seen.id] } });
    expect(await readGuideline(seen.id)).toBe(404);
  });

  test('W2.6 deleting takes the triggers that no other journey uses', async () => {
    const { wire } = server.current;
    const first = await create({ title: 'first', triggers: ['shared', 'alone'] });
    const second = await create({ title: 'second', triggers: [] });
    const [shared = '', alone = ''] = first.triggers;
    await wire.patch(`/journeys/${second.id}`, { triggers: { add: [shared] } });
    expect((await wire.delete(`/journeys/${first.id}`)).status).toBe(204);
    expect(await readGuideline(alone)).toBe(404);
    expect(await readGuideline(shared)).toMatchObject({ tags: [`journey:${second.id}`] });
    await wire.delete(`/journeys/${second.id}`);
    expect(await readGuideline(shared)).toBe(404);
  });
});

describe('states and ways of journeys', () => {
  test('are made, read, changed, drawn and deleted', async () => {
    const { wire } = server.current;
    const journey = await create();
    const path = `/journeys/${journey.id}`;
    const ask = await addNode(journey, {
      kind: 'chat',
      action: 'Ask for the number',
      labels: ['asked'],
      say: 'Which?',
    });
    expect(ask).toEqual({
      id: expect.stringMatching(ID),
      journey_id: journey.id,
      kind: 'chat',
      action: 'Ask for the number',
      description: null,
      tools: [],
      metadata: {},
      composition_mode: null,
      labels: ['asked'],
      say: 'Which?',
    });
    const look = await addNode(journey, { kind: 'tool', tools: [TOOL], id: 'look' });
    const root = await addEdge(journey, journey.root_id, ask.id);
    const on = await addEdge(journey, ask.id, look.id, 'The number is given');
    expect(on).toEqual({
      id: expect.stringMatching(ID),
      journey_id: journey.id,
      source: ask.id,
      target: 'look',
      condition: 'The number is given',
      metadata: {},
      examples: [],
    });
    const end = await addEdge(journey, look.id, 'end');
    const nodes = accepted<JourneyNode[]>(await wire.get(`${path}/nodes`), 200);
    expect(nodes.map(({ id, kind }) => [id, kind])).toEqual([
      [journey.root_id, 'fork'],
      [ask.id, 'chat'],
      ['look', 'tool'],
    ]);
    expect(accepted(await wire.get(`${path}/edges`), 200)).toEqual([root, on, end]);
    expect(accepted(await wire.get(`${path}/nodes/${ask.id}`), 200)).toEqual(ask);
    expect(accepted(await wire.get(`${path}/edges/${on.id}`), 200)).toEqual(on);
    expect(
      accepted(
        await wire.patch(`${path}/nodes/${ask.id}`, { action: 'Ask again', metadata: { set: { a: 1 } } }),
        200,
      ),
    ).toEqual({ ...ask, action: 'Ask again', metadata: { a: 1 } });
    expect(
      accepted(
        await wire.patch(`${path}/edges/${on.id}`, { condition: 'It is there', examples: ['it is 7'] }),
        200,
      ),
    ).toEqual({ ...on, condition: 'It is there', examples: ['it is 7'] });
    const drawn = await wire.get(`${path}/mermaid`);
    expect(drawn.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(drawn.text).toContain('It is there');
    expect((await wire.delete(`${path}/edges/${end.id}`)).status).toBe(204);
    expect((await wire.delete(`${path}/nodes/${ask.id}`)).status).toBe(204);
    expect(accepted(await wire.get(`${path}/edges`), 200)).toEqual([]);
    expect((await wire.get(`${path}/nodes/${ask.id}`)).status).toBe(404);
  });

  test('states of the same words in two journeys are two', async () => {
    const [a, b] = [await create({ title: 'a' }), await create({ title: 'b' })];
    const body = { kind: 'chat', action: 'Ask' };
    const ids = [await addNode(a, body), await addNode(a, body), await addNode(b, body)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    await addNode(a, { ...body, id: 'mine' });
    expect((await server.current.wire.post(`/journeys/${b.id}/nodes`, { ...body, id: 'mine' })).status).toBe(
      422,
    );
  });

  test.each([
    [{ kind: 'chat' }, /needs an action/],
    [{ kind: 'chat', action: 'a', tools: [TOOL] }, /has no tools/],
    [{ kind: 'tool' }, /at least one tool/],
    [{ kind: 'fork', action: 'a' }, /only branches/],
    [{ kind: 'chat', action: 'a', id: 'end' }, /already exists/],
  ])('a state %j is 422', async (body, words) => {
    const journey = await create();
    const answer = await server.current.wire.post(`/journeys/${journey.id}/nodes`, body);
    expect(answer.status).toBe(422);
    expect(answer.detail).toMatch(words);
  });

  test('a way that leads nowhere, or round without a stop, is 422', async () => {
    const { wire } = server.current;
    const journey = await create();
    const chat = await addNode(journey, { kind: 'chat', action: 'a' });
    const fork = await addNode(journey, { kind: 'fork' });
    const tool = await addNode(journey, { kind: 'tool', tools: [TOOL] });
    await addEdge(journey, journey.root_id, fork.id, 'one');
    await addEdge(journey, fork.id, tool.id, 'two');
    await addEdge(journey, chat.id, chat.id, 'again');
    await addEdge(journey, journey.root_id, chat.id);
    const cases: [object, RegExp][] = [
      [{ source: chat.id, target: 'none' }, /is not a state/],
      [{ source: 'none', target: chat.id }, /is not a state/],
      [{ source: 'end', target: chat.id }, /from the end/],
      [{ source: chat.id, target: chat.id, condition: 'again' }, /already/],
      [{ source: journey.root_id, target: tool.id }, /without a condition/],
      [{ source: fork.id, target: journey.root_id, condition: 'c' }, /ring/],
      [{ source: tool.id, target: fork.id }, /ring/],
      [{ source: fork.id, target: fork.id, condition: 'c' }, /ring/],
    ];
    for (const [body, words] of cases) {
      const answer = await wire.post(`/journeys/${journey.id}/edges`, body);
      expect([answer.status, answer.detail]).toEqual([422, expect.stringMatching(words)]);
    }
    // With a condition the tool's result decides, and once it does not hold the journey stops there.
    const back = await addEdge(journey, tool.id, fork.id, 'it failed');
    const turned = await wire.patch(`/journeys/${journey.id}/nodes/${tool.id}`, {
      kind: 'fork',
      tools: { remove: [TOOL] },
    });
    expect([turned.status, turned.detail]).toEqual([422, expect.stringMatching(/ring/)]);
    const edge = `/journeys/${journey.id}/edges/${back.id}`;
    expect((await wire.patch(edge, { target: 'end' })).status).toBe(200);
    expect((await wire.delete(`/journeys/${journey.id}/nodes/${journey.root_id}`)).status).toBe(422);
  });

  test('of many added at once none is lost', async () => {
    const journey = await create({ title: 'busy' });
    const actions = Array.from({ length: 30 }, (_unused, index) => `Say ${index}`);
    const nodes = await Promise.all(actions.map((action) => addNode(journey, { kind: 'chat', action })));
    await Promise.all(nodes.map(({ id }, index) => addEdge(journey, journey.root_id, id, `case ${index}`)));
    const { wire } = server.current;
    expect(accepted<unknown[]>(await wire.get(`/journeys/${journey.id}/nodes`), 200)).toHaveLength(31);
    expect(accepted<unknown[]>(await wire.get(`/journeys/${journey.id}/edges`), 200)).toHaveLength(30);
  });

  test.each(['nodes', 'edges'])('of a journey that is not there, %s are 404', async (what) => {
    const { wire } = server.current;
    const body = what === 'nodes' ? { kind: 'fork' } : { source: 'a', target: 'b' };
    expect((await wire.get(`/journeys/none/${what}`)).status).toBe(404);
    expect((await wire.post(`/journeys/none/${what}`, body)).status).toBe(404);
    expect((await wire.get('/journeys/none/mermaid')).status).toBe(404);
  });
});
