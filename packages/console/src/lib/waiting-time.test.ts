import { describe, expect, it } from 'vitest';
import { makeHandoff } from '../testing/make-handoff.ts';
import { waitOf, waitText } from './waiting-time.ts';

const NOON = Date.parse('2026-05-01T12:00:00Z');
const after = (seconds: number): number => NOON + seconds * 1000;

describe('waiting against the service level (H7.1)', () => {
  it.each([
    [0, 'calm', '1:00 left'],
    [39.9, 'calm', '0:21 left'],
    [40, 'near', '0:20 left'],
    [59.5, 'near', '0:01 left'],
    [60, 'near', '0:00 left'],
    [61, 'late', '0:01 late'],
    [3725, 'late', '1:01:05 late'],
  ] as const)('after %s s of 60 it is %s: %s', (seconds, level, text) => {
    const wait = waitOf(makeHandoff(), after(seconds));
    expect(wait.level).toBe(level);
    expect(waitText(wait)).toBe(text);
  });

  it('stops when somebody accepts', () => {
    const handoff = makeHandoff({ stage: 'active', accepted_utc: '2026-05-01T12:00:12.000000Z' });
    expect(waitOf(handoff, after(900)).waited).toBe(12);
  });

  it('begins anew with a transfer or when it is queued again', () => {
    const handoff = makeHandoff({
      accepted_utc: '2026-05-01T12:00:50.000000Z',
      waiting_since_utc: '2026-05-01T12:10:00.000000Z',
      breached: true,
    });
    expect(waitOf(handoff, after(612))).toEqual({ level: 'calm', waited: 12, left: 48 });
    expect(waitOf(handoff, after(661)).level).toBe('late');
    const held = makeHandoff({ ...handoff, stage: 'active' });
    expect(waitOf(held, after(900)).waited).toBe(50);
  });

  it('never runs backwards on a machine whose clock is behind the server', () => {
    expect(waitOf(makeHandoff(), after(-30))).toEqual({ level: 'calm', waited: 0, left: 60 });
  });

  it('is late when the server says so, whatever this clock shows', () => {
    const wait = waitOf(makeHandoff({ breached: true }), after(55));
    expect(wait.level).toBe('late');
    expect(waitText(wait)).toBe('0:01 late');
  });
});
