import type { Handoff, HandoffStage } from '@baton/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Insert } from '../features/assist/use-insert.ts';
import { announce } from '../lib/announcer.ts';
import { assistQuery } from '../lib/assist-queries.ts';
import { insertIntoReply } from '../lib/drafts.ts';
import { messages } from '../lib/messages.ts';
import type { WritingMode } from '../lib/writing-mode.ts';

/** What is being written, and what is put into it from beside. */
export function useWriting({ id, stage, session_id: sessionId }: Handoff) {
  const cache = useQueryClient();
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
    /** The suggestion as it stands, to be edited; nothing while it grows. */
    insertSuggestion: (): void => {
      const suggestion = cache.getQueryData(assistQuery(id).queryKey)?.suggestion ?? null;
      if (suggestion?.state === 'complete')
        insert(suggestion.text, { suggestionId: suggestion.id, edit: true });
    },
  };
}
