import type { VNode } from 'preact';
import type { ChatController } from '../effects/chat-controller.ts';
import type { AllMessages } from '../messages.ts';
import type { ChatState } from '../state/chat-state.ts';
import { CloseIcon } from './icons.tsx';
import { useMoreMessages } from './use-more-messages.ts';

function problemText({ problem, possibleAt }: ChatState, words: AllMessages): string {
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
  const words = useMoreMessages();
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
