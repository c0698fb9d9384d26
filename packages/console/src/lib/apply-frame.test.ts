import type { SessionEvent, StreamFrame } from '@baton/protocol';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeEvent } from '../testing/make-event.ts';
import { makeDetail, makeHandoff } from '../testing/make-handoff.ts';
import { makeSnapshot } from '../testing/make-snapshot.ts';
import { applyAnswer, applyFrame } from './apply-frame.ts';
import { baton } from './baton.ts';
import { boardQuery, handoffQuery, sessionLogQuery } from './queries.ts';

/** What the server would answer, changed by the tests as the world goes on. */
let stored: SessionEvent[] = [];
let cache: QueryClient;
const leave: (() => void)[] = [];

beforeEach(() => {
  cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  stored = [makeEvent(0), makeEvent(1)];
  vi.spyOn(baton, 'listEvents').mockImplementation((_, from = 0) =>
    Promise.resolve(stored.filter(({ offset }) => offset >= from)),
  );
  vi.spyOn(baton, 'listNewestEvents').mockImplementation((_, limit, before = Infinity) =>
    Promise.resolve(stored.filter(({ offset }) => offset < before).slice(-limit)),
  );
  vi.spyOn(baton, 'readHandoff').mockImplementation(() => Promise.resolve(makeDetail()));
});
afterEach(() => {
  for (const stop of leave.splice(0)) stop();
  cache.clear();
  vi.restoreAllMocks();
});

/** The conversation is on screen. */
async function openConversation(): Promise<void> {
  leave.push(new QueryObserver(cache, sessionLogQuery('s1')).subscribe(() => undefined));
  leave.push(new QueryObserver(cache, handoffQuery('h1')).subscribe(() => undefined));
  await settled();
}

async function settled(): Promise<void> {
  await vi.waitFor(() => expect(cache.isFetching()).toBe(0));
}

const log = (): number[] | undefined =>
  cache.getQueryData(sessionLogQuery('s1').queryKey)?.map(({ offset }) => offset);
const appended = (offset: number): StreamFrame => ({
  type: 'session-event',
  session_id: 's1',
  event: makeEvent(offset),
});

describe('frames of the live stream in the cache', () => {
  it('add events to an open conversation without reading again', async () => {
    await openConversation();
    applyFrame(cache, appended(2));
    expect(log()).toEqual([0, 1, 2]);
    expect(baton.listNewestEvents).toHaveBeenCalledTimes(1);
  });

  it('leave a conversation alone that nobody has opened', () => {
    applyFrame(cache, appended(2));
    expect(log()).toBeUndefined();
  });

  it('keep what comes in while the log is read for the first time', async () => {
    const answer = Promise.withResolvers<SessionEvent[]>();
    vi.mocked(baton.listNewestEvents).mockReturnValueOnce(answer.promise);
    const opened = openConversation();
    applyFrame(cache, appended(2));
    answer.resolve([makeEvent(0), makeEvent(1)]);
    await opened;
    expect(log()).toEqual([0, 1, 2]);
  });

  it('read on when an event shows that others were missed', async () => {
    await openConversation();
    stored.push(makeEvent(2), makeEvent(3));
    applyFrame(cache, appended(3));
    await settled();
    expect(log()).toEqual([0, 1, 2, 3]);
  });

  it('change the open handoff at once and read its package again', async () => {
    await openConversation();
    applyFrame(cache, { type: 'handoff', handoff: makeHandoff({ stage: 'active' }) });
    expect(cache.getQueryData(handoffQuery('h1').queryKey)?.stage).toBe('active');
    await settled();
    expect(baton.readHandoff).toHaveBeenCalledTimes(2);
  });
});

describe('after a gap, with a snapshot', () => {
  const snapshot: StreamFrame = makeSnapshot({ handoffs: [makeHandoff({ id: 'h2' })] });

  it('the board is what a fresh load shows', () => {
    applyFrame(cache, { type: 'handoff', handoff: makeHandoff() });
    applyFrame(cache, snapshot);
    expect([...(cache.getQueryData(boardQuery.queryKey)?.keys() ?? [])]).toEqual(['h2']);
  });

  it('the open conversation reads on from its last offset', async () => {
    await openConversation();
    stored.push(makeEvent(2), makeEvent(3));
    applyFrame(cache, snapshot);
    await settled();
    expect(baton.listEvents).toHaveBeenLastCalledWith('s1', 1);
    expect(log()).toEqual([0, 1, 2, 3]);
  });

  it('the open conversation equals a fresh load even when events were deleted', async () => {
    await openConversation();
    applyFrame(cache, appended(2));
    stored = [makeEvent(0), makeEvent(3)];
    applyFrame(cache, snapshot);
    await settled();
    expect(log()).toEqual([0, 3]);
  });

  it('a conversation that is not on screen reads on when it is opened again', async () => {
    await openConversation();
    for (const stop of leave.splice(0)) stop();
    stored.push(makeEvent(2));
    applyFrame(cache, snapshot);
    expect(log()).toEqual([0, 1]);
    await openConversation();
    expect(log()).toEqual([0, 1, 2]);
  });
});

describe('the answer to an action of our own', () => {
  it('shows on the board and in the conversation without waiting for the stream', () => {
    applyAnswer(cache, makeDetail({ stage: 'active', operator: { id: 'dana', name: 'Dana' } }));
    const shown = cache.getQueryData(boardQuery.queryKey)?.get('h1');
    expect(shown?.operator?.name).toBe('Dana');
    expect(shown).not.toHaveProperty('notes');
    expect(cache.getQueryData(handoffQuery('h1').queryKey)?.stage).toBe('active');
  });
});
