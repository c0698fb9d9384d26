import type { VNode } from 'preact';
import type { ChatState } from '../state/chat-state.ts';
import { useMessages } from './context.ts';

/** One calm line while the connection is away. It waits a moment before it shows: most gaps are over by then. */
export function ConnectionLine({ state }: { state: ChatState }): VNode {
  const words = useMessages();
  const text = state.online ? (state.connection === 'lost' ? words.reconnecting : null) : words.offline;
  return (
    <output class="connection">{text === null ? null : <span class="connection-line">{text}</span>}</output>
  );
}
