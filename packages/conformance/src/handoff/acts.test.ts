import type { Handoff } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { createSession, handoffStep, handoffType, readLog } from '../testing/conversation.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { MIA, TOM, askForPerson, clientOf, heldBy, refusalOf, reply } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';

const LEA = { id: 'lea', name: 'Lea' } as const;
const clock = new ManualClock();
const server = useServer(() => ({
  internals: { clock, policy: { idleSeconds: 60, idleReturnSeconds: 300 } },
}));
const client = (): ReturnType<typeof clientOf> => clientOf(server.current);
const types = async (handoff: Handoff): Promise<(string | undefined)[]> =>
  (await client().readHandoff(handoff.id)).journal.map(({ type }) => type);

describe('a lead', () => {
  test('H6.1, H2.5 may change the order, write, resolve and take what a colleague holds; others may not', async () => {
    await server.current.wire.post('/operators', { ...LEA, lead: true });
    const waiting = await askForPerson(server.current);
    const moved = { priority: 9, operator: TOM };
    expect(await refusalOf(client().prioritise(waiting.id, moved))).toMatchObject({ code: 'forbidden' });
    await client().prioritise(waiting.id, { ...moved, operator: LEA });
    expect(await client().readHandoff(waiting.id)).toMatchObject({ priority: 9, position: 1 });

    const held = await heldBy(server.current, MIA);
    const words = { message: 'Lea here', as: 'operator', seen_offset: 1000, force: true } as const;
    expect(await refusalOf(client().reply(held.id, { ...words, operator: TOM }))).toMatchObject({
      code: 'not-holder',
    });
    await client().reply(held.id, { ...words, operator: LEA });
    expect(await client().readHandoff(held.id)).toMatchObject({ operator: LEA });
    expect(
      await refusalOf(client().resolve(held.id, { operator: MIA, disposition: 'solved' })),
    ).toMatchObject({ code: 'not-holder' });

    const again = await heldBy(server.current, MIA);
    expect(
      await refusalOf(client().takeOver(again.session_id, { operator: TOM, force: true })),
    ).toMatchObject({ code: 'already-held' });
    await client().takeOver(again.session_id, { operator: LEA, force: true });
    expect((await client().readHandoff(again.id)).stretches.map(({ operator }) => operator?.id)).toEqual([
      MIA.id,
      LEA.id,
    ]);
    await client().resolve(again.id, { operator: LEA, disposition: 'solved' });
  });
});

describe('H5.1 a promise', () => {
  test.each(['9999-12-31T23:59:59Z', '2100-01-01T00:00:00Z', '0001-01-01T00:00:00Z', 'tomorrow'])(
    'for %s cannot be kept by any clock, and changes nothing',
    async (due) => {
      const handoff = await heldBy(server.current, MIA);
      const refusal = await refusalOf(client().addCommitment(handoff.id, { text: 'x', due, operator: MIA }));
      expect(refusal.status).toBe(422);
      expect((await client().readHandoff(handoff.id)).commitments).toEqual([]);
    },
  );
});

describe('H8.3 a session in which nobody writes', () => {
  /** Until nobody has written for so long that it would go back. */
  const quiet = async (handoff: Handoff): Promise<void> => {
    for (let minute = 1; minute <= 5; minute++) {
      clock.advance(61);
      const wanted = minute;
      await expect
        .poll(async () => (await types(handoff)).filter((type) => type !== 'noted').length)
        .toBeGreaterThan(wanted);
    }
  };

  test('is kept by its holder when he says so, and only by him', async () => {
    const handoff = await heldBy(server.current, MIA);
    await quiet(handoff);
    await handoffStep(server.current.wire, handoff.session_id, 'handoff.returning');
    expect(await refusalOf(client().keep(handoff.id, { operator: TOM }))).toMatchObject({
      code: 'not-holder',
    });
    const kept = await client().keep(handoff.id, { operator: MIA });
    expect(kept).toMatchObject({ stage: 'active', operator: MIA });
    clock.advance(61);
    expect(await client().readHandoff(handoff.id)).toMatchObject({ stage: 'active' });
    expect(await refusalOf(client().keep(handoff.id, { operator: MIA }))).toMatchObject({
      code: 'wrong-stage',
    });
  });

  test('H8.4 stays while something is promised, and its owner is asked', async () => {
    const handoff = await heldBy(server.current, MIA);
    const { commitments } = await client().addCommitment(handoff.id, {
      operator: MIA,
      text: 'A refund of 40 €',
      due: '2030-01-01T10:00:00+01:00',
    });
    expect(commitments).toMatchObject([
      { text: 'A refund of 40 €', due_utc: '2030-01-01T09:00:00.000000Z', author: MIA, settled_utc: null },
    ]);
    await quiet(handoff);
    await expect.poll(() => types(handoff)).toContain('owner-asked');
    expect(await client().readHandoff(handoff.id)).toMatchObject({ stage: 'active', commitments_open: 1 });

    const end = { operator: MIA, disposition: 'solved' } as const;
    expect(await refusalOf(client().resolve(handoff.id, end))).toMatchObject({ code: 'commitment-open' });
    expect(await refusalOf(client().returnToAi(handoff.id, { operator: MIA }))).toMatchObject({
      code: 'commitment-open',
    });
    expect(
      await refusalOf(client().settleCommitment(handoff.id, 'nothing', { operator: MIA })),
    ).toMatchObject({ status: 404 });
    await client().settleCommitment(handoff.id, commitments[0]?.id ?? '', { operator: MIA });
    expect(await client().resolve(handoff.id, end)).toMatchObject({ stage: 'resolved', commitments_open: 0 });
  });

  test('H8.4 what he knows to be open he may leave open', async () => {
    const handoff = await heldBy(server.current, MIA);
    await client().addCommitment(handoff.id, { operator: MIA, text: 'A call tomorrow' });
    const ended = await client().returnToAi(handoff.id, { operator: MIA, keep_commitments: true });
    expect(ended).toMatchObject({ stage: 'returned', commitments_open: 1 });
    // It can be settled after the end too.
    const [promise] = ended.commitments;
    expect(
      await refusalOf(client().settleCommitment(handoff.id, promise?.id ?? '', { operator: TOM })),
    ).toMatchObject({ code: 'not-holder' });
    await client().settleCommitment(handoff.id, promise?.id ?? '', { operator: MIA });
    expect(await client().readHandoff(handoff.id)).toMatchObject({ commitments_open: 0 });
  });
});

describe('a customer', () => {
  test('H8.3 who leaves ends the handoff, waiting or held, and nothing more is said', async () => {
    for (const handoff of [await askForPerson(server.current), await heldBy(server.current, MIA)]) {
      const log = await readLog(server.current.wire, handoff.session_id);
      expect(await client().leave(handoff.id)).toMatchObject({ stage: 'abandoned' });
      const after = (await readLog(server.current.wire, handoff.session_id)).slice(log.length);
      expect(after.map(handoffType)).toEqual(['handoff.abandoned']);
      expect(await client().readSession(handoff.session_id)).toMatchObject({ mode: 'auto' });
      expect(await refusalOf(client().leave(handoff.id))).toMatchObject({ code: 'wrong-stage' });
    }
  });

  test('H8.5 rates what has ended, from 1 to 5; the last rating counts', async () => {
    const handoff = await heldBy(server.current, MIA);
    expect(await refusalOf(client().rate(handoff.id, { score: 5 }))).toMatchObject({ code: 'wrong-stage' });
    await reply(server.current, handoff, MIA, 'done');
    await client().resolve(handoff.id, { operator: MIA, disposition: 'solved' });
    for (const score of [0, 6, 4.5])
      expect(await refusalOf(client().rate(handoff.id, { score }))).toMatchObject({ status: 422 });
    await client().rate(handoff.id, { score: 2 });
    await client().rate(handoff.id, { score: 4, comment: 'quick' });
    expect(await client().readHandoff(handoff.id)).toMatchObject({ rating: { score: 4, comment: 'quick' } });
    const log = await readLog(server.current.wire, handoff.session_id);
    const told = log.filter((event) => handoffType(event) === 'handoff.rated');
    expect(told.map(({ data }) => (data as { score: number }).score)).toEqual([2, 4]);
  });
});

test('H6 handoffs are listed by department, operator, reason, age and order, in pages', async () => {
  const { wire } = server.current;
  await wire.post('/departments', { id: 'claims', name: 'Claims' });
  await wire.post('/operators', { id: 'cleo', name: 'Cleo', departments: ['claims'] });
  const ask = async (body: object): Promise<Handoff> => {
    const { id } = await createSession(wire);
    clock.advance(1);
    return client().requestHandoff(id, body);
  };
  const made = [
    await ask({ department: 'claims', reason: 'refund' }),
    await ask({ department: 'Claims', reason: 'refund', priority: 5 }),
    await ask({ department: 'claims' }),
  ];
  const [old, urgent, other] = made.map(({ id }) => id);
  await client().accept(other ?? '', { operator: { id: 'cleo', name: 'Cleo' } });
  const ids = async (query: Parameters<ReturnType<typeof client>['listHandoffs']>[0]): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await client().listHandoffs({ ...query, limit: 1, ...(cursor && { cursor }) });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    return found;
  };
  const department = 'claims';
  expect(await ids({ department })).toEqual([old, urgent, other]);
  expect(await ids({ department, sort: 'newest' })).toEqual([other, urgent, old]);
  expect(await ids({ department, stage: 'waiting', sort: 'queue' })).toEqual([urgent, old]);
  expect(await ids({ department, operator: 'cleo' })).toEqual([other]);
  expect(await ids({ department, reason: 'refund' })).toEqual([old, urgent]);
  clock.advance(100);
  const young = await ask({ department: 'claims' });
  expect(await ids({ department, max_age: 50 })).toEqual([young.id]);
  expect(await ids({ department, min_age: 50 })).toEqual([old, urgent, other]);
  expect((await client().listHandoffs({ department })).total_count).toBe(4);
  const wrong = await refusalOf(client().requestHandoff(young.session_id, { department: 'nowhere' }));
  expect(wrong.status).toBe(422);
  for (const bad of ['sort=best', 'min_age=-1', 'max_age=x', 'stage=x'])
    expect((await wire.get(`/handoffs?${bad}`)).status, `with ${bad}`).toBe(422);
});
