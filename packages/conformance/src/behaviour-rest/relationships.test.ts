import type { Guideline, GuidelineDetail, Relationship, RelationshipKind, Tag } from '@baton/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { ID } from '../testing/formats.ts';
import { AGENT } from '../testing/start-server.ts';
import { makeTool } from '../testing/tools.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
beforeAll(() => server.current.context.behaviours.defineTool(makeTool('lookup', { data: 1 })));

const TOOL = { service_name: 'built-in', tool_name: 'lookup' };

async function guideline(condition: string): Promise<Guideline> {
  return accepted<Guideline>(await server.current.wire.post('/guidelines', { condition, labels: ['real'] }));
}

async function relate(body: object): Promise<Relationship> {
  return accepted<Relationship>(await server.current.wire.post('/relationships', body));
}

async function list(query: string): Promise<string[]> {
  const answer = await server.current.wire.get(`/relationships?${query}`);
  return accepted<Relationship[]>(answer, 200).map(({ id }) => id);
}

/** A chain of guidelines, each related to the next, and the last to the first when it is a ring. */
async function chain(
  name: string,
  kind: RelationshipKind,
  length: number,
  ring: boolean,
): Promise<[Guideline[], string[]]> {
  const guidelines: Guideline[] = [];
  for (let i = 0; i < length; i++) guidelines.push(await guideline(`${name} ${i}`));
  const ids: string[] = [];
  for (let i = 0; i < (ring ? length : length - 1); i++) {
    const [source, target] = [guidelines[i]!.id, guidelines[(i + 1) % length]!.id];
    ids.push((await relate({ source_guideline: source, target_guideline: target, kind })).id);
  }
  return [guidelines, ids];
}

describe('W2.5 POST /relationships', () => {
  test('W2.5 both ends come expanded, with what is really in them', async () => {
    const { wire } = server.current;
    const source = await guideline('source');
    const tag = accepted<Tag>(await wire.post('/tags', { name: 'target' }));
    expect(await relate({ source_guideline: source.id, target_tag: tag.id, kind: 'entailment' })).toEqual({
      id: expect.stringMatching(ID),
      source_guideline: source,
      source_tag: null,
      source_tool: null,
      target_guideline: null,
      target_tag: tag,
      target_tool: null,
      kind: 'entailment',
    });
    expect(
      await relate({ source_tag: `agent:${AGENT.id}`, target_tool: TOOL, kind: 'overlap' }),
    ).toMatchObject({
      source_tag: { id: `agent:${AGENT.id}`, name: `agent:${AGENT.id}` },
      target_tool: { name: 'lookup', description: 'The tool lookup', parameters: {}, required: [] },
    });
  });

  test('the same again is the one that is there', async () => {
    const [a, b] = [await guideline('same a'), await guideline('same b')];
    const body = { source_guideline: a.id, target_guideline: b.id, kind: 'priority' };
    const made = await Promise.all([relate(body), relate(body), relate(body)]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await list(`guideline_id=${a.id}`)).toEqual([made[0].id]);
  });

  test.each([
    ['no ends', {}, /source_guideline/],
    ['no target', { source_tag: `agent:${AGENT.id}` }, /target_guideline/],
    [
      'a guideline and a tag',
      { source_tag: 'x', source_guideline: 'y', target_tag: 'z' },
      /^A relationship cannot have both a source guideline and a source tag$/,
    ],
    ['a tag and a tool', { source_tag: 'x', source_tool: TOOL, target_tag: 'z' }, /there are 2/],
    [
      'the same twice',
      { source_tag: `agent:${AGENT.id}`, target_tag: `agent:${AGENT.id}` },
      /^source and target cannot be the same entity$/,
    ],
    [
      'the same tool',
      { source_tool: TOOL, target_tool: TOOL },
      /^source and target cannot be the same entity$/,
    ],
  ])('W2.5 %s is 422', async (_name, ends, words) => {
    const answer = await server.current.wire.post('/relationships', { kind: 'priority', ...ends });
    expect(answer.status).toBe(422);
    expect(answer.detail).toMatch(words);
  });

  test.each([
    [{ source_guideline: 'none', target_tag: `agent:${AGENT.id}` }, 'Guideline not found'],
    [{ source_tag: 'none', target_tag: `agent:${AGENT.id}` }, "Item 'none' not found"],
    [
      { source_tool: { service_name: 'x', tool_name: 'y' }, target_tag: `agent:${AGENT.id}` },
      "Tool not found (service='x', tool='y') (id='y')",
    ],
  ])('W2.5 %j is 404', async (ends, detail) => {
    const answer = await server.current.wire.post('/relationships', { kind: 'priority', ...ends });
    expect([answer.status, answer.detail]).toEqual([404, detail]);
  });

  test('W2.5 a kind that is none is 422', async () => {
    const answer = await server.current.wire.post('/relationships', { kind: 'likes' });
    expect(answer.status).toBe(422);
  });
});

describe('W2.5 GET /relationships', () => {
  test('W2.5 indirect is the default, in both directions and within one kind', async () => {
    const [guidelines, ids] = await chain('line', 'entailment', 4, false);
    const other = await guideline('another kind');
    await relate({ source_guideline: guidelines[3]!.id, target_guideline: other.id, kind: 'priority' });
    expect(await list(`guideline_id=${guidelines[1]!.id}&kind=entailment`)).toEqual(ids);
    expect(await list(`guideline_id=${guidelines[1]!.id}`)).toEqual(ids);
    expect(await list(`guideline_id=${guidelines[1]!.id}&indirect=false`)).toEqual(ids.slice(0, 2));
    expect(await list(`guideline_id=${guidelines[0]!.id}&kind=priority`)).toEqual([]);
    const detail = accepted<GuidelineDetail>(
      await server.current.wire.get(`/guidelines/${guidelines[0]!.id}`),
      200,
    );
    expect(detail.relationships.map(({ id }) => id)).toEqual(ids);
  });

  test('W2.5 in a ring each is listed once', async () => {
    const [guidelines, ids] = await chain('ring', 'dependency', 3, true);
    for (const { id } of guidelines) expect(await list(`guideline_id=${id}`)).toEqual(ids);
  });

  test('W2.5 by tag and by tool', async () => {
    const { wire } = server.current;
    const tag = accepted<Tag>(await wire.post('/tags', { name: 'listed' }));
    const { id } = await guideline('listed');
    const byTag = await relate({ source_guideline: id, target_tag: tag.id, kind: 'disambiguation' });
    const byTool = await relate({ source_guideline: id, target_tool: TOOL, kind: 'reevaluation' });
    expect(await list(`tag_id=${tag.id}`)).toEqual([byTag.id]);
    expect(await list('tool_id=built-in:lookup&kind=reevaluation')).toEqual([byTool.id]);
    expect(await list('kind=disambiguation')).toEqual([byTag.id]);
    expect(await list('')).toEqual(expect.arrayContaining([byTag.id, byTool.id]));
  });

  test.each([
    ['guideline_id=none', 404],
    ['tag_id=none', 404],
    ['tool_id=none:none', 404],
    ['tool_id=none', 422],
    ['kind=likes', 422],
    ['indirect=perhaps', 422],
    ['tag_id=a&guideline_id=b', 422],
  ])('W2.5 %s is %i', async (query, status) => {
    expect((await server.current.wire.get(`/relationships?${query}`)).status).toBe(status);
  });

  test('W2.5 there is no PATCH, and what is deleted is gone', async () => {
    const { wire } = server.current;
    const [, [id = '']] = await chain('deleted', 'priority', 2, false);
    expect((await wire.patch(`/relationships/${id}`, {})).status).toBe(405);
    expect((await wire.delete(`/relationships/${id}`)).status).toBe(204);
    for (const answer of [await wire.delete(`/relationships/${id}`), await wire.get(`/relationships/${id}`)])
      expect([answer.status, answer.detail]).toEqual([404, `Item '${id}' not found`]);
  });
});
