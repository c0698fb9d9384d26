import type { SessionEvent } from '@baton/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeEvent, makeMessage } from '../testing/make-event.ts';
import { continues, leavesGap, mergeEvents, newestOffset, resumeOffset } from './event-log.ts';

const offsets = (log: readonly { offset: number }[]): number[] => log.map(({ offset }) => offset);
const eventsAt = (picked: number[]): SessionEvent[] => picked.map((offset) => makeEvent(offset));

describe('merging events into a log (H1.1)', () => {
  it('appends what is new', () => {
    expect(offsets(mergeEvents([makeEvent(0)], [makeEvent(1), makeEvent(2)]))).toEqual([0, 1, 2]);
  });

  it('gives the same log whatever the order, the portions and the repetitions', () => {
    const all = Array.from({ length: 12 }, (_, offset) => makeEvent(offset));
    const portions = fc.array(fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 6 }), { maxLength: 6 });
    fc.assert(
      fc.property(portions, (drawn) => {
        const log = drawn.reduce<readonly SessionEvent[]>(
          (now, picked) => mergeEvents(now, eventsAt(picked)),
          [],
        );
        expect(mergeEvents(log, all)).toEqual(all);
      }),
    );
  });

  it('takes the newer form of a message that is being streamed', () => {
    const begun = makeMessage(1, '', 'ai_agent', { data: { chunks: ['Hel'] } });
    const done = makeMessage(1, 'Hello', 'ai_agent', { data: { chunks: ['Hel', 'lo', null] } });
    expect(mergeEvents([makeEvent(0), begun], [done])).toEqual([makeEvent(0), done]);
  });

  it('drops what was deleted', () => {
    expect(offsets(mergeEvents([makeEvent(0), makeEvent(1)], [makeEvent(1, { deleted: true })]))).toEqual([
      0,
    ]);
    expect(mergeEvents([], [makeEvent(0, { deleted: true })])).toEqual([]);
  });

  it('is the very same log when nothing comes', () => {
    const log = [makeEvent(0)];
    expect(mergeEvents(log, [])).toBe(log);
  });
});

describe('reading on after a gap', () => {
  it('starts at the last event known, which shows whether it is still there', () => {
    expect(resumeOffset([makeEvent(0), makeEvent(4)])).toBe(4);
    expect(resumeOffset([])).toBe(0);
  });

  it('starts at a message that was still growing', () => {
    const growing = makeMessage(2, '', 'ai_agent', { data: { chunks: ['Hel'] } });
    expect(resumeOffset([makeEvent(1), growing, makeEvent(3)])).toBe(2);
  });

  it('reads everything again when events were deleted meanwhile', () => {
    const log = [makeEvent(0), makeEvent(1)];
    expect(continues(log, [makeEvent(1), makeEvent(2)])).toBe(true);
    expect(continues(log, [makeEvent(2)])).toBe(false);
    expect(continues(log, [])).toBe(false);
  });

  it('notices that events were missed', () => {
    expect(leavesGap([makeEvent(0), makeEvent(1)], makeEvent(2))).toBe(false);
    expect(leavesGap([makeEvent(0), makeEvent(1)], makeEvent(1))).toBe(false);
    expect(leavesGap([makeEvent(0), makeEvent(1)], makeEvent(3))).toBe(true);
    expect(leavesGap([], makeEvent(1))).toBe(true);
  });

  it('knows the newest offset', () => {
    expect(newestOffset([])).toBe(-1);
    expect(newestOffset([makeEvent(0), makeEvent(7)])).toBe(7);
  });
});
