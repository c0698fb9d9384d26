import { useEffect, useRef } from 'react';
import { announce } from '../../lib/announcer.ts';
import { messages } from '../../lib/messages.ts';
import type { TranscriptItem } from './transcript-items.ts';

const SPOKEN_LENGTH = 300;

/** Tells screen readers of messages that come in while the conversation is open. */
export function useAnnouncedMessages(items: readonly TranscriptItem[]): void {
  const told = useRef<number | null>(null);
  useEffect(() => {
    const newest = items.findLast((item) => item.type === 'message');
    if (newest === undefined) return;
    const before = told.current;
    told.current = newest.offset;
    if (before === null || newest.offset <= before) return;
    announce(messages.transcript.announce(newest.author.name, newest.text.slice(0, SPOKEN_LENGTH)));
  }, [items]);
}
