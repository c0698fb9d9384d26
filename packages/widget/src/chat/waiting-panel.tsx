import type { Alternative } from '@baton/protocol';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import type { ChatState } from '../state/chat-state.ts';
import type { HandoffView } from '../state/handoff.ts';
import { Alternatives } from './alternatives.tsx';
import { CallbackForm, EmailForm } from './contact-form.tsx';
import { useMoreMessages } from './use-more-messages.ts';

interface WaitingPanelProps {
  wait: Extract<HandoffView, { phase: 'waiting' }>;
  state: ChatState;
  chat: ChatController;
  focusComposer: () => void;
}

/** Between the request for a person and the person: never silence, and after a while a choice. */
export function WaitingPanel({ wait, state, chat, focusComposer }: WaitingPanelProps): VNode {
  const words = useMoreMessages();
  const [form, setForm] = useState<'callback' | 'email' | null>(null);
  const [reopened, setReopened] = useState(false);
  const panelRef = useRef<HTMLElement>(null);
  const { keptWaiting, busy } = state;
  // When the wait is over the panel goes, and must not take the focus with it.
  useLayoutEffect(() => {
    const panel = panelRef.current;
    return () => {
      const root = panel?.getRootNode() as Document | ShadowRoot | undefined;
      if (panel?.contains(root?.activeElement ?? null) === true) focusComposer();
    };
  }, [focusComposer]);
  const delayed = wait.delayedAt !== null;
  const offered = wait.alternatives.length > 0;
  const asks = offered && (keptWaiting !== wait.id || reopened);
  const back = (): void => {
    setForm(null);
    focusComposer();
  };
  const choose = (alternative: Alternative): void => {
    if (alternative === 'callback' || alternative === 'email') return setForm(alternative);
    setReopened(false);
    focusComposer();
    if (alternative === 'wait') return chat.more.choices.keepWaiting();
    void chat.more.choices.goOnWithAi();
  };
  const told = [
    wait.position === null ? '' : words.position(wait.position),
    wait.wait === null ? '' : words.wait(wait.wait.from, wait.wait.to),
  ];
  const choices = delayed ? words.delayedText : words.choices;
  // A place in a line that nobody serves says nothing of when somebody comes.
  const mayWait = wait.alternatives.includes('wait');
  const say = (last: string): string => [...told, last].filter((part) => part !== '').join(' ');
  const [title, text] = !asks
    ? [words.waitingTitle, say(words.waitingText)]
    : form === null
      ? [delayed ? words.delayedTitle : words.choicesTitle, mayWait ? say(choices) : words.choicesOnly]
      : [words.contactTitle, words.contactText];
  return (
    <section
      ref={panelRef}
      class="panel"
      aria-label={offered && !delayed ? words.choicesTitle : words.waitingTitle}
    >
      <div class="panel-head">
        <span class="pulse" aria-hidden="true" />
        <div class="panel-words">
          <output>
            <span class="panel-title">{title}</span>
            <span class="panel-text">{text}</span>
          </output>
          {offered && !asks ? (
            <button type="button" class="link-button" onClick={() => setReopened(true)}>
              {words.otherOptions}
            </button>
          ) : null}
        </div>
      </div>
      {asks && form === null ? (
        <Alternatives of={wait.alternatives} busy={busy !== null} onChoose={choose} />
      ) : null}
      {asks && form === 'callback' ? <CallbackForm chat={chat} busy={busy !== null} onBack={back} /> : null}
      {asks && form === 'email' ? <EmailForm chat={chat} busy={busy !== null} onBack={back} /> : null}
    </section>
  );
}
