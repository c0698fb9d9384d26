import { BatonClient, StaffClient } from '@baton/client';
import type { Handoff, Presence, StreamFrame } from '@baton/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSession, say } from '../testing/conversation.ts';
import { EventSourceReader } from '../testing/event-source.ts';
import { expectClean } from '../testing/expect-refused.ts';
import { KEYED, KEYS, MIA, TOM } from '../testing/keyed-server.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { openSocket } from '../testing/raw-http.ts';
import { TestServer } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const clock = new ManualClock();
const server = useServer(() => ({
  ...KEYED,
  internals: { clock, streamTimes: { heartbeat: 20_000, drainTimeout: 100 } },
}));
type Key = keyof typeof KEYS;

const client = (key: Key = 'admin'): BatonClient =>
  new BatonClient({ baseUrl: server.current.url, token: KEYS[key] });
const staff = (key: Key = 'admin'): StaffClient =>
  new StaffClient({ baseUrl: server.current.url, token: KEYS[key] });

beforeAll(async () => {
  await staff().createDepartment({ id: 'billing', name: 'Billing' });
  await staff().createOperator({ ...MIA, email: 'mia@example.com' });
  await staff().createOperator({ ...TOM, departments: ['billing'] });
});

function open(key: Key, query = '', from: string | null = null): Promise<EventSourceReader> {
  const headers = from === null ? undefined : { 'last-event-id': from };
  return EventSourceReader.open(server.current.wire.as(KEYS[key]), `/stream${query}`, headers);
}

async function next(stream: EventSourceReader): Promise<StreamFrame> {
  return JSON.parse((await stream.next())?.data ?? 'null') as StreamFrame;
}

/** Reads up to a frame about this handoff; gives all that came, as text. */
async function upTo(stream: EventSourceReader, handoffId: string, type = 'handoff'): Promise<string> {
  const frames = await stream.until((frame) => frame.event === type && frame.data.includes(handoffId));
  return frames.map(({ data }) => data).join('\n');
}

/** The events up to the one that says this. */
async function events(
  stream: EventSourceReader,
  text: string,
): Promise<Extract<StreamFrame, { type: 'session-event' }>[]> {
  const frames = await stream.until(({ event, data }) => event === 'session-event' && data.includes(text));
  return frames
    .map(({ data }) => JSON.parse(data) as StreamFrame)
    .filter((frame) => frame.type === 'session-event');
}

async function ask(department: string, customer: string): Promise<Handoff> {
  const wire = server.current.wire.as(KEYS.admin);
  const session = await createSession(wire, { title: customer });
  await say(wire, session.id, `I am ${customer}`);
  return client().requestHandoff(session.id, { department, note: customer });
}

describe('GET /stream of one operator', () => {
  test('shows the handoffs of his departments, never those of others', async () => {
    const before = await ask('billing', 'Petra Secret');
    await using mia = await open('operator');
    await using tom = await open('colleague');
    const [first, second] = [await next(mia), await next(tom)];
    expect(JSON.stringify(first)).not.toContain('Petra Secret');
    expect(JSON.stringify(second)).toContain(before.id);
    const theirs = await ask('billing', 'Paul Secret');
    const hers = await ask('support', 'Open Olga');
    const seen = await upTo(mia, hers.id);
    expect(seen).not.toContain('Secret');
    expect(seen).not.toContain(theirs.id);
    await upTo(tom, theirs.id);
  });

  test('shows the events of sessions that he holds or watches', async () => {
    const [watched, other] = [await ask('support', 'A'), await ask('support', 'B')];
    await using stream = await open('operator', `?watch=${watched.session_id}`);
    await next(stream);
    const wire = server.current.wire.as(KEYS.admin);
    await say(wire, other.session_id, 'not for her eyes yet');
    await say(wire, watched.session_id, 'is anybody there?');
    const said = await events(stream, 'is anybody there?');
    expect(said.map((frame) => frame.session_id)).not.toContain(other.session_id);
    await client('operator').accept(other.id);
    await say(wire, other.session_id, 'now it is');
    const heard = (await events(stream, 'now it is')).filter(
      (frame) => frame.session_id === other.session_id,
    );
    expect(JSON.stringify(heard)).not.toContain('not for her eyes yet');
    for (const each of [watched, other])
      await client()
        .withdraw(each.id)
        .catch(() => undefined);
  });

  test('H3.5 a transfer takes it from one board and puts it on the other', async () => {
    const handoff = await ask('support', 'C');
    await client('operator').accept(handoff.id);
    await using mia = await open('operator');
    await using tom = await open('colleague');
    await next(mia);
    await next(tom);
    const answer = await server.current.wire
      .as(KEYS.operator)
      .post(`/handoffs/${handoff.id}/transfer`, { department: 'billing', note: 'an invoice' });
    expect(answer.status).toBe(200);
    await upTo(mia, handoff.id, 'handoff-gone');
    expect(await upTo(tom, handoff.id)).toContain('"department":"billing"');
  });

  test('no frame has an e-mail address of an operator', async () => {
    await using tom = await open('colleague');
    const snapshot = await next(tom);
    expect(snapshot).toMatchObject({ type: 'snapshot' });
    expect(JSON.stringify(snapshot)).toContain(MIA.id);
    expect(JSON.stringify(snapshot)).not.toContain('mia@example.com');
  });

  test('a cursor of one operator gives another nothing that is not his', async () => {
    const handoff = await ask('billing', 'D Secret');
    await using tom = await open('colleague');
    const cursor = (await tom.next())?.id ?? null;
    const later = await ask('billing', 'E Secret');
    await using mia = await open('operator', '', cursor);
    const support = await ask('support', 'F');
    const seen = await upTo(mia, support.id);
    expect(seen).not.toContain(later.id);
    expect(seen).not.toContain(handoff.id);
    expect(seen).not.toContain('Secret');
  });

  const many = Array.from({ length: 21 }, (_, n) => n).join(',');
  test.each([
    ['somebody else', 'operator', '?operator=tom', 403],
    ['an operator who is not there', 'admin', '?operator=nobody', 422],
    ['the desk with a key for programs', 'integration', '', 403],
    ['too many sessions', 'operator', `?watch=${many}`, 422],
    ['too long a list', 'operator', `?watch=${'x'.repeat(1001)}`, 422],
  ] as const)('cannot follow %s', async (_what, key, query, status) => {
    const answer = await server.current.wire.as(KEYS[key]).get(`/stream${query}`);
    expect(answer.status).toBe(status);
    expectClean(answer.text);
  });

  test('cannot have more than 50 streams, and another again when one is closed', async () => {
    const readers = (): number => server.current.context.readers.count;
    await expect.poll(readers).toBe(0);
    const streams = await Promise.all(Array.from({ length: 50 }, () => open('operator')));
    const wire = server.current.wire.as(KEYS.operator);
    const refused = await wire.get('/stream');
    expect([refused.status, refused.json<{ code: string }>().code]).toEqual([429, 'rate-limited']);
    await streams[0]?.[Symbol.asyncDispose]();
    await expect.poll(readers).toBe(49);
    const again = await open('operator');
    expect(await next(again)).toMatchObject({ type: 'snapshot' });
    for (const stream of [again, ...streams]) await stream[Symbol.asyncDispose]();
    await expect.poll(readers).toBe(0);
  });

  test.each(['?watch=', '?watch=,,,', "?watch=../etc,'%20OR%201=1,%00", '?watch=a&watch=b'])(
    'watching %s is watching nobody',
    async (query) => {
      await using stream = await open('operator', query);
      expect(await next(stream)).toMatchObject({ type: 'snapshot' });
    },
  );
});

describe('H6.6 an open stream is a sign of life', () => {
  const presence = (): Promise<Presence> => staff('operator').readPresence('me');

  test('opening one renews the lease of who is here, and brings nobody back who went', async () => {
    await staff('operator').setPresence('me', 'available');
    clock.advance(40);
    const { lease_until_utc: before } = await presence();
    await using stream = await open('operator');
    await next(stream);
    await expect.poll(async () => (await presence()).lease_until_utc).not.toBe(before);
    clock.advance(40);
    expect(await presence()).toMatchObject({ status: 'available' });
    await staff('operator').setPresence('me', 'offline');
    await using again = await open('operator');
    await next(again);
    expect(await presence()).toMatchObject({ status: 'offline' });
  });

  test('C10 a socket that is cut ends it, unless he is back within seconds or has another', async () => {
    await staff('operator').setPresence('me', 'available');
    const path = 'GET /stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ';
    const connect = async (): Promise<Awaited<ReturnType<typeof openSocket>>> => {
      const socket = await openSocket(server.current.port);
      socket.write(`${path}${KEYS.operator}\r\n\r\n`);
      await new Promise((resolve) => socket.once('data', resolve));
      return socket;
    };
    const readers = (): number => server.current.context.readers.count;
    await expect.poll(readers).toBe(0);
    const first = await connect();
    const second = await connect();
    first.destroy();
    await expect.poll(readers).toBe(1);
    clock.advance(10);
    expect(await presence()).toMatchObject({ status: 'available' });
    second.destroy();
    await expect.poll(readers).toBe(0);
    clock.advance(3);
    const { lease_until_utc: lease } = await presence();
    const third = await connect();
    await expect.poll(async () => (await presence()).lease_until_utc).not.toBe(lease);
    clock.advance(10);
    expect(await presence()).toMatchObject({ status: 'available' });
    third.destroy();
    await expect.poll(readers).toBe(0);
    clock.advance(6);
    await expect.poll(presence).toMatchObject({ status: 'offline', lease_until_utc: null });
  });

  test('a server that goes down takes nobody with it', async () => {
    const own = new ManualClock();
    const other = await TestServer.start({ ...KEYED, internals: { clock: own } });
    const mia = new StaffClient({ baseUrl: other.url, token: KEYS.operator });
    await mia.setPresence('me', 'available');
    await using stream = await EventSourceReader.open(other.wire.as(KEYS.operator), '/stream');
    await stream.next();
    const lost: string[] = [];
    other.context.app.staff.subscribe((change) => lost.push(change.type));
    await other[Symbol.asyncDispose]();
    expect((await stream.rest()).at(-1)?.data).toContain('shutdown');
    own.advance(10);
    expect(lost).toEqual([]);
  });
});

test('a reader of the console that does not read is ended, and the others go on', async () => {
  const handoff = await ask('support', 'G');
  const socket = await openSocket(server.current.port);
  socket.write(`GET /stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${KEYS.admin}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  const readers = server.current.context.readers.count;
  const wire = server.current.wire.as(KEYS.admin);
  for (let n = 0; n < 12; n++)
    await wire.post(`/sessions/${handoff.session_id}/events`, {
      kind: 'custom',
      source: 'system',
      data: 'x'.repeat(900_000),
    });
  await expect.poll(() => server.current.context.readers.count, { timeout: 10_000 }).toBe(readers - 1);
  await using stream = await open('admin');
  expect(await next(stream)).toMatchObject({ type: 'snapshot' });
  socket.destroy();
});
