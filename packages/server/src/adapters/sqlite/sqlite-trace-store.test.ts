import { afterEach, beforeEach, expect, test } from 'vitest';
import { TurnRecorder } from '../../engine/turn-recorder.ts';
import { makeSession } from '../../testing/make.ts';
import { openSqliteFixture } from '../../testing/open-store.ts';
import type { SqliteFixture } from '../../testing/open-store.ts';

let fixture: SqliteFixture;
beforeEach(async () => {
  fixture = await openSqliteFixture();
  for (const id of ['s', 'other']) await fixture.sessions.createSession(makeSession(id));
});
afterEach(() => fixture[Symbol.asyncDispose]());

async function put(sessionId: string, traceId: string, at: number, agentId = 'agent'): Promise<void> {
  const record = new TurnRecorder({ traceId, sessionId, agentId, at, answers: null }).build('answered');
  await fixture.stores.traces.put({ sessionId, traceId, at, record });
}
const list = async (over: object = {}): Promise<string[]> =>
  (await fixture.stores.traces.list({ sessionId: 's', limit: 10, ...over })).map(({ traceId }) => traceId);

test('records of a session are listed newest first, page by page, after a restart too', async () => {
  for (const [traceId, at] of [
    ['a', 1],
    ['c', 2],
    ['b', 2],
    ['d', 3],
  ] as const)
    await put('s', traceId, at);
  await put('other', 'x', 9);
  await fixture.reopen();
  expect(await list()).toEqual(['d', 'c', 'b', 'a']);
  expect(await list({ limit: 2, after: { at: 3, id: 'd' } })).toEqual(['c', 'b']);
  expect(await list({ after: { at: 2, id: 'c' } })).toEqual(['b', 'a']);
  expect(await fixture.stores.traces.count('s')).toBe(4);
});

test('a later turn under the same trace id takes the place of the earlier', async () => {
  await put('s', 'a', 1);
  await put('s', 'a', 2, 'second');
  expect(await fixture.stores.traces.read('s', 'a')).toMatchObject({ agent_id: 'second' });
  expect(await fixture.stores.traces.count('s')).toBe(1);
});

test('a record goes with its session, and none is kept for one that is gone or another', async () => {
  await put('s', 'a', 1);
  expect(await fixture.stores.traces.read('other', 'a')).toBeNull();
  await fixture.sessions.deleteSessions(['s']);
  await put('s', 'b', 2);
  await fixture.sessions.createSession(makeSession('s'));
  expect(await list()).toEqual([]);
});
