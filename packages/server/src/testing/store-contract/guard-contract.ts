import { beforeEach, describe, expect, test } from 'vitest';
import type { Control } from '../../core/control.ts';
import type { Idempotency, SessionWrite, WriteGuard, WriteOutcome } from '../../ports/session-store.ts';
import { WriteFailedError } from '../../ports/store-errors.ts';
import { customerSays, makeMessage, makeSession, requested } from '../make.ts';
import { sharedFixture } from './store-fixture.ts';
import type { OpenFixture } from './store-fixture.ts';

const MANUAL: Control = { mode: 'manual', holder: { kind: 'external' }, epoch: 1 };

const key = (name: string, fingerprint = 'f'): Idempotency => ({ key: name, fingerprint });

/** What makes a write happen once, and only while what it was decided on still holds. */
export function guardContract(open: OpenFixture): void {
  const fixture = sharedFixture(open);
  beforeEach(async () => {
    await fixture.sessions.createSession(makeSession('s'));
  });

  const commit = (write: Partial<SessionWrite>): Promise<WriteOutcome> =>
    fixture.sessions.commit({ sessionId: 's', events: [customerSays('x')], ...write });
  const count = async (): Promise<number> =>
    (await fixture.sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 1000 })).length;

  const revision = async (): Promise<number | undefined> =>
    (await fixture.sessions.readSession('s'))?.revision;

  describe('idempotency', () => {
    test('H1.3: of many writes with one key one happens, and all learn its event', async () => {
      await commit({});
      const outcomes = await Promise.all(Array.from({ length: 60 }, () => commit({ idempotency: key('k') })));
      const committed = outcomes.filter((outcome) => outcome.type === 'committed');
      expect(committed).toHaveLength(1);
      const repeated = outcomes.filter((outcome) => outcome.type === 'repeated');
      expect(repeated).toHaveLength(59);
      expect(new Set(repeated.map((outcome) => outcome.offset))).toEqual(new Set([1]));
      expect(await count()).toBe(2);
    });

    test('H1.3: a retry finds its event after a restart, and after the event was deleted', async () => {
      await commit({ idempotency: key('k') });
      await fixture.reopen();
      expect(await commit({ idempotency: key('k') })).toEqual({ type: 'repeated', offset: 0 });
      await commit({ deleteFrom: 0, events: [] });
      expect(await commit({ idempotency: key('k') })).toEqual({ type: 'repeated', offset: 0 });
      expect(await count()).toBe(0);
    });

    test('the answer is the event that was named', async () => {
      const events = [customerSays('a'), customerSays('b'), customerSays('c')];
      await commit({ events, answerIndex: 2, idempotency: key('k') });
      expect(await commit({ events, answerIndex: 2, idempotency: key('k') })).toEqual({
        type: 'repeated',
        offset: 2,
      });
      expect(await fixture.sessions.findRepeat('s', key('k'))).toBe(2);
    });

    test('one key cannot stand for two requests', async () => {
      await commit({ idempotency: key('k') });
      expect(await commit({ idempotency: key('k', 'other') })).toEqual({ type: 'idempotency-mismatch' });
      expect(await fixture.sessions.findRepeat('s', key('k', 'other'))).toBe('mismatch');
      expect(await fixture.sessions.findRepeat('s', key('unused'))).toBeNull();
      expect(await count()).toBe(1);
    });

    test('keys of different sessions have nothing to do with each other', async () => {
      await fixture.sessions.createSession(makeSession('t'));
      await commit({ idempotency: key('k') });
      const other = await commit({ sessionId: 't', idempotency: key('k', 'other') });
      expect(other).toMatchObject({ type: 'committed', firstOffset: 0 });
    });

    test('a retry is answered although the guard would now refuse it, a refusal uses no key up', async () => {
      const guard = { epoch: 0 };
      expect(await commit({ guard: { epoch: 5 }, idempotency: key('k') })).toEqual({ type: 'stale-epoch' });
      expect(await fixture.sessions.findRepeat('s', key('k'))).toBeNull();
      await commit({ guard, idempotency: key('k') });
      await commit({ control: MANUAL });
      expect(await commit({ guard, idempotency: key('k') })).toEqual({ type: 'repeated', offset: 0 });
    });

    test('a session too is created once', async () => {
      const make = (id: string, fingerprint = 'f'): ReturnType<typeof fixture.sessions.createSession> =>
        fixture.sessions.createSession(makeSession(id), key('new', fingerprint));
      const outcomes = await Promise.all(Array.from({ length: 20 }, (_unused, i) => make(`n${i}`)));
      expect(outcomes.filter((outcome) => outcome.type === 'created')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome.type === 'repeated')).toHaveLength(19);
      expect(await make('again', 'other')).toEqual({ type: 'idempotency-mismatch' });
      expect(await fixture.sessions.countSessions({})).toBe(2);
    });
  });

  describe('guards', () => {
    /* The log: customer 0, AI 1, customer 2, system 3. Epoch 1, revision 1. */
    beforeEach(async () => {
      await commit({ events: [customerSays('0'), makeMessage('ai_agent', '1'), customerSays('2')] });
      await commit({ events: [makeMessage('system', '3')], control: MANUAL });
    });

    const cases: [WriteGuard, WriteOutcome['type']][] = [
      [{}, 'committed'],
      [{ epoch: 1 }, 'committed'],
      [{ epoch: 0 }, 'stale-epoch'],
      [{ epoch: 2 }, 'stale-epoch'],
      [{ customerOffset: 2 }, 'committed'],
      [{ customerOffset: 0 }, 'superseded'],
      [{ customerOffset: -1 }, 'superseded'],
      [{ revision: 1 }, 'committed'],
      [{ revision: 0 }, 'conflict'],
      [{ seenOffset: 3 }, 'committed'],
      [{ seenOffset: 99 }, 'committed'],
      [{ seenOffset: 2 }, 'stale-view'],
      [{ seenOffset: -1 }, 'stale-view'],
      [{ epoch: 1, customerOffset: 2, revision: 1, seenOffset: 3 }, 'committed'],
      // An AI turn learns first that it may not speak; a person that the desk has changed.
      [{ epoch: 0, customerOffset: 0, revision: 0, seenOffset: 0 }, 'stale-epoch'],
      [{ customerOffset: 0, revision: 0 }, 'superseded'],
      [{ revision: 0, seenOffset: 0 }, 'conflict'],
    ];
    test.each(cases)('H2.1, H2.5: %j → %s', async (guard, expected) => {
      const before = await fixture.sessions.readSession('s');
      const { type } = await commit({ guard, patch: { title: 'changed' } });
      expect(type).toBe(expected);
      if (type === 'committed') return;
      expect(await fixture.sessions.readSession('s')).toEqual(before);
      expect(await count()).toBe(4);
    });

    test('H2.1: an answer to a customer message that was deleted is out of date', async () => {
      await commit({ deleteFrom: 2, events: [] });
      expect(await commit({ guard: { customerOffset: 2 } })).toEqual({ type: 'superseded' });
      expect(await commit({ guard: { customerOffset: 0 } })).toMatchObject({ type: 'committed' });
    });

    test('of two decisions on one revision one is written', async () => {
      const outcomes = await Promise.all(
        [0, 1, 2, 3].map((i) => commit({ guard: { revision: 1 }, control: { ...MANUAL, epoch: 2 + i } })),
      );
      expect(outcomes.map((outcome) => outcome.type)).toEqual([
        'committed',
        'conflict',
        'conflict',
        'conflict',
      ]);
      expect(await fixture.sessions.readSession('s')).toMatchObject({ revision: 2, control: { epoch: 2 } });
    });

    test('the revision moves with control and handoff, and with nothing else', async () => {
      await commit({ patch: { title: 'x', answered: 'all' } });
      await commit({ deleteFrom: 4, events: [] });
      expect(await revision()).toBe(1);
      await commit({ events: [], handoff: requested({ sessionId: 's' }) });
      expect(await revision()).toBe(2);
      await commit({ events: [], control: { ...MANUAL, epoch: 2 } });
      expect(await revision()).toBe(3);
    });

    test('the outcome tells the control after the write', async () => {
      expect(await commit({})).toMatchObject({ type: 'committed', control: MANUAL });
      await fixture.reopen();
      expect(await commit({})).toMatchObject({ type: 'committed', control: MANUAL });
    });
  });

  describe('a write that fails', () => {
    test('fails alone, whatever is written at the same time, and leaves no trace', async () => {
      await commit({ events: [], handoff: requested({ handoffId: 'h1', sessionId: 's' }) });
      await fixture.sessions.createSession(makeSession('t'));
      const second = requested({ handoffId: 'h2', sessionId: 's' });
      const writes = Array.from({ length: 30 }, (_unused, i) =>
        i % 10 === 5
          ? commit({ control: MANUAL, handoff: second, idempotency: { key: 'bad', fingerprint: 'f' } })
          : commit({
              sessionId: i % 2 === 0 ? 's' : 't',
              patch: { metadata: { set: { [`k${i}`]: i }, unset: [] } },
            }),
      );
      const outcomes = await Promise.allSettled(writes);
      const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(failed).toHaveLength(3);
      for (const each of failed) expect(each.reason).toBeInstanceOf(WriteFailedError);
      const session = await fixture.sessions.readSession('s');
      expect(session).toMatchObject({ nextOffset: 15, revision: 1, control: { mode: 'auto', epoch: 0 } });
      expect(Object.keys(session?.metadata ?? {})).toHaveLength(15);
      expect((await fixture.sessions.readOpenHandoff('s'))?.id).toBe('h1');
      expect(await fixture.sessions.findRepeat('s', { key: 'bad', fingerprint: 'f' })).toBeNull();
      for (const sessionId of ['s', 't']) {
        const events = await fixture.sessions.listEvents({ sessionId, minOffset: 0, limit: 100 });
        expect(events.map((event) => event.offset)).toEqual(events.map((_event, index) => index));
      }
      expect(await commit({ guard: { epoch: 0, revision: 1 } })).toMatchObject({
        type: 'committed',
        firstOffset: 15,
      });
    });

    test('a session id that is taken makes its second creation fail, with nothing of it left', async () => {
      const again = fixture.sessions.createSession(makeSession('s'), { key: 'n', fingerprint: 'f' });
      const beside = fixture.sessions.createSession(makeSession('beside'));
      await expect(again).rejects.toBeInstanceOf(WriteFailedError);
      expect(await beside).toEqual({ type: 'created' });
      const retry = await fixture.sessions.createSession(makeSession('fresh'), {
        key: 'n',
        fingerprint: 'f',
      });
      expect(retry).toEqual({ type: 'created' });
    });
  });

  test('closing finishes what was handed over', async () => {
    const pending = Array.from({ length: 100 }, () => commit({}));
    const reopened = fixture.reopen();
    const outcomes = await Promise.all(pending);
    await reopened;
    expect(outcomes.every((outcome) => outcome.type === 'committed')).toBe(true);
    expect(await count()).toBe(100);
  });
}
