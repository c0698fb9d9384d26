import type { Agent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { ID, TIMESTAMP } from '../testing/formats.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';
import type { Fault } from '../testing/wire.ts';

const server = useServer();

async function create(body: object): Promise<Agent> {
  return accepted<Agent>(await server.current.wire.post('/agents', body));
}

describe('W2.1 agents', () => {
  test('W2.1 a name is enough', async () => {
    expect(await create({ name: 'Bo' })).toEqual({
      id: expect.stringMatching(ID),
      name: 'Bo',
      description: null,
      creation_utc: expect.stringMatching(TIMESTAMP),
      max_engine_iterations: 3,
      composition_mode: 'fluid',
      message_output_mode: 'block',
      tags: [],
    });
  });

  test('W2.1 keeps every field, and reads and lists it', async () => {
    const { wire } = server.current;
    const tag = (await wire.post('/tags', { name: 'team-a' })).json<{ id: string }>();
    const body = {
      id: 'my-agent',
      name: 'x'.repeat(100),
      description: 'Knows all',
      max_engine_iterations: 7,
      composition_mode: 'strict_canned',
      message_output_mode: 'stream',
      tags: [tag.id, `agent:${AGENT.id}`, '__preamble__'],
    };
    const agent = await create(body);
    expect(agent).toMatchObject({ ...body, tags: expect.arrayContaining(body.tags) });
    expect(accepted<Agent>(await wire.get('/agents/my-agent'), 200)).toEqual(agent);
    expect(accepted<Agent[]>(await wire.get('/agents'), 200)).toContainEqual(agent);
  });

  test('W2.1 an id that is taken is 422 in JSON', async () => {
    const answer = await server.current.wire.post('/agents', { id: AGENT.id, name: 'Thief' });
    expect([answer.status, answer.json()]).toEqual([
      422,
      { detail: `Agent with id '${AGENT.id}' already exists` },
    ]);
    const agent = (await server.current.wire.get(`/agents/${AGENT.id}`)).json();
    expect(agent['name']).toBe(AGENT.name);
  });

  test.each(['fluid', 'canned_fluid', 'composited_canned', 'strict_canned'])(
    'W2.1 composes in mode %s',
    async (mode) => {
      expect((await create({ name: 'Bo', composition_mode: mode })).composition_mode).toBe(mode);
    },
  );

  test.each([
    [{}, 'name', 'missing'],
    [{ name: '' }, 'name', 'string_too_short'],
    [{ name: 'x'.repeat(101) }, 'name', 'string_too_long'],
    [{ name: 'Bo', max_engine_iterations: 0 }, 'max_engine_iterations', 'greater_than_equal'],
    [{ name: 'Bo', max_engine_iterations: 1.5 }, 'max_engine_iterations', 'int_type'],
    [{ name: 'Bo', composition_mode: 'loose' }, 'composition_mode', 'enum'],
    [{ name: 'Bo', message_output_mode: 'drip' }, 'message_output_mode', 'enum'],
    [{ name: 'Bo', tags: 'a' }, 'tags', 'list_type'],
  ])('W2.1 %j is 422', async (body, field, type) => {
    const answer = await server.current.wire.post('/agents', body);
    expect(answer.status).toBe(422);
    expect((answer.detail as Fault[]).map((fault) => [fault.loc, fault.type])).toEqual([
      [['body', field], type],
    ]);
  });

  test.each(['unknown-tag', 'agent:nobody'])('W2 a tag %s that does not exist is 404', async (tag) => {
    const answer = await server.current.wire.post('/agents', { name: 'Bo', tags: [tag] });
    expect([answer.status, answer.detail]).toEqual([404, `Item '${tag}' not found`]);
  });

  test('W2.1 PATCH changes what it names', async () => {
    const { wire } = server.current;
    const [one, two] = await Promise.all(
      ['one', 'two'].map(
        async (name) => (await wire.post('/tags', { name: `agent-${name}` })).json<{ id: string }>().id,
      ),
    );
    const agent = await create({ name: 'Bo', description: 'Old', tags: [one] });
    const path = `/agents/${agent.id}`;
    const renamed = accepted<Agent>(
      await wire.patch(path, { name: 'Bea', tags: { add: [two], remove: [one] } }),
      200,
    );
    expect(renamed).toEqual({ ...agent, name: 'Bea', tags: [two] });
    const modes = {
      description: '',
      composition_mode: 'canned_fluid',
      message_output_mode: 'stream',
      max_engine_iterations: 1,
    };
    expect(accepted<Agent>(await wire.patch(path, modes), 200)).toEqual({ ...renamed, ...modes });
    const nulls = { name: null, description: null, tags: null, composition_mode: null };
    expect(accepted<Agent>(await wire.patch(path, nulls), 200)).toEqual({ ...renamed, ...modes });
    expect(accepted<Agent>(await wire.patch(path, {}), 200)).toEqual({ ...renamed, ...modes });
  });

  test('W2.1 PATCH of an unknown agent, or with an unknown tag, is 404', async () => {
    const { wire } = server.current;
    expect((await wire.patch('/agents/nobody', { name: 'x' })).status).toBe(404);
    const agent = await create({ name: 'Bo' });
    const answer = await wire.patch(`/agents/${agent.id}`, { name: 'Bea', tags: { add: ['unknown'] } });
    expect(answer.status).toBe(404);
    expect(accepted<Agent>(await wire.get(`/agents/${agent.id}`), 200)).toEqual(agent);
  });

  test('W2.1 DELETE is 204, then 404', async () => {
    const { wire } = server.current;
    const agent = await create({ name: 'Bo' });
    expect((await wire.delete(`/agents/${agent.id}`)).status).toBe(204);
    expect((await wire.delete(`/agents/${agent.id}`)).status).toBe(404);
    expect((await wire.get(`/agents/${agent.id}`)).status).toBe(404);
  });
});
