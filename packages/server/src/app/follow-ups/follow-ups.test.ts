import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FollowUpRecord } from '../../ports/desk-store.ts';
import type { Mail, MailOutcome } from '../../ports/mailer.ts';
import { ANNA, BEN } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { showLog } from '../../testing/show-log.ts';
import { TestApp } from '../../testing/test-app.ts';
import { turnsOfTheLoop } from '../../testing/until.ts';
import { formatTime } from '../../core/time.ts';
import { newTraceId } from '../random-id.ts';
import { requestHandoff } from '../request-handoff.ts';
import { chooseAlternative } from './choose-alternative.ts';
import type { Choice, ChoiceOutcome } from './choose-alternative.ts';

const settle = (): Promise<void> => turnsOfTheLoop(15);
const SECOND = 1_000_000;
const HOUR = 3600 * SECOND;

let stores: MemoryFixture;
let server: TestApp;
let sent: Mail[] = [];
let answer: () => MailOutcome = () => ({ type: 'sent' });
const mailer = {
  async send(mail: Mail): Promise<MailOutcome> {
    sent.push(mail);
    return answer();
  },
};
beforeEach(async () => {
  sent = [];
  answer = () => ({ type: 'sent' });
  stores = openMemory();
  server = await TestApp.start({ ...stores, mailer });
});
afterEach(() => server[Symbol.asyncDispose]());

async function restart(): Promise<void> {
  await server[Symbol.asyncDispose]();
  server = await TestApp.start({ ...stores, mailer });
}

async function choose(choice: Choice, sessionId = 's'): Promise<ChoiceOutcome> {
  await server.open(sessionId);
  await server.button(sessionId);
  const open = await server.app.sessions.readOpenHandoff(sessionId);
  const outcome = await chooseAlternative(server.app, open?.id ?? '', choice, { traceId: newTraceId() });
  await server.changes.settled();
  await settle();
  return outcome;
}

const callIn = (seconds: number, sessionId = 's'): Promise<ChoiceOutcome> =>
  choose(
    { choice: 'callback', address: '+49 30 1', at: formatTime(stores.clock.now() + seconds * SECOND) },
    sessionId,
  );
const all = (): Promise<FollowUpRecord[]> => stores.desk.listFollowUps({ limit: 100 });
async function only(): Promise<FollowUpRecord> {
  const [followUp] = await all();
  if (followUp === undefined) throw new Error('there is no follow-up');
  return followUp;
}
const openReason = async (sessionId = 's'): Promise<string | null> =>
  (await server.app.sessions.readOpenHandoff(sessionId))?.reason ?? null;

describe('H7.1: what was chosen instead of waiting', () => {
  test('is due at its time alone, however late another node’s hand reaches for it', async () => {
    await callIn(3600);
    const { due } = await only();
    const read = stores.desk.readFollowUp.bind(stores.desk);
    stores.desk.readFollowUp = async (id) => {
      stores.desk.readFollowUp = read;
      const open = await only();
      // Meanwhile it was due, nobody came, and it is owed once more.
      await stores.desk.writeFollowUp({ ...open, due: due + HOUR }, open);
      return read(id);
    };
    await stores.clock.advance(3601, settle);
    expect(await only()).toMatchObject({ state: 'open', due: due + HOUR });
  });

  test('stands as a follow-up from the moment it was chosen, with the time that was chosen', async () => {
    const at = Math.ceil(stores.clock.now() / 1000) * 1000 + 2 * HOUR;
    await choose({ choice: 'callback', address: '+49 30 1', at: formatTime(at) });
    expect(await only()).toMatchObject({
      kind: 'callback',
      address: '+49 30 1',
      due: at,
      state: 'open',
      owner: null,
      departmentId: 'support',
    });
  });

  test('without a time it is due when somebody can be reached next', async () => {
    const hours = { zone: 'UTC', week: { tuesday: [['09:00', '17:00']] as [string, string][] } };
    await server.staff.updateDepartment('support', { hours });
    await choose({ choice: 'email', address: 'kim@example.com' });
    await choose({ choice: 'callback', address: '+49 30 1' }, 'c');
    const tuesday = Date.UTC(2026, 0, 6, 9) * 1000;
    expect((await all()).map(({ kind, due }) => [kind, due])).toEqual(
      expect.arrayContaining([
        ['email', tuesday],
        ['callback', tuesday],
      ]),
    );
  });

  test.each([
    [{ choice: 'callback', address: 'kim@example.com' }],
    [{ choice: 'callback', address: '+49 30 1\r\nBcc: x@y.z' }],
    [{ choice: 'callback', address: null }],
    [{ choice: 'callback', address: '+49 30 1', at: 'tomorrow' }],
    [{ choice: 'callback', address: '+49 30 1', at: '2026-01-06T10:00' }],
    [{ choice: 'email', address: 'kim' }],
    [{ choice: 'email', address: 'kim@example.com, eve@example.com' }],
    [{ choice: 'email', address: 'Kim <kim@example.com>' }],
    [{ choice: 'email', address: 'kim@example.com\nBcc: eve@example.com' }],
    [{ choice: 'email', address: '"a b"@example.com' }],
  ] as const)('%j cannot be read and changes nothing', async (choice) => {
    expect(await choose(choice)).toMatchObject({ type: 'invalid' });
    expect(await all()).toEqual([]);
    expect(await openReason()).toBe('customer_requested');
  });

  test('a time that cannot be kept is refused with the nearest one that can, and changes nothing', async () => {
    const now = stores.clock.now();
    const outcome = await choose({ choice: 'callback', address: '+49 30 1', at: formatTime(now + SECOND) });
    expect(outcome).toMatchObject({ type: 'refused', code: 'time-not-possible' });
    const nearest = 'nearest' in outcome ? (outcome.nearest ?? 0) : 0;
    expect(nearest).toBeGreaterThanOrEqual(now + 900 * SECOND);
    expect(await all()).toEqual([]);
    const open = await server.app.sessions.readOpenHandoff('s');
    const again = { choice: 'callback', address: '+49 30 1', at: formatTime(nearest) } as const;
    expect(
      await chooseAlternative(server.app, open?.id ?? '', again, { traceId: newTraceId() }),
    ).toMatchObject({
      type: 'done',
    });
  });

  test('what the department does not offer cannot be chosen', async () => {
    await server.staff.updateDepartment('support', { policy: { offer_email: false } });
    expect(await choose({ choice: 'email', address: 'kim@example.com' })).toMatchObject({ type: 'invalid' });
  });
});

describe('H7.1: a callback that is due', () => {
  test('is queued within a second and once, and done with the handoff it becomes', async () => {
    const told: string[] = [];
    server.followUps.subscribe(({ state }) => told.push(state));
    await callIn(7200);
    await stores.clock.advance(7190, settle);
    expect(await openReason()).toBeNull();
    await stores.clock.advance(11, settle);
    expect(await openReason()).toBe('callback_due');
    expect(await only()).toMatchObject({ state: 'due' });
    const open = await server.app.sessions.readOpenHandoff('s');
    expect(open).toMatchObject({
      priority: 50,
      evidence: [{ trigger: 'follow-up', quote: (await only()).id }],
    });
    await server.command({ do: 'accept', operator: ANNA });
    await server.changes.settled();
    await settle();
    expect((await only()).owner).toEqual(ANNA);
    await server.command({ do: 'resolve', operator: ANNA, disposition: 'called', outcome: 'He gets 20 €' });
    await server.changes.settled();
    await settle();
    expect(await only()).toMatchObject({ state: 'done', result: 'He gets 20 €' });
    expect([...new Set(told)]).toEqual(['open', 'due', 'done']);
  });

  test('who has taken it upon himself is asked first, and the chat is not told of a line meanwhile', async () => {
    await callIn(7200);
    await server.followUps.claim((await only()).id, { operator: ANNA, lead: false });
    await stores.clock.advance(7201, settle);
    const open = await server.app.sessions.readOpenHandoff('s');
    expect(open?.lastOperator).toMatchObject({ id: ANNA.id });
    const before = (await showLog(stores.sessions, 's')).length;
    await stores.clock.advance(800, settle);
    expect((await showLog(stores.sessions, 's')).slice(before)).toEqual([]);
  });

  test('those of a time without a server are queued at its start, in the order of their times', async () => {
    await callIn(10_800, 'third');
    await callIn(3600, 'first');
    await callIn(7200, 'second');
    await server[Symbol.asyncDispose]();
    stores.clock.jump(20_000);
    const order: string[] = [];
    stores.wakeUps.subscribeAll((sessionId, handoffId) => handoffId !== null && order.push(sessionId));
    server = await TestApp.start({ ...stores, mailer });
    await settle();
    expect([...new Set(order)]).toEqual(['first', 'second', 'third']);
    await restart();
    await settle();
    for (const id of ['first', 'second', 'third']) {
      expect(
        (await showLog(stores.sessions, id)).filter((line) => line.includes('handoff.requested')),
      ).toHaveLength(2);
    }
  });

  test('for which nobody came is still owed: it becomes due again', async () => {
    await server.staff.updateDepartment('support', { policy: { give_up_seconds: 60 } });
    await callIn(3600);
    await stores.clock.advance(3601, settle);
    const { due } = await only();
    await stores.clock.advance(70, settle);
    expect(await openReason()).toBeNull();
    const again = await only();
    expect(again).toMatchObject({ state: 'open' });
    expect(again.due).toBeGreaterThan(due + 900 * SECOND);
    await stores.clock.advance(3600, settle);
    expect(
      (await showLog(stores.sessions, 's')).filter((line) => line.includes('handoff.requested')).length,
    ).toBeGreaterThan(2);
  });

  test('that was resolved just before a crash is done after the restart', async () => {
    await callIn(3600);
    await stores.clock.advance(3601, settle);
    await server.followUps[Symbol.asyncDispose]();
    await server.command({ do: 'accept', operator: ANNA });
    await server.command({ do: 'resolve', operator: ANNA, disposition: 'called', outcome: null });
    expect((await only()).state).toBe('due');
    await restart();
    expect(await only()).toMatchObject({ state: 'done', result: 'called' });
  });

  test('goes with its session', async () => {
    await callIn(3600);
    await stores.sessions.deleteSessions(['s']);
    expect(await all()).toEqual([]);
    await stores.clock.advance(4000, settle);
    expect(server.log.errors).toEqual([]);
  });

  test('settled by hand it stands in no queue any more', async () => {
    await callIn(3600);
    await stores.clock.advance(3601, settle);
    const { id } = await only();
    await server.followUps.settle(id, 'done', { operator: ANNA, lead: false, result: 'reached her' });
    await settle();
    expect(await openReason()).toBeNull();
    expect(await only()).toMatchObject({ state: 'done', result: 'reached her', owner: ANNA });
  });
});

describe('a call that is settled in the moment in which it becomes due', () => {
  test('is not queued after all', async () => {
    await callIn(3600);
    const { id } = await only();
    // The request for the queue is being written when somebody says that he has called.
    const commit = stores.sessions.commit.bind(stores.sessions);
    stores.sessions.commit = async (write) => {
      if (write.handoff?.state.reason === 'callback_due' && (await only()).state === 'open')
        await server.followUps.settle(id, 'done', { operator: ANNA, lead: false, result: 'reached her' });
      return commit(write);
    };
    await stores.clock.advance(3601, settle);
    await settle();
    expect(await only()).toMatchObject({ state: 'done', result: 'reached her' });
    expect(await openReason()).toBeNull();
  });
});

describe('a follow-up has one owner', () => {
  test('of two who claim it one wins; a lead may take it', async () => {
    await callIn(3600);
    const { id } = await only();
    const by = (operator: typeof ANNA, lead = false): Promise<{ type: string }> =>
      server.followUps.claim(id, { operator, lead });
    const both = await Promise.all([by(ANNA), by(BEN)]);
    expect(both.map(({ type }) => type).toSorted()).toEqual(['done', 'refused']);
    expect(await by(BEN, true)).toMatchObject({ type: 'done', followUp: { owner: BEN } });
    expect(
      await server.followUps.settle(id, 'cancelled', { operator: ANNA, lead: false, result: null }),
    ).toMatchObject({ type: 'refused', code: 'not-holder' });
  });

  test('what is settled stays settled', async () => {
    await callIn(3600);
    const { id } = await only();
    const actor = { operator: ANNA, lead: false, result: null };
    await server.followUps.settle(id, 'cancelled', actor);
    expect(await server.followUps.settle(id, 'done', actor)).toMatchObject({ code: 'wrong-stage' });
    await stores.clock.advance(4000, settle);
    expect(await openReason()).toBeNull();
    expect(await server.followUps.claim('none', actor)).toEqual({ type: 'not-found' });
  });
});

describe('mails of follow-ups', () => {
  test('the customer is told by mail that his request was taken, with its reference', async () => {
    await choose({ choice: 'email', address: 'kim@example.com' });
    const { id, delivery } = await only();
    expect(delivery).toMatchObject({ state: 'sent', attempts: 1, error: null });
    expect(sent).toEqual([
      {
        to: 'kim@example.com',
        subject: expect.stringContaining(id),
        text: expect.stringContaining(`Your reference: ${id}`),
        id: `${id}.confirmation`,
      },
    ]);
  });

  test('one that fails is tried again, later and later, under the same id, and in the end shows as failed', async () => {
    answer = () => ({ type: 'failed', error: '450: busy', worthTrying: true });
    await choose({ choice: 'email', address: 'kim@example.com' });
    expect((await only()).delivery).toMatchObject({ state: 'waiting', attempts: 1, error: '450: busy' });
    await stores.clock.advance(20, settle);
    expect(sent).toHaveLength(1);
    await stores.clock.advance(11, settle);
    expect(sent).toHaveLength(2);
    await stores.clock.advance(60 * 3600, settle);
    expect(sent).toHaveLength(7);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect((await only()).delivery).toMatchObject({ state: 'failed', error: '450: busy' });
  });

  test('one that is refused for good is not tried again', async () => {
    answer = () => ({ type: 'failed', error: '550: no such user', worthTrying: false });
    await choose({ choice: 'email', address: 'kim@example.com' });
    await stores.clock.advance(3600, settle);
    expect(sent).toHaveLength(1);
    expect((await only()).delivery).toMatchObject({ state: 'failed', error: '550: no such user' });
  });

  test('one that was begun and never ended, as by a crash, goes out again', async () => {
    answer = () => ({ type: 'sent' });
    await choose({ choice: 'email', address: 'kim@example.com' });
    const followUp = await only();
    const lease = {
      ...followUp.delivery!,
      state: 'waiting' as const,
      nextAt: stores.clock.now() + 120 * SECOND,
    };
    await server[Symbol.asyncDispose]();
    await stores.desk.writeFollowUp({ ...followUp, delivery: lease }, followUp);
    stores.clock.jump(121);
    server = await TestApp.start({ ...stores, mailer });
    await settle();
    expect(sent).toHaveLength(2);
    expect((await only()).delivery).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('one whose attempt was overtaken, as of a process that stood still, is not sent by it any more', async () => {
    const write = stores.desk.writeFollowUp.bind(stores.desk);
    stores.desk.writeFollowUp = async (followUp, expected) => {
      const written = await write(followUp, expected);
      if (followUp.delivery?.attempts !== 1) return written;
      stores.desk.writeFollowUp = write;
      stores.clock.jump(121);
      return written;
    };
    await choose({ choice: 'email', address: 'kim@example.com' });
    await stores.clock.advance(2, settle);
    expect(sent).toHaveLength(1);
    expect((await only()).delivery).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('its owner is written to when it is due', async () => {
    await server.staff.createOperator({ id: 'anna', name: 'Anna', email: 'anna@example.com' });
    await callIn(3600);
    await server.followUps.claim((await only()).id, { operator: ANNA, lead: false });
    await stores.clock.advance(3601, settle);
    expect(sent).toEqual([expect.objectContaining({ to: 'anna@example.com' })]);
    expect((await only()).delivery).toMatchObject({ mail: 'notice', state: 'sent' });
  });

  test('one customer has no more of them sent than he may ask for persons, to whomever', async () => {
    // Topics of danger are not counted as requests: they must not make a mail server of us.
    const trigger = { trigger: 'topic:danger', offset: null, score: null, threshold: null, quote: null };
    await server.open();
    for (let n = 0; n < 8; n++) {
      await requestHandoff(server.app, 's', {
        reason: 'sensitive_topic',
        evidence: [trigger],
        transition: { by: 'desk', text: null },
        traceId: newTraceId(),
      });
      const open = await server.app.sessions.readOpenHandoff('s');
      const choice = { choice: 'email', address: `someone${n}@example.com` } as const;
      await chooseAlternative(server.app, open?.id ?? '', choice, { traceId: newTraceId() });
      await server.changes.settled();
      await settle();
    }
    expect(sent).toHaveLength(6);
    const failed = (await all()).filter(({ delivery }) => delivery?.state === 'failed');
    expect(failed.map(({ delivery }) => delivery?.error)).toEqual([
      expect.stringContaining('within an hour'),
      expect.stringContaining('within an hour'),
    ]);
  });

  test('none goes out where no mail server is set up', async () => {
    await server[Symbol.asyncDispose]();
    server = await TestApp.start(stores);
    await choose({ choice: 'email', address: 'kim@example.com' });
    expect((await only()).delivery).toBeNull();
  });

  test('many that cannot be sent do not keep a call waiting', async () => {
    answer = () => ({ type: 'failed', error: 'down', worthTrying: true });
    for (let n = 0; n < 12; n++) await choose({ choice: 'email', address: 'kim@example.com' }, `m${n}`);
    await callIn(3600, 'call');
    await stores.clock.advance(3601, settle);
    expect(await openReason('call')).toBe('callback_due');
  });
});

describe('H5.1: a commitment with a time', () => {
  test('is told of from when it was recorded, becomes due on time, and is queued for nobody', async () => {
    const told: (readonly [string, string])[] = [];
    server.followUps.subscribe(({ kind, state }) => told.push([kind, state]));
    await server.open();
    await server.button();
    await server.command({ do: 'accept', operator: ANNA });
    const due = stores.clock.now() + HOUR;
    await server.command({ do: 'commit', operator: ANNA, id: 'c1', text: 'send the form', due });
    await settle();
    expect(told).toEqual([['commitment', 'open']]);
    await stores.clock.advance(3601, settle);
    expect(told).toContainEqual(['commitment', 'due']);
    expect(await only()).toMatchObject({ id: 'c1', owner: ANNA, state: 'due' });
    expect((await server.app.sessions.readOpenHandoff('s'))?.evidence).toHaveLength(1);
  });
});
