import type { VNode } from 'preact';
import type { ChatController } from '../effects/chat-controller.ts';
import type { Messages } from '../messages.ts';
import type { ChatState } from '../state/chat-state.ts';
import { useMessages } from './context.ts';
import { CloseIcon } from './icons.tsx';

/** One calm line while the connection is away. It waits a moment before it shows: most gaps are over by then. */
export function ConnectionLine({ state }: { state: ChatState }): VNode {
  const words = useMessages();
  const text = state.online ? (state.connection === 'lost' ? words.reconnecting : null) : words.offline;
  return (
    <output class="connection">{text === null ? null : <span class="connection-line">{text}</span>}</output>
  );
}

function problemText({ problem, possibleAt }: ChatState, words: Messages): string {
  if (problem === null) return '';
  if (problem !== 'no-such-time' || possibleAt === null) return words.problem[problem];
  const format: Intl.DateTimeFormatOptions = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  };
  const time = new Date(possibleAt).toLocaleString(words.language, format);
  return `${words.problem[problem]} ${words.possibleTime(time)}`;
}

export function ProblemLine({ state, chat }: { state: ChatState; chat: ChatController }): VNode {
  const words = useMessages();
  return (
    <output>
      {state.problem === null ? null : (
        <span class="problem">
          <span class="problem-words">{problemText(state, words)}</span>
          <button
            type="button"
            class="icon-button"
            aria-label={words.dismiss}
            onClick={() => chat.dismissProblem()}
          >
            <CloseIcon />
          </button>
        </span>
      )}
    </output>
  );
}
