import type { VNode } from 'preact';
import type { ChatState } from '../state/chat-state.ts';
import { Avatar } from './avatar.tsx';
import { useMessages } from './context.ts';

/** In place of a transcript while there is none. */
export function Welcome({ state: { phase } }: { state: ChatState }): VNode {
  const words = useMessages();
  if (phase === 'restoring') return <p class="loading">{words.loading}</p>;
  if (phase === 'unavailable') return <Unavailable />;
  return (
    <div class="welcome">
      <Avatar of="ai" />
      <h2>{words.welcome}</h2>
      <p>{words.welcomeText}</p>
    </div>
  );
}

export function Unavailable(): VNode {
  const words = useMessages();
  return (
    <div class="welcome" role="alert">
      <h2>{words.unavailable}</h2>
      <p>{words.unavailableText}</p>
    </div>
  );
}
