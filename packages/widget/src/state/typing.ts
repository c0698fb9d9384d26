import type { SessionEvent } from '@baton/protocol';
import { endsHandoff, isHeld } from './handoff.ts';
import { readEntry } from './log-entry.ts';
import { object, string } from './read-json.ts';

/** Who is at work on an answer, and until when that may be believed. */
export interface Typing {
  who: 'ai' | 'person';
  until: number;
}

/*
 * An indicator ends with the message, with `ready`, `cancelled` or `error`. Where none of them ever comes (a server
 * was killed in the middle of a turn) it ends by itself: a model may take a minute and a half, a person who types
 * says so again every few seconds.
 */
export const AI_BELIEF_MS = 90_000;
export const PERSON_BELIEF_MS = 15_000;

/** One step of the fold: the indicator after `event`, which was heard of at `at`. */
export function foldTyping(typing: Typing | null, event: SessionEvent, at: number): Typing | null {
  switch (event.kind) {
    case 'message':
      return event.source === 'customer' || event.source === 'customer_ui' ? typing : null;
    case 'custom':
      return changesHolder(event) ? null : typing;
    case 'status':
      return foldStatus(typing, event, at);
    default:
      return typing;
  }
}

function foldStatus(typing: Typing | null, event: SessionEvent, at: number): Typing | null {
  const status = string(object(event.data)['status']);
  if (event.source === 'human_agent') return whileTyping('person', at + PERSON_BELIEF_MS);
  if (event.source === 'human_agent_on_behalf_of_ai_agent') return whileTyping('ai', at + PERSON_BELIEF_MS);
  if (event.source === 'ai_agent' || event.source === 'system') return whileTyping('ai', at + AI_BELIEF_MS);
  return typing;

  function whileTyping(who: Typing['who'], until: number): Typing | null {
    if (status === 'typing' || status === 'processing') return { who, until };
    const ends = status === 'ready' || status === 'cancelled' || status === 'error';
    return ends && typing?.who === who ? null : typing;
  }
}

function changesHolder(event: SessionEvent): boolean {
  const entry = readEntry(event);
  return entry?.kind === 'handoff' && (endsHandoff(entry) || isHeld(entry));
}
