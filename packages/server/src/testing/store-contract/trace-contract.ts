import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TurnRecorder } from '../../engine/turn-recorder.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import type { TraceStore } from '../../ports/trace-store.ts';
import { makeSession } from '../make.ts';

/** A store of records of turns under test, empty at first. */
export interface TraceFixture extends AsyncDisposable {
  /** The stores that are open now. */
  readonly traces: TraceStore;
  readonly sessions: SessionStore;
  /** Closes them and opens them on the same data, as after a restart. */
  reopen(): Promise<void>;
}

/** What every store of records of turns promises. */
export function traceStoreContract(name: string, open: () => Promise<TraceFixture>): void {
  describe(`trace store on ${name}`, () => {
    let fixture: TraceFixture;
    beforeEach(async () => {
      fixture = await open();
      for (const id of ['s', 'other']) await fixture.sessions.createSession(makeSession(id));
    });
    afterEach(() => fixture[Symbol.asyncDispose]());

    async function put(sessionId: string, traceId: string, at: number, agentId = 'agent'): Promise<void> {
      const record = new TurnRecorder({ traceId, sessionId, agentId, at, answers: null }).build('answered');
      await fixture.traces.put({ sessionId, traceId, at, record });
    }
    const list = async (over: object = {}): Promise<string[]> =>
      (await fixture.traces.list({ sessionId: 's', limit: 10, ...over })).map(({ traceId }) => traceId);

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
      expect(await fixture.traces.count('s')).toBe(4);
    });

    test('a later turn under the same trace id takes the place of the earlier', async () => {
      await put('s', 'a', 1);
      await put('s', 'a', 2, 'second');
      expect(await fixture.traces.read('s', 'a')).toMatchObject({ agent_id: 'second' });
      expect(await fixture.traces.count('s')).toBe(1);
    });

    test('a record goes with its session, and none is kept for one that is gone or another', async () => {
      await put('s', 'a', 1);
      expect(await fixture.traces.read('other', 'a')).toBeNull();
      await fixture.sessions.deleteSessions(['s']);
      await put('s', 'b', 2);
      await fixture.sessions.createSession(makeSession('s'));
      expect(await list()).toEqual([]);
    });
  });
}
