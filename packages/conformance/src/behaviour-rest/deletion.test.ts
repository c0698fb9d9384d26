import type { Agent, Guideline, Journey, JourneyNode, Relationship, Tag, Term } from '@baton/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
let agent: Agent;
let tag: Tag;
let count = 0;
beforeEach(async () => {
  const { wire } = server.current;
  count += 1;
  agent = accepted<Agent>(await wire.post('/agents', { name: `Agent ${count}` }));
  tag = accepted<Tag>(await wire.post('/tags', { name: `tag ${count}` }));
});

/** What there is of the paths, gone or its tags. */
async function left(...paths: string[]): Promise<(string[] | 'gone')[]> {
  const found: (string[] | 'gone')[] = [];
  for (const path of paths) {
    const answer = await server.current.wire.get(path);
    const body = answer.json<{
      tags?: string[];
      guideline?: Guideline;
      context_variable?: { tags: string[] };
    }>();
    found.push(
      answer.status === 404
        ? 'gone'
        : (body.tags ?? body.guideline?.tags ?? body.context_variable?.tags ?? []),
    );
  }
  return found;
}

async function make<T extends { id: string }>(path: string, body: object): Promise<string> {
  return `${path}/${accepted<T>(await server.current.wire.post(path, body)).id}`;
}

async function relate(body: object): Promise<string> {
  return make<Relationship>('/relationships', { kind: 'priority', ...body });
}

const idOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

describe('what goes with an agent', () => {
  test('is what belonged to it alone; the rest loses its tag', async () => {
    const { wire, context } = server.current;
    const own = `agent:${agent.id}`;
    const alone = [
      await make('/guidelines', { condition: 'alone', tags: [own] }),
      await make('/terms', { name: 'alone', description: '', tags: [own] }),
      await make('/context-variables', { name: 'alone', tags: [own] }),
      await make('/canned_responses', { value: 'alone', fields: [], tags: [own] }),
      await make('/capabilities', { title: 'alone', description: '', signals: [], tags: [own] }),
      await make('/journeys', { title: 'alone', description: '', triggers: ['alone'], tags: [own] }),
    ];
    const shared = [
      await make('/guidelines', { condition: 'shared', tags: [own, `agent:${AGENT.id}`] }),
      await make('/terms', { name: 'shared', description: '', tags: [tag.id, own] }),
    ];
    const everybodys = await make('/guidelines', { condition: 'everybody' });
    const related = [
      await relate({ source_guideline: idOf(everybodys), target_tag: own }),
      await relate({ source_guideline: idOf(alone[0]!), target_guideline: idOf(everybodys) }),
    ];
    const kept = await relate({ source_guideline: idOf(everybodys), target_guideline: idOf(shared[0]!) });
    const journey = accepted<Journey>(await wire.get(alone[5]!), 200);
    expect((await wire.delete(`/agents/${agent.id}`)).status).toBe(204);
    expect(await left(...alone, ...related, `/guidelines/${journey.triggers[0]}`)).toEqual(
      Array(9).fill('gone'),
    );
    expect(await left(...shared, everybodys)).toEqual([[`agent:${AGENT.id}`], [tag.id], []]);
    expect((await wire.get(kept)).status).toBe(200);
    expect(context.behaviours.list('guideline').some(({ tags }) => tags.includes(own))).toBe(false);
  });
});

test('what is made while its owner goes is not left behind', async () => {
  const { wire, context } = server.current;
  const own = `agent:${agent.id}`;
  const make20 = Array.from({ length: 20 }, (_unused, index) =>
    wire.post('/guidelines', { condition: `late ${index}`, tags: [own] }),
  );
  const [deleted, ...made] = await Promise.all([
    wire.delete(`/agents/${agent.id}`),
    ...make20,
    ...Array.from({ length: 20 }, (_unused, index) =>
      wire.post('/guidelines', { condition: `later ${index}`, tags: [own] }),
    ),
  ]);
  expect(deleted.status).toBe(204);
  for (const { status } of made) expect([201, 404]).toContain(status);
  expect(context.behaviours.list('guideline').filter(({ tags }) => tags.includes(own))).toEqual([]);
});

describe('what goes with a guideline', () => {
  test('is its relationships, its place as a trigger, and what was tagged with it alone', async () => {
    const { wire } = server.current;
    const guideline = await make('/guidelines', { condition: 'goes' });
    const id = idOf(guideline);
    const other = await make('/guidelines', { condition: 'stays' });
    const term = await make('/terms', { name: 'its', description: '', tags: [`guideline:${id}`] });
    const related = [
      await relate({ source_guideline: id, target_guideline: idOf(other) }),
      await relate({ source_tag: `guideline:${id}`, target_guideline: idOf(other) }),
    ];
    const journey = await make('/journeys', { title: 'j', description: '', triggers: ['own'] });
    await wire.patch(journey, { triggers: { add: [id] } });
    await wire.delete(guideline);
    expect(await left(term, ...related)).toEqual(['gone', 'gone', 'gone']);
    expect(accepted<Journey>(await wire.get(journey), 200).triggers).toHaveLength(1);
  });
});

describe('what goes with a journey', () => {
  test('is what hung on it or on one of its states alone', async () => {
    const { wire } = server.current;
    const path = await make('/journeys', { title: 'j', description: '', triggers: ['t'] });
    const journey = accepted<Journey>(await wire.get(path), 200);
    const node = accepted<JourneyNode>(await wire.post(`${path}/nodes`, { kind: 'chat', action: 'a' }));
    const onNode = [`journey_node:${node.id}`];
    const onJourney = [`journey:${journey.id}`];
    const first = await make('/canned_responses', { value: 'first', fields: [], tags: onNode });
    const both = await make('/terms', { name: 'both', description: '', tags: [...onNode, ...onJourney] });
    const guideline = await make('/guidelines', { condition: 'within', tags: onJourney });
    const related = await relate({ source_tag: onNode[0], target_tag: onJourney[0] });
    await wire.delete(`${path}/nodes/${node.id}`);
    expect(await left(first, both, guideline, related)).toEqual(['gone', onJourney, onJourney, 'gone']);
    await wire.delete(path);
    expect(await left(both, guideline, `/guidelines/${journey.triggers[0]}`)).toEqual([
      'gone',
      'gone',
      'gone',
    ]);
  });
});

describe('what goes with a tag', () => {
  test('is relationships that name it; what carries it stays as it is, and is nobody else’s', async () => {
    const { wire } = server.current;
    const term = await make<Term>('/terms', { name: 'n', description: '', tags: [tag.id] });
    const guideline = await make('/guidelines', { condition: 'c' });
    const related = await relate({ source_guideline: idOf(guideline), target_tag: tag.id });
    await wire.delete(`/tags/${tag.id}`);
    expect(await left(term, related)).toEqual([[tag.id], 'gone']);
  });
});

describe('what code defines', () => {
  test('stays when what it belongs to goes, and its journeys can lose a trigger', async () => {
    const { wire, context } = server.current;
    const term = {
      id: `coded-${count}`,
      createdAt: 1,
      name: 'n',
      description: '',
      synonyms: [],
      tags: [`agent:${agent.id}`],
    };
    context.behaviours.define('term', term);
    await wire.delete(`/agents/${agent.id}`);
    expect(await left(`/terms/${term.id}`)).toEqual([term.tags]);
    expect((await wire.delete(`/terms/${term.id}`)).status).toBe(422);
  });
});

test('what variables hold of a customer, an agent or a tag goes with them, and nothing else does', async () => {
  const { wire, context } = server.current;
  const customer = accepted<{ id: string }>(await wire.post('/customers', { name: 'Kim' }));
  const id = idOf(await make('/context-variables', { name: 'held' }));
  const gone = [customer.id, `agent:${agent.id}`, `tag:${tag.id}`];
  for (const key of [...gone, 'default'])
    await wire.send('PUT', `/context-variables/${id}/${encodeURIComponent(key)}`, { data: key });
  for (const path of [`/customers/${customer.id}`, `/agents/${agent.id}`, `/tags/${tag.id}`])
    expect((await wire.delete(path)).status).toBe(204);
  expect((await context.behaviours.values.listValues(id)).map(({ key }) => key)).toEqual(['default']);
});
