import type { StreamUpdate } from '@baton/client';
import { RequestError } from '@baton/client';
import { describe, expect, it } from 'vitest';
import { makeSnapshot } from '../testing/make-snapshot.ts';
import type { LiveStreamHandlers } from './live-stream.ts';
import { readLiveStream } from './live-stream.ts';

/** Opens one stream after another; each gives its updates and then throws, or ends the test's reading. */
function streams(...given: (readonly (StreamUpdate | Error)[])[]): {
  open: (signal: AbortSignal) => AsyncIterable<StreamUpdate>;
  leave: AbortController;
} {
  const leave = new AbortController();
  async function* open(): AsyncGenerator<StreamUpdate> {
    const updates = given.shift();
    if (updates === undefined) {
      leave.abort();
      return;
    }
    for (const update of updates) {
      if (update instanceof Error) throw update;
      yield await Promise.resolve(update);
    }
  }
  return { open, leave };
}

function handlers(): LiveStreamHandlers & { seen: string[] } {
  const seen: string[] = [];
  return {
    seen,
    onFrame: (frame) => seen.push(frame.type),
    onConnection: (state) => seen.push(state),
    onSignedOut: () => seen.push('signed out'),
    onFault: () => seen.push('fault'),
    pause: () => {
      seen.push('pause');
      return Promise.resolve();
    },
  };
}

const snapshot: StreamUpdate = { type: 'frame', frame: makeSnapshot(), cursor: null };
const opened: StreamUpdate = { type: 'connection', state: 'open' };

describe('reading the live stream', () => {
  it('passes on frames and the state of the connection', async () => {
    const { open, leave } = streams([opened, snapshot]);
    const to = handlers();
    await readLiveStream(open, leave.signal, to);
    expect(to.seen).toEqual(['open', 'snapshot']);
  });

  it('opens a new stream after one that broke off for an unforeseen reason', async () => {
    const { open, leave } = streams([snapshot, new SyntaxError('not JSON')], [snapshot]);
    const to = handlers();
    await readLiveStream(open, leave.signal, to);
    expect(to.seen).toEqual(['snapshot', 'lost', 'fault', 'pause', 'snapshot']);
  });

  it('stops when the server no longer knows us', async () => {
    const { open, leave } = streams([new RequestError(401, { detail: 'Sign in.', code: 'unauthenticated' })]);
    const to = handlers();
    await readLiveStream(open, leave.signal, to);
    expect(to.seen).toEqual(['lost', 'signed out']);
  });
});
