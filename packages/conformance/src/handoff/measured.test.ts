import type { SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { createSession, readLog, say, turnsEnded } from '../testing/conversation.ts';
import { KEYED, KEYS, MIA as KEYED_MIA, visit } from '../testing/keyed-server.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { MIA, TOM, clientOf, reply } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';

const SECOND = 1_000_000;
const MINUTE = 60;
const DAY = 86_400;

describe('H7.4 what is measured', () => {
  const clock = new ManualClock();
  const server = useServer(() => ({ internals: { clock } }));

  const seconds = (from: string, to: string | null): number =>
    Math.round((Date.parse(to ?? '') - Date.parse(from)) / 1000);

  test('C19 the days a customer spent with the AI do not count: a request is measured from the request on', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    await say(wire, session.id, 'hello');
    await turnsEnded(wire, session.id);
    clock.advance(5 * DAY);
    const { id } = await clientOf(server.current).requestHandoff(session.id);
    clock.advance(4 * MINUTE);
    await clientOf(server.current).accept(id, { operator: MIA });
    clock.advance(6 * MINUTE);
    await reply(server.current, await clientOf(server.current).readHandoff(id), MIA, 'I am here');
    clock.advance(20 * MINUTE);
    await clientOf(server.current).resolve(id, { operator: MIA, disposition: 'solved' });
    const handoff = await clientOf(server.current).readHandoff(id);
    expect(seconds(handoff.requested_utc, handoff.accepted_utc)).toBe(4 * MINUTE);
    expect(seconds(handoff.requested_utc, handoff.first_human_word_utc)).toBe(10 * MINUTE);
    expect(seconds(handoff.accepted_utc ?? '', handoff.ended_utc)).toBe(26 * MINUTE);
  });

  test('C19 a second request has times of its own, and each stretch of one that is passed on', async () => {
    const { wire } = server.current;
    const session = await createSession(wire);
    const client = clientOf(server.current);
    const first = await client.requestHandoff(session.id);
    await client.accept(first.id, { operator: MIA });
    await client.resolve(first.id, { operator: MIA, disposition: 'solved' });
    clock.advance(3 * DAY);
    const second = await client.requestHandoff(session.id);
    clock.advance(MINUTE);
    await client.accept(second.id, { operator: MIA });
    clock.advance(5 * MINUTE);
    const passed = await wire.post(`/handoffs/${second.id}/transfer`, {
      operator: MIA,
      department: 'support',
    });
    expect(passed.status, `answered ${passed.text}`).toBe(200);
    clock.advance(2 * MINUTE);
    const held = await client.accept(second.id, { operator: TOM });
    expect(second.id).not.toBe(first.id);
    expect(seconds(held.requested_utc, held.accepted_utc)).toBe(MINUTE);
    expect(
      held.stretches.map(({ operator, from_utc, to_utc }) => [
        operator?.id,
        seconds(held.requested_utc, from_utc),
        to_utc === null ? null : seconds(held.requested_utc, to_utc),
      ]),
    ).toEqual([
      [MIA.id, MINUTE, 6 * MINUTE],
      [TOM.id, 8 * MINUTE, null],
    ]);
    expect(Date.parse(held.requested_utc) * 1000).toBeGreaterThan(
      Date.parse(first.requested_utc) * 1000 + 3 * DAY * SECOND - SECOND,
    );
  });
});

describe('a page that is loaded again', () => {
  const server = useServer(() => KEYED);

  test('C24 a customer who reloads a hundred times is in the same session, with the same person, and misses nothing', async () => {
    const visitor = await visit(server.current);
    const { id } = visitor.session;
    await visitor.wire.post(`/sessions/${id}/handoff`, {});
    const operator = server.current.wire.with({ authorization: `Bearer ${KEYS.operator}` });
    const open = (await visitor.wire.get(`/sessions/${id}/handoff`)).json<{ handoff: { id: string } }>();
    expect((await operator.post(`/handoffs/${open.handoff.id}/accept`, {})).status).toBe(200);
    await operator.post(`/handoffs/${open.handoff.id}/messages`, {
      message: 'I am here',
      as: 'operator',
      seen_offset: 1000,
    });
    const log = await readLog(visitor.wire, id);
    for (let load = 0; load < 100; load++) {
      const follow = await visitor.wire.get(`/sessions/${id}/handoff`);
      expect(follow.json<{ handoff: unknown }>().handoff).toMatchObject({
        stage: 'active',
        operator: { name: KEYED_MIA.name },
      });
      const again = await visitor.wire.get(`/sessions/${id}/events?min_offset=0`);
      expect(again.json<SessionEvent[]>()).toEqual(log);
    }
  });
});
