import { describe, expect, it } from 'vitest';
import { makeEvent } from '../testing/make-event.ts';
import { makeHandoff } from '../testing/make-handoff.ts';
import { makeSnapshot } from '../testing/make-snapshot.ts';
import { boardAfter, newlyWaiting } from './handoff-board.ts';

const one = makeHandoff({ id: 'one' });
const two = makeHandoff({ id: 'two' });

describe('the board of handoffs', () => {
  it('is replaced as a whole by a snapshot', () => {
    const board = boardAfter(
      new Map([['gone', makeHandoff({ id: 'gone' })]]),
      makeSnapshot({ handoffs: [one, two] }),
    );
    expect([...board.keys()]).toEqual(['one', 'two']);
  });

  it('takes a new or changed handoff and leaves the others as they are', () => {
    const before = boardAfter(new Map(), makeSnapshot({ handoffs: [one, two] }));
    const changed = { ...two, stage: 'active' as const };
    const after = boardAfter(before, { type: 'handoff', handoff: changed });
    expect(after.get('two')).toBe(changed);
    expect(after.get('one')).toBe(one);
    expect(before.get('two')).toBe(two);
  });

  it('is the very same after a frame that does not concern it', () => {
    const board = boardAfter(new Map(), makeSnapshot({ handoffs: [one] }));
    expect(boardAfter(board, { type: 'session-event', session_id: 's1', event: makeEvent(3) })).toBe(board);
    expect(boardAfter(board, { type: 'end', reason: 'shutdown' })).toBe(board);
  });
});

describe('what is announced as a new request', () => {
  it('is a handoff that waits and was not there before', () => {
    expect(newlyWaiting(new Map(), { type: 'handoff', handoff: one })).toBe(one);
  });

  it('is not one that only changed, nor one taken over without a request, nor a snapshot', () => {
    expect(newlyWaiting(new Map([['one', one]]), { type: 'handoff', handoff: one })).toBeNull();
    expect(
      newlyWaiting(new Map(), { type: 'handoff', handoff: makeHandoff({ stage: 'active' }) }),
    ).toBeNull();
    expect(newlyWaiting(new Map(), makeSnapshot({ handoffs: [one] }))).toBeNull();
  });
});

it('an answer that comes after the frame that tells of what happened since changes nothing', () => {
  const queued = makeHandoff({ id: 'h', stage: 'queued', entries: 5 });
  const offered = makeHandoff({ id: 'h', stage: 'offered', entries: 6 });
  const board = boardAfter(new Map(), { type: 'handoff', handoff: offered });
  expect(boardAfter(board, { type: 'handoff', handoff: queued })).toBe(board);
});
