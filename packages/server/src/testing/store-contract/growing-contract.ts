import { beforeEach, expect, test } from 'vitest';
import type { SessionWrite, WriteOutcome } from '../../ports/session-store.ts';
import { customerSays, makeMessage, makeSession } from '../make.ts';
import { sharedFixture } from './store-fixture.ts';
import type { OpenFixture } from './store-fixture.ts';

/** Messages that are shown while they are written. */
export function growingContract(open: OpenFixture): void {
  const fixture = sharedFixture(open);
  beforeEach(async () => {
    await fixture.sessions.createSession(makeSession('s'));
    await commit({ events: [customerSays('x'), { ...makeMessage('ai_agent', 'A'), unfinished: true }] });
  });

  const commit = (write: Partial<SessionWrite>): Promise<WriteOutcome> =>
    fixture.sessions.commit({ sessionId: 's', events: [], ...write });
  const rewrite = (text: string, over: Partial<SessionWrite> = {}, complete = false): Promise<WriteOutcome> =>
    commit({ rewrite: { offset: 1, data: JSON.stringify(text), complete }, ...over });
  const data = async (offset = 1): Promise<unknown> =>
    JSON.parse((await fixture.sessions.readEvent('s', offset))?.data ?? 'null');
  const unfinished = async (): Promise<number[]> =>
    (await fixture.sessions.listUnfinished(10)).map(({ offset }) => offset);

  test('a message is rewritten where it is, until it is complete', async () => {
    const before = await fixture.sessions.readEvent('s', 1);
    await rewrite('AB');
    expect(await data()).toBe('AB');
    expect(await unfinished()).toEqual([1]);
    await rewrite('ABC', { events: [makeMessage('ai_agent', 'next')], patch: { answered: 0 } }, true);
    expect(await fixture.sessions.readEvent('s', 1)).toEqual({ ...before, data: '"ABC"' });
    expect(await fixture.sessions.readSession('s')).toMatchObject({ nextOffset: 3, answeredOffset: 0 });
    expect(await unfinished()).toEqual([]);
    await rewrite('too late');
    expect(await data()).toBe('ABC');
  });

  test('H2.1: one whose guard is broken is not rewritten', async () => {
    await commit({ control: { mode: 'manual', holder: { kind: 'external' }, epoch: 1 } });
    expect(await rewrite('AB', { guard: { epoch: 0 } })).toEqual({ type: 'stale-epoch' });
    expect(await data()).not.toBe('AB');
    expect(await rewrite('AB', {}, true)).toMatchObject({ type: 'committed' });
    expect(await data()).toBe('AB');
  });

  test('what was never unfinished, is deleted or belongs to another session stays as it is', async () => {
    await commit({ rewrite: { offset: 0, data: '"forged"', complete: false } });
    expect(await data(0)).not.toBe('forged');
    await fixture.sessions.createSession(makeSession('other'));
    await rewrite('forged', { sessionId: 'other' });
    await commit({ deleteFrom: 1 });
    await rewrite('forged');
    expect(await data()).not.toBe('forged');
    expect(await unfinished()).toEqual([]);
  });

  test('readers are woken', async () => {
    let woken = 0;
    const subscription = fixture.wakeUps.subscribe('s', () => (woken += 1));
    await rewrite('AB');
    expect(woken).toBe(1);
    subscription.cancel();
  });

  test('what was in the middle when the process ended is found after a restart, until its session is deleted', async () => {
    await rewrite('AB');
    await fixture.reopen();
    expect(await fixture.sessions.listUnfinished(10)).toEqual([{ sessionId: 's', offset: 1 }]);
    expect(await data()).toBe('AB');
    await fixture.sessions.deleteSessions(['s']);
    expect(await unfinished()).toEqual([]);
  });

  test('one event alone, without a guard, can be unfinished too', async () => {
    await commit({ events: [{ ...makeMessage('ai_agent', 'B'), unfinished: true }] });
    expect(await unfinished()).toEqual([1, 2]);
  });
}
