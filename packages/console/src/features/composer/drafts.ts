import { useCallback, useState } from 'react';
import { localStore } from '../../lib/local-store.ts';

export type DraftKind = 'reply' | 'note';

export interface Draft {
  text: string;
  write: (text: string) => void;
  /** Empties the draft if it is still what was sent; what was typed meanwhile stays. */
  clear: (sent: string) => void;
}

/** The text being written for a session, kept through reloads, refusals and switching conversations. */
export function useDraft(kind: DraftKind, sessionId: string): Draft {
  const key = `baton.draft.${kind}.${sessionId}`;
  const [text, setText] = useState(() => localStore.read(key) ?? '');
  const write = useCallback(
    (next: string) => {
      setText(next);
      localStore.write(key, next === '' ? null : next);
    },
    [key],
  );
  const clear = useCallback(
    (sent: string) => {
      if ((localStore.read(key) ?? '').trim() === sent) localStore.write(key, null);
      setText((current) => (current.trim() === sent ? '' : current));
    },
    [key],
  );
  return { text, write, clear };
}
