import { Parlant, ParlantClient } from 'parlant-client';
import { describe, expect, test } from 'vitest';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

type SessionPage = Exclude<Parlant.SessionsListResponse, Parlant.Session[]>;

const server = useServer();
const client = (): ParlantClient => new ParlantClient({ environment: server.current.url });
const newSession = (more: object = {}): Promise<Parlant.Session> =>
  client().sessions.create({ agentId: AGENT.id, ...more });

describe('W3.1 parlant-client 3.3.1 beyond what 0.10.0 can', () => {
  test('W3.1 a session with metadata and labels, found by its labels', async () => {
    const session = await newSession({ metadata: { a: { b: 1 } }, labels: ['gold', 'de'] });
    expect(session).toMatchObject({ mode: 'auto', metadata: { a: { b: 1 } } });
    expect(await client().sessions.list({ labels: ['gold', 'de'] })).toEqual([session]);
    const changed = await client().sessions.update(session.id, {
      metadata: { set: { c: 1 }, unset: ['a'] },
      labels: { upsert: ['fr'], remove: ['de'] },
      consumptionOffsets: { client: 0 },
    });
    expect(changed).toMatchObject({ metadata: { c: 1 }, labels: expect.arrayContaining(['gold', 'fr']) });
  });

  test('W3.1 pages of sessions and customers are page objects', async () => {
    await Promise.all([1, 2, 3].map(() => newSession({ customerId: 'paging' })));
    const first = (await client().sessions.list({ customerId: 'paging', limit: 2 })) as SessionPage;
    expect(first).toMatchObject({ totalCount: 3, hasMore: true, nextCursor: expect.any(String) });
    const rest = (await client().sessions.list({
      customerId: 'paging',
      limit: 2,
      cursor: first.nextCursor ?? '',
    })) as SessionPage;
    expect(rest).toMatchObject({ hasMore: false });
    expect(new Set([...first.items, ...rest.items].map((session) => session.id)).size).toBe(3);
    await client().customers.create({ name: 'Kim' });
    const customers = (await client().customers.list({ limit: 1 })) as Parlant.PaginatedCustomers;
    expect(customers).toMatchObject({ hasMore: true, items: [{ id: 'guest' }] });
  });

  test('W3.1 participant, metadata, data, status and guidelines of an event', async () => {
    const { sessions } = client();
    const { id } = await newSession();
    const human = await sessions.createEvent(id, {
      kind: 'message',
      source: 'human_agent',
      message: 'I am Mia',
      participant: { id: 'mia', displayName: 'Mia' },
      metadata: { shift: 'late' },
    });
    expect(human).toMatchObject({
      data: { participant: { display_name: 'Mia' } },
      metadata: { shift: 'late' },
    });
    const status = await sessions.createEvent(id, {
      kind: 'status',
      source: 'human_agent',
      status: 'typing',
      data: { x: 1 },
    });
    expect(status.data).toEqual({ status: 'typing', data: { x: 1 } });
    const said = await sessions.createEvent(id, {
      kind: 'message',
      source: 'ai_agent',
      guidelines: [{ action: 'say bye', rationale: 'unspecified' }],
    });
    expect(said).toMatchObject({
      kind: 'message',
      source: 'ai_agent',
      data: { message: 'Told to: say bye' },
    });
  });

  test('W3.1 reads one event, waits for its completion, changes its metadata', async () => {
    const { sessions } = client();
    const { id } = await newSession();
    const event = await sessions.createEvent(id, { kind: 'custom', source: 'system', data: { a: 1 } });
    expect(await sessions.readEvent(id, event.id)).toEqual(event);
    expect(await sessions.readEvent(id, event.id, { waitForCompletion: true })).toEqual(event);
    const changed = await sessions.updateEvent(id, event.id, { metadata: { set: { seen: true } } });
    expect(changed).toEqual({ ...event, metadata: { seen: true } });
  });

  test('H2.3 mode goes to manual and back', async () => {
    const { sessions } = client();
    const { id } = await newSession();
    expect((await sessions.update(id, { mode: 'manual' })).mode).toBe('manual');
    expect((await sessions.retrieve(id)).mode).toBe('manual');
    expect((await sessions.update(id, { mode: 'auto' })).mode).toBe('auto');
  });

  test('W3.1 agents, customers and tags with all their fields', async () => {
    const tag = await client().tags.create({ name: 'everything' });
    const agent = await client().agents.create({
      id: 'chosen-id',
      name: 'Full',
      description: 'd',
      maxEngineIterations: 2,
      compositionMode: 'strict_canned',
      messageOutputMode: 'stream',
      tags: [tag.id],
    });
    expect(agent).toMatchObject({
      id: 'chosen-id',
      compositionMode: 'strict_canned',
      messageOutputMode: 'stream',
      tags: [tag.id],
    });
    expect((await client().agents.update('chosen-id', { tags: { remove: [tag.id] } })).tags).toEqual([]);
    const customer = await client().customers.create({
      name: 'Kim',
      metadata: { plan: 'gold' },
      tags: [tag.id],
    });
    expect(customer).toMatchObject({ metadata: { plan: 'gold' }, tags: [tag.id] });
    const changed = await client().customers.update(customer.id, {
      metadata: { set: { plan: 'free' } },
      tags: { remove: [tag.id] },
    });
    expect(changed).toMatchObject({ metadata: { plan: 'free' }, tags: [] });
    expect(await client().tags.list({ name: 'everything' })).toMatchObject([{ id: tag.id }]);
    await expect(client().agents.create({ id: 'chosen-id', name: 'Again' })).rejects.toBeInstanceOf(
      Parlant.UnprocessableEntityError,
    );
  });

  test('W3.1 reads the health', async () => {
    expect(await client().healthCheckHealthzGet()).toMatchObject({ status: expect.any(String) });
  });

  test('W3.1 headers of a request go through', async () => {
    const { sessions } = client();
    const { id } = await newSession();
    const headers = { 'Idempotency-Key': 'same-key' };
    const body = { kind: 'message', source: 'customer', message: 'once' } as const;
    const [first, second] = [
      await sessions.createEvent(id, body, { headers }),
      await sessions.createEvent(id, body, { headers }),
    ];
    expect(second).toEqual(first);
    const customer = await sessions.listEvents(id, { source: 'customer', waitForData: 0 });
    expect(customer).toHaveLength(1);
  });
});
