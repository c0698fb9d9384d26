import { Parlant, ParlantClient } from 'parlant-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeTool } from '../testing/tools.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
const client = (): ParlantClient => new ParlantClient({ environment: server.current.url });
beforeAll(() => server.current.context.behaviours.defineTool(makeTool('lookup', { data: 1 })));

const TOOL = { serviceName: 'built-in', toolName: 'lookup' };

describe('W3.1 parlant-client 3.3.1 manages behaviour', () => {
  test('W2.4 guidelines', async () => {
    const { guidelines } = client();
    const made = await guidelines.create({
      condition: 'The customer asks for the price',
      action: 'Tell the price',
      metadata: { a: { b: [1] } },
      labels: ['sales'],
    });
    expect(made).toMatchObject({
      condition: 'The customer asks for the price',
      action: 'Tell the price',
      criticality: 'medium',
      enabled: true,
      tags: [],
      metadata: { a: { b: [1] } },
      track: true,
      labels: ['sales'],
      priority: 0,
    });
    const changed = await guidelines.update(made.id, {
      criticality: 'high',
      enabled: false,
      priority: 3,
      toolAssociations: { add: [TOOL] },
      metadata: { set: { c: null }, unset: ['a'] },
      labels: { upsert: ['late'], remove: ['sales'] },
    });
    expect(changed).toMatchObject({
      guideline: {
        criticality: 'high',
        enabled: false,
        priority: 3,
        metadata: { c: null },
        labels: ['late'],
      },
      relationships: [],
      toolAssociations: [{ guidelineId: made.id, toolId: TOOL }],
    });
    expect(await guidelines.retrieve(made.id)).toEqual(changed);
    expect(await guidelines.list()).toContainEqual(changed.guideline);
    await guidelines.delete(made.id);
    await expect(guidelines.retrieve(made.id)).rejects.toBeInstanceOf(Parlant.NotFoundError);
  });

  test('W2.5 relationships', async () => {
    const { guidelines, relationships, tags } = client();
    const a = await guidelines.create({ condition: 'a holds' });
    const tag = await tags.create({ name: 'related' });
    const made = await relationships.create({ sourceGuideline: a.id, targetTag: tag.id, kind: 'priority' });
    expect(made).toMatchObject({
      sourceGuideline: a,
      targetTag: { id: tag.id, name: 'related' },
      kind: 'priority',
    });
    const tool = await relationships.create({
      sourceGuideline: a.id,
      targetTool: TOOL,
      kind: 'reevaluation',
    });
    expect(tool.targetTool).toMatchObject({ name: 'lookup', description: 'The tool lookup', parameters: {} });
    expect(await relationships.retrieve(made.id)).toEqual(made);
    expect(await relationships.list({ guidelineId: a.id })).toEqual([made, tool]);
    expect(await relationships.list({ toolId: 'built-in:lookup', indirect: false })).toEqual([tool]);
    await relationships.delete(made.id);
    await expect(relationships.retrieve(made.id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test('W2.6 journeys, by the name the client knows triggers by', async () => {
    const { journeys, guidelines } = client();
    const made = await journeys.create({
      title: 'Refund',
      description: 'Getting money back',
      conditions: ['The customer wants a refund', 'The customer was charged twice'],
    });
    expect(made.conditions).toHaveLength(2);
    const extra = await guidelines.create({ condition: 'The customer returned an item' });
    const changed = await journeys.update(made.id, {
      title: 'Refunds',
      conditions: { add: [extra.id], remove: [made.conditions[0] ?? ''] },
      labels: { upsert: ['money'] },
    });
    expect(changed).toMatchObject({
      title: 'Refunds',
      conditions: [made.conditions[1], extra.id],
      labels: ['money'],
    });
    expect(await journeys.retrieve(made.id)).toEqual(changed);
    expect(await journeys.list()).toContainEqual(changed);
    expect(await journeys.mermaid(made.id)).toMatch(/^stateDiagram-v2\n/);
    await journeys.delete(made.id);
    await expect(journeys.retrieve(made.id)).rejects.toBeInstanceOf(Parlant.NotFoundError);
  });

  test('W2.7 terms', async () => {
    const { glossary } = client();
    const made = await glossary.createTerm({
      name: 'Excess',
      description: 'Your own share',
      synonyms: ['deductible'],
    });
    const changed = await glossary.updateTerm(made.id, { name: 'Own share', synonyms: [] });
    expect(changed).toEqual({ ...made, name: 'Own share', synonyms: [] });
    expect(await glossary.retrieveTerm(made.id)).toEqual(changed);
    expect(await glossary.listTerms({ tagId: 'none' })).toEqual([]);
    expect(await glossary.listTerms()).toContainEqual(changed);
    await glossary.deleteTerm(made.id);
    await expect(glossary.retrieveTerm(made.id)).rejects.toBeInstanceOf(Parlant.NotFoundError);
  });

  test('W2.8 context variables and their values', async () => {
    const { contextVariables } = client();
    const made = await contextVariables.create({ name: 'tier', toolId: TOOL, freshnessRules: '0 * * * *' });
    expect(made).toMatchObject({ name: 'tier', toolId: TOOL, freshnessRules: '0 * * * *', tags: [] });
    const value = await contextVariables.setValue(made.id, 'guest', { data: { level: 'gold' } });
    expect(value).toMatchObject({ data: { level: 'gold' }, lastModified: expect.any(Date) });
    expect(await contextVariables.getValue(made.id, 'guest')).toEqual(value);
    expect(await contextVariables.retrieve(made.id)).toEqual({
      contextVariable: made,
      keyValuePairs: { guest: value },
    });
    const bare = await contextVariables.retrieve(made.id, { includeValues: false });
    expect(bare.keyValuePairs).toBeUndefined();
    expect(await contextVariables.update(made.id, { description: 'd' })).toEqual({
      ...made,
      description: 'd',
    });
    await contextVariables.deleteValue(made.id, 'guest');
    await expect(contextVariables.getValue(made.id, 'guest')).rejects.toBeInstanceOf(Parlant.NotFoundError);
    await contextVariables.delete(made.id);
    const kept = await contextVariables.create({ name: 'kept' });
    await contextVariables.deleteMany({ tagId: 'none' });
    expect(await contextVariables.list()).toEqual([kept]);
    await contextVariables.deleteMany();
    expect(await contextVariables.list()).toEqual([]);
  });

  test('W2.9 canned responses', async () => {
    const { cannedResponses, tags } = client();
    const tag = await tags.create({ name: 'canned' });
    const made = await cannedResponses.create({
      value: 'Hello {{ std.customer.name }}, your balance is {{ balance }}',
      fields: [{ name: 'balance', description: 'in euros', examples: ['12.30'] }],
      tags: [tag.id],
      signals: ['how much have I got'],
      metadata: { page: 'balance' },
      fieldDependencies: ['balance'],
    });
    expect(made).toMatchObject({ signals: ['how much have I got'], fieldDependencies: ['balance'] });
    expect(await cannedResponses.list({ tags: [tag.id, 'other'] })).toEqual([made]);
    expect(await cannedResponses.list({ tags: 'other' })).toEqual([]);
    const changed = await cannedResponses.update(made.id, {
      value: 'Hi',
      fields: [],
      tags: { remove: [tag.id] },
    });
    expect(changed).toMatchObject({ value: 'Hi', fields: [], tags: [], metadata: { page: 'balance' } });
    expect(await cannedResponses.retrieve(made.id)).toEqual(changed);
    await cannedResponses.delete(made.id);
    await expect(cannedResponses.retrieve(made.id)).rejects.toBeInstanceOf(Parlant.NotFoundError);
  });

  test('W2.10 capabilities', async () => {
    const { capabilities } = client();
    const made = await capabilities.create({
      title: 'Refunds',
      description: 'Gives money back',
      signals: ['money'],
    });
    const changed = await capabilities.update(made.id, { signals: ['cash'] });
    expect(changed).toEqual({ ...made, signals: ['cash'] });
    expect(await capabilities.retrieve(made.id)).toEqual(changed);
    expect(await capabilities.list()).toEqual([changed]);
    await capabilities.delete(made.id);
    await expect(capabilities.retrieve(made.id)).rejects.toBeInstanceOf(Parlant.NotFoundError);
  });

  test('W2.11 evaluations', async () => {
    const { evaluations } = client();
    const started = await evaluations.create({
      payloads: [
        {
          kind: 'guideline',
          guideline: {
            content: { condition: 'The customer wants to change the address' },
            toolIds: [],
            operation: 'add',
            actionProposition: true,
            propertiesProposition: true,
          },
        },
      ],
    });
    const ended = await evaluations.retrieve(started.id, { waitForCompletion: 10 });
    expect(ended).toMatchObject({
      id: started.id,
      status: 'completed',
      progress: 100,
      invoices: [
        {
          approved: true,
          checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
          data: {
            guideline: {
              actionProposition: 'Help the customer to change the address',
              propertiesProposition: { continuous: false },
            },
          },
        },
      ],
    });
  });
});
