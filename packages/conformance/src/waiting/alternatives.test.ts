import type {
  DepartmentStatus,
  FollowUp,
  Handoff,
  HandoffEventData,
  Page,
  SessionEvent,
} from '@baton/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accepted, handoffStep, logUntil, readLog, say, textsFrom } from '../testing/conversation.ts';
import { KEYED, KEYS, MIA, visit } from '../testing/keyed-server.ts';
import type { Visitor } from '../testing/keyed-server.ts';
import { MailSink } from '../testing/mail-sink.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { TestServer } from '../testing/start-server.ts';
import type { Wire } from '../testing/wire.ts';

/* The clock stands on Monday, 5 January 2026, 9:00 UTC: the department opens on Tuesdays only. */
const HOURS = { zone: 'Europe/Berlin', week: { tuesday: [['09:00', '17:00']] } };
const TUESDAY_TEN = '2026-01-06T09:00:00.000000Z';

let clock: ManualClock;
let sink: MailSink;
let server: TestServer;
let admin: Wire;
let operator: Wire;
beforeAll(async () => {
  clock = new ManualClock();
  sink = await MailSink.open();
  const mail = { BATON_SMTP_URL: sink.url, BATON_MAIL_FROM: 'Acme <support@acme.example>' };
  server = await TestServer.start({ env: { ...KEYED.env, ...mail }, internals: { clock } });
  admin = server.wire.as(KEYS.admin);
  operator = server.wire.as(KEYS.operator);
  accepted(await admin.patch('/departments/support', { hours: HOURS }), 200);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await sink[Symbol.asyncDispose]();
});

let visitor: Visitor;
let handoff: Handoff;
beforeEach(async () => {
  visitor = await visit(server);
  handoff = accepted<Handoff>(await visitor.wire.post(`/sessions/${visitor.session.id}/handoff`, {}));
  await handoffStep(visitor.wire, visitor.session.id, 'handoff.queued');
});

const log = (): Promise<SessionEvent[]> => readLog(visitor.wire, visitor.session.id);
const choose = (data: object): ReturnType<Wire['post']> =>
  visitor.wire.post(`/sessions/${visitor.session.id}/events`, {
    kind: 'custom',
    source: 'customer',
    data: { type: 'handoff.choose', ...data },
  });
async function followUp(id = handoff.id): Promise<FollowUp> {
  const { items } = accepted<Page<FollowUp>>(await operator.get('/follow-ups?limit=100'), 200);
  const found = items.find((each) => each.id === id);
  if (found === undefined) throw new Error('there is no such follow-up');
  return found;
}

describe('H7.3 out of hours', () => {
  test('H4.5 C7 the customer is told when it opens and what he can choose, and nobody is promised for now', async () => {
    const [text = ''] = textsFrom(await log(), 'system');
    expect(text).toMatch(/back: Tuesday, 09:00/);
    expect(text).not.toMatch(/\bnow\b|connecting/i);
    const queued = (await log())
      .map(({ data }) => data as unknown as HandoffEventData)
      .find(({ type }) => type === 'handoff.queued');
    expect(queued).toMatchObject({ wait: null, alternatives: ['callback', 'email', 'ai'] });
    expect(queued?.position).toBeGreaterThan(0);
  });

  test('H7.2 the department says that it is closed, until when, and who waits', async () => {
    const status = accepted<DepartmentStatus>(await operator.get('/departments/support/status'), 200);
    expect(status).toMatchObject({
      open: false,
      opens_utc: '2026-01-06T08:00:00.000000Z',
      operators_present: 0,
      slots: 0,
      wait: null,
      calibration: null,
    });
    expect(status.waiting).toBeGreaterThan(0);
    const all = accepted<DepartmentStatus[]>(await operator.get('/departments/status'), 200);
    expect(all).toEqual([status]);
    expect((await operator.get('/departments/none/status')).status).toBe(404);
    expect((await visitor.wire.get('/departments/status')).status).toBe(403);
  });
});

describe('H7.1 what is chosen instead of waiting', () => {
  test('a callback by the API stands as a follow-up with its time', async () => {
    const body = { address: '+49 30 1234567', at: '2026-01-06T10:00:00+01:00' };
    const after = accepted<Handoff>(await visitor.wire.post(`/handoffs/${handoff.id}/callback`, body), 200);
    expect(after).toMatchObject({ stage: 'callback', contact: { at: TUESDAY_TEN } });
    expect(await followUp()).toMatchObject({
      kind: 'callback',
      address: '+49 30 1234567',
      due_utc: TUESDAY_TEN,
      state: 'open',
      owner: null,
    });
    expect(textsFrom(await log(), 'system').at(-1)).toContain('Tuesday, 10:00');
  });

  test('a time that nobody can keep is 422 with the nearest one, by the API and by an event', async () => {
    const body = { address: '+49 30 1234567', at: '2026-01-07T10:00:00Z' };
    const before = await log();
    for (const answer of [
      await visitor.wire.post(`/handoffs/${handoff.id}/callback`, body),
      await choose({ choice: 'callback', ...body }),
    ]) {
      expect(answer.status).toBe(422);
      expect(answer.json()).toMatchObject({
        code: 'time-not-possible',
        nearest_utc: '2026-01-13T08:00:00.000000Z',
      });
    }
    expect(await log()).toEqual(before);
  });

  test('an e-mail by a button of the page is confirmed by mail', async () => {
    expect((await choose({ choice: 'email', address: 'kim@example.com' })).status).toBe(201);
    await handoffStep(visitor.wire, visitor.session.id, 'handoff.email');
    for (;;) {
      const { delivery } = await followUp();
      if (delivery?.state === 'sent') break;
      expect(delivery?.state).toBe('waiting');
    }
    const mail = sink.lines.slice(sink.lines.findLastIndex((line) => line.startsWith('MAIL FROM')));
    expect(mail.filter((line) => line.startsWith('RCPT TO'))).toEqual(['RCPT TO:<kim@example.com>']);
    expect(mail).toContain(`Message-ID: <${handoff.id}.confirmation@acme.example>`);
    expect(mail.join('\n')).toContain(handoff.id);
  });

  test.each([
    [{ choice: 'email', address: 'kim@example.com\r\nBcc: eve@example.com' }],
    [{ choice: 'email', address: 'a@b.example,c@d.example' }],
    [{ choice: 'callback', address: 'kim@example.com' }],
    [{ choice: 'dance' }],
    [{ choice: 'callback' }],
    [{ choice: 'callback', address: '+49 30 1', at: 'noon' }],
  ])('%j is 422 and changes nothing', async (data) => {
    const before = await log();
    expect((await choose(data)).status).toBe(422);
    expect(await log()).toEqual(before);
    expect((await operator.get('/follow-ups')).text).not.toContain(handoff.id);
  });

  test('plain words do as well', async () => {
    await say(visitor.wire, visitor.session.id, 'just e-mail me at kim@example.com');
    await handoffStep(visitor.wire, visitor.session.id, 'handoff.email');
    expect(await followUp()).toMatchObject({ kind: 'email', address: 'kim@example.com' });
  });

  test('or go on with the AI', async () => {
    await say(visitor.wire, visitor.session.id, 'forget it, go on with the bot');
    const after = await logUntil(visitor.wire, visitor.session.id, (events) =>
      events.some(({ kind, source }) => kind === 'message' && source === 'ai_agent'),
    );
    expect(after.length).toBeGreaterThan(0);
  });
});

describe('H7.1 follow-ups are seen to by operators', () => {
  beforeEach(async () => {
    accepted(await visitor.wire.post(`/handoffs/${handoff.id}/callback`, { address: '+49 30 1' }), 200);
  });
  const act = (name: string, as: Wire, body: object = {}): ReturnType<Wire['post']> =>
    as.post(`/follow-ups/${handoff.id}/${name}`, body);

  test('customers see none of them', async () => {
    expect((await visitor.wire.get('/follow-ups')).status).toBe(403);
    expect((await act('claim', visitor.wire)).status).toBe(403);
  });

  test('of two who claim one, one has it', async () => {
    const colleague = server.wire.as(KEYS.colleague);
    const answers = await Promise.all([act('claim', operator), act('claim', colleague)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect((await act('claim', server.wire.as(KEYS.integration))).status).toBe(403);
  });

  test('who has done it says so, and what came of it; after that it stays', async () => {
    accepted(await act('claim', operator), 200);
    expect((await act('done', server.wire.as(KEYS.colleague))).json()).toMatchObject({ code: 'not-holder' });
    const done = accepted<FollowUp>(await act('done', operator, { result: 'reached her' }), 200);
    expect(done).toMatchObject({ state: 'done', result: 'reached her', owner: MIA });
    expect((await act('cancel', operator)).json()).toMatchObject({ code: 'wrong-stage' });
    expect((await operator.post('/follow-ups/none/done', {})).status).toBe(404);
    expect((await act('done', admin)).status).toBe(422);
  });

  test('the list is in the order of their times, page by page, filtered', async () => {
    const seen: FollowUp[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await operator.get(`/follow-ups?state=open&department=support&limit=2${query}`);
      const page = accepted<Page<FollowUp>>(answer, 200);
      seen.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(seen.map(({ id }) => id)).toContain(handoff.id);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    const times = seen.map(({ due_utc }) => due_utc);
    expect(times).toEqual(times.toSorted());
    expect((await operator.get('/follow-ups?state=gone')).status).toBe(422);
    const none = accepted<Page<FollowUp>>(await operator.get('/follow-ups?owner=nobody'), 200);
    expect(none.items).toEqual([]);
  });
});

describe('H7.1 when its time has come', () => {
  test('a callback is queued for an operator, and done with what he resolves', async () => {
    accepted(
      await visitor.wire.post(`/handoffs/${handoff.id}/callback`, { address: '+49 30 1', at: TUESDAY_TEN }),
      200,
    );
    clock.advance(25 * 3600);
    await logUntil(visitor.wire, visitor.session.id, (events) =>
      textsFrom(events, 'system').some((text) => text.includes('It is time for the call')),
    );
    const open = accepted<{ handoff: Handoff }>(
      await operator.get(`/sessions/${visitor.session.id}/handoff`),
      200,
    ).handoff;
    expect(open).toMatchObject({ reason: 'callback_due', evidence: [{ quote: handoff.id }] });
    accepted(await operator.post(`/sessions/${visitor.session.id}/takeover`, {}), 201);
    accepted(await operator.post(`/handoffs/${open.id}/resolve`, { disposition: 'called' }), 200);
    for (;;) {
      const { state, owner } = await followUp();
      if (state === 'done') {
        expect(owner).toEqual(MIA);
        break;
      }
    }
  });
});
