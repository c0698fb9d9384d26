import type { VNode } from 'preact';
import type { ChatState } from '../state/chat-state.ts';
import { Avatar } from './avatar.tsx';
import { useMessages, useSettings } from './context.ts';

/** In place of a transcript while there is none. */
export function Welcome({ state: { phase } }: { state: ChatState }): VNode {
  const words = useMessages();
  const opening = useSettings()?.opening_message ?? null;
  if (phase === 'restoring') return <p class="loading">{words.loading}</p>;
  if (phase === 'unavailable') return <Unavailable />;
  return (
    <div class="welcome">
      <Avatar of="ai" />
      <h2 class="welcome-title">{words.welcome}</h2>
      {opening === null ? null : (
        <p class="welcome-opening" dir="auto">
          {opening}
        </p>
      )}
      <p>{words.welcomeText}</p>
    </div>
  );
}

/** `alone`: on a screen that has nothing else, and so no other first heading. */
export function Unavailable({ alone = false }: { alone?: boolean }): VNode {
  const words = useMessages();
  const Heading = alone ? 'h1' : 'h2';
  return (
    <div class="welcome" role="alert">
      <Heading class="welcome-title">{words.unavailable}</Heading>
      <p>{words.unavailableText}</p>
    </div>
  );
}
