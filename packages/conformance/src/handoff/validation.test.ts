import type { Handoff, Page } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { accepted, createSession, readLog } from '../testing/conversation.ts';
import { expectClean } from '../testing/expect-refused.ts';
import { MIA, askForPerson, clientOf, heldBy } from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';
import type { Answer, Fault } from '../testing/wire.ts';

const server = useServer();

describe('what the routes of a handoff refuse', () => {
  const REPLY = { operator: MIA, message: 'x', as: 'operator', seen_offset: 0 };

  test.each([
    ['messages', { ...REPLY, message: '' }, 'message', 'value_error'],
    ['messages', { ...REPLY, message: 'x'.repeat(20_001) }, 'message', 'string_too_long'],
    ['messages', { ...REPLY, message: undefined }, 'message', 'missing'],
    ['messages', { ...REPLY, as: 'customer' }, 'as', 'enum'],
    ['messages', { ...REPLY, as: undefined }, 'as', 'missing'],
    ['messages', { ...REPLY, seen_offset: undefined }, 'seen_offset', 'missing'],
    ['messages', { ...REPLY, seen_offset: -2 }, 'seen_offset', 'greater_than_equal'],
    ['messages', { ...REPLY, seen_offset: 1.5 }, 'seen_offset', 'int_type'],
    ['messages', { ...REPLY, seen_offset: '3' }, 'seen_offset', 'float_type'],
    ['messages', { ...REPLY, force: 'yes' }, 'force', 'bool_type'],
    ['messages', { ...REPLY, operator: { id: 'mia' } }, 'operator.name', 'missing'],
    ['messages', { ...REPLY, operator: 'mia' }, 'operator', 'dict_type'],
    ['messages', { ...REPLY, operator: { id: '', name: 'M' } }, 'operator.id', 'string_too_short'],
    ['accept', { operator: { id: 'x'.repeat(101), name: 'M' } }, 'operator.id', 'string_too_long'],
    ['notes', { operator: MIA, text: '' }, 'text', 'string_too_short'],
    ['notes', { operator: MIA, text: 'x'.repeat(4001) }, 'text', 'string_too_long'],
    ['resolve', { operator: MIA }, 'disposition', 'missing'],
    ['resolve', { operator: MIA, disposition: '' }, 'disposition', 'string_too_short'],
    ['resolve', { operator: MIA, disposition: 'x', outcome: 7 }, 'outcome', 'string_type'],
    ['return', { operator: MIA, outcome: 'x'.repeat(4001) }, 'outcome', 'string_too_long'],
  ])('H8 %s with a bad %j: 422 at %s, and nothing is done', async (action, body, field, type) => {
    const handoff = await heldBy(server.current, MIA);
    const before = await observe(handoff);
    const answer = await server.current.wire.post(`/handoffs/${handoff.id}/${action}`, body);
    expect(answer.status).toBe(422);
    expectClean(answer.text);
    const faults = answer.detail as Fault[];
    expect(faults.map((fault) => [fault.loc.join('.'), fault.type])).toEqual([[`body.${field}`, type]]);
    expect(await observe(handoff)).toEqual(before);
  });

  test.each(['accept', 'notes', 'resolve', 'return', 'messages'])(
    'H8.1 %s without saying who acts is 422',
    async (action) => {
      const handoff = await heldBy(server.current, MIA);
      const before = await observe(handoff);
      const body = { ...REPLY, operator: undefined, text: 'x', disposition: 'x' };
      const answer = await server.current.wire.post(`/handoffs/${handoff.id}/${action}`, body);
      expect([answer.status, answer.detail]).toEqual([422, expect.stringContaining('operator')]);
      expect(await observe(handoff)).toEqual(before);
    },
  );

  test.each([
    [{ priority: 101 }, 'priority'],
    [{ priority: -101 }, 'priority'],
    [{ priority: 0.5 }, 'priority'],
    [{ reason: '' }, 'reason'],
    [{ reason: 'x'.repeat(101) }, 'reason'],
    [{ note: 'x'.repeat(4001) }, 'note'],
    [{ note: ['x'] }, 'note'],
  ])('H3 a request with %j is 422, and nobody is asked for', async (body, field) => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const answer = await wire.post(`/sessions/${id}/handoff`, body);
    expect(answer.status).toBe(422);
    expect((answer.detail as Fault[]).map((fault) => fault.loc)).toEqual([['body', field]]);
    expect(await readLog(wire, id)).toEqual([]);
    expect(await clientOf(server.current).readOpenHandoff(id)).toBeNull();
  });

  test('H3 a request needs no body at all', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const answer = await wire.send('POST', `/sessions/${id}/handoff`);
    expect(accepted<Handoff>(answer)).toMatchObject({ stage: 'queued', reason: 'api', priority: 0 });
  });

  test('H3 an application has reasons of its own', async () => {
    const { id } = await createSession(server.current.wire);
    const handoff = await clientOf(server.current).requestHandoff(id, { reason: 'claim above 10.000 €' });
    expect(handoff.reason).toBe('claim above 10.000 €');
  });

  async function observe(handoff: Handoff): Promise<unknown> {
    return [
      await readLog(server.current.wire, handoff.session_id),
      await clientOf(server.current).readHandoff(handoff.id),
    ];
  }
});

describe('GET /handoffs', () => {
  const list = (query: string): Promise<Answer> => server.current.wire.get(`/handoffs?${query}`);

  test('H6 by stage, oldest request first, page by page', async () => {
    const baton = clientOf(server.current);
    for (const { id } of (await baton.listHandoffs({ stage: 'waiting', limit: 100 })).items)
      await baton.withdraw(id);
    const waiting: string[] = [];
    for (let n = 0; n < 5; n++) waiting.push((await askForPerson(server.current)).id);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = accepted<Page<Handoff>>(await list(`stage=waiting&limit=2${query}`), 200);
      expect(page.total_count).toBe(5);
      seen.push(...page.items.map((handoff) => handoff.id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(waiting);
    await baton.accept(waiting[0] ?? '', { operator: MIA });
    const open = accepted<Page<Handoff>>(await list('stage=open&limit=100'), 200);
    expect(open.items.map((handoff) => handoff.id)).toEqual(expect.arrayContaining(waiting));
    const active = accepted<Page<Handoff>>(await list('stage=active&limit=100'), 200);
    expect(active.items.every((handoff) => handoff.stage === 'active')).toBe(true);
    expect(active.items.map((handoff) => handoff.id)).toContain(waiting[0]);
  });

  test.each(['stage=sleeping', 'limit=0', 'limit=101', 'limit=x'])('H6 %s is 422', async (query) => {
    const answer = await list(query);
    expect(answer.status).toBe(422);
    expectClean(answer.text);
  });

  test('H6 a cursor that cannot be read is ignored', async () => {
    expect((await list('cursor=%00%ff')).status).toBeLessThan(500);
    expect((await list('cursor=garbage')).status).toBe(200);
  });
});
