import { beforeEach, describe, expect, test } from 'vitest';
import { newEvent } from '../../core/log/new-event.ts';
import type { EventQuery, SessionStore } from '../../ports/session-store.ts';
import { TRACE, customerSays, makeMessage, makeSession, requested } from '../make.ts';
import { sharedFixture } from './store-fixture.ts';
import type { OpenFixture } from './store-fixture.ts';

const EVERYTHING = { minOffset: 0, limit: 100_000 };

/** One log: offsets without gaps, durable before acknowledged, never reused. */
export function logContract(open: OpenFixture): void {
  const fixture = sharedFixture(open);
  beforeEach(async () => {
    await fixture.sessions.createSession(makeSession('s'));
  });

  const offsets = async (sessionId: string): Promise<number[]> =>
    (await fixture.sessions.listEvents({ sessionId, ...EVERYTHING })).map((event) => event.offset);

  const back = async (before: number, limit: number): Promise<number[]> =>
    (await fixture.sessions.listEventsBackward('s', before, limit)).map((event) => event.offset);

  describe('appending', () => {
    test('H1.2: any number of writers get the offsets 0, 1, 2 … without gaps, each once', async () => {
      const ids = ['s', 'other', 'third'];
      await fixture.sessions.createSession(makeSession('other'));
      await fixture.sessions.createSession(makeSession('third'));
      const writes = Array.from({ length: 600 }, async (_unused, i) => {
        const sessionId = ids[i % 3]!;
        const events = Array.from({ length: 1 + (i % 4) }, (_nothing, n) => customerSays(`${i}.${n}`));
        const outcome = await fixture.sessions.commit({ sessionId, events });
        if (outcome.type !== 'committed') throw new Error(outcome.type);
        return { sessionId, texts: events.map((event) => event.data), first: outcome.firstOffset };
      });
      const done = await Promise.all(writes);
      for (const sessionId of ids) {
        const events = await fixture.sessions.listEvents({ sessionId, ...EVERYTHING });
        expect(events.map((event) => event.offset)).toEqual(events.map((_event, index) => index));
        for (const write of done.filter((each) => each.sessionId === sessionId)) {
          const stored = events.slice(write.first, write.first + write.texts.length);
          expect(stored.map((event) => event.data)).toEqual(write.texts);
        }
        const session = await fixture.sessions.readSession(sessionId);
        expect(session?.nextOffset).toBe(events.length);
      }
    });

    test('H1.2: what was acknowledged is there after a restart, and offsets go on', async () => {
      const [first] = await appendAll(fixture.sessions, ['one', 'two']);
      await fixture.reopen();
      expect(await offsets('s')).toEqual([first, first! + 1]);
      expect(await appendAll(fixture.sessions, ['three'])).toEqual([2]);
    });

    test('an event comes back as it was written, whatever is in it', async () => {
      const message = `\u0000\u2028"\\</script>\u{1F600}${'x'.repeat(300_000)}`;
      const event = makeMessage('customer', message, { ['__proto__']: 1, key: 'väl' });
      await fixture.sessions.commit({ sessionId: 's', events: [event] });
      const [stored] = await fixture.sessions.listEvents({ sessionId: 's', ...EVERYTHING });
      expect(stored).toMatchObject({ ...event, sessionId: 's', offset: 0, deleted: false });
      expect(JSON.parse(stored!.data)).toHaveProperty('message', message);
    });

    test('times rise with offsets', async () => {
      await appendAll(fixture.sessions, Array.from({ length: 50 }, String));
      const events = await fixture.sessions.listEvents({ sessionId: 's', ...EVERYTHING });
      const times = events.map((event) => event.at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(new Set(times).size).toBe(times.length);
    });

    test('a session that does not exist takes no event', async () => {
      expect(await fixture.sessions.commit({ sessionId: 'none', events: [customerSays('x')] })).toEqual({
        type: 'no-session',
      });
      expect(await offsets('none')).toEqual([]);
      expect(await fixture.sessions.readEvent('none', 0)).toBeNull();
      expect(await fixture.sessions.readSession('none')).toBeNull();
    });

    test('the head of the log knows the newest message and the newest customer message', async () => {
      const events = [
        customerSays('a'),
        newEvent('status', 'ai_agent', TRACE, { status: 'typing', data: {} }),
        makeMessage('ai_agent', 'b'),
        newEvent('custom', 'customer', TRACE, { clicked: true }),
      ];
      await fixture.sessions.commit({ sessionId: 's', events });
      expect(await fixture.sessions.readSession('s')).toMatchObject({
        nextOffset: 4,
        lastCustomerOffset: 0,
        lastMessageOffset: 2,
      });
    });
  });

  describe('readers', () => {
    test('are woken after the change can be read, and told which handoff changed', async () => {
      const seen: { inTime: Promise<boolean>; handoffId: string | null }[] = [];
      const inTime = async (): Promise<boolean> => (await fixture.sessions.readEvent('s', 0)) !== null;
      const one = fixture.wakeUps.subscribe('s', () => seen.push({ inTime: inTime(), handoffId: 'one' }));
      const all = fixture.wakeUps.subscribeAll((id, handoffId) => {
        if (id === 's') seen.push({ inTime: inTime(), handoffId });
      });
      await appendAll(fixture.sessions, ['x']);
      await fixture.sessions.commit({ sessionId: 's', events: [], guard: { epoch: 7 } });
      await fixture.sessions.commit({ sessionId: 's', events: [], handoff: requested({ sessionId: 's' }) });
      await fixture.sessions.updateEventMetadata('s', 0, { set: { a: 1 }, unset: [] });
      await Promise.all(seen.map((each) => each.inTime));
      await fixture.sessions.deleteSessions(['s']);
      expect(seen.map((each) => each.handoffId)).toEqual([
        'one',
        null,
        'one',
        'handoff',
        'one',
        null,
        'one',
        null,
      ]);
      expect(await Promise.all(seen.map((each) => each.inTime))).toEqual(
        seen.map((_each, index) => index < 6),
      );
      one.cancel();
      all.cancel();
      await fixture.sessions.createSession(makeSession('s'));
      await appendAll(fixture.sessions, ['y']);
      expect(seen).toHaveLength(8);
    });
  });

  describe('deleting events', () => {
    beforeEach(() => appendAll(fixture.sessions, ['a', 'b', 'c', 'd']));

    test('H1.2: hides them, and no offset is given again, not even after a restart', async () => {
      const outcome = await fixture.sessions.commit({ sessionId: 's', deleteFrom: 2, events: [] });
      expect(outcome.type).toBe('committed');
      expect(await offsets('s')).toEqual([0, 1]);
      expect(await appendAll(fixture.sessions, ['e'])).toEqual([4]);
      await fixture.reopen();
      expect(await appendAll(fixture.sessions, ['f'])).toEqual([5]);
      expect(await offsets('s')).toEqual([0, 1, 4, 5]);
      expect(await fixture.sessions.readEvent('s', 3)).toMatchObject({ deleted: true });
    });

    test('spares what the same write appends', async () => {
      await fixture.sessions.commit({ sessionId: 's', deleteFrom: 0, events: [customerSays('kept')] });
      expect(await offsets('s')).toEqual([4]);
    });

    test('moves the newest messages back and forgets what the engine kept', async () => {
      await fixture.sessions.commit({ sessionId: 's', events: [], patch: { agentState: { kept: 1 } } });
      await fixture.sessions.commit({ sessionId: 's', deleteFrom: 2, events: [] });
      expect(await fixture.sessions.readSession('s')).toMatchObject({
        nextOffset: 4,
        lastCustomerOffset: 1,
        lastMessageOffset: 1,
        agentState: null,
      });
      await fixture.sessions.commit({ sessionId: 's', deleteFrom: 0, events: [] });
      expect(await fixture.sessions.readSession('s')).toMatchObject({
        lastCustomerOffset: -1,
        lastMessageOffset: -1,
      });
    });
  });

  describe('reading', () => {
    beforeEach(async () => {
      const events = [
        customerSays('0'),
        { ...makeMessage('ai_agent', '1'), traceId: 'b'.repeat(32) },
        newEvent('custom', 'system', TRACE, { n: 2 }),
        newEvent('status', 'ai_agent', 'b'.repeat(32), { status: 'ready', data: {} }),
        customerSays('4'),
      ];
      await fixture.sessions.commit({ sessionId: 's', events });
    });

    const cases: [Partial<EventQuery>, number[]][] = [
      [{}, [0, 1, 2, 3, 4]],
      [{ minOffset: 3 }, [3, 4]],
      [{ minOffset: 99 }, []],
      [{ limit: 2 }, [0, 1]],
      [{ source: 'customer' }, [0, 4]],
      [{ kinds: ['custom', 'status'] }, [2, 3]],
      [{ kinds: [] }, []],
      [{ traceId: 'b'.repeat(32) }, [1, 3]],
      [{ traceId: 'b'.repeat(32), kinds: ['message'], source: 'ai_agent', minOffset: 1, limit: 5 }, [1]],
    ];
    test.each(cases)('by %j', async (query, expected) => {
      const events = await fixture.sessions.listEvents({ sessionId: 's', ...EVERYTHING, ...query });
      expect(events.map((event) => event.offset)).toEqual(expected);
    });

    test('backward, newest first', async () => {
      expect(await back(Number.MAX_SAFE_INTEGER, 3)).toEqual([4, 3, 2]);
      expect(await back(2, 10)).toEqual([1, 0]);
    });
  });

  describe(`an event's metadata`, () => {
    test('changes are merged, at the same time too; a name such as __proto__ is a name', async () => {
      await fixture.sessions.commit({
        sessionId: 's',
        events: [makeMessage('customer', 'x', { a: 1, b: 2 })],
      });
      const change = (set: string): Promise<boolean> =>
        fixture.sessions.updateEventMetadata('s', 0, { set: JSON.parse(set), unset: ['b'] });
      const keys = Array.from({ length: 40 }, (_unused, i) => `{"k${i}":${i}}`);
      await Promise.all([...keys, '{"__proto__":{"deep":1}}', '{"constructor":2}'].map(change));
      const event = await fixture.sessions.readEvent('s', 0);
      const metadata = JSON.parse(event!.metadata!) as Record<string, unknown>;
      expect(Object.keys(metadata)).toHaveLength(43);
      expect(Object.hasOwn(metadata, '__proto__')).toBe(true);
      expect(metadata).toMatchObject({ a: 1, k39: 39, constructor: 2 });
    });

    test('of a deleted or unknown event cannot be changed', async () => {
      await appendAll(fixture.sessions, ['x']);
      await fixture.sessions.commit({ sessionId: 's', deleteFrom: 0, events: [] });
      const change = { set: { a: 1 }, unset: [] };
      expect(await fixture.sessions.updateEventMetadata('s', 0, change)).toBe(false);
      expect(await fixture.sessions.updateEventMetadata('s', 9, change)).toBe(false);
      expect(await fixture.sessions.updateEventMetadata('none', 0, change)).toBe(false);
    });
  });
}

async function appendAll(sessions: SessionStore, texts: readonly string[]): Promise<number[]> {
  const offsets: number[] = [];
  for (const text of texts) {
    const outcome = await sessions.commit({ sessionId: 's', events: [customerSays(text)] });
    if (outcome.type !== 'committed') throw new Error(outcome.type);
    offsets.push(outcome.firstOffset);
  }
  return offsets;
}
