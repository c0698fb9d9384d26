import type { RefObject, VNode } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import { useMessages } from './context.ts';
import { SendIcon } from './icons.tsx';

export function Composer({
  chat,
  box,
}: {
  chat: ChatController;
  box: RefObject<HTMLTextAreaElement | null>;
}): VNode {
  const words = useMessages();
  const [text, setText] = useState(() => chat.readDraft());
  useLayoutEffect(() => fit(box.current), [box, text]);
  const write = (next: string): void => {
    setText(next);
    chat.typed(next);
  };
  const send = (): void => {
    if (text.trim() === '') return;
    chat.send(text);
    write('');
    box.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={box}
        class="composer-box"
        rows={1}
        dir="auto"
        aria-label={words.message}
        placeholder={words.messagePlaceholder}
        enterkeyhint="send"
        value={text}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While an input method composes, Enter takes its proposal.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button
        type="submit"
        class="send-button"
        aria-label={words.send}
        title={words.send}
        disabled={text.trim() === ''}
        // Keeps the focus, and with it a phone's keyboard, where it is.
        onPointerDown={(event) => event.preventDefault()}
      >
        <SendIcon />
      </button>
    </form>
  );
}

function fit(box: HTMLTextAreaElement | null): void {
  if (box === null) return;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight}px`;
}
