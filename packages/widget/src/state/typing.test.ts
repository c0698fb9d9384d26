import type { SessionEvent } from '@baton/protocol';
import { expect, test } from 'vitest';
import { AI, makeHandoffEvent, makeMessage, makeStatus, OPERATOR } from '../testing/make-event.ts';
import { initialState, reduce } from './chat-state.ts';
import { AI_BELIEF_MS, foldTyping, PERSON_BELIEF_MS, type Typing } from './typing.ts';

function fold(events: SessionEvent[]): Typing['who'] | null {
  return events.reduce<Typing | null>((typing, event) => foldTyping(typing, event, 0), null)?.who ?? null;
}

const TYPING = makeStatus(0, 'ai_agent', 'typing');
const PERSON = makeStatus(0, 'human_agent', 'typing');

test.each([
  ['typing', [TYPING], 'ai'],
  ['processing', [makeStatus(0, 'ai_agent', 'processing')], 'ai'],
  ['acknowledged alone', [makeStatus(0, 'ai_agent', 'acknowledged')], null],
  ['a person', [PERSON], 'person'],
  ['a person on the AI’s behalf', [makeStatus(0, 'human_agent_on_behalf_of_ai_agent', 'typing')], 'ai'],
  ['the customer himself', [makeStatus(0, 'customer', 'typing')], null],
] as const)('%s', (_, events, who) => {
  expect(fold([...events])).toBe(who);
});

test.each([
  ['the message', TYPING, makeMessage(1, 'ai_agent', 'hi')],
  ['ready', TYPING, makeStatus(1, 'ai_agent', 'ready')],
  ['cancelled', TYPING, makeStatus(1, 'ai_agent', 'cancelled')],
  ['cancelled by the system', TYPING, makeStatus(1, 'system', 'cancelled')],
  ['error', TYPING, makeStatus(1, 'ai_agent', 'error')],
  ['a person’s message', TYPING, makeMessage(1, 'human_agent', 'hi', 'Dana')],
  [
    'a person who joins',
    TYPING,
    makeHandoffEvent(1, 'handoff.accepted', { stage: 'active', holder: OPERATOR }),
  ],
  ['the person’s message', PERSON, makeMessage(1, 'human_agent', 'hi', 'Dana')],
  [
    'the person’s message in the AI’s name',
    PERSON,
    makeMessage(1, 'human_agent_on_behalf_of_ai_agent', 'hi'),
  ],
  ['the person who stops', PERSON, makeStatus(1, 'human_agent', 'ready')],
  ['the return', PERSON, makeHandoffEvent(1, 'handoff.returned', { stage: 'returned', holder: AI })],
])('ends with %s', (_, start, end) => {
  expect(fold([start, end])).toBeNull();
});

test('goes on over the customer’s own message and over what says nothing of it', () => {
  const acknowledged = makeStatus(2, 'ai_agent', 'acknowledged');
  const queued = makeHandoffEvent(3, 'handoff.queued', { stage: 'queued' });
  expect(fold([TYPING, makeMessage(1, 'customer', 'and …'), acknowledged, queued])).toBe('ai');
});

test.each([
  [TYPING, AI_BELIEF_MS],
  [PERSON, PERSON_BELIEF_MS],
])('never sticks: ends by itself when nothing more is heard', (event, belief) => {
  const start = initialState({ id: 'agent', name: 'Ava' });
  const typing = reduce(start, { type: 'event', event, now: 1000 });
  expect(reduce(typing, { type: 'time', now: 999 + belief }).typing).not.toBeNull();
  expect(reduce(typing, { type: 'time', now: 1000 + belief }).typing).toBeNull();
});
