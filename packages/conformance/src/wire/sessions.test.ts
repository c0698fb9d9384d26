import type { Page, Session } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import {
  accepted,
  createSession,
  post,
  readLog,
  say,
  timeline,
  turnsEnded,
} from '../testing/conversation.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';
import type { Fault } from '../testing/wire.ts';

const server = useServer();

async function read(id: string): Promise<Session> {
  return accepted<Session>(await server.current.wire.get(`/sessions/${id}`), 200);
}

describe('W1.3 POST /sessions', () => {
  test('W1.3 keeps every field', async () => {
    const body = {
      customer_id: 'somebody-unknown',
      title: 'x'.repeat(200),
      metadata: { deep: { list: [1, null, 'ü😀'] }, empty: {} },
      labels: ['vip', 'de'],
    };
    const session = await createSession(server.current.wire, body);
    expect(session).toMatchObject({ ...body, labels: expect.arrayContaining(body.labels), mode: 'auto' });
    expect(await read(session.id)).toEqual(session);
  });

  test('W1.3 a label given twice is kept once', async () => {
    const session = await createSession(server.current.wire, { labels: ['a', 'b', 'a'] });
    expect(session.labels.toSorted()).toEqual(['a', 'b']);
  });

  test('W1.3 an unknown agent is 404 and nothing is made', async () => {
    const { wire } = server.current;
    const before = accepted<Session[]>(await wire.get('/sessions'), 200).length;
    const answer = await wire.post('/sessions', { agent_id: 'nobody' });
    expect([answer.status, answer.json()]).toEqual([404, { detail: "Item 'nobody' not found" }]);
    expect(accepted<Session[]>(await wire.get('/sessions'), 200)).toHaveLength(before);
  });

  test('W4.5 allow_greeting=true lets the agent speak first', async () => {
    const { wire } = server.current;
    const session = accepted<Session>(
      await wire.post('/sessions?allow_greeting=true', { agent_id: AGENT.id }),
    );
    expect(timeline(await turnsEnded(wire, session.id))).toContain('ai_agent: Hello, I am Ava.');
  });

  test.each(['', '?allow_greeting=false'])(
    'W1.3 without a greeting (%s) the customer speaks first',
    async (query) => {
      const { wire } = server.current;
      const session = accepted<Session>(await wire.post(`/sessions${query}`, { agent_id: AGENT.id }));
      await say(wire, session.id, 'hello');
      const [first, ...rest] = timeline(await turnsEnded(wire, session.id));
      expect(first).toBe('customer: hello');
      expect(rest.filter((line) => line.startsWith('ai_agent:'))).toEqual(['ai_agent: Reply to: hello']);
    },
  );

  test.each([
    ['no agent', {}, 'agent_id', 'missing'],
    ['a number for an agent', { agent_id: 3 }, 'agent_id', 'string_type'],
    ['a null agent', { agent_id: null }, 'agent_id', 'string_type'],
    ['a long title', { agent_id: AGENT.id, title: 'x'.repeat(201) }, 'title', 'string_too_long'],
    ['a list of metadata', { agent_id: AGENT.id, metadata: [1] }, 'metadata', 'dict_type'],
    ['a text of labels', { agent_id: AGENT.id, labels: 'vip' }, 'labels', 'list_type'],
    ['a label that is no text', { agent_id: AGENT.id, labels: ['a', 1] }, 'labels.1', 'string_type'],
  ])('W1.3 %s is 422', async (_what, body, field, type) => {
    const answer = await server.current.wire.post('/sessions', body);
    expect(answer.status).toBe(422);
    const faults = answer.detail as Fault[];
    expect(faults.map((fault) => [fault.loc.join('.'), fault.type])).toEqual([[`body.${field}`, type]]);
  });

  test('W1.3 allow_greeting that is no boolean is 422', async () => {
    const answer = await server.current.wire.post('/sessions?allow_greeting=perhaps', { agent_id: AGENT.id });
    expect(answer.status).toBe(422);
    expect((answer.detail as Fault[])[0]?.loc).toEqual(['query', 'allow_greeting']);
  });
});

describe('W1.3 PATCH /sessions/{id}', () => {
  test.each([
    ['title', { title: 'new' }, { title: 'new' }],
    ['an empty title', { title: '' }, { title: '' }],
    ['a null title, which changes nothing', { title: null }, { title: 'old' }],
    ['an unknown customer', { customer_id: 'nobody-known' }, { customer_id: 'nobody-known' }],
    ['an unknown agent', { agent_id: 'nobody' }, { agent_id: 'nobody' }],
    ['the offset read', { consumption_offsets: { client: 9 } }, { consumption_offsets: { client: 9 } }],
    ['the offset 0', { consumption_offsets: { client: 0 } }, { consumption_offsets: { client: 0 } }],
    ['no offset, which changes nothing', { consumption_offsets: {} }, { consumption_offsets: { client: 4 } }],
    ['a null offset', { consumption_offsets: { client: null } }, { consumption_offsets: { client: 4 } }],
    [
      'metadata to merge',
      { metadata: { set: { b: { c: 1 }, d: null } } },
      { metadata: { a: 1, b: { c: 1 }, d: null } },
    ],
    ['metadata to remove', { metadata: { unset: ['a', 'unknown'] } }, { metadata: {} }],
    ['set before unset', { metadata: { set: { x: 1 }, unset: ['x'] } }, { metadata: { a: 1 } }],
    ['null metadata', { metadata: null }, { metadata: { a: 1 } }],
    ['labels', { labels: { upsert: ['l1', 'l2'] } }, { labels: ['l1', 'l2'] }],
    ['upsert before remove', { labels: { upsert: ['l2'], remove: ['l1', 'l2'] } }, { labels: [] }],
    ['nothing', {}, { title: 'old', metadata: { a: 1 }, labels: ['l1'], mode: 'auto' }],
    ['unknown fields', { nonsense: 1, creation_utc: 'never' }, { title: 'old' }],
  ])('W1.3 changes %s', async (_what, body, expected) => {
    const { wire } = server.current;
    const session = await createSession(wire, { title: 'old', metadata: { a: 1 }, labels: ['l1'] });
    await wire.patch(`/sessions/${session.id}`, { consumption_offsets: { client: 4 } });
    const answer = accepted<Session>(await wire.patch(`/sessions/${session.id}`, body), 200);
    expect({ ...answer, labels: answer.labels.toSorted() }).toMatchObject(expected);
    expect(await read(session.id)).toEqual(answer);
  });

  test.each([
    ['a negative offset', { consumption_offsets: { client: -1 } }, 'greater_than_equal'],
    ['a broken offset', { consumption_offsets: { client: 1.5 } }, 'int_type'],
    ['a long title', { title: 'x'.repeat(201) }, 'string_too_long'],
    ['an unknown mode', { mode: 'paused' }, 'enum'],
    ['metadata that is no change', { metadata: { set: [1] } }, 'dict_type'],
  ])('W1.3 %s is 422 and changes nothing', async (_what, body, type) => {
    const { wire } = server.current;
    const session = await createSession(wire, { title: 'old' });
    const answer = await wire.patch(`/sessions/${session.id}`, { ...body, customer_id: 'other' });
    expect([answer.status, (answer.detail as Fault[])[0]?.type]).toEqual([422, type]);
    expect(await read(session.id)).toEqual(session);
  });

  test('W1.3 of an unknown session is 404', async () => {
    const answer = await server.current.wire.patch('/sessions/none', { title: 'x' });
    expect([answer.status, answer.detail]).toEqual([404, "Session not found (id='none')"]);
  });

  test('W1.3 metadata that is changed by many at once loses nothing', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const keys = Array.from({ length: 30 }, (_, index) => `k${index}`);
    await Promise.all(
      keys.map((key) => wire.patch(`/sessions/${session.id}`, { metadata: { set: { [key]: key } } })),
    );
    const { metadata } = await read(session.id);
    expect(Object.keys(metadata).toSorted()).toEqual(keys.toSorted());
  });
});

describe('W1.3 DELETE', () => {
  test('W1.3 a session goes with its events; the second time it is 404', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    await post(wire, session.id, { kind: 'custom', source: 'system', data: 1 });
    const first = await wire.delete(`/sessions/${session.id}`);
    expect([first.status, first.text]).toEqual([204, '']);
    expect((await wire.delete(`/sessions/${session.id}`)).status).toBe(404);
    expect((await wire.get(`/sessions/${session.id}/events?wait_for_data=0`)).status).toBe(404);
  });

  test('W1.3 DELETE /sessions removes those that match', async () => {
    const { wire } = server.current;
    const mine = await createSession(wire, { customer_id: 'leaving' });
    const other = await createSession(wire, { customer_id: 'staying' });
    expect((await wire.delete('/sessions?customer_id=leaving')).status).toBe(204);
    expect((await wire.get(`/sessions/${mine.id}`)).status).toBe(404);
    expect((await wire.get(`/sessions/${other.id}`)).status).toBe(200);
    expect((await wire.delete(`/sessions?customer_id=staying&agent_id=nobody`)).status).toBe(204);
    expect((await wire.get(`/sessions/${other.id}`)).status).toBe(200);
  });
});

describe('W1.3 GET /sessions', () => {
  test('W1.3 without a limit the answer is a bare array, oldest first', async () => {
    const { wire } = server.current;
    const made = [
      await createSession(wire, { customer_id: 'lister' }),
      await createSession(wire, { customer_id: 'lister' }),
    ];
    const list = accepted<Session[]>(await wire.get('/sessions?customer_id=lister'), 200);
    expect(list).toEqual(made);
    const newest = accepted<Session[]>(await wire.get('/sessions?customer_id=lister&sort=desc'), 200);
    expect(newest).toEqual(made.toReversed());
  });

  test('W1.3 with a limit the answer is a page, and pages cover every session once', async () => {
    const { wire } = server.current;
    const made = await Promise.all(
      Array.from({ length: 7 }, () => createSession(wire, { customer_id: 'pager' })),
    );
    for (const sort of ['asc', 'desc']) {
      const pages = await readPages(`/sessions?customer_id=pager&limit=3&sort=${sort}`);
      expect(pages.map((page) => [page.items.length, page.has_more, page.total_count])).toEqual([
        [3, true, 7],
        [3, true, 7],
        [1, false, 7],
      ]);
      const ids = pages.flatMap((page) => page.items.map((session) => session.id));
      expect(ids.toSorted()).toEqual(made.map((session) => session.id).toSorted());
      expect(pages.at(-1)?.next_cursor).toBeNull();
    }
  });

  test('W1.3 a page that just fits says that there is no more', async () => {
    const { wire } = server.current;
    await Promise.all([1, 2].map(() => createSession(wire, { customer_id: 'exact' })));
    const page = accepted<Page<Session>>(await wire.get('/sessions?customer_id=exact&limit=2'), 200);
    expect(page).toMatchObject({ has_more: false, next_cursor: null, total_count: 2 });
  });

  test('W1.3 labels must all match, and are applied before a page is cut', async () => {
    const { wire } = server.current;
    const customer_id = 'labelled';
    await createSession(wire, { customer_id, labels: ['b'] });
    await createSession(wire, { customer_id, labels: ['a'] });
    const both = await createSession(wire, { customer_id, labels: ['a', 'b', 'c'] });
    const query = `/sessions?customer_id=${customer_id}&labels=a&labels=b`;
    expect(accepted<Session[]>(await wire.get(query), 200).map((session) => session.id)).toEqual([both.id]);
    const page = accepted<Page<Session>>(await wire.get(`${query}&limit=1`), 200);
    expect(page.items.map((session) => session.id)).toEqual([both.id]);
    expect(page).toMatchObject({ total_count: 1, has_more: false });
  });

  test('W1.3 filters by agent exactly', async () => {
    const { wire } = server.current;
    expect(accepted<Session[]>(await wire.get('/sessions?agent_id=av'), 200)).toEqual([]);
  });

  test('W1.3 a cursor that cannot be read is ignored; one without a limit filters', async () => {
    const { wire } = server.current;
    await Promise.all([1, 2, 3].map(() => createSession(wire, { customer_id: 'cursor' })));
    const all = accepted<Session[]>(await wire.get('/sessions?customer_id=cursor&cursor=%00garbage!'), 200);
    expect(all).toHaveLength(3);
    const page = accepted<Page<Session>>(await wire.get('/sessions?customer_id=cursor&limit=1'), 200);
    const cursor = encodeURIComponent(page.next_cursor ?? '');
    const rest = accepted<Session[]>(await wire.get(`/sessions?customer_id=cursor&cursor=${cursor}`), 200);
    expect(rest).toEqual(all.slice(1));
  });

  test('W1.3 the cursor is base64 of time and id', async () => {
    const { wire } = server.current;
    await Promise.all([1, 2].map(() => createSession(wire, { customer_id: 'base64' })));
    const page = accepted<Page<Session>>(await wire.get('/sessions?customer_id=base64&limit=1'), 200);
    const [time, id] = Buffer.from(page.next_cursor ?? '', 'base64')
      .toString()
      .split('|');
    expect(id).toBe(page.items[0]?.id);
    expect(time).toBe(page.items[0]?.creation_utc.replace('Z', '+00:00'));
  });

  test.each(['limit=0', 'limit=101', 'limit=ten', 'limit=1.5', 'sort=up'])(
    'W1.3 %s is 422',
    async (query) => {
      const answer = await server.current.wire.get(`/sessions?${query}`);
      expect(answer.status).toBe(422);
      expect((answer.detail as Fault[])[0]?.loc).toEqual(['query', query.split('=')[0]]);
    },
  );

  async function readPages(path: string): Promise<Page<Session>[]> {
    const pages: Page<Session>[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const next: string = cursor === '' ? path : `${path}&cursor=${encodeURIComponent(cursor)}`;
      const page = accepted<Page<Session>>(await server.current.wire.get(next), 200);
      pages.push(page);
      cursor = page.next_cursor;
    }
    return pages;
  }
});

test('W1.3 DELETE /sessions without a filter removes all, and stops what runs in them', async () => {
  const { wire } = server.current;
  const session = await createSession(wire);
  await say(wire, session.id, 'still there?');
  expect((await wire.delete('/sessions')).status).toBe(204);
  expect(accepted<Session[]>(await wire.get('/sessions'), 200)).toEqual([]);
  await expect(readLog(wire, session.id)).rejects.toThrow('404');
});
