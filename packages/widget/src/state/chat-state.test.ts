import { describe, expect, test } from 'vitest';
import { AI, makeHandoffEvent, makeMessage, makeStatus, OPERATOR } from '../testing/make-event.ts';
import { initialState, reduce, type ChatAction, type ChatState } from './chat-state.ts';
import { KEY_FIELD, nextSend } from './outbox.ts';

const START = initialState({ id: 'agent', name: 'Ava' });

function after(actions: ChatAction[], from: ChatState = START): ChatState {
  return actions.reduce(reduce, from);
}

function written(key: string, text = key): ChatAction {
  return { type: 'written', send: { key, text, files: [], at: 0, status: 'queued' } };
}

function heard(event: ReturnType<typeof makeMessage>, now = 0): ChatAction {
  return { type: 'event', event, now };
}

describe('what was written', () => {
  const echo = makeMessage(0, 'customer', 'a', 'Guest', { [KEY_FIELD]: 'a' });

  test('H1.1 stays pending after the answer, until the log tells of it', () => {
    const stored = after([
      written('a'),
      { type: 'sending', key: 'a' },
      { type: 'stored', key: 'a', event: echo },
    ]);
    expect(stored.outbox.map((send) => send.status)).toEqual(['stored']);
    expect(stored.entries).toEqual([]);
    const told = reduce(stored, heard(echo));
    expect(told.outbox).toEqual([]);
    expect(told.entries.map((entry) => entry.id)).toEqual(['event-0']);
  });

  test('lands on its echo, before the answer has come', () => {
    const state = after([written('a'), { type: 'sending', key: 'a' }, heard(echo)]);
    expect(state.outbox).toEqual([]);
    expect(reduce(state, { type: 'stored', key: 'a', event: echo }).outbox).toEqual([]);
  });

  test('lands on the answer when the echo came first and bore no key', () => {
    const bare = makeMessage(0, 'customer', 'a', 'Guest');
    const state = after([written('a'), { type: 'sending', key: 'a' }, heard(bare)]);
    expect(state.outbox).toHaveLength(1);
    expect(reduce(state, { type: 'stored', key: 'a', event: bare }).outbox).toEqual([]);
  });

  test('goes one at a time, in order, and waits behind what failed', () => {
    const two = after([written('a'), written('b')]);
    expect(nextSend(two.outbox)?.key).toBe('a');
    const sending = reduce(two, { type: 'sending', key: 'a' });
    expect(nextSend(sending.outbox)).toBeNull();
    const failed = reduce(sending, { type: 'failed', key: 'a' });
    expect(nextSend(failed.outbox)).toBeNull();
    const again = reduce(failed, { type: 'retry' });
    expect(nextSend(again.outbox)).toMatchObject({ key: 'a', text: 'a' });
  });

  test('lets others pass when it was refused, and can be removed', () => {
    const state = after([written('a'), written('b'), { type: 'refused', key: 'a', refusal: 'too-large' }]);
    expect(nextSend(state.outbox)?.key).toBe('b');
    expect(reduce(state, { type: 'retry' }).outbox[0]?.status).toBe('refused');
    expect(reduce(state, { type: 'retry', key: 'a' }).outbox[0]).toEqual({
      key: 'a',
      text: 'a',
      files: [],
      at: 0,
      status: 'queued',
    });
    expect(reduce(state, { type: 'removed', key: 'a' }).outbox.map((send) => send.key)).toEqual(['b']);
  });

  test('goes to the next conversation under new keys when this one is gone', () => {
    let count = 0;
    const newKey = (): string => `new-${count++}`;
    const state = after([
      { type: 'session', sessionId: 's', restoring: false },
      heard(makeMessage(0, 'ai_agent', 'hello')),
      written('a'),
      { type: 'sending', key: 'a' },
      written('b'),
      { type: 'left', problem: 'conversation-gone', newKey },
    ]);
    expect(state).toMatchObject({
      sessionId: null,
      entries: [],
      nextOffset: 0,
      problem: 'conversation-gone',
    });
    expect(state.outbox.map(({ key, text, status }) => [key, text, status])).toEqual([
      ['new-0', 'a', 'queued'],
      ['new-1', 'b', 'queued'],
    ]);
  });
});

describe('history', () => {
  test('is told from news, and leaves no indicator behind that is long over', () => {
    const events = [makeMessage(0, 'customer', 'hi'), makeStatus(1, 'ai_agent', 'processing')];
    const hourLater = Date.parse(events[1]!.creation_utc) + 3_600_000;
    const state = reduce(START, { type: 'history', events, now: hourLater });
    expect(state).toMatchObject({ phase: 'ready', historyEnd: 2, typing: null });
  });

  test('keeps an indicator that is a moment old', () => {
    const events = [makeMessage(0, 'customer', 'hi'), makeStatus(1, 'ai_agent', 'processing')];
    const now = Date.parse(events[1]!.creation_utc) + 2000;
    expect(reduce(START, { type: 'history', events, now }).typing?.who).toBe('ai');
  });
});

describe('a handoff in the log', () => {
  const requested = makeHandoffEvent(0, 'handoff.requested', { stage: 'requested' });
  const queued = makeHandoffEvent(1, 'handoff.queued', { stage: 'queued', position: 3 });
  const delayed = makeHandoffEvent(2, 'handoff.delayed', {
    stage: 'queued',
    alternatives: ['wait', 'email', 'ai'],
  });
  const accepted = makeHandoffEvent(3, 'handoff.accepted', { stage: 'active', holder: OPERATOR });
  const returned = makeHandoffEvent(4, 'handoff.returned', { stage: 'returned', holder: AI, mode: 'auto' });

  test('is a wait with a place, then one with choices, then a person, then over', () => {
    let state = after([heard(requested), heard(queued)]);
    expect(state.handoff).toMatchObject({ phase: 'waiting', id: 'handoff-1', position: 3, delayedAt: null });
    state = reduce(state, heard(delayed));
    expect(state.handoff).toMatchObject({ delayedAt: 2, alternatives: ['wait', 'email', 'ai'], position: 3 });
    state = reduce(state, heard(accepted));
    expect(state.handoff).toEqual({
      phase: 'active',
      id: 'handoff-1',
      person: 'Dana Winter',
      returning: false,
    });
    expect(reduce(state, heard(returned)).handoff).toBeNull();
  });

  test('comes to the same when its events come late and twice', () => {
    const state = after(
      [accepted, requested, delayed, queued, accepted, requested].map((event) => heard(event)),
    );
    expect(state.handoff).toEqual({
      phase: 'active',
      id: 'handoff-1',
      person: 'Dana Winter',
      returning: false,
    });
  });

  test('is not asked about again when the customer chose to keep waiting', () => {
    const state = after([heard(requested), heard(delayed), { type: 'kept-waiting' }]);
    expect(state.keptWaiting).toBe('handoff-1');
    const again = reduce(
      state,
      heard(makeHandoffEvent(5, 'handoff.delayed', { stage: 'queued', alternatives: ['wait'] })),
    );
    expect(again.handoff).toMatchObject({ delayedAt: 5 });
    expect(again.keptWaiting).toBe('handoff-1');
  });

  test('H7.3 has choices at once where nobody is there, and what is told of the wait', () => {
    const closed = makeHandoffEvent(1, 'handoff.queued', {
      stage: 'queued',
      position: 3,
      wait: { from: 120, to: 300 },
      alternatives: ['wait', 'email'],
    });
    const told = makeHandoffEvent(2, 'handoff.told', {
      stage: 'queued',
      position: 2,
      wait: { from: 60, to: null },
    });
    const state = after([heard(requested), heard(closed)]);
    expect(state.handoff).toMatchObject({
      wait: { from: 120, to: 300 },
      alternatives: ['wait', 'email'],
      delayedAt: null,
    });
    expect(reduce(state, heard(told)).handoff).toMatchObject({
      position: 2,
      wait: { from: 60, to: null },
      alternatives: ['wait', 'email'],
    });
  });

  test('H8.3 goes back soon, unless it is kept', () => {
    const returning = makeHandoffEvent(4, 'handoff.returning', { stage: 'returning', holder: OPERATOR });
    const kept = makeHandoffEvent(5, 'handoff.accepted', { stage: 'active', holder: OPERATOR });
    const state = after([heard(requested), heard(accepted), heard(returning)]);
    expect(state.handoff).toMatchObject({ person: 'Dana Winter', returning: true });
    expect(reduce(state, heard(kept)).handoff).toMatchObject({ returning: false });
  });

  test('H8.5 asks for a rating until it is given, put away, or the customer goes on', () => {
    const asked = makeHandoffEvent(5, 'handoff.rating-asked', { stage: 'resolved', holder: AI });
    const state = after([heard(requested), heard(accepted), heard(asked)]);
    expect(state.rating).toEqual({ handoffId: 'handoff-1', score: null });
    expect(reduce(state, { type: 'rated', score: 4 }).rating).toEqual({ handoffId: 'handoff-1', score: 4 });
    expect(reduce(state, { type: 'rated', score: null }).rating).toBeNull();
    expect(reduce(state, heard(makeMessage(6, 'ai_agent', 'Anything else?'))).rating).not.toBeNull();
    expect(reduce(state, heard(makeMessage(6, 'customer', 'one more thing'))).rating).toBeNull();
    const again = makeHandoffEvent(6, 'handoff.requested', { stage: 'requested', handoff_id: 'handoff-2' });
    expect(reduce(state, heard(again)).rating).toBeNull();
  });

  test('H8.5 a star is thanked for, in whatever order its answer and the log tell of it', () => {
    const asked = makeHandoffEvent(5, 'handoff.rating-asked', { stage: 'resolved', holder: AI });
    const given = heard(makeHandoffEvent(6, 'handoff.rated', { stage: 'resolved', holder: AI }));
    const choosing: ChatAction = { type: 'choosing', choice: 'rating' };
    const answered: ChatAction[] = [
      { type: 'chosen', problem: null },
      { type: 'rated', score: 4 },
    ];
    const thanked = { handoffId: 'handoff-1', score: 4 };
    const before = [heard(requested), heard(accepted), heard(asked)];
    expect(after([...before, choosing, given, ...answered]).rating).toEqual(thanked);
    expect(after([...before, choosing, ...answered, given]).rating).toEqual(thanked);
    // Elsewhere, or before this page was loaded.
    expect(after([...before, given]).rating).toBeNull();
  });

  test('takes a place in the queue from the server only for the handoff that waits', () => {
    const state = after([heard(requested)]);
    expect(
      reduce(state, { type: 'position', handoffId: 'handoff-1', position: 2, wait: null }).handoff,
    ).toMatchObject({
      position: 2,
    });
    expect(reduce(state, { type: 'position', handoffId: 'another', position: 2, wait: null })).toBe(state);
  });
});
