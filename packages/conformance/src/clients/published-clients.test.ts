import { describe, expect, test } from 'vitest';
import { AGENT } from '../testing/start-server.ts';
import { CLIENT_VERSIONS } from '../testing/published-clients.ts';
import type { ClientEvent } from '../testing/published-clients.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();

describe.each(CLIENT_VERSIONS)('W3 parlant-client $version', ({ version, connect, errors }) => {
  const client = (): ReturnType<typeof connect> => connect(server.current.url);
  const newSession = async (): Promise<string> => (await client().sessions.create({ agentId: AGENT.id })).id;

  test.each(['agents', 'customers', 'tags'] as const)(
    'W3 makes, reads, lists, changes and deletes %s',
    async (kind) => {
      const things = client()[kind];
      const made = await things.create({ name: `${kind} of ${version}` });
      expect(made).toMatchObject({ id: expect.any(String), name: `${kind} of ${version}` });
      expect(await things.retrieve(made.id)).toEqual(made);
      const list = await things.list();
      expect(Array.isArray(list) ? list : list.items).toContainEqual(made);
      expect(await things.update(made.id, { name: `new ${version}` })).toMatchObject({
        id: made.id,
        name: `new ${version}`,
      });
      await things.delete(made.id);
      await expect(things.retrieve(made.id)).rejects.toBeInstanceOf(errors.NotFoundError);
    },
  );

  test('W3 makes, reads, lists, changes and deletes sessions', async () => {
    const { sessions } = client();
    const customerId = `customer-of-${version}`;
    const made = await sessions.create({ agentId: AGENT.id, customerId, title: 'First' });
    expect(made).toMatchObject({
      agentId: AGENT.id,
      customerId,
      title: 'First',
      consumptionOffsets: { client: 0 },
    });
    expect(made.creationUtc).toBeInstanceOf(Date);
    expect(await sessions.retrieve(made.id)).toEqual(made);
    const changed = await sessions.update(made.id, { title: 'Second', consumptionOffsets: { client: 3 } });
    expect(changed).toEqual({ ...made, title: 'Second', consumptionOffsets: { client: 3 } });
    expect(await sessions.list({ customerId })).toEqual([changed]);
    await sessions.delete(made.id);
    expect(await sessions.list({ customerId })).toEqual([]);
    await sessions.create({ agentId: AGENT.id, customerId });
    await sessions.deleteMany({ customerId });
    expect(await sessions.list({ customerId })).toEqual([]);
  });

  test('W3 the AI greets when it is asked to', async () => {
    const { sessions } = client();
    const { id } = await sessions.create({ agentId: AGENT.id, allowGreeting: true });
    const [hello] = await sessions.listEvents(id, { kinds: 'message', waitForData: 10 });
    expect(hello?.data).toMatchObject({ message: 'Hello, I am Ava.' });
  });

  test('W3 talks with the AI: posts, waits, and gets every event once', async () => {
    const { sessions } = client();
    const id = await newSession();
    const seen: ClientEvent[] = [];
    for (const message of ['one', 'two', 'three']) {
      const posted = await sessions.createEvent(id, { kind: 'message', source: 'customer', message });
      expect(posted).toMatchObject({
        kind: 'message',
        source: 'customer',
        data: { message },
        deleted: false,
      });
      while (!seen.some((event) => isAnswerTo(event, message))) {
        const minOffset = (seen.at(-1)?.offset ?? -1) + 1;
        seen.push(...(await sessions.listEvents(id, { minOffset, waitForData: 10 })));
      }
    }
    expect(seen.map((event) => event.offset)).toEqual([...seen.keys()]);
    const trace = seen.find((event) => isAnswerTo(event, 'two'))?.correlationId;
    const turn = await sessions.listEvents(id, {
      correlationId: trace ?? '',
      kinds: 'message',
      waitForData: 0,
    });
    expect(turn.map((event) => event.source)).toEqual(['customer', 'ai_agent']);
  });

  test('W3 filters events, and takes them back', async () => {
    const { sessions } = client();
    const id = await newSession();
    await sessions.createEvent(id, { kind: 'message', source: 'customer', message: 'x', moderation: 'auto' });
    const [event] = await sessions.listEvents(id, { source: 'customer', waitForData: 0 });
    expect(event).toMatchObject({ kind: 'message', source: 'customer', offset: 0 });
    await sessions.listEvents(id, { source: 'ai_agent', kinds: 'message', waitForData: 10 });
    await sessions.deleteEvents(id, { minOffset: 0 });
    expect(await sessions.listEvents(id, { kinds: 'message', waitForData: 0 })).toEqual([]);
  });

  test('W3.4 the opening line of the chat page is the AI’s own', async () => {
    const { sessions } = client();
    const id = await newSession();
    const source = 'human_agent_on_behalf_of_ai_agent';
    const event = await sessions.createEvent(id, { kind: 'message', source, message: 'Hi there' });
    expect(event.data).toMatchObject({ message: 'Hi there', participant: { id: AGENT.id } });
    await sessions.createEvent(id, { kind: 'message', source: 'customer', message: 'still an AI?' });
    const answers = await sessions.listEvents(id, { source: 'ai_agent', kinds: 'message', waitForData: 10 });
    expect(answers).toHaveLength(1);
  });

  test('W3 what is missing is a NotFoundError with the body', async () => {
    const { sessions, agents } = client();
    const error: unknown = await sessions.retrieve('none').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(errors.NotFoundError);
    expect(error).toMatchObject({ statusCode: 404, body: { detail: "Session not found (id='none')" } });
    await expect(agents.retrieve('none')).rejects.toMatchObject({
      body: { detail: "Item 'none' not found" },
    });
    await expect(sessions.listEvents('none', { waitForData: 0 })).rejects.toBeInstanceOf(
      errors.NotFoundError,
    );
    await expect(sessions.create({ agentId: 'nobody' })).rejects.toMatchObject({ statusCode: 404 });
  });

  test('W3 what cannot be taken is an UnprocessableEntityError with the body', async () => {
    const id = await newSession();
    const error: unknown = await client()
      .sessions.createEvent(id, { kind: 'message', source: 'customer', message: '' })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(errors.UnprocessableEntityError);
    expect(error).toMatchObject({ statusCode: 422, body: { detail: `Missing 'message' field for event` } });
    const invalid: unknown = await client()
      .tags.create({ name: '' })
      .catch((reason: unknown) => reason);
    expect(invalid).toBeInstanceOf(errors.UnprocessableEntityError);
    expect(invalid).toMatchObject({ body: { detail: [{ loc: ['body', 'name'] }] } });
  });

  test('W3 a wait that runs out is a GatewayTimeoutError with status 504', async () => {
    const id = await newSession();
    const error: unknown = await client()
      .sessions.listEvents(id, { waitForData: 1 }, { maxRetries: 0 })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(errors.GatewayTimeoutError);
    expect(error).toMatchObject({ statusCode: 504, body: { detail: 'Request timed out' } });
  });

  test('W3 a wait can be broken off by the caller, and its reader is let go', async () => {
    const id = await newSession();
    const abort = new AbortController();
    const waiting = client().sessions.listEvents(
      id,
      { waitForData: 30 },
      { abortSignal: abort.signal, maxRetries: 0 },
    );
    await expect.poll(() => server.current.context.readers.count).toBeGreaterThan(0);
    abort.abort();
    await expect(waiting).rejects.toThrow();
    await expect.poll(() => server.current.context.readers.count).toBe(0);
  });

  function isAnswerTo(event: ClientEvent, message: string): boolean {
    return event.kind === 'message' && (event.data as { message: string }).message === `Reply to: ${message}`;
  }
});
