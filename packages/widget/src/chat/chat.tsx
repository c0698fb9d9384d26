import type { VNode } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import { Composer } from './composer.tsx';
import { useChatState } from './context.ts';
import { Header } from './header.tsx';
import { ConnectionLine, NewConversationPanel, ProblemLine, ReturningPanel } from './notices.tsx';
import { RatingPanel } from './rating-panel.tsx';
import { Transcript } from './transcript.tsx';
import { WaitingPanel } from './waiting-panel.tsx';

interface ChatProps {
  chat: ChatController;
  /** Absent where it cannot be closed. */
  onClose?: (() => void) | undefined;
  /** Whether the keyboard goes to the composer at once; default true. Not where nobody asked for the chat. */
  takesFocus?: boolean;
}

/** The whole chat; fills the element it is put in. */
export function Chat({ chat, onClose, takesFocus = true }: ChatProps): VNode {
  const state = useChatState(chat);
  const [leaving, setLeaving] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const focusAtFirst = useRef(takesFocus);
  useEffect(() => {
    if (focusAtFirst.current) focus(box.current);
  }, []);
  const focusComposer = useCallback(() => focus(box.current), []);
  return (
    <div class="baton">
      <Header
        state={state}
        onAskForPerson={() => {
          focusComposer();
          void chat.handoff.ask();
        }}
        onNewConversation={() => setLeaving(!leaving)}
        onClose={onClose}
      />
      <Transcript state={state} chat={chat} focusComposer={focusComposer} />
      <div class="dock">
        <div class="column">
          <ConnectionLine state={state} />
          <ProblemLine state={state} chat={chat} />
          {leaving ? (
            <NewConversationPanel
              chat={chat}
              onDone={() => {
                setLeaving(false);
                focusComposer();
              }}
            />
          ) : null}
          {state.handoff?.phase === 'waiting' ? (
            <WaitingPanel
              key={state.handoff.id}
              wait={state.handoff}
              state={state}
              chat={chat}
              focusComposer={focusComposer}
            />
          ) : null}
          {state.handoff?.phase === 'active' && state.handoff.returning ? (
            <ReturningPanel person={state.handoff.person} />
          ) : null}
          {state.rating === null ? null : (
            <RatingPanel
              rating={state.rating}
              busy={state.busy !== null}
              chat={chat}
              focusComposer={focusComposer}
            />
          )}
          {state.phase === 'unavailable' ? null : <Composer chat={chat} box={box} />}
        </div>
      </div>
    </div>
  );
}

/** Not where that would push a keyboard over half the screen. */
function focus(box: HTMLTextAreaElement | null): void {
  if (globalThis.matchMedia('(pointer: fine)').matches) box?.focus();
}
