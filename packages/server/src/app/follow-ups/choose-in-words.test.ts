import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CreateEvent } from '@baton/protocol';
import { ANNA } from '../../testing/make.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { showLog } from '../../testing/show-log.ts';
import { TestApp } from '../../testing/test-app.ts';
import { turnsOfTheLoop } from '../../testing/until.ts';
import { postEvent } from '../post-event.ts';
import type { PostOutcome } from '../post-outcome.ts';
import { newTraceId } from '../random-id.ts';

let stores: MemoryFixture;
let server: TestApp;
beforeEach(async () => {
  stores = openMemory();
  server = await TestApp.start(stores);
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

const stage = async (): Promise<string> => {
  const { sessions } = server.app;
  const open = await sessions.readOpenHandoff('s');
  return (open ?? (await sessions.readLastHandoff('s')))?.stage ?? 'none';
};
const contact = async (): Promise<unknown> => (await server.app.sessions.readLastHandoff('s'))?.contact;
const said = async (): Promise<string[]> =>
  (await showLog(stores.sessions, 's')).filter((line) => line.startsWith('system: '));

/** Asked for a person; nobody is here, so that alternatives are offered at once. */
async function wait(): Promise<void> {
  await server.customerSays('hello');
  await server.turns.idle();
  await server.button();
  expect((await server.app.sessions.readOpenHandoff('s'))?.alternatives).toEqual([
    'wait',
    'callback',
    'email',
    'ai',
  ]);
}

async function post(data: unknown, source = 'customer_ui', key?: string): Promise<PostOutcome> {
  const body = { kind: 'custom', source, data } as CreateEvent;
  const idempotency = key === undefined ? undefined : { key, fingerprint: JSON.stringify(data) };
  const context = { traceId: newTraceId(), idempotency, author: null };
  return postEvent(server.app, await server.session(), body, context);
}

describe('H7.1: one who waits chooses in plain words', () => {
  test('an e-mail with its address', async () => {
    await wait();
    await server.customerSays('just e-mail me at kim@example.com');
    expect(await stage()).toBe('email');
    expect(await contact()).toMatchObject({ kind: 'email', address: 'kim@example.com' });
    const log = await showLog(stores.sessions, 's');
    expect(log.slice(-3)).toEqual([
      'customer: just e-mail me at kim@example.com',
      'system: Thank you. We will write to kim@example.com. Until then I am here if there is anything else.',
      'system <handoff.email>',
    ]);
  });

  test('a callback at a time, told on the clock of the department', async () => {
    const hours = {
      zone: 'Europe/Berlin',
      week: { tuesday: [['09:00', '17:00']] as [string, string][] },
    };
    await server.staff.updateDepartment('support', { hours });
    await server.customerSays('hello');
    await server.button();
    await server.customerSays('call me tomorrow at 10 on +49 30 1234567');
    expect(await contact()).toMatchObject({ kind: 'callback', at: '2026-01-06T09:00:00.000000Z' });
    expect((await said()).at(-1)).toContain('(Tuesday, 10:00 GMT+1)');
  });

  test('a time at which nobody can call is answered with one that can be kept, and he waits on', async () => {
    const hours = { zone: 'UTC', week: { tuesday: [['09:00', '17:00']] as [string, string][] } };
    await server.staff.updateDepartment('support', { hours });
    await server.customerSays('hello');
    await server.button();
    await server.customerSays('call me tomorrow at 19:00 on +49 30 1234567');
    expect(await stage()).toBe('queued');
    expect((await said()).at(-1)).toMatch(/nobody can call you at that time.*Tuesday, 13 January, 09:00 UTC/);
  });

  test('without an address he is asked for it once, and his answer is taken', async () => {
    await wait();
    await server.customerSays('call me back please');
    expect((await said()).at(-1)).toContain('On which phone number');
    await server.customerSays('call me back please');
    expect((await said()).filter((line) => line.includes('On which phone number'))).toHaveLength(1);
    await server.customerSays('sure: +49 30 1234567');
    expect(await contact()).toMatchObject({ kind: 'callback', address: '+49301234567' });
  });

  test('in the language of the conversation', async () => {
    await server.customerSays('Ich möchte bitte mit einem Menschen sprechen');
    await server.turns.idle();
    await server.button();
    await server.customerSays('ruf mich morgen um 10 an, ja, bitte, unter +49 30 1234567');
    expect((await said()).at(-1)).toMatch(/^system: Danke. Wir rufen Sie unter \+49301234567 an/);
  });

  test('going on with the AI, which answers what he wrote', async () => {
    await wait();
    await server.customerSays('forget it, go on with the bot');
    await server.turns.idle();
    expect(await stage()).toBe('withdrawn');
    expect((await showLog(stores.sessions, 's')).at(-1)).not.toMatch(/^customer/);
  });

  test.each(['my e-mail is kim@example.com', 'never mind', 'call me maybe', 'why does nobody call me back?'])(
    'what is not clear changes nothing: %s',
    async (text) => {
      await wait();
      const before = await said();
      await server.customerSays(text);
      expect(await stage()).toBe('queued');
      expect(await said()).toEqual(before);
    },
  );

  test('nothing is read out of words to a person who has come', async () => {
    await wait();
    await server.command({ do: 'accept', operator: ANNA });
    await server.customerSays('just e-mail me at kim@example.com');
    expect(await stage()).toBe('active');
  });

  test('nor while nothing was offered', async () => {
    await server.staff.createOperator({ id: 'anna', name: 'Anna', departments: ['support'] });
    await server.staff.setPresence('anna', 'available');
    await server.customerSays('hello');
    await server.button();
    await server.customerSays('just e-mail me at kim@example.com');
    await turnsOfTheLoop(10);
    expect(['queued', 'offered']).toContain(await stage());
  });
});

describe('H7.1: one who waits chooses on his page', () => {
  test('an event of the page does what the API does', async () => {
    await wait();
    const data = { type: 'handoff.choose', choice: 'email', address: 'kim@example.com' };
    expect(await post(data)).toMatchObject({ type: 'stored' });
    expect(await stage()).toBe('email');
    expect((await showLog(stores.sessions, 's')).at(-3)).toContain('handoff.choose');
  });

  test('the same request again is the same choice, once', async () => {
    await wait();
    const data = { type: 'handoff.choose', choice: 'callback', address: '+49 30 1' };
    const first = await post(data, 'customer', 'key');
    const again = await post(data, 'customer', 'key');
    expect(first).toMatchObject({ type: 'stored' });
    expect(again).toEqual({ type: 'at', offset: first.type === 'stored' ? first.event.offset : -1 });
    expect(await stores.desk.countFollowUps({})).toBe(1);
  });

  test('waiting on is a choice that changes nothing else', async () => {
    await wait();
    expect(await post({ type: 'handoff.choose', choice: 'wait' })).toMatchObject({ type: 'stored' });
    expect(await stage()).toBe('queued');
  });

  test.each([
    [{ choice: 'phone' }],
    [{}],
    [{ choice: ['email'] }],
    [{ choice: 'email' }],
    [{ choice: 'email', address: 7 }],
    [{ choice: 'email', address: 'x'.repeat(500) }],
    [{ choice: 'callback', address: '+49 30 1', at: 'soon' }],
    [{ choice: 'callback', address: '+49 30 1', at: { $ne: null } }],
  ])('%j is refused and changes nothing', async (over) => {
    await wait();
    const before = await showLog(stores.sessions, 's');
    expect(await post({ type: 'handoff.choose', ...over })).toMatchObject({ type: 'invalid' });
    expect(await showLog(stores.sessions, 's')).toEqual(before);
  });

  test('with nobody waited for it is refused', async () => {
    expect(await post({ type: 'handoff.choose', choice: 'ai' })).toMatchObject({
      type: 'refused',
      code: 'wrong-stage',
    });
  });

  test('from anybody but the customer it is an event like any other', async () => {
    await wait();
    await post({ type: 'handoff.choose', choice: 'ai' }, 'human_agent');
    expect(await stage()).toBe('queued');
  });
});
