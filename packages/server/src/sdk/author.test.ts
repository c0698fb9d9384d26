import { describe, expect, test } from 'vitest';
import { makeSession } from '../testing/make.ts';
import { memoryAuthor } from '../testing/memory-author.ts';
import { openMemory } from '../testing/open-memory.ts';

describe('createAgent', () => {
  test('a restart of the same code takes up what is in the store', async () => {
    const memory = openMemory();
    const before = await memoryAuthor(memory);
    const first = await before.author.createAgent({ name: 'Ada', description: 'Helps.' });
    const created = await before.app.directory.readAgent(first.id);
    const after = await memoryAuthor(openMemory({ db: memory.db, clock: memory.clock }));
    const second = await after.author.createAgent({ name: 'Ada', description: 'Helps more.' });
    expect(second.id).toBe(first.id);
    expect(second.id).toMatch(/^[0-9A-Za-z]{10}$/);
    expect(await after.app.directory.readAgent(first.id)).toEqual({
      ...created,
      description: 'Helps more.',
    });
  });

  test('defaults are those of the wire', async () => {
    const { author, app } = await memoryAuthor();
    await author.createAgent({ name: 'Ada', id: 'ada' });
    expect(await app.directory.readAgent('ada')).toEqual({
      id: 'ada',
      createdAt: expect.any(Number),
      name: 'Ada',
      description: null,
      maxEngineIterations: 3,
      compositionMode: 'canned_fluid',
      messageOutputMode: 'block',
      tags: [],
    });
  });

  test('two agents of one name need ids of their own', async () => {
    const { author } = await memoryAuthor();
    await author.createAgent({ name: 'Ada' });
    await expect(author.createAgent({ name: 'Ada' })).rejects.toThrow(/id of its own/);
    await expect(author.createAgent({ name: 'Ada', id: 'other' })).resolves.toMatchObject({ id: 'other' });
  });

  test.each([' ', 'x'.repeat(101)])('the name %j is refused', async (name) => {
    const { author } = await memoryAuthor();
    await expect(author.createAgent({ name })).rejects.toThrow(TypeError);
  });

  test.each([0, 1.5, Number.NaN])('%d iterations are refused', async (maxEngineIterations) => {
    const { author, app } = await memoryAuthor();
    await expect(author.createAgent({ name: 'Ada', maxEngineIterations })).rejects.toThrow(RangeError);
    expect(await app.directory.listAgents()).toEqual([]);
  });

  test('an id that could not stand in a URL is refused', async () => {
    const { author } = await memoryAuthor();
    await expect(author.createAgent({ name: 'Ada', id: 'a/b' })).rejects.toThrow(TypeError);
  });

  test('what an agent is created with is bound to it', async () => {
    const { author, behaviours, app } = await memoryAuthor();
    const hooks = { onAcknowledged: () => 'continue' as const };
    const agent = await author.createAgent({
      name: 'Ada',
      preamble: { after: 500 },
      triggerThresholds: { frustration: 0.9 },
      hooks,
    });
    const record = await app.directory.readAgent(agent.id);
    expect(behaviours.of(record!).binding).toEqual({
      preamble: { after: 500 },
      triggers: { frustration: 0.9 },
      hooks: [hooks],
    });
  });
});

describe('customers', () => {
  test('the same code finds its customer again; a second of the name needs an id', async () => {
    const memory = openMemory();
    const before = await memoryAuthor(memory);
    const jo = await before.author.createCustomer({ name: 'Jo', metadata: { plan: 'gold' } });
    await expect(before.author.createCustomer({ name: 'Jo' })).rejects.toThrow(/id of its own/);
    const other = await before.author.createCustomer({ name: 'Jo', id: 'jo-2' });
    const after = await memoryAuthor(openMemory({ db: memory.db, clock: memory.clock }));
    expect((await after.author.createCustomer({ name: 'Jo' })).id).toBe(jo.id);
    expect(other.id).toBe('jo-2');
    expect(await after.author.getCustomer('jo-2')).toMatchObject({ name: 'Jo', metadata: {} });
  });

  test('the guest is there and cannot be created', async () => {
    const { author } = await memoryAuthor();
    expect(await author.getCustomer('guest')).toMatchObject({ id: 'guest', name: 'Guest' });
    await expect(author.createCustomer({ name: 'Guest', id: 'guest' })).rejects.toThrow(/already/);
  });

  test('all of them are listed, however many', async () => {
    const { author, app } = await memoryAuthor();
    for (let index = 0; index < 501; index++) {
      await app.directory.putCustomer({
        id: `c${index}`,
        createdAt: Math.floor(index / 2),
        name: `Customer ${index}`,
        metadata: {},
        tags: [],
      });
    }
    const ids = new Set<string>();
    for await (const { id } of author.listCustomers()) ids.add(id);
    expect(ids.size).toBe(501);
    expect(await author.findCustomer('Customer 500')).toMatchObject({ id: 'c500' });
    expect(await author.findCustomer('Nobody')).toBeNull();
  });
});

describe('tags', () => {
  test('a name is one tag, whoever made it', async () => {
    const { author, app } = await memoryAuthor();
    const vip = await author.createTag('vip');
    expect((await author.createTag('vip')).id).toBe(vip.id);
    await app.directory.createTag({ id: 'rest', createdAt: 1, name: 'late' });
    expect((await author.createTag('late')).id).toBe('rest');
    expect((await author.listTags()).map(({ name }) => name).toSorted()).toEqual(['late', 'vip']);
  });

  test('one that was renamed over REST stays the tag of the code that made it', async () => {
    const { author, app } = await memoryAuthor();
    const vip = await author.createTag('vip');
    await app.directory.renameTag(vip.id, 'very important');
    expect(await author.createTag('vip')).toMatchObject({ id: vip.id, name: 'very important' });
    expect(await author.findTag('vip')).toBeNull();
  });
});

describe('finding', () => {
  test('what code and REST made is listed, found by name, and read by id', async () => {
    const { author, app, behaviours } = await memoryAuthor();
    const agent = await author.createAgent({ name: 'Ada' });
    const journey = await agent.createJourney({ title: 'Refund', description: 'Pays back.' });
    const response = await author.createCannedResponse('Hello {{ std.customer.name }}');
    const guideline = await agent.createGuideline({ condition: 'It rains' });
    const restJourney = { ...journey.record, id: 'rest', title: 'Change' };
    await behaviours.apply([{ op: 'put', kind: 'journey', record: restJourney }]);
    await app.sessions.createSession(makeSession('s', { agentId: agent.id }));

    expect(await author.findAgent('Ada')).toMatchObject({ id: agent.id });
    expect(await author.getAgent(agent.id)).toMatchObject({ name: 'Ada' });
    expect((await author.listJourneys()).map(({ id }) => id).toSorted()).toEqual(
      [journey.id, 'rest'].toSorted(),
    );
    expect(await author.findJourney('Refund')).toBe(journey);
    expect((await author.findCannedResponse('Hello {{ std.customer.name }}'))?.id).toBe(response.id);
    expect((await author.listCannedResponses()).map(({ id }) => id)).toEqual([response.id]);
    expect((await author.getGuideline(guideline.id)).record).toMatchObject({ condition: 'It rains' });
    expect((await author.listGuidelines()).map(({ id }) => id)).toEqual([guideline.id]);
    expect((await author.getSession('s')).id).toBe('s');
  });

  test('a journey made over REST cannot be built on: its record would hide what is added', async () => {
    const { author, behaviours } = await memoryAuthor();
    const { record } = await author.createJourney({ title: 'Refund', description: 'Pays back.' });
    await behaviours.apply([{ op: 'put', kind: 'journey', record: { ...record, id: 'rest' } }]);
    const journey = await author.getJourney('rest');
    expect(() => journey.initialState.transitionTo({ chat: 'Hello' })).toThrow(/over REST/);
  });

  test('what does not exist is null when searched for and an error when asked for', async () => {
    const { author } = await memoryAuthor();
    expect(await author.findAgent('Nobody')).toBeNull();
    expect(await author.findJourney('Nothing')).toBeNull();
    await expect(author.getAgent('x')).rejects.toThrow('There is no agent x');
    await expect(author.getJourney('x')).rejects.toThrow('There is no journey x');
    await expect(author.getCustomer('x')).rejects.toThrow('There is no customer x');
    await expect(author.getTag('x')).rejects.toThrow('There is no tag x');
    await expect(author.getSession('x')).rejects.toThrow('There is no session x');
    await expect(author.getCannedResponse('x')).rejects.toThrow('There is no canned response x');
  });
});
