import type { Page, SessionHead } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { accepted, createSession, say, turnsEnded } from '../testing/conversation.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();

async function recent(query = ''): Promise<Page<SessionHead>> {
  return accepted<Page<SessionHead>>(await server.current.wire.get(`/sessions/recent${query}`), 200);
}

describe('GET /sessions/recent', () => {
  test('has what was said last, the one in which something was said last first', async () => {
    const { wire } = server.current;
    const [early, late] = [await createSession(wire, {}), await createSession(wire, { title: 'silent' })];
    await say(wire, early.id, 'Where is my parcel?');
    await turnsEnded(wire, early.id);
    const { items } = await recent();
    expect(items.map(({ id }) => id)).toEqual([early.id, late.id]);
    expect(items[0]).toMatchObject({
      agent: AGENT,
      customer: { id: 'guest', name: 'Guest' },
      mode: 'auto',
      last_message: { source: 'ai_agent' },
      operator: null,
      handoff_id: null,
      last_handoff: null,
    });
    expect(items[1]).toMatchObject({ title: 'silent', last_message: null });
  });

  test('a long message is cut between characters', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire, {});
    await wire.patch(`/sessions/${id}`, { mode: 'manual' });
    await say(wire, id, '😀'.repeat(500));
    const head = (await recent()).items.find((item) => item.id === id);
    expect(head?.last_message?.text).toBe('😀'.repeat(200));
  });

  test('tells who holds it, and the handoff', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire, {});
    const operator = { id: 'mia', name: 'Mia' };
    const handoff = accepted<{ id: string }>(await wire.post(`/sessions/${id}/takeover`, { operator }));
    const head = (await recent()).items.find((item) => item.id === id);
    expect(head).toMatchObject({ mode: 'manual', operator, handoff_id: handoff.id });
  });

  test('tells how the last handoff ended, and has the sessions of one customer by themselves', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire, { customer_id: 'ana' });
    const operator = { id: 'mia', name: 'Mia' };
    const handoff = accepted<{ id: string }>(await wire.post(`/sessions/${id}/takeover`, { operator }));
    const end = { operator, disposition: 'solved', outcome: 'Sent again' };
    accepted(await wire.post(`/handoffs/${handoff.id}/resolve`, end), 200);
    const { items, total_count: count } = await recent('?customer_id=ana');
    expect([items.map((item) => item.id), count]).toEqual([[id], 1]);
    expect(items[0]?.last_handoff).toMatchObject({
      id: handoff.id,
      stage: 'resolved',
      disposition: 'solved',
      ended_utc: expect.stringMatching(/Z$/),
    });
    expect((await recent('?customer_id=nobody')).items).toEqual([]);
  });

  test('comes in pages', async () => {
    const all = (await recent()).items.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<SessionHead> = await recent(`?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual(all.toSorted());
  });

  test.each(['?limit=0', '?limit=101', '?limit=x'])('refuses %s', async (query) => {
    expect((await server.current.wire.get(`/sessions/recent${query}`)).status).toBe(422);
  });
});
