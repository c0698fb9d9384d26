import { useCallback, useSyncExternalStore } from 'react';
import { localStore } from './local-store.ts';

export type DraftKind = 'reply' | 'note';

export interface Draft {
  text: string;
  /** The suggestion that was put into it, changed since or not; null for none. */
  suggestionId: string | null;
  /** The text at this moment, also behind an `await`. */
  now: () => string;
  write: (text: string) => void;
  /** Empties the draft if it is still what was sent; what was typed meanwhile stays. */
  clear: (sent: string) => void;
}

/** The drafts on screen; all of them are in the browser's store too, where that takes them. */
const shown = new Map<string, { text: string; readonly listeners: Set<() => void> }>();

/** The text being written for a session, kept through reloads, refusals and switching conversations. */
export function useDraft(kind: DraftKind, sessionId: string): Draft {
  const key = keyOf(kind, sessionId);
  const subscribe = useCallback((listener: () => void) => show(key, listener), [key]);
  const text = useSyncExternalStore(subscribe, () => readDraft(key));
  const write = useCallback(
    (next: string) => {
      writeDraft(key, next);
      if (next.trim() === '') localStore.write(suggestionKey(sessionId), null);
    },
    [key, sessionId],
  );
  const clear = useCallback(
    (sent: string) => {
      if (readDraft(key).trim() === sent) write('');
    },
    [key, write],
  );
  const now = useCallback(() => readDraft(key), [key]);
  const suggestionId = kind === 'reply' ? localStore.read(suggestionKey(sessionId)) : null;
  return { text, suggestionId, now, write, clear };
}

/** Puts a text into the reply of a session, behind what stands there. Nothing is sent by it. */
export function insertIntoReply(sessionId: string, text: string, suggestionId: string | null = null): void {
  const key = keyOf('reply', sessionId);
  const before = readDraft(key).trimEnd();
  if (suggestionId !== null) localStore.write(suggestionKey(sessionId), suggestionId);
  writeDraft(key, before === '' ? text : `${before}\n\n${text}`);
}

function show(key: string, listener: () => void): () => void {
  const draft = shown.get(key) ?? { text: localStore.read(key) ?? '', listeners: new Set() };
  shown.set(key, draft);
  draft.listeners.add(listener);
  return () => {
    draft.listeners.delete(listener);
    if (draft.listeners.size === 0) shown.delete(key);
  };
}

function readDraft(key: string): string {
  return shown.get(key)?.text ?? localStore.read(key) ?? '';
}

function writeDraft(key: string, text: string): void {
  localStore.write(key, text === '' ? null : text);
  const draft = shown.get(key);
  if (draft === undefined) return;
  draft.text = text;
  for (const listener of draft.listeners) listener();
}

function keyOf(kind: DraftKind, sessionId: string): string {
  return `baton.draft.${kind}.${sessionId}`;
}

function suggestionKey(sessionId: string): string {
  return `baton.draft.suggestion.${sessionId}`;
}
