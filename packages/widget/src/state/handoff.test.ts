import type { Json, SessionEvent } from '@baton/protocol';
import { expect, test } from 'vitest';
import { AI, makeEvent, makeHandoffEvent, OPERATOR } from '../testing/make-event.ts';
import { foldHandoff, type HandoffView } from './handoff.ts';
import { readEntry } from './log-entry.ts';

function fold(events: SessionEvent[]): HandoffView | null {
  return events.reduce<HandoffView | null>((view, event) => {
    const entry = readEntry(event);
    return entry?.kind === 'handoff' ? foldHandoff(view, entry) : view;
  }, null);
}

const REQUESTED = makeHandoffEvent(0, 'handoff.requested', { stage: 'requested' });
const ACCEPTED = makeHandoffEvent(1, 'handoff.accepted', { stage: 'active', holder: OPERATOR });

test.each(['resolved', 'returned', 'abandoned', 'withdrawn', 'callback', 'email', 'failed'] as const)(
  'a handoff that is %s is over, whoever is named as holder',
  (stage) => {
    expect(
      fold([REQUESTED, ACCEPTED, makeHandoffEvent(2, `handoff.${stage}`, { stage, holder: OPERATOR })]),
    ).toBeNull();
  },
);

test('the late end of an older handoff leaves the open one alone', () => {
  const late = makeHandoffEvent(2, 'handoff.abandoned', { stage: 'abandoned', handoff_id: 'handoff-0' });
  expect(fold([REQUESTED, late])).toMatchObject({ phase: 'waiting', id: 'handoff-1' });
});

test('H6.6 a person who drops out leaves a wait behind', () => {
  const queued = makeHandoffEvent(2, 'handoff.queued', { stage: 'queued' });
  expect(fold([REQUESTED, ACCEPTED, queued])).toMatchObject({
    phase: 'waiting',
    position: null,
    delayedAt: null,
  });
});

test('H3.6 an outside system that takes the session is a person without a handoff, until the AI has it back', () => {
  const taken = makeHandoffEvent(0, 'mode.changed', {
    handoff_id: null,
    holder: { kind: 'external', name: null },
  });
  const back = makeHandoffEvent(1, 'mode.changed', { handoff_id: null, holder: AI, mode: 'auto' });
  expect(fold([taken])).toEqual({ phase: 'active', id: null, person: null, returning: false });
  expect(fold([taken, back])).toBeNull();
});

test('a mode that changes while the customer waits does not end the wait', () => {
  const changed = makeHandoffEvent(1, 'mode.changed', { handoff_id: null, mode: 'manual' });
  expect(fold([REQUESTED, changed])).toMatchObject({ phase: 'waiting' });
});

test('events of other programs, in any shape, change nothing', () => {
  const shapes: Json[] = [
    null,
    'x',
    7,
    [],
    {},
    { type: 5 },
    { type: 'other.thing' },
    { type: 'handoff.new', stage: 'unknown' },
  ];
  const events = shapes.map((data, i) => makeEvent(i + 2, { kind: 'custom', source: 'system', data }));
  const forged = makeEvent(20, {
    ...makeHandoffEvent(20, 'handoff.returned', { stage: 'returned' }),
    source: 'customer',
  });
  expect(fold([REQUESTED, ...events, forged])).toMatchObject({ phase: 'waiting', id: 'handoff-1' });
});

test('choices that this page does not know are left out', () => {
  const delayed = makeHandoffEvent(1, 'handoff.delayed', {
    stage: 'queued',
    alternatives: ['pigeon', 'ai'] as never,
  });
  expect(fold([REQUESTED, delayed])).toMatchObject({ alternatives: ['ai'] });
});
