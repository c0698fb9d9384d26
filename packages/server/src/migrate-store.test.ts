import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Context } from './context.ts';
import { migrateStore } from './migrate-store.ts';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from './testing/postgres/open-postgres-fixture.ts';
import { startWholeServer } from './testing/start-whole-server.ts';
import { TempFolder } from './testing/temp-folder.ts';
import { until } from './testing/until.ts';

const MIA = { id: 'mia', name: 'Mia' };
/** Lists that a server answers from what it keeps. */
const LISTS = [
  ...['sessions', 'handoffs', 'handoffs?stage=open', 'departments', 'follow-ups', 'operators', 'agents'],
  ...['customers', 'tags', 'guidelines', 'terms', 'context-variables', 'canned_responses', 'articles'],
  ...['canned-replies', 'candidates', 'journeys', 'relationships', 'capabilities', 'services'],
];
const OF_SESSION = ['', '/events?wait_for_data=0', '/traces', '/handoff'];

type Json = Record<string, unknown>;

describe.skipIf(!HAS_POSTGRES)(`a server that has moved${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  test('H1.2 answers every request from PostgreSQL as it did from SQLite', async () => {
    const folder = new TempFolder();
    onTestFinished(() => folder[Symbol.dispose]());
    const files = folder.join('files');
    const path = folder.join('baton.db');
    const first = await startWholeServer(`sqlite:${path}`, files);
    const { sessions, handoffs, file } = await play(first);
    const before = await readAll(first.url, sessions, handoffs);
    await first[Symbol.asyncDispose]();

    const url = await postgres.createDatabase();
    const { tables, filesIn } = await migrateStore({ from: `sqlite:${path}`, to: url }, () => undefined);
    expect(tables.filter(({ difference }) => difference !== null)).toEqual([]);
    const moved = new Set(tables.filter(({ rows }) => rows > 0).map(({ table }) => table));
    for (const table of [
      'setting',
      'event',
      'handoff_fact',
      'turn_trace',
      'idempotency',
      'attachment',
      'follow_up',
    ])
      expect(moved).toContain(table);
    expect(filesIn).toBe(`${path}.attachments`);
    expect(existsSync(path)).toBe(true);

    const second = await startWholeServer(url, files);
    expect(await readAll(second.url, sessions, handoffs)).toEqual(before);
    expect(await (await fetch(`${second.url}${file}`)).text()).toBe('my letter');
    // A request that is sent again is the same one.
    const again = await send(second.url, 'POST', `/sessions/${sessions[0]}/events`, HELLO, 'key-1');
    expect(again['offset']).toBe(0);
    await until(async () => {
      const { measures } = (await get(second.url, 'analytics/summary')) as { measures: { handoffs: number } };
      return measures.handoffs === handoffs.length;
    });
  }, 60_000);
});

const HELLO = { kind: 'message', source: 'customer', message: 'My claim, bitte? \u{1F600}' };

/** A day at a small desk. */
async function play(context: Context): Promise<{ sessions: string[]; handoffs: string[]; file: string }> {
  const { url } = context;
  const post = (path: string, body: Json, key?: string): Promise<Json> => send(url, 'POST', path, body, key);
  const { id: tag } = await post('/tags', { name: 'vip' });
  await post('/departments', { id: 'claims', name: 'Claims' });
  await post('/operators', { ...MIA, max_chats: 3 });
  const { id: customer } = await post('/customers', { name: 'Zoë', metadata: { plan: 'gold' }, tags: [tag] });
  await post('/guidelines', { condition: 'the customer greets', action: 'greet back' });
  await post('/terms', { name: 'claim', description: 'what is asked for' });
  await post('/canned_responses', { value: 'It is {{std.customer.name}}.', fields: [] });
  await post('/articles', { title: 'Claims', body: 'They are paid.' });
  const { id: variable } = await post('/context-variables', { name: 'plan' });
  await send(url, 'PUT', `/context-variables/${String(variable)}/${String(customer)}`, { data: { tier: 2 } });

  const sessions: string[] = [];
  const handoffs: string[] = [];
  for (const number of [0, 1, 2]) {
    const made = await post('/sessions', {
      agent_id: 'agent',
      customer_id: customer,
      title: `session ${number}`,
    });
    sessions.push(String(made['id']));
  }
  const [first = '', second = '', third = ''] = sessions;
  const upload = await fetch(`${url}/sessions/${first}/attachments?name=a.txt`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'my letter',
  });
  const { id: fileId } = (await upload.json()) as { id: string };
  await post(`/sessions/${first}/events`, HELLO, 'key-1');
  await post(`/sessions/${first}/events`, { ...HELLO, message: 'here', attachments: [fileId] });
  await context.turns.idle();
  for (const [id, ends] of [
    [first, true],
    [second, false],
  ] as const) {
    const { id: handoff } = await post(`/sessions/${id}/handoff`, {});
    handoffs.push(String(handoff));
    if (!ends) continue;
    await post(`/sessions/${id}/takeover`, { operator: MIA });
    await post(`/handoffs/${String(handoff)}/commitments`, {
      operator: MIA,
      text: 'call him',
      due: new Date(Date.now() + 86_400_000).toISOString(),
    });
    await post(`/handoffs/${String(handoff)}/messages`, {
      operator: MIA,
      message: 'It is paid.',
      as: 'operator',
      seen_offset: 1000,
    });
    await post(`/handoffs/${String(handoff)}/resolve`, {
      operator: MIA,
      disposition: 'solved',
      outcome: 'Paid on Monday.',
      keep_commitments: true,
    });
  }
  await post(`/sessions/${third}/events`, { ...HELLO, message: 'keep' });
  await context.turns.idle();
  const { offset } = await post(`/sessions/${third}/events`, { ...HELLO, message: 'and forget' });
  await context.turns.idle();
  await send(url, 'DELETE', `/sessions/${third}/events?min_offset=${String(offset)}`, null);
  await context.turns.idle();
  await send(url, 'PATCH', `/sessions/${third}`, {
    labels: { upsert: ['a', 'ü'] },
    metadata: { set: { a: 1 } },
  });
  return { sessions, handoffs, file: `/sessions/${first}/attachments/${fileId}` };
}

async function readAll(url: string, sessions: readonly string[], handoffs: readonly string[]): Promise<Json> {
  const paths = [
    ...LISTS,
    ...sessions.flatMap((id) => OF_SESSION.map((part) => `sessions/${id}${part}`)),
    ...handoffs.flatMap((id) => [`handoffs/${id}`, `handoffs/${id}/lines`]),
  ];
  const read: Json = {};
  for (const path of paths) read[path] = await get(url, path);
  // Whoever is nobody's customer is kept nowhere.
  read['customers'] = (read['customers'] as Json[]).filter(({ id }) => id !== 'guest');
  return read;
}

async function get(url: string, path: string): Promise<unknown> {
  const response = await fetch(`${url}/${path}`);
  return response.json();
}

async function send(
  url: string,
  method: string,
  path: string,
  body: Json | null,
  key?: string,
): Promise<Json> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(body !== null && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== null && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? {} : (JSON.parse(text) as Json);
}
