import type { Handoff, HandoffEventData, SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { handoffStep, handoffType, logUntil, readLog, say, textsFrom } from '../testing/conversation.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { MIA, askForPerson, clientOf, heldBy, newestOffset, reply } from '../testing/operators.ts';
import { CLIENT_VERSIONS } from '../testing/published-clients.ts';
import { useServer } from '../testing/use-server.ts';

/** Of the customer's next message, in milliseconds, as a person waits for it. */
const ANSWERED_WITHIN = 5000;

const clock = new ManualClock();
const server = useServer(() => ({
  internals: { clock, policy: { idleSeconds: 60, idleReturnSeconds: 60, returnNoticeSeconds: 30 } },
}));
const baton = (): ReturnType<typeof clientOf> => clientOf(server.current);

function answered(sessionId: string, text: string): Promise<SessionEvent[]> {
  const { wire } = server.current;
  return logUntil(wire, sessionId, (log) => textsFrom(log, 'ai_agent').includes(`Reply to: ${text}`));
}

describe.each(CLIENT_VERSIONS)('H8.3 a client of Parlant $version', ({ connect }) => {
  test.each(['resolve', 'return', 'mode auto'] as const)(
    'after %s its next message is answered',
    async (end) => {
      const { sessions } = connect(server.current.url);
      const handoff = await heldBy(server.current, MIA);
      const { session_id: id } = handoff;
      await reply(server.current, handoff, MIA, 'done');
      if (end === 'resolve') await baton().resolve(handoff.id, { operator: MIA, disposition: 'solved' });
      else if (end === 'return') await baton().returnToAi(handoff.id, { operator: MIA });
      else await server.current.wire.patch(`/sessions/${id}`, { mode: 'auto' });

      const began = performance.now();
      const said = await sessions.createEvent(id, {
        kind: 'message',
        source: 'customer',
        message: 'and now?',
      });
      const answers = await sessions.listEvents(id, {
        minOffset: said.offset + 1,
        source: 'ai_agent',
        kinds: 'message',
        waitForData: 10,
      });
      expect(performance.now() - began).toBeLessThan(ANSWERED_WITHIN);
      expect(answers[0]?.data).toMatchObject({ message: 'Reply to: and now?' });
    },
  );
});

describe('H8.4 what the customer wrote before the return', () => {
  test('is answered by the AI, where nobody has', async () => {
    const handoff = await heldBy(server.current, MIA);
    await say(server.current.wire, handoff.session_id, 'still open');
    await baton().returnToAi(handoff.id, { operator: MIA });
    const log = await answered(handoff.session_id, 'still open');
    expect(textsFrom(log, 'ai_agent')).toEqual(['Reply to: still open']);
  });

  test('and crossed the resolve is answered too, what the operator had seen is not', async () => {
    const { wire } = server.current;
    const handoff = await heldBy(server.current, MIA);
    const { session_id: id } = handoff;
    await say(wire, id, 'thank you');
    const seen_offset = await newestOffset(server.current, id);
    await say(wire, id, 'one more thing');
    await baton().resolve(handoff.id, { operator: MIA, disposition: 'solved', seen_offset });
    expect(textsFrom(await answered(id, 'one more thing'), 'ai_agent')).not.toContain('Reply to: thank you');

    const other = await heldBy(server.current, MIA);
    await say(wire, other.session_id, 'thank you');
    const all = await newestOffset(server.current, other.session_id);
    await baton().resolve(other.id, { operator: MIA, disposition: 'solved', seen_offset: all });
    await server.current.context.turns.idle();
    expect(textsFrom(await readLog(wire, other.session_id), 'ai_agent')).toEqual([]);
  });
});

describe('H8.3 a session in which nobody writes', () => {
  const returning = async (): Promise<Handoff> => {
    const handoff = await heldBy(server.current, MIA);
    await reply(server.current, handoff, MIA, 'done');
    clock.advance(61);
    await handoffStep(server.current.wire, handoff.session_id, 'handoff.returning');
    return handoff;
  };

  test('goes back after a countdown that everybody sees', async () => {
    const handoff = await returning();
    const { session_id: id } = handoff;
    const { stage, timer_due_utc } = await baton().readHandoff(handoff.id);
    expect(stage).toBe('returning');
    const left = (Date.parse(timer_due_utc ?? '') * 1000 - clock.now()) / 1_000_000;
    expect(left).toBeGreaterThan(28);
    expect(left).toBeLessThanOrEqual(30);
    const told = (await readLog(server.current.wire, id)).find(
      (event) => handoffType(event) === 'handoff.returning',
    )?.data as unknown as HandoffEventData;
    expect(told).toMatchObject({
      stage: 'returning',
      mode: 'manual',
      holder: { kind: 'operator', name: 'Mia' },
    });
    clock.advance(31);
    await handoffStep(server.current.wire, id, 'handoff.returned');
    await say(server.current.wire, id, 'anybody?');
    await answered(id, 'anybody?');
  });

  test.each(['the customer', 'the operator'])('stays when %s writes during the countdown', async (who) => {
    const handoff = await returning();
    const { session_id: id } = handoff;
    if (who === 'the customer') await say(server.current.wire, id, 'wait');
    else await reply(server.current, handoff, MIA, 'I am still here');
    clock.advance(31);
    await handoffStep(server.current.wire, id, 'handoff.accepted');
    await expect.poll(async () => (await baton().readHandoff(handoff.id)).stage).toBe('active');
    expect((await baton().readSession(id)).mode).toBe('manual');
  });

  test('H8.4 stays when something is promised during the countdown, and its owner is asked', async () => {
    const handoff = await returning();
    await baton().addCommitment(handoff.id, { operator: MIA, text: 'A refund of 30 euros' });
    clock.advance(31);
    await expect.poll(async () => (await baton().readHandoff(handoff.id)).stage).toBe('active');
    const { journal } = await baton().readHandoff(handoff.id);
    expect(journal.slice(-2).map(({ type }) => type)).toEqual(['kept', 'owner-asked']);
  });
});

describe('H8.5 a department that asks for a rating', () => {
  const resolved = async (): Promise<Handoff> => {
    await server.current.wire.patch('/departments/support', { policy: { ask_rating: true } });
    const handoff = await heldBy(server.current, MIA);
    await baton().resolve(handoff.id, { operator: MIA, disposition: 'solved' });
    await handoffStep(server.current.wire, handoff.session_id, 'handoff.rating-asked');
    return handoff;
  };
  const rating = async ({ id }: Handoff): Promise<unknown> => (await baton().readHandoff(id)).rating;

  test('hears it in plain words right after the question, thanks, and says no more', async () => {
    const handoff = await resolved();
    const { session_id: id } = handoff;
    await say(server.current.wire, id, '5 stars, Mia was great');
    await server.current.context.turns.idle();
    expect(await rating(handoff)).toMatchObject({ score: 5, comment: 'Mia was great' });
    const log = await readLog(server.current.wire, id);
    expect(textsFrom(log, 'ai_agent')).toEqual([]);
    expect(textsFrom(log, 'customer', 'system').slice(-2)).toEqual([
      '5 stars, Mia was great',
      expect.stringMatching(/thank you/i),
    ]);
  });

  test('hears it by an event of the page; what is none is refused', async () => {
    const handoff = await resolved();
    const { wire } = server.current;
    const path = `/sessions/${handoff.session_id}/events`;
    const press = (data: object): ReturnType<typeof wire.post> =>
      wire.post(path, { kind: 'custom', source: 'customer_ui', data: { type: 'handoff.rate', ...data } });
    expect((await press({ score: 9 })).status).toBe(422);
    expect(await rating(handoff)).toBeNull();
    expect((await press({ score: 4, comment: 'quick' })).status).toBe(201);
    expect(await rating(handoff)).toMatchObject({ score: 4, comment: 'quick' });
  });

  test('H2.3 hears no rating in a number that answers something else', async () => {
    const handoff = await resolved();
    const { session_id: id } = handoff;
    await say(server.current.wire, id, 'how many are left?');
    await answered(id, 'how many are left?');
    await say(server.current.wire, id, '5');
    await answered(id, '5');
    expect(await rating(handoff)).toBeNull();
  });

  test('asks nobody whom no person has served', async () => {
    await resolved();
    const waiting = await askForPerson(server.current);
    await baton().withdraw(waiting.id);
    const types = (await readLog(server.current.wire, waiting.session_id)).map(handoffType);
    expect(types).not.toContain('handoff.rating-asked');
  });
});
