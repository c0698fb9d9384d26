import { AnalyticsClient } from '@baton/client';
import { AnalyticsGroupsSchema, AnalyticsSeriesSchema, AnalyticsSummarySchema } from '@baton/protocol';
import type { Handoff } from '@baton/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accepted, createSession, handoffStep, post, readLog, say } from '../testing/conversation.ts';
import { expectClean } from '../testing/expect-refused.ts';
import { KEYED, KEYS, MIA, TOM } from '../testing/keyed-server.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { AGENT, TestServer } from '../testing/start-server.ts';
import type { Answer, Wire } from '../testing/wire.ts';

/* The clock stands on Monday, 5 January 2026, 9:00 UTC. */
let clock: ManualClock;
let server: TestServer;
let admin: Wire;
let mia: Wire;
let tom: Wire;
let figures: AnalyticsClient;
beforeAll(async () => {
  clock = new ManualClock();
  server = await TestServer.start({ env: KEYED.env!, internals: { clock } });
  admin = server.wire.as(KEYS.admin);
  mia = server.wire.as(KEYS.operator);
  tom = server.wire.as(KEYS.colleague);
  figures = new AnalyticsClient({ baseUrl: server.url, token: KEYS.admin });
  accepted(await admin.post('/departments', { name: 'Claims' }), 201);
  accepted(await admin.post('/operators', { ...MIA, max_chats: 100, lead: true }), 201);
  accepted(await admin.post('/operators', { ...TOM, max_chats: 100, departments: ['claims'] }), 201);
  await aloneWithAi();
  await helped();
  await passedOn();
  await left();
});
afterAll(() => server[Symbol.asyncDispose]());

async function aloneWithAi(): Promise<void> {
  const { id } = await createSession(admin);
  await say(admin, id, 'How do I file a claim?');
  // Nobody has written in it: it is no conversation.
  await createSession(admin);
}

async function asked(): Promise<Handoff> {
  const { id } = await createSession(admin);
  await say(admin, id, 'I want to talk to a person');
  const handoff = accepted<Handoff>(await admin.post(`/sessions/${id}/handoff`, {}));
  await handoffStep(admin, id, 'handoff.queued');
  return handoff;
}

async function writes(wire: Wire, handoff: Handoff, message: string): Promise<void> {
  const seen_offset = (await readLog(admin, handoff.session_id)).at(-1)?.offset ?? -1;
  accepted(await wire.post(`/handoffs/${handoff.id}/messages`, { message, as: 'operator', seen_offset }));
}

/** Accepted after 20 s, first word after 30 s, resolved after two minutes, rated 4. */
async function helped(): Promise<void> {
  const handoff = await asked();
  clock.advance(20);
  accepted(await mia.post(`/handoffs/${handoff.id}/accept`, {}), 200);
  clock.advance(10);
  await writes(mia, handoff, 'Hello, I am Mia. When did it happen?');
  clock.advance(90);
  accepted(await mia.post(`/handoffs/${handoff.id}/resolve`, { disposition: 'solved' }), 200);
  await post(admin, handoff.session_id, {
    kind: 'custom',
    source: 'customer',
    data: { type: 'handoff.rate', score: 4 },
  });
}

/** Accepted too late, passed on to Claims, resolved there. */
async function passedOn(): Promise<void> {
  const handoff = await asked();
  clock.advance(100);
  accepted(await mia.post(`/handoffs/${handoff.id}/accept`, {}), 200);
  clock.advance(60);
  accepted(await mia.post(`/handoffs/${handoff.id}/transfer`, { department: 'claims' }), 200);
  clock.advance(30);
  accepted(await tom.post(`/handoffs/${handoff.id}/accept`, {}), 200);
  clock.advance(40);
  accepted(await tom.post(`/handoffs/${handoff.id}/resolve`, { disposition: 'refunded' }), 200);
}

async function left(): Promise<void> {
  const handoff = await asked();
  clock.advance(5);
  accepted(await admin.post(`/handoffs/${handoff.id}/leave`, {}), 200);
}

describe('section 9 over HTTP', () => {
  test('C19 the summary has every measure, with times from the request on', async () => {
    const summary = AnalyticsSummarySchema.parse(await figures.summary());
    expect(summary).toMatchObject({
      from: '2025-12-06T10:00:00.000000Z',
      to: '2026-01-05T10:00:00.000000Z',
      measures: {
        sessions: 4,
        handoff_rate: { count: 3, of: 4, share: 0.75 },
        containment: { count: 1, of: 4, share: 0.25 },
        handoffs: 3,
        open: 0,
        reasons: [{ reason: 'api', count: 3 }],
        acceptance: { count: 2 },
        first_word: { count: 1 },
        handling: { count: 2 },
        service_level: { count: 1, of: 2, share: 0.5 },
        abandoned: { count: 1, of: 3 },
        resolved: { count: 2, of: 3 },
        transfers: 1,
        rating: { count: 1, mean: 4, scores: [0, 0, 0, 1, 0] },
        asked_again: { count: 0, of: 1 },
      },
    });
    const { acceptance, first_word, handling } = summary.measures;
    expect(acceptance.mean).toBeCloseTo(60, 1);
    expect(first_word.mean).toBeCloseTo(30, 1);
    expect(handling.mean).toBeCloseTo((100 + 60 + 40) / 2, 1);
    for (const [found, truth] of [
      [acceptance.p50, 20],
      [acceptance.p99, 100],
      [first_word.p90, 30],
    ] as const)
      expect(Math.abs((found ?? 0) / truth - 1)).toBeLessThan(0.03);
  });

  test('by department and operator each has what was his, under their names', async () => {
    const departments = AnalyticsGroupsSchema.parse(await figures.groups('department'));
    expect(departments.rows.map(({ key, name, measures }) => [key, name, measures.handoffs])).toEqual([
      ['support', 'Support', 3],
      ['claims', 'Claims', 0],
    ]);
    const { rows } = await figures.groups('operator');
    const told = rows.map(({ name, measures: { handoffs, resolved, handling, transfers } }) => [
      name,
      handoffs,
      resolved.count,
      Math.round(handling.mean ?? 0),
      transfers,
    ]);
    expect(told).toEqual([
      [MIA.name, 2, 1, 80, 1],
      [TOM.name, 0, 1, 40, 0],
    ]);
    const agents = await figures.groups('agent', { operator: undefined });
    expect(agents.rows.map(({ name, measures }) => [name, measures.sessions])).toEqual([[AGENT.name, 4]]);
    expect((await figures.groups('reason', { department: 'claims' })).rows).toMatchObject([
      { key: 'api', measures: { handoffs: 0, resolved: { count: 1 } } },
    ]);
  });

  test('a series has every day of its zone, those with nothing included', async () => {
    const query = { from: '2026-01-03T23:00:00Z', to: '2026-01-06T23:00:00Z', time_zone: 'Europe/Berlin' };
    const series = AnalyticsSeriesSchema.parse(await figures.series('day', query));
    expect(series.points.map(({ start, measures }) => [start, measures.handoffs])).toEqual([
      ['2026-01-03T23:00:00.000000Z', 0],
      ['2026-01-04T23:00:00.000000Z', 3],
      ['2026-01-05T23:00:00.000000Z', 0],
    ]);
    expect(series.points[1]?.measures).toEqual((await figures.summary()).measures);
  });

  test('H8.3 by what they were resolved as, as JSON and as a table', async () => {
    const { rows } = AnalyticsGroupsSchema.parse(await figures.groups('disposition'));
    expect(rows.map(({ key, name, measures }) => [key, name, measures.handoffs, measures.sessions])).toEqual([
      ['refunded', 'refunded', 1, 0],
      ['solved', 'solved', 1, 0],
    ]);
    const { measures } = await figures.summary({ disposition: 'refunded' });
    expect(measures).toMatchObject({ handoffs: 1, transfers: 1, resolved: { count: 1, of: 1 } });
    expect((await figures.groups('operator', { disposition: 'solved' })).rows).toMatchObject([
      { key: MIA.id, measures: { handoffs: 1 } },
    ]);
    const table = await admin.get('/analytics/groups?group=disposition&format=csv');
    expect(table.text.split('\r\n')[1]).toMatch(/^refunded,refunded,0,1,/);
  });

  test('one department, operator, reason, trigger or agent at a time, or several', async () => {
    const handoffs = async (query: object): Promise<number> =>
      (await figures.summary(query)).measures.handoffs;
    expect(await handoffs({ department: 'support', operator: MIA.id })).toBe(2);
    expect(await handoffs({ reason: 'ai_error' })).toBe(0);
    expect(await handoffs({ agent: AGENT.id, reason: 'api' })).toBe(3);
    expect(await handoffs({ from: '2026-01-05T10:00:00Z', to: '2026-01-05T11:00:00Z' })).toBe(0);
  });
});

function expectForbidden(answer: Answer): void {
  expect(answer.status).toBe(403);
  expect(expectClean(answer.text)).toMatchObject({ code: 'forbidden' });
}

describe('who may read what', () => {
  test('a lead everything, another operator what is his own', async () => {
    accepted(await mia.get('/analytics/groups?group=operator'), 200);
    expectForbidden(await tom.get('/analytics/summary'));
    expectForbidden(await tom.get(`/analytics/summary?operator=${MIA.id}`));
    expectForbidden(await tom.get('/analytics/groups?group=operator'));
    const own = accepted<object>(await tom.get('/analytics/summary?operator=me'), 200);
    expect(own).toMatchObject({ measures: { handoffs: 0, resolved: { count: 1 } } });
    accepted(await tom.get(`/analytics/series?step=day&operator=${TOM.id}`), 200);
  });
});

describe('as a table', () => {
  test('by `format` or by `Accept`, with the names as texts', async () => {
    accepted(await admin.post('/operators', { id: 'eve', name: '=HYPERLINK("http://evil")' }), 201);
    const handoff = await asked();
    accepted(
      await admin.post(`/handoffs/${handoff.id}/accept`, { operator: { id: 'eve', name: 'Eve' } }),
      200,
    );
    const answer = await admin.get('/analytics/groups?group=operator&format=csv');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = answer.text.split('\r\n');
    expect(lines[0]?.replace(/^\ufeff/, '').startsWith('key,name,sessions,handoffs,open,')).toBe(true);
    expect(lines.some((line) => line.startsWith(`eve,"'=HYPERLINK(""http://evil"")",0,1,1,`))).toBe(true);
    const accept = await admin.with({ accept: 'text/csv' }).get('/analytics/series?step=month');
    expect(accept.text.replace(/^\ufeff/, '').startsWith('start,sessions,')).toBe(true);
    expect((await admin.get('/analytics/summary?format=csv')).text.split('\r\n')).toHaveLength(3);
    expect((await admin.delete(`/sessions/${handoff.session_id}`)).status).toBe(204);
    expect((await figures.summary()).measures.handoffs).toBe(3);
  });
});

describe('what cannot be answered is refused', () => {
  test.each([
    ['from=2026-02-01&to=2026-01-01', '`from` should be before'],
    ['from=2024-01-01&to=2026-01-01', 'at most 400 days'],
    ['from=yesterday', 'should be a date or a time'],
    ['from=2026-13-01', 'should be a date or a time'],
    ['from=1960-01-01&to=1960-01-02', 'should be a date or a time'],
    ['format=xml', "should be 'json' or 'csv'"],
    ['operator=me', 'name one by his id'],
  ])('summary?%s', async (query, words) => {
    const answer = await admin.get(`/analytics/summary?${query}`);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
  });

  test.each([
    '/analytics/groups',
    '/analytics/groups?group=customer',
    '/analytics/series?step=year',
    '/analytics/series?step=hour&from=2026-01-01&to=2026-03-01',
    '/analytics/series?step=day&time_zone=Mars/Olympus',
  ])('%s', async (path) => {
    expect((await admin.get(path)).status).toBe(422);
  });
});
