import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import type { Messages } from '../messages.ts';
import type { ChatState } from '../state/chat-state.ts';
import { useMessages } from './context.ts';
import { conversationText } from '../text/conversation-text.ts';
import { CloseIcon, NewIcon, SaveIcon } from './icons.tsx';
import { saveText } from './save-text.ts';

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

/** H8.3: nobody has written for long; visible before it happens. */
export function ReturningPanel({ person }: { person: string | null }): VNode {
  const words = useMessages();
  return (
    <section class="panel" aria-label={words.returningTitle}>
      <output>
        <span class="panel-title">{words.returningTitle}</span>
        <span class="panel-text">{words.returningText(person)}</span>
      </output>
    </section>
  );
}

interface OptionsProps {
  state: ChatState;
  chat: ChatController;
  onDone: () => void;
}

/** What can be done with the conversation as a whole. */
export function OptionsPanel({ state, chat, onDone }: OptionsProps): VNode {
  const words = useMessages();
  const [leaving, setLeaving] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  if (leaving) return <NewConversationPanel chat={chat} onDone={onDone} />;
  const save = (): void => {
    saveText(`${state.agent.name}.txt`, conversationText(state.entries, state.agent.name, words));
    onDone();
  };
  return (
    <section class="panel alternatives" aria-label={words.moreOptions}>
      <button ref={first} type="button" class="choice" onClick={save}>
        <SaveIcon />
        {words.saveConversation}
      </button>
      <button type="button" class="choice" onClick={() => setLeaving(true)}>
        <NewIcon />
        {words.newConversation}
      </button>
    </section>
  );
}

interface NewConversationProps {
  chat: ChatController;
  onDone: () => void;
}

/** The conversation will be out of sight: that wants a second click. */
function NewConversationPanel({ chat, onDone }: NewConversationProps): VNode {
  const words = useMessages();
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  return (
    <section class="panel panel-question" aria-label={words.newConversation}>
      <output class="panel-text">
        {chat.canLeave ? words.newConversationText : words.newConversationUnsent}
      </output>
      <div class="contact-buttons">
        <button ref={cancel} type="button" class="quiet-button" onClick={onDone}>
          {words.cancel}
        </button>
        <button
          type="button"
          class="main-button"
          disabled={!chat.canLeave}
          onClick={() => {
            chat.startNew();
            onDone();
          }}
        >
          {words.startNew}
        </button>
      </div>
    </section>
  );
}
