import { beforeEach, describe, expect, test } from 'vitest';
import { Behaviours } from '../engine/behaviours.ts';
import type { AgentRecord, DirectoryStore } from '../ports/directory-store.ts';
import { makeAgent } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import { createAgent } from './agent.ts';
import type { AgentDeps } from './agent.ts';

const records = new Map<string, AgentRecord>();

async function deps(now: number): Promise<AgentDeps> {
  const directory: Pick<DirectoryStore, 'readAgent' | 'putAgent'> = {
    readAgent: async (id) => records.get(id) ?? null,
    putAgent: async (agent) => void records.set(agent.id, agent),
  };
  return {
    directory: directory as DirectoryStore,
    behaviours: await Behaviours.open(openMemory().behaviour),
    clock: { now: () => now, schedule: () => ({ cancel: () => undefined }) },
  };
}

beforeEach(() => records.clear());

describe('createAgent', () => {
  test('a restart of the same code keeps every id and the time of creation', async () => {
    const runs = [];
    for (const now of [1, 2]) {
      const agent = await createAgent(await deps(now), { name: 'Ada', description: 'Helps.' });
      const guideline = await agent.createGuideline({ condition: 'It rains', action: 'Offer an umbrella' });
      const term = await agent.createTerm({ name: 'Umbrella', description: 'Keeps dry.' });
      runs.push([agent.id, guideline.id, term.id]);
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]?.every((id) => /^[0-9A-Za-z]{10}$/.test(id))).toBe(true);
    expect([...records.values()].map((agent) => agent.createdAt)).toEqual([1]);
  });

  test('defaults are those of the wire', async () => {
    const agent = await createAgent(await deps(5), { name: 'Ada', id: 'ada' });
    expect(records.get(agent.id)).toEqual({
      id: 'ada',
      createdAt: 5,
      name: 'Ada',
      description: null,
      maxEngineIterations: 3,
      compositionMode: 'fluid',
      messageOutputMode: 'block',
      tags: [],
    });
  });

  test('two agents of one name need ids of their own', async () => {
    const shared = await deps(1);
    await createAgent(shared, { name: 'Ada' });
    await expect(createAgent(shared, { name: 'Ada' })).rejects.toThrow(/id of its own/);
    await expect(createAgent(shared, { name: 'Ada', id: 'other' })).resolves.toMatchObject({ id: 'other' });
  });
});

describe('Agent', () => {
  test('what is added is in the registry at once, and a snapshot taken before does not change', async () => {
    const parts = await deps(1);
    const agent = await createAgent(parts, { name: 'Ada' });
    const before = parts.behaviours.of(makeAgent({ id: agent.id }));
    const guideline = await agent.createGuideline({ condition: 'It rains', examples: ['it is wet'] });
    await agent.createTerm({ name: 'Umbrella', description: 'Keeps dry.', synonyms: ['brolly'] });
    expect(before.guidelines).toEqual([]);
    expect(parts.behaviours.of(makeAgent({ id: agent.id }))).toMatchObject({
      guidelines: [
        { id: guideline.id, condition: 'It rains', action: null, examples: ['it is wet'], tools: [] },
      ],
      terms: [{ name: 'Umbrella', synonyms: ['brolly'] }],
    });
  });

  test('the same guideline again replaces itself', async () => {
    const parts = await deps(1);
    const agent = await createAgent(parts, { name: 'Ada' });
    await agent.createGuideline({ condition: 'It rains', examples: ['old'] });
    await agent.createGuideline({ condition: 'It rains', examples: ['new'] });
    expect(parts.behaviours.of(makeAgent({ id: agent.id })).guidelines.map((each) => each.examples)).toEqual([
      ['new'],
    ]);
  });

  test('an empty condition is refused', async () => {
    const agent = await createAgent(await deps(1), { name: 'Ada' });
    await expect(agent.createGuideline({ condition: ' ' })).rejects.toThrow(TypeError);
  });
});
