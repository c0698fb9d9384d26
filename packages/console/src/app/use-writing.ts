import type { Handoff, HandoffStage, Suggestion } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { openSuggestion } from '../features/assist/open-suggestion.ts';
import type { Insert } from '../features/assist/use-insert.ts';
import { announce } from '../lib/announcer.ts';
import { assistQuery } from '../lib/assist-queries.ts';
import { insertIntoReply } from '../lib/drafts.ts';
import { isByPerson } from '../lib/event-log.ts';
import { messages } from '../lib/messages.ts';
import { sessionLogQuery } from '../lib/queries.ts';
import type { WritingMode } from '../lib/writing-mode.ts';

/** What is being written, and what is put into it from beside. */
export function useWriting({ id, stage, session_id: sessionId }: Handoff) {
  const suggestion = useReadySuggestion(id, sessionId);
  const [writing, setWriting] = useState<WritingMode>({ mode: 'reply', focus: 0 });
  const [notingAt, setNotingAt] = useState<HandoffStage | null>(null);
  const write = useCallback(
    (mode: WritingMode['mode']): void => {
      setNotingAt(stage);
      setWriting(({ focus }) => ({ mode, focus: focus + 1 }));
    },
    [stage],
  );
  const insert: Insert = useCallback(
    (text, { suggestionId, edit = false } = {}) => {
      insertIntoReply(sessionId, text, suggestionId ?? null);
      setWriting(({ mode, focus }) =>
        edit || mode !== 'reply' ? { mode: 'reply', focus: focus + 1 } : { mode, focus: 0 },
      );
      announce(messages.assist.inserted);
    },
    [sessionId],
  );
  return {
    writing,
    /** Who does not hold the conversation sees the note field only when he asks for it, until the next stage. */
    noting: notingAt === stage,
    write,
    insert,
    /** Puts the suggestion into the reply, to be edited; null while there is none to be put in. */
    insertSuggestion:
      suggestion === null ? null : () => insert(suggestion.text, { suggestionId: suggestion.id, edit: true }),
  };
}

/** The suggestion that is shown; null while it grows, and once its message is answered. */
function useReadySuggestion(handoffId: string, sessionId: string): Suggestion | null {
  const { data: help } = useQuery({ ...assistQuery(handoffId), enabled: false });
  const { data: answeredAt = -1 } = useQuery({
    ...sessionLogQuery(sessionId),
    enabled: false,
    select: (log) => log.findLast(isByPerson)?.offset ?? -1,
  });
  const suggestion = openSuggestion(help, answeredAt);
  return suggestion?.state === 'complete' ? suggestion : null;
}
