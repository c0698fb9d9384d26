import type { RefObject, VNode } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import type { ChatState } from '../state/chat-state.ts';
import { Composer } from './composer.tsx';
import { ConnectionLine } from './connection-line.tsx';
import { FileAddressContext, useChatState } from './context.ts';
import { Header } from './header.tsx';
import { lazily } from './lazily.ts';
import { Transcript } from './transcript.tsx';
import { useFileRules, type FileRules } from './use-file-rules.ts';

const DropTarget = lazily((from) => from.DropTarget);
const OptionsPanel = lazily((from) => from.OptionsPanel);
const PassedOn = lazily((from) => from.PassedOn);
const ProblemLine = lazily((from) => from.ProblemLine);
const RatingPanel = lazily((from) => from.RatingPanel);
const ReturningPanel = lazily((from) => from.ReturningPanel);
const WaitingPanel = lazily((from) => from.WaitingPanel);

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
  const [options, setOptions] = useState(false);
  const [dragged, setDragged] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const focusAtFirst = useRef(takesFocus);
  useEffect(() => {
    if (focusAtFirst.current) focus(box.current);
  }, []);
  const focusComposer = useCallback(() => focus(box.current), []);
  const rules = useFileRules();
  // A file that is dropped before its target is there must not take the page away.
  const hold = (event: DragEvent): void => {
    if (rules === null || event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    setDragged(true);
  };
  const fileAddress = useCallback((id: string, inline: boolean) => chat.fileAddress(id, inline), [chat]);
  return (
    <FileAddressContext.Provider value={fileAddress}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys and files of all that is in it */}
      <div
        class="baton"
        onDragOver={hold}
        onDrop={hold}
        onKeyDown={(event) => {
          if (!options || event.key !== 'Escape' || event.isComposing) return;
          // The options alone, not the chat with them.
          event.preventDefault();
          setOptions(false);
          focusComposer();
        }}
      >
        <Header
          state={state}
          onAskForPerson={() => {
            focusComposer();
            void chat.askForPerson();
          }}
          showsOptions={options}
          onOptions={() => setOptions(!options)}
          onClose={onClose}
        />
        <Transcript state={state} chat={chat} focusComposer={focusComposer} />
        <Dock
          state={state}
          chat={chat}
          box={box}
          rules={rules}
          options={options}
          onOptionsDone={() => {
            setOptions(false);
            focusComposer();
          }}
          focusComposer={focusComposer}
        />
        {dragged && rules !== null && state.phase !== 'unavailable' ? (
          <DropTarget
            onFiles={(files) => {
              void chat.addFiles(files, rules.limit);
              focusComposer();
            }}
          />
        ) : null}
      </div>
    </FileAddressContext.Provider>
  );
}

interface DockProps {
  state: ChatState;
  chat: ChatController;
  box: RefObject<HTMLTextAreaElement | null>;
  rules: FileRules | null;
  options: boolean;
  onOptionsDone: () => void;
  focusComposer: () => void;
}

/** What stands below the conversation: what is to be decided, and where to write. */
function Dock({ state, chat, box, rules, options, onOptionsDone, focusComposer }: DockProps): VNode {
  // What is said of one is said to the end.
  const hadProblem = useRef(false);
  hadProblem.current ||= state.problem !== null;
  return (
    <div class="dock">
      <div class="column">
        <ConnectionLine state={state} />
        {hadProblem.current ? <ProblemLine state={state} chat={chat} /> : null}
        {options && state.sessionId !== null ? (
          <OptionsPanel state={state} chat={chat} onDone={onOptionsDone} />
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
        {state.handoff === null || state.handoff.id === null ? null : (
          <PassedOn key={state.handoff.id} handoffId={state.handoff.id} chat={chat} />
        )}
        {state.phase === 'unavailable' ? null : (
          <Composer chat={chat} box={box} uploads={state.uploads} rules={rules} />
        )}
      </div>
    </div>
  );
}

/** Not where that would push a keyboard over half the screen. */
function focus(box: HTMLTextAreaElement | null): void {
  if (globalThis.matchMedia('(pointer: fine)').matches) box?.focus();
}
