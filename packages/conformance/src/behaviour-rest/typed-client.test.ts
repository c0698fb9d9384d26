import { BehaviourClient, RequestError } from '@baton/client';
import { describe, expect, test } from 'vitest';
import { KEYED, KEYS } from '../testing/keyed-server.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => KEYED);
const client = (token: string = KEYS.integration): BehaviourClient =>
  new BehaviourClient({ baseUrl: server.current.url, token });
const TAG = `agent:${AGENT.id}`;

describe('the typed client', () => {
  test('makes, lists, changes and deletes what agents do', async () => {
    const { guidelines, relationships, journeys } = client();
    const first = await guidelines.create({ id: 'a/b ü', condition: 'first', tags: [TAG] });
    const second = await guidelines.create({ condition: 'second' });
    const priority = { source_guideline: first.id, target_guideline: second.id, kind: 'priority' } as const;
    const relationship = await relationships.create(priority);
    expect(await relationships.list({ guideline_id: second.id, indirect: false })).toEqual([relationship]);
    expect(await guidelines.list({ tag_id: TAG })).toEqual([first]);
    const changed = await guidelines.update(first.id, { title: 'Title' });
    expect(changed.guideline).toEqual({ ...first, title: 'Title' });
    expect(await guidelines.read(first.id)).toEqual({ ...changed, relationships: [expect.anything()] });
    await guidelines.delete(first.id);
    expect(await relationships.list()).toEqual([]);
    const journey = await journeys.create({ title: 'j', description: '', triggers: ['t'] });
    const node = await client().nodes(journey.id).create({ kind: 'chat', action: 'a' });
    const edges = client().edges(journey.id);
    const edge = await edges.create({ source: journey.root_id, target: node.id });
    expect(await edges.update(edge.id, { condition: 'c' })).toEqual({ ...edge, condition: 'c' });
    expect(await client().mermaid(journey.id)).toContain(': c');
  });

  test('reads, sets and changes when an agent has a person asked for', async () => {
    const set = await client().setTriggers(AGENT.id, { thresholds: { frustration: 0.9 } });
    expect(set).toMatchObject({ thresholds: { frustration: 0.9 } });
    const changed = await client().changeTriggers(AGENT.id, { modes: { custom: 'shadow' } });
    expect(await client().readTriggers(AGENT.id)).toEqual(changed);
    expect((await client().setTriggers(AGENT.id, {})).stored).toBeNull();
  });

  test('makes, lists and deletes what agents know', async () => {
    const { variables, cannedResponses, terms, capabilities } = client();
    const variable = await variables.create({ name: 'v' });
    const value = await client().setValue(variable.id, 'tag:a/b', [1]);
    expect(await client().readValue(variable.id, 'tag:a/b')).toEqual(value);
    expect(await variables.read(variable.id)).toEqual({
      context_variable: variable,
      key_value_pairs: { 'tag:a/b': value },
    });
    expect(await variables.update(variable.id, { name: 'w' })).toEqual({ ...variable, name: 'w' });
    await client().deleteValue(variable.id, 'tag:a/b');
    const canned = await cannedResponses.create({ value: 'v', fields: [], tags: [TAG] });
    expect(await cannedResponses.list({ tags: ['none', TAG] })).toEqual([canned]);
    expect(await terms.create({ name: 'n', description: 'd' })).toMatchObject({ synonyms: [] });
    expect(await capabilities.create({ title: 't', description: '', signals: [] })).toMatchObject({
      tags: [],
    });
  });

  test('asks for a check and waits for it', async () => {
    const content = { condition: 'The customer asks about shoes' };
    const guideline = { content, tool_ids: [], operation: 'add' as const, action_proposition: true };
    const { id } = await client().evaluate({ payloads: [{ kind: 'guideline', guideline }] });
    expect(await client().readEvaluation(id)).toMatchObject({ status: 'completed' });
  });

  test('throws what was refused', async () => {
    const missing = await client()
      .terms.read('none')
      .catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(RequestError);
    expect(missing).toMatchObject({ status: 404 });
    const forbidden = client(KEYS.operator).terms.create({ name: 'n', description: 'd' });
    await expect(forbidden).rejects.toMatchObject({ status: 403 });
  });
});
