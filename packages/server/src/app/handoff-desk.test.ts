import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANNA, BEN } from '../testing/make.ts';
import { openMemory } from '../testing/open-memory.ts';
import type { MemoryFixture } from '../testing/open-memory.ts';
import { showLog } from '../testing/show-log.ts';
import { TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';
import type { Reply, ReplyOutcome } from './handoff-desk.ts';

let stores: MemoryFixture;
let server: TestApp;
let handoffId: string;
beforeEach(async () => {
  stores = openMemory();
  server = await TestApp.start(stores);
  await server.open();
  await server.button();
  await server.command({ do: 'accept', operator: ANNA });
  handoffId = (await stores.sessions.readOpenHandoff('s'))!.id;
});
afterEach(() => server[Symbol.asyncDispose]());

const log = (): Promise<string[]> => showLog(stores.sessions, 's');
const newest = async (): Promise<number> => (await server.session()).nextOffset - 1;
function reply(over: Partial<Reply> = {}, key?: string): Promise<ReplyOutcome> {
  const idempotency = key === undefined ? undefined : { key, fingerprint: 'f' };
  const whole: Reply = { operator: ANNA, message: 'Hello.', as: 'operator', seenOffset: null, ...over };
  return server.desk.reply(handoffId, whole, { traceId: 't', idempotency });
}

describe(`H2.5: an operator's reply`, () => {
  test('is sent when he has seen everything that was said', async () => {
    const outcome = await reply({ seenOffset: await newest() });
    expect(outcome).toMatchObject({
      type: 'sent',
      event: { source: 'human_agent', data: { message: 'Hello.' } },
    });
    expect(await stores.sessions.readHandoff(handoffId)).toMatchObject({
      firstHumanWordAt: expect.any(Number) as number,
    });
    expect(await server.session()).toMatchObject({ answeredOffset: await newest() });
  });

  test('is not sent when something newer was said, and he is given what he has missed', async () => {
    const seenOffset = await newest();
    await server.customerSays('wait');
    const outcome = await reply({ seenOffset });
    expect(outcome).toMatchObject({ type: 'stale-view', missing: [{ data: { message: 'wait' } }] });
    expect((await log()).at(-1)).toBe('customer: wait');
    expect(await reply({ seenOffset: null })).toMatchObject({ type: 'sent' });
  });

  test('that crosses a customer message is sent before it, or not at all', async () => {
    const seenOffset = await newest();
    const [, outcome] = await Promise.all([server.customerSays('wait'), reply({ seenOffset })]);
    const said = (await log()).filter((line) => line === 'customer: wait' || line === 'human_agent: Hello.');
    expect(said).toEqual(
      outcome.type === 'sent' ? ['human_agent: Hello.', 'customer: wait'] : ['customer: wait'],
    );
  });

  test('on behalf of the AI is shown as the AI’s, and its author is stored', async () => {
    const outcome = await reply({ as: 'ai' });
    expect(outcome).toMatchObject({
      type: 'sent',
      event: {
        source: 'human_agent_on_behalf_of_ai_agent',
        data: { participant: { id: 'agent', display_name: 'Ava' } },
        metadata: { author: ANNA },
      },
    });
  });

  test.each([
    ['by somebody else', { operator: BEN }, 'not-holder'],
    ['on behalf of the AI by somebody else', { operator: BEN, as: 'ai' as const }, 'not-holder'],
  ])('%s is refused', async (_name, over, code) => {
    expect(await reply(over)).toMatchObject({ type: 'refused', code });
  });

  test('after the end is refused, its repetition is answered with what was sent', async () => {
    const sent = await reply({}, 'k');
    await server.command({ do: 'resolve', operator: ANNA, disposition: 'solved', outcome: null });
    expect(await reply()).toMatchObject({ type: 'refused', code: 'wrong-stage' });
    expect(await reply({}, 'k')).toEqual(sent);
    expect((await log()).filter((line) => line === 'human_agent: Hello.')).toHaveLength(1);
  });

  test('before anybody has accepted is refused', async () => {
    await server.open('t');
    await server.button('t');
    const waiting = await stores.sessions.readOpenHandoff('t');
    const whole: Reply = { operator: ANNA, message: 'Hello.', as: 'operator', seenOffset: null };
    expect(await server.desk.reply(waiting!.id, whole, { traceId: 't' })).toMatchObject({
      code: 'wrong-stage',
    });
    expect(await server.desk.reply('none', whole, { traceId: 't' })).toEqual({ type: 'not-found' });
  });
});

describe('notes', () => {
  test('H8.2: are in the journal, never in the log, also after the end', async () => {
    const before = await log();
    await server.command({ do: 'note', operator: BEN, text: 'be careful' });
    expect(await log()).toEqual(before);
    await server.command({ do: 'return', operator: ANNA, outcome: null });
    await server.desk.command(
      handoffId,
      { do: 'note', operator: ANNA, text: 'it went well' },
      { traceId: 't' },
    );
    const detail = await server.desk.read(handoffId);
    expect(detail?.notes.map((note) => [note.author.id, note.text])).toEqual([
      ['ben', 'be careful'],
      ['anna', 'it went well'],
    ]);
    expect(detail).toMatchObject({ stage: 'returned' });
  });

  test('H1.3: one that is sent again is one note', async () => {
    const note = { do: 'note', operator: ANNA, text: 'once' } as const;
    const request = { traceId: 't', idempotency: { key: 'k', fingerprint: 'f' } };
    await Promise.all([1, 2, 3].map(() => server.desk.command(handoffId, note, request)));
    expect((await server.desk.read(handoffId))?.notes).toHaveLength(1);
  });
});

describe('acting on a handoff that is over', () => {
  test.each([
    [{ do: 'accept', operator: ANNA }],
    [{ do: 'resolve', operator: ANNA, disposition: 'x', outcome: null }],
    [{ do: 'return', operator: ANNA, outcome: null }],
    [{ do: 'withdraw' }],
    [{ do: 'choose-contact', kind: 'email', address: 'x@y.z', callAt: null }],
  ] as const)('%o is refused, although another is open', async (command) => {
    await server.command({ do: 'return', operator: ANNA, outcome: null });
    await server.button();
    const before = await log();
    expect(await server.desk.command(handoffId, command, { traceId: 't' })).toMatchObject({
      code: 'wrong-stage',
    });
    expect(await server.desk.command('none', command, { traceId: 't' })).toEqual({ type: 'not-found' });
    expect(await log()).toEqual(before);
  });
});

test('H3.5: taking over a session that nobody asked for tells the customer nothing but who is there', async () => {
  await server.open('t');
  await server.customerSays('hello', 't');
  expect(await server.desk.takeOver('t', BEN, { traceId: 't' })).toEqual({ type: 'done' });
  await server.turns.idle();
  expect((await showLog(stores.sessions, 't')).at(-1)).toBe('system <handoff.taken-over>');
  expect(await server.desk.takeOver('t', ANNA, { traceId: 't' })).toMatchObject({ code: 'already-held' });
  expect(await server.desk.takeOver('none', ANNA, { traceId: 't' })).toEqual({ type: 'not-found' });
});

test('H3.5: who held it before, and holds it no more, can be given it again', async () => {
  const { staff } = server;
  await staff.ensureOperator(ANNA);
  await staff.setPresence(ANNA.id, 'away');
  const target = { department: 'support' };
  expect(await server.command({ do: 'transfer', operator: ANNA, target, note: null })).toEqual({
    type: 'done',
  });
  await staff.setPresence(ANNA.id, 'available');
  await until(async () => (await stores.sessions.readHandoff(handoffId))?.stage === 'offered');
  await server.command({ do: 'decline', operator: ANNA });
  expect(await stores.sessions.readHandoff(handoffId)).toMatchObject({ stage: 'queued', operator: ANNA });
  expect(await server.command({ do: 'offer', operator: BEN, operatorId: ANNA.id })).toEqual({ type: 'done' });
  expect(await server.command({ do: 'accept', operator: ANNA })).toEqual({ type: 'done' });
  const again = await server.command({
    do: 'transfer',
    operator: ANNA,
    target: { operatorId: ANNA.id },
    note: null,
  });
  expect(again).toMatchObject({ type: 'refused', code: 'already-held' });
});
