import type { Handoff } from '@baton/protocol';
import { useCallback, useState } from 'react';
import type { Destination } from '../features/transcript/destination.ts';
import { isHeldBy, isWaiting } from '../lib/handoff-stage.ts';
import { useOperator } from '../lib/operator.ts';
import { useConversationActs } from './use-conversation-acts.ts';
import { useConversationKeys } from './use-conversation-keys.ts';
import { useDialogs } from './use-dialogs.ts';
import { useWriting } from './use-writing.ts';

export type ConversationState = ReturnType<typeof useConversation>;

/** What the page of a conversation remembers, and what its buttons and keys do. */
export function useConversation(handoff: Handoff) {
  const { id: me } = useOperator();
  const waiting = isWaiting(handoff);
  const mine = isHeldBy(handoff, me);
  const [expanded, setExpanded] = useState<boolean | null>(() => (linkedMessage() === null ? null : true));
  const [destination, setDestination] = useState<Destination | null>(linkedMessage);
  const [seenOffset, setSeenOffset] = useState(-1);
  const dialogs = useDialogs();
  const { setDialog } = dialogs;

  const { write, insertSuggestion, ...writing } = useWriting(handoff);
  const acts = useConversationActs(handoff, () => {
    setExpanded(null);
    setDialog(null);
    write('reply');
  });
  useConversationKeys({
    accept: waiting ? acts.accept : null,
    reply: mine ? () => write('reply') : null,
    note: () => write('note'),
    resolve: mine ? () => setDialog('resolve') : null,
    returnToAi: mine ? () => setDialog('return') : null,
    transfer: mine ? () => setDialog('transfer') : null,
    insert: mine ? insertSuggestion : null,
  });
  return {
    waiting,
    mine,
    transcriptOpen: expanded ?? !waiting,
    setExpanded,
    destination,
    jump: useCallback((offset: number) => {
      setExpanded(true);
      setDestination({ to: offset });
    }, []),
    showNewest: useCallback(() => setDestination({ to: 'end' }), []),
    seenOffset,
    onSeen: useCallback((offset: number) => setSeenOffset((before) => Math.max(before, offset)), []),
    write,
    ...writing,
    ...dialogs,
    ...acts,
  };
}

/** The message that the page's address leads to. */
function linkedMessage(): Destination | null {
  const offset = /^#message-(\d+)$/u.exec(location.hash)?.[1];
  return offset === undefined ? null : { to: Number(offset) };
}
