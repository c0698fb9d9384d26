import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TypingStatus } from './typing-signal.ts';
import { TypingSignal } from './typing-signal.ts';

let posted: TypingStatus[] = [];
let signal: TypingSignal;

beforeEach(() => {
  vi.useFakeTimers();
  posted = [];
  signal = new TypingSignal((status) => posted.push(status));
});
afterEach(() => vi.useRealTimers());

describe('telling the customer that a person is typing', () => {
  it('needs one request for many keys', () => {
    for (let key = 0; key < 20; key++) {
      signal.typed();
      vi.advanceTimersByTime(100);
    }
    expect(posted).toEqual(['typing']);
  });

  it('is repeated while it goes on', () => {
    for (let key = 0; key < 120; key++) {
      signal.typed();
      vi.advanceTimersByTime(100);
    }
    expect(posted).toEqual(['typing', 'typing', 'typing']);
  });

  it('ends by itself after a pause', () => {
    signal.typed();
    vi.advanceTimersByTime(5000);
    expect(posted).toEqual(['typing', 'ready']);
  });

  it('ends once, and says nothing when it never began', () => {
    signal.stop();
    signal.typed();
    signal.stop();
    signal.stop();
    vi.advanceTimersByTime(60_000);
    expect(posted).toEqual(['typing', 'ready']);
  });
});
