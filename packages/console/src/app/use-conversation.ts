import type { Handoff, HandoffStage } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { Destination } from '../features/transcript/destination.ts';
import { applyAnswer } from '../lib/apply-frame.ts';
import { baton } from '../lib/baton.ts';
import { isHeldBy, isWaiting } from '../lib/handoff-stage.ts';
import { useOperator } from '../lib/operator.ts';
import { refusalText } from '../lib/refusal-text.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import type { WritingMode } from '../lib/writing-mode.ts';
import { useDialogs } from './use-dialogs.ts';

/** What the page of a conversation remembers, and what its buttons and keys do. */
export function useConversation(handoff: Handoff) {
  const { id: me } = useOperator();
  const waiting = isWaiting(handoff);
  const mine = isHeldBy(handoff, me);
  const [expanded, setExpanded] = useState<boolean | null>(() => (linkedMessage() === null ? null : true));
  const [destination, setDestination] = useState<Destination | null>(linkedMessage);
  const [seenOffset, setSeenOffset] = useState(-1);
  const [writing, setWriting] = useState<WritingMode>({ mode: 'reply', focus: 0 });
  const [notingAt, setNotingAt] = useState<HandoffStage | null>(null);
  const dialogs = useDialogs();
  const { setDialog } = dialogs;

  const write = (mode: WritingMode['mode']): void => {
    setNotingAt(handoff.stage);
    setWriting(({ focus }) => ({ mode, focus: focus + 1 }));
  };
  const acts = useActs(handoff.id, () => {
    setExpanded(null);
    write('reply');
  });
  useConversationKeys({
    accept: waiting ? acts.accept : null,
    reply: mine ? () => write('reply') : null,
    note: () => write('note'),
    resolve: mine ? () => setDialog('resolve') : null,
    returnToAi: mine ? () => setDialog('return') : null,
    transfer: mine ? () => setDialog('transfer') : null,
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
    writing,
    /** Who does not hold the conversation sees the note field only when he asks for it, until the next stage. */
    noting: notingAt === handoff.stage,
    write,
    ...dialogs,
    ...acts,
  };
}

/** What one click does to the handoff. */
function useActs(handoffId: string, onAccepted: () => void) {
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const accepting = useMutation({
    mutationFn: () => baton.accept(handoffId, actAs),
    onSuccess: (detail) => {
      applyAnswer(cache, detail);
      onAccepted();
    },
  });
  const keeping = useMutation({
    mutationFn: () => baton.keep(handoffId, actAs),
    onSuccess: (detail) => applyAnswer(cache, detail),
  });
  return {
    accept: () => {
      if (!accepting.isPending) accepting.mutate();
    },
    accepting: accepting.isPending,
    acceptFault: accepting.error === null ? null : refusalText(accepting.error),
    keep: () => keeping.mutate(),
    keeping: keeping.isPending,
  };
}

interface ConversationKeys {
  accept: (() => void) | null;
  reply: (() => void) | null;
  note: () => void;
  resolve: (() => void) | null;
  returnToAi: (() => void) | null;
  transfer: (() => void) | null;
}

function useConversationKeys({ accept, reply, note, resolve, returnToAi, transfer }: ConversationKeys): void {
  const navigate = useNavigate();
  useShortcut('a', accept);
  useShortcut('r', reply);
  useShortcut('n', note);
  useShortcut('e', resolve);
  useShortcut('b', returnToAi);
  useShortcut('t', transfer);
  useShortcut('Escape', () => void navigate({ to: '/', search: (current) => current }));
}

/** The message that the page's address leads to. */
function linkedMessage(): Destination | null {
  const offset = /^#message-(\d+)$/u.exec(location.hash)?.[1];
  return offset === undefined ? null : { to: Number(offset) };
}
