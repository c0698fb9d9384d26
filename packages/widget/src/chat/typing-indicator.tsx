import type { VNode } from 'preact';
import type { ChatState } from '../state/chat-state.ts';
import { Avatar } from './avatar.tsx';
import { useMessages } from './context.ts';

export function TypingIndicator({ state: { typing, handoff, agent } }: { state: ChatState }): VNode | null {
  const words = useMessages();
  if (typing === null) return null;
  const person = handoff?.phase === 'active' ? handoff.person : null;
  const name = typing.who === 'ai' ? agent.name : (person ?? words.person);
  return (
    <div class="row row-theirs row-opens row-fresh typing" aria-live="off">
      <Avatar of={typing.who} name={name} />
      <p class="bubble typing-bubble">
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        <span class="typing-words">{words.typing(name)}</span>
      </p>
    </div>
  );
}
