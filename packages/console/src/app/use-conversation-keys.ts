import { useNavigate } from '@tanstack/react-router';
import { useShortcut } from '../lib/shortcuts.ts';

/** What each key does; null where it does nothing now. */
interface ConversationKeys {
  accept: (() => void) | null;
  reply: (() => void) | null;
  note: () => void;
  resolve: (() => void) | null;
  returnToAi: (() => void) | null;
  transfer: (() => void) | null;
  insert: (() => void) | null;
}

/** The keys of an open conversation. */
export function useConversationKeys(keys: ConversationKeys): void {
  const { accept, reply, note, resolve, returnToAi, transfer, insert } = keys;
  const navigate = useNavigate();
  useShortcut('i', insert);
  useShortcut('a', accept);
  useShortcut('r', reply);
  useShortcut('n', note);
  useShortcut('e', resolve);
  useShortcut('b', returnToAi);
  useShortcut('t', transfer);
  useShortcut('Escape', () => void navigate({ to: '/', search: (current) => current }));
}
