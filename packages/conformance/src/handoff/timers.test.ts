import type { Handoff, HandoffEventData, SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import {
  createSession,
  handoffStep,
  handoffType,
  logUntil,
  readLog,
  say,
  textsFrom,
  turnsEnded,
} from '../testing/conversation.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { MIA, askForPerson, clientOf, heldBy, reply } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';

const clock = new ManualClock();
const POLICY = {
  serviceLevelSeconds: 60,
  reminderSeconds: 180,
  giveUpSeconds: 600,
  idleSeconds: 300,
  idleReturnSeconds: 3600,
};
const server = useServer(() => ({ internals: { clock, policy: POLICY } }));

const system = (log: readonly SessionEvent[]): string[] => textsFrom(log, 'system');
const read = (handoff: Handoff): Promise<Handoff> => clientOf(server.current).readHandoff(handoff.id);

/** Waits until the log tells a step so many times. */
function steps(sessionId: string, type: string, count: number): Promise<SessionEvent[]> {
  return logUntil(
    server.current.wire,
    sessionId,
    (log) => log.filter((event) => handoffType(event) === type).length >= count,
  );
}

/** Seconds from the request to when the running timer is due. */
async function dueAfter(handoff: Handoff): Promise<number> {
  const { requested_utc, timer_due_utc } = await read(handoff);
  return Math.round((Date.parse(timer_due_utc ?? '') - Date.parse(requested_utc)) / 1000);
}

describe('H7.1 nobody comes', () => {
  test('C6 at the service level the customer is told and offered something else; then reminded; then the AI goes on', async () => {
    const { wire } = server.current;
    const handoff = await askForPerson(server.current);
    const { session_id: id } = handoff;
    expect(await dueAfter(handoff)).toBe(45);

    clock.advance(59);
    expect(system(await readLog(wire, id))).toHaveLength(1);
    expect(await read(handoff)).toMatchObject({ stage: 'queued', breached: false });

    clock.advance(2);
    const log = await handoffStep(wire, id, 'handoff.delayed');
    expect(system(log)).toHaveLength(2);
    const delayed = log.find((event) => handoffType(event) === 'handoff.delayed')
      ?.data as unknown as HandoffEventData;
    expect(delayed).toMatchObject({
      stage: 'queued',
      mode: 'manual',
      alternatives: ['wait', 'callback', 'email', 'ai'],
    });
    expect(await read(handoff)).toMatchObject({
      stage: 'queued',
      breached: true,
      position: expect.any(Number),
    });
    expect(await dueAfter(handoff)).toBe(61 + 180);

    clock.advance(181);
    expect(system(await steps(id, 'handoff.delayed', 2))).toHaveLength(3);
    clock.advance(181);
    expect(system(await steps(id, 'handoff.delayed', 3))).toHaveLength(4);
    expect(await dueAfter(handoff)).toBe(600);

    await say(wire, id, 'nobody there?');
    clock.advance(200);
    const end = await handoffStep(wire, id, 'handoff.failed');
    expect(system(end)).toHaveLength(5);
    expect(await read(handoff)).toMatchObject({ stage: 'failed', timer_due_utc: null, position: null });
    expect((await clientOf(server.current).readSession(id)).mode).toBe('auto');
    expect(textsFrom(await turnsEnded(wire, id), 'ai_agent')).toEqual(['Reply to: nobody there?']);
  });

  test('C17 accepted in time, nothing more is said and no timer of the waiting fires', async () => {
    const handoff = await askForPerson(server.current);
    clock.advance(50);
    await clientOf(server.current).accept(handoff.id, { operator: MIA });
    clock.advance(250);
    await clientOf(server.current).listHandoffs();
    expect(system(await readLog(server.current.wire, handoff.session_id))).toHaveLength(1);
    expect(await read(handoff)).toMatchObject({ stage: 'active', breached: false });
  });

  test('H7.1 accepted after the delay, the breach stays on record', async () => {
    const handoff = await askForPerson(server.current);
    clock.advance(61);
    await handoffStep(server.current.wire, handoff.session_id, 'handoff.delayed');
    const accepted = await clientOf(server.current).accept(handoff.id, { operator: MIA });
    expect(accepted).toMatchObject({ stage: 'active', breached: true });
  });

  test('H7.1 the customer chose something else: no timer fires', async () => {
    const handoff = await askForPerson(server.current);
    await clientOf(server.current).chooseEmail(handoff.id, { address: 'kim@example.com' });
    const log = await readLog(server.current.wire, handoff.session_id);
    clock.advance(5000);
    await clientOf(server.current).listHandoffs();
    expect(await readLog(server.current.wire, handoff.session_id)).toEqual(log);
  });

  test('H6.1 many wait: all are told when their time comes, and only then', async () => {
    const first = await Promise.all(Array.from({ length: 15 }, () => askForPerson(server.current)));
    clock.advance(30);
    const second = await askForPerson(server.current);
    clock.advance(31);
    for (const handoff of first)
      await handoffStep(server.current.wire, handoff.session_id, 'handoff.delayed');
    expect((await read(second)).breached).toBe(false);
    clock.advance(30);
    await handoffStep(server.current.wire, second.session_id, 'handoff.delayed');
  });
});

describe('H3.1 an operator holds it', () => {
  test('H3.1 a timer runs all the while, and notes a customer who waits for an answer', async () => {
    const handoff = await heldBy(server.current, MIA);
    await say(server.current.wire, handoff.session_id, 'are you there?');
    clock.advance(301);
    await expect
      .poll(() => journalOf(handoff))
      .toContainEqual({ type: 'idle-checked', customerWaiting: true });
    await reply(server.current, handoff, MIA, 'yes');
    clock.advance(301);
    await expect
      .poll(() => journalOf(handoff))
      .toContainEqual({ type: 'idle-checked', customerWaiting: false });
    expect(await read(handoff)).toMatchObject({ stage: 'active', timer_due_utc: expect.any(String) });
  });

  test('H8.3 when nobody has written for long, the session goes back to the AI', async () => {
    const { wire } = server.current;
    const handoff = await heldBy(server.current, MIA);
    await reply(server.current, handoff, MIA, 'one moment');
    for (let checks = 1; checks <= 12; checks++) {
      clock.advance(301);
      if (checks < 12)
        await expect.poll(async () => (await journalOf(handoff)).filter(isCheck).length).toBe(checks);
    }
    await handoffStep(wire, handoff.session_id, 'handoff.returning');
    expect(await read(handoff)).toMatchObject({ stage: 'returning', operator: MIA });
    clock.advance(61);
    await handoffStep(wire, handoff.session_id, 'handoff.returned');
    expect(await read(handoff)).toMatchObject({ stage: 'returned', timer_due_utc: null });
    await say(wire, handoff.session_id, 'hello again');
    expect(textsFrom(await turnsEnded(wire, handoff.session_id), 'ai_agent')).toEqual([
      'Reply to: hello again',
    ]);
  });

  test('H3.6 what a system outside holds has a timer too', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await wire.patch(`/sessions/${id}`, { mode: 'manual' });
    const open = await clientOf(server.current).readOpenHandoff(id);
    expect(open?.timer_due_utc).toEqual(expect.any(String));
  });

  const isCheck = (entry: { type: string }): boolean => entry.type === 'idle-checked';

  async function journalOf(handoff: Handoff): Promise<{ type: string; customerWaiting?: unknown }[]> {
    const { journal } = await clientOf(server.current).readHandoff(handoff.id);
    return journal.map(({ type, data }) => ({ type, ...data }));
  }
});

test('H6.1 places in the queue: priority first, then age; a place that is left closes up', async () => {
  const baton = clientOf(server.current);
  for (const waiting of (await baton.listHandoffs({ stage: 'waiting', limit: 100 })).items)
    await baton.withdraw(waiting.id);
  const ask = async (priority: number): Promise<Handoff> => {
    const { id } = await createSession(server.current.wire);
    return baton.requestHandoff(id, { priority });
  };
  const [normal, urgent, later, minor] = [await ask(0), await ask(5), await ask(0), await ask(-1)];
  const places = async (...handoffs: Handoff[]): Promise<(number | null)[]> =>
    Promise.all(handoffs.map(async (handoff) => (await read(handoff)).position));
  expect(await places(urgent, normal, later, minor)).toEqual([1, 2, 3, 4]);
  await baton.accept(normal.id, { operator: MIA });
  expect(await places(urgent, normal, later, minor)).toEqual([1, null, 2, 3]);
  await baton.requestHandoff(minor.session_id, { priority: 9 });
  expect(await places(minor, urgent, later)).toEqual([1, 2, 3]);
});
