import { RequestError } from '@baton/client';
import type { SessionEvent } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { makeMessage, makeStatus } from '../../testing/make-event.ts';
import type { SendState, Wanted } from './send-attempt.ts';
import { IDLE, afterError, missingEvents, nextAttempt } from './send-attempt.ts';

const wanted: Wanted = { message: 'Hello', as: 'operator', seenOffset: 4 };
const counter = (): (() => string) => {
  let keys = 0;
  return () => `key ${++keys}`;
};
const stale = (...missing: SessionEvent[]): RequestError =>
  new RequestError(409, { detail: 'Newer events exist.', code: 'stale-view', missing_events: missing });

function failed(error: unknown, newKey: () => string): SendState {
  return afterError(nextAttempt(IDLE, wanted, newKey), error);
}

describe('a stale view (H2.5)', () => {
  it('is shown with the number of messages that were missing', () => {
    const error = stale(
      makeMessage(5, 'Wait'),
      makeStatus(6, 'typing', 'customer'),
      makeMessage(7, 'One more thing'),
    );
    expect(failed(error, counter())).toMatchObject({ phase: 'stale', missing: 2, newest: 7 });
    expect(missingEvents(error)).toHaveLength(3);
  });

  it('is sent again with one click: the same key, and what has been shown by then', () => {
    const newKey = counter();
    const state = failed(stale(makeMessage(7, 'Wait')), newKey);
    expect(nextAttempt(state, wanted, newKey)).toEqual({ ...wanted, seenOffset: 7, key: 'key 1' });
    expect(nextAttempt(state, { ...wanted, seenOffset: 9 }, newKey)).toMatchObject({
      seenOffset: 9,
      key: 'key 1',
    });
  });

  it('counts as one message when the server names none', () => {
    const error = new RequestError(409, { detail: 'Newer events exist.', code: 'stale-view' });
    expect(failed(error, counter())).toMatchObject({ phase: 'stale', missing: 1, newest: 4 });
  });
});

describe('trying again (H1.3)', () => {
  it.each([
    new TypeError('Failed to fetch'),
    new RequestError(503, { detail: 'Draining', code: 'draining' }),
  ])('repeats the very same request while it is unknown whether it arrived: %s', (error) => {
    const newKey = counter();
    const state = failed(error, newKey);
    expect(nextAttempt(state, { ...wanted, seenOffset: 12 }, newKey)).toEqual({ ...wanted, key: 'key 1' });
  });

  it('goes with the newest view after a refusal, which stored nothing', () => {
    const newKey = counter();
    const state = failed(new RequestError(409, { detail: 'No.', code: 'not-holder' }), newKey);
    expect(nextAttempt(state, { ...wanted, seenOffset: 12 }, newKey)).toEqual({
      ...wanted,
      seenOffset: 12,
      key: 'key 1',
    });
  });

  it('takes a new key for another text or another voice', () => {
    const newKey = counter();
    const state = failed(new TypeError('Failed to fetch'), newKey);
    expect(nextAttempt(state, { ...wanted, message: 'Hello!' }, newKey).key).toBe('key 2');
    expect(nextAttempt(state, { ...wanted, as: 'ai' }, newKey).key).toBe('key 3');
  });

  it('takes a new key for the same text once the first is in the log', () => {
    const newKey = counter();
    expect(nextAttempt(IDLE, wanted, newKey).key).toBe('key 1');
    expect(nextAttempt(IDLE, wanted, newKey).key).toBe('key 2');
  });
});
