import type { CannedReply } from '@baton/protocol';
import type { KeyboardEvent } from 'react';
import { useId, useState } from 'react';
import { announce } from '../../lib/announcer.ts';
import { messages } from '../../lib/messages.ts';
import type { SlashQuery } from './canned-text.ts';
import { fittingReplies, slashQuery } from './canned-text.ts';

export interface CannedMenuState {
  /** Of the list. */
  id: string;
  open: boolean;
  /** What is written is a shortcut that no text has: Enter does not send it. */
  missing: boolean;
  matches: readonly CannedReply[];
  active: number;
  choose: (reply: CannedReply) => void;
  point: (index: number) => void;
  /** True when the key was meant for the list. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

interface CannedMenuOptions {
  text: string;
  caret: number;
  replies: readonly CannedReply[];
  /** The customer's. */
  language: string | null;
  onChoose: (reply: CannedReply, at: SlashQuery) => void;
}

/** The list of ready texts behind a slash: narrowed by typing, walked with the arrow keys, closed with Escape. */
export function useCannedMenu(options: CannedMenuOptions): CannedMenuState {
  const { text, caret, replies, language, onChoose } = options;
  const id = useId();
  const [pointed, setPointed] = useState({ query: '', index: 0 });
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const at = slashQuery(text, caret);
  const matches = at === null ? [] : fittingReplies(replies, at.query, language);
  const wanted = at !== null && closedAt !== at.from;
  const open = wanted && matches.length > 0;
  // Only where nothing else is written: a slash within a sentence may be meant as it stands.
  const missing = wanted && matches.length === 0 && text.trim() === `/${at.query}`;
  if (at === null && closedAt !== null) setClosedAt(null);
  const active = at !== null && pointed.query === at.query ? Math.min(pointed.index, matches.length - 1) : 0;
  const point = (index: number): void => setPointed({ query: at?.query ?? '', index });
  const choose = (reply: CannedReply): void => {
    if (at !== null) onChoose(reply, at);
  };
  function onKeyDown(event: KeyboardEvent): boolean {
    if (!(open || missing) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    if (missing && event.key !== 'Escape' && event.key !== 'Enter') return false;
    const chosen = matches[active];
    if (event.key === 'ArrowDown') point((active + 1) % matches.length);
    else if (event.key === 'ArrowUp') point((active + matches.length - 1) % matches.length);
    else if (event.key === 'Escape') setClosedAt(at?.from ?? null);
    else if (missing) announce(messages.canned.missing);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) choose(chosen);
    else return false;
    event.preventDefault();
    return true;
  }
  return { id, open, missing, matches, active, choose, point, onKeyDown };
}
