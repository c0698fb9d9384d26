import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import type { ChatState } from '../state/chat-state.ts';
import { conversationText } from '../text/conversation-text.ts';
import { useMoreMessages } from './use-more-messages.ts';
import { NewIcon, SaveIcon } from './extra-icons.tsx';
import { saveText } from './save-text.ts';

interface OptionsProps {
  state: ChatState;
  chat: ChatController;
  onDone: () => void;
}

/** What can be done with the conversation as a whole. */
export function OptionsPanel({ state, chat, onDone }: OptionsProps): VNode {
  const words = useMoreMessages();
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
  const words = useMoreMessages();
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
