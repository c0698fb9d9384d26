import type { Alternative } from '@baton/protocol';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import type { ChatState } from '../state/chat-state.ts';
import { CallbackForm, EmailForm } from './contact-form.tsx';
import { useMessages } from './context.ts';
import { ClockIcon, MailIcon, PhoneIcon, SparkIcon } from './icons.tsx';

interface WaitingPanelProps {
  state: ChatState;
  chat: ChatController;
  focusComposer: () => void;
}

/** Between the request for a person and the person: never silence, and after a while a choice. */
export function WaitingPanel({ state, chat, focusComposer }: WaitingPanelProps): VNode | null {
  const words = useMessages();
  const [form, setForm] = useState<'callback' | 'email' | null>(null);
  const [reopened, setReopened] = useState(false);
  const { handoff, keptWaitingAt, busy } = state;
  if (handoff?.phase !== 'waiting') return null;
  const delayed = handoff.delayedAt !== null && handoff.alternatives.length > 0;
  const asks = delayed && (keptWaitingAt !== handoff.delayedAt || reopened);
  const back = (): void => {
    setForm(null);
    focusComposer();
  };
  const choose = (alternative: Alternative): void => {
    if (alternative === 'callback' || alternative === 'email') return setForm(alternative);
    setReopened(false);
    focusComposer();
    if (alternative === 'wait') return chat.keepWaiting();
    void chat.goOnWithAi();
  };
  return (
    <section class="panel" aria-label={words.waitingTitle}>
      <div class="panel-head">
        <span class="pulse" aria-hidden="true" />
        <output class="panel-words">
          <span class="panel-title">{asks ? words.delayedTitle : words.waitingTitle}</span>
          <span class="panel-text">
            {handoff.position === null ? null : `${words.position(handoff.position)} `}
            {asks ? words.delayedText : words.waitingText}
          </span>
        </output>
        {delayed && !asks ? (
          <button type="button" class="quiet-button" onClick={() => setReopened(true)}>
            {words.otherOptions}
          </button>
        ) : null}
      </div>
      {asks && form === null ? (
        <Alternatives of={handoff.alternatives} busy={busy !== null} onChoose={choose} />
      ) : null}
      {asks && form === 'callback' ? <CallbackForm chat={chat} busy={busy !== null} onBack={back} /> : null}
      {asks && form === 'email' ? <EmailForm chat={chat} busy={busy !== null} onBack={back} /> : null}
    </section>
  );
}

interface AlternativesProps {
  of: readonly Alternative[];
  busy: boolean;
  onChoose: (alternative: Alternative) => void;
}

function Alternatives({ of, busy, onChoose }: AlternativesProps): VNode {
  const words = useMessages();
  const faces: Record<Alternative, [() => VNode, string]> = {
    wait: [ClockIcon, words.keepWaiting],
    callback: [PhoneIcon, words.callMeBack],
    email: [MailIcon, words.emailMe],
    ai: [SparkIcon, words.goOnWithAi],
  };
  return (
    <div class="alternatives">
      {of.map((alternative) => {
        const [Icon, label] = faces[alternative];
        return (
          <button
            key={alternative}
            type="button"
            class="choice"
            disabled={busy}
            onClick={() => onChoose(alternative)}
          >
            <Icon />
            {label}
          </button>
        );
      })}
    </div>
  );
}
