import type { SessionEvent } from '@baton/protocol';
import { expect, test } from 'vitest';
import { AI, makeEvent, makeHandoffEvent, makeMessage, OPERATOR } from '../testing/make-event.ts';
import { readEntry } from './log-entry.ts';
import { initialsOf } from './participant.ts';
import { timelineOf } from './timeline.ts';

function rows(events: SessionEvent[]): unknown[] {
  const entries = events.map(readEntry).filter((entry) => entry !== null);
  return timelineOf(entries, 'Ava').flatMap((row): unknown[] => {
    switch (row.kind) {
      case 'day':
        return [];
      case 'message':
        return [[row.entry.speaker, row.name, row.entry.text]];
      case 'system':
        return [['system', row.text]];
      case 'turn':
        return [row.turn];
    }
  });
}

test('a person on the AI’s behalf is the AI, whatever name the event bears', () => {
  expect(rows([makeMessage(0, 'human_agent_on_behalf_of_ai_agent', 'hi', 'Dana Winter')])).toEqual([
    ['ai', 'Ava', 'hi'],
  ]);
});

test('a whole handoff: lines of the system, who came, who left', () => {
  const events = [
    makeMessage(0, 'customer', 'a person please'),
    makeHandoffEvent(1, 'handoff.requested', { stage: 'requested' }),
    makeMessage(2, 'system', 'I am getting a colleague.'),
    makeHandoffEvent(3, 'handoff.queued', { stage: 'queued' }),
    makeHandoffEvent(4, 'handoff.accepted', { stage: 'active', holder: OPERATOR }),
    makeMessage(5, 'human_agent', 'Dana here', 'Dana Winter'),
    makeHandoffEvent(6, 'mode.changed', { holder: OPERATOR }),
    makeHandoffEvent(7, 'handoff.returned', { stage: 'returned', holder: AI }),
    makeMessage(8, 'ai_agent', 'Back again'),
  ];
  expect(rows(events)).toEqual([
    ['customer', 'Ava', 'a person please'],
    ['system', 'I am getting a colleague.'],
    { type: 'joined', name: 'Dana Winter' },
    ['person', 'Dana Winter', 'Dana here'],
    { type: 'ai-again' },
    ['ai', 'Ava', 'Back again'],
  ]);
});

test('H3.5 a transfer says so, to whoever waits and to whoever was being helped', () => {
  const requested = makeHandoffEvent(0, 'handoff.requested', { stage: 'requested' });
  const accepted = makeHandoffEvent(1, 'handoff.accepted', { stage: 'active', holder: OPERATOR });
  const passed = makeHandoffEvent(2, 'handoff.transferred', { stage: 'queued' });
  expect(rows([requested, passed])).toEqual([{ type: 'passed-on' }]);
  expect(rows([requested, accepted, passed])).toEqual([
    { type: 'joined', name: 'Dana Winter' },
    { type: 'passed-on' },
  ]);
});

test('H6.6 one who is queued again is told who had to leave', () => {
  const accepted = makeHandoffEvent(1, 'handoff.accepted', { stage: 'active', holder: OPERATOR });
  const again = makeHandoffEvent(2, 'handoff.requeued', { stage: 'queued' });
  expect(rows([accepted, again]).at(-1)).toEqual({ type: 'left', name: 'Dana Winter' });
});

test.each(['callback', 'email', 'failed', 'withdrawn'] as const)(
  'a wait that ends in %s leaves the AI',
  (stage) => {
    const requested = makeHandoffEvent(0, 'handoff.requested', { stage: 'requested' });
    const end = makeHandoffEvent(1, `handoff.${stage}`, { stage, holder: AI });
    expect(rows([requested, end])).toEqual([{ type: 'ai-again' }]);
  },
);

test('what the desk says under the agent’s name is the AI’s to the customer; other lines of the system are notices', () => {
  const data = { message: 'I am getting a person.', participant: { id: 'agent', display_name: 'Ava' } };
  const desk = makeEvent(0, { source: 'system', data });
  expect(rows([desk, makeMessage(1, 'system', 'Maintenance at noon')])).toEqual([
    ['ai', 'Ava', 'I am getting a person.'],
    ['system', 'Maintenance at noon'],
  ]);
});

test('messages of one speaker stand together, until another speaks or time has passed', () => {
  const late = makeEvent(3, { ...makeMessage(3, 'ai_agent', 'd'), creation_utc: '2026-03-02T11:00:00.000Z' });
  const events = [
    makeMessage(0, 'ai_agent', 'a'),
    makeMessage(1, 'ai_agent', 'b'),
    makeMessage(2, 'customer', 'c'),
    late,
  ];
  const entries = events.map(readEntry).filter((entry) => entry !== null);
  const groups = timelineOf(entries, 'Ava').flatMap((row) =>
    row.kind === 'message' ? [[row.entry.text, row.opens, row.closes]] : [],
  );
  expect(groups).toEqual([
    ['a', true, false],
    ['b', false, true],
    ['c', true, true],
    ['d', true, true],
  ]);
});

test('deleted, empty and shapeless messages are not shown', () => {
  const events = [
    makeEvent(0, { ...makeMessage(0, 'ai_agent', 'x'), deleted: true }),
    makeMessage(1, 'ai_agent', '  \n'),
    makeEvent(2, { data: null }),
    makeEvent(3, { data: { message: 7 } }),
    makeEvent(4, { kind: 'tool', data: { tool_calls: [] } }),
  ];
  expect(rows(events)).toEqual([]);
});

test.each([
  ['Dana Winter', 'DW'],
  ['dana', 'D'],
  ['Ana Maria de la Cruz', 'AC'],
  ['李 雷', '李雷'],
  ['  ', ''],
  ['🦊 Fox', 'F'],
  ['<img src=x>', 'S'],
])('initials of %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
