import { TurnRecordSchema } from '@baton/protocol';
import type { Page, TurnRecord } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { accepted, createSession, say, turnsEnded } from '../testing/conversation.ts';
import { SECRET_FAILURE, ScriptedEngine } from '../testing/scripted-engine.ts';
import { useServer } from '../testing/use-server.ts';
import type { Wire } from '../testing/wire.ts';

const server = useServer(() => ({
  engine: new ScriptedEngine()
    .on('a person', { trigger: 'customer_requested' })
    .on('fail', { fails: 'compose' }),
}));

/** Records are kept a moment after the turn. */
async function records(wire: Wire, sessionId: string, query = ''): Promise<Page<TurnRecord>> {
  await server.current.context.turns.idle();
  return accepted<Page<TurnRecord>>(await wire.get(`/sessions/${sessionId}/traces${query}`), 200);
}

describe('GET /sessions/{id}/traces', () => {
  test('tells what each turn did, newest first, and each by the trace id of its events', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const traces: string[] = [];
    for (const [index, text] of ['one', 'two', 'a person'].entries()) {
      traces.unshift((await say(wire, id, text)).trace_id);
      await turnsEnded(wire, id, index + 1);
    }
    const page = await records(wire, id);
    expect(page).toMatchObject({ total_count: 3, has_more: false, next_cursor: null });
    expect(page.items.map((record) => record.trace_id)).toEqual(traces);
    expect(page.items.map((record) => record.outcome)).toEqual(['handed_over', 'answered', 'answered']);
    expect(page.items[0]?.triggers).toMatchObject([
      { reason: 'customer_requested', evidence: { trigger: 'explicit-request', score: 0.9, threshold: 0.5 } },
    ]);
    for (const record of page.items) {
      expect(TurnRecordSchema.parse(record)).toEqual(record);
      const answer = await wire.get(`/sessions/${id}/traces/${record.trace_id}`);
      expect(accepted<TurnRecord>(answer, 200)).toEqual(record);
    }
  });

  test('comes in pages', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    for (const [index, text] of ['one', 'two', 'three'].entries()) {
      await say(wire, id, text);
      await turnsEnded(wire, id, index + 1);
    }
    const all = await records(wire, id);
    const first = await records(wire, id, '?limit=2');
    expect(first).toMatchObject({ total_count: 3, has_more: true });
    const second = await records(wire, id, `?limit=2&cursor=${encodeURIComponent(first.next_cursor ?? '')}`);
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect(second.next_cursor).toBeNull();
  });

  test('never tells what went wrong inside', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    await say(wire, id, 'fail');
    await server.current.context.turns.idle();
    const answer = await wire.get(`/sessions/${id}/traces`);
    expect(answer.text).not.toContain(SECRET_FAILURE);
    expect(answer.json<Page<TurnRecord>>().items[0]?.outcome).toBe('failed');
  });

  test('is not found for what is not there, and gone with its session', async () => {
    const { wire } = server.current;
    const { id } = await createSession(wire);
    const { trace_id: traceId } = await say(wire, id, 'one');
    await turnsEnded(wire, id);
    const other = await createSession(wire);
    for (const path of [
      `/sessions/${other.id}/traces/${traceId}`,
      `/sessions/none/traces`,
      `/sessions/${id}/traces/x`,
    ])
      expect((await wire.get(path)).status).toBe(404);
    expect((await wire.get(`/sessions/${id}/traces?limit=0`)).status).toBe(422);
    await server.current.context.turns.idle();
    await wire.delete(`/sessions/${id}`);
    expect((await wire.get(`/sessions/${id}/traces/${traceId}`)).status).toBe(404);
  });
});
