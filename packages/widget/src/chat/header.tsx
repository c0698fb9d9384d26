import type { VNode } from 'preact';
import type { ChatState } from '../state/chat-state.ts';
import { Avatar } from './avatar.tsx';
import { useMessages, useSettings } from './context.ts';
import { CloseIcon, MoreIcon, PersonIcon } from './icons.tsx';

interface HeaderProps {
  state: ChatState;
  onAskForPerson: () => void;
  onOptions: () => void;
  /** The options are shown. */
  showsOptions: boolean;
  /** Absent where the chat cannot be closed. */
  onClose: (() => void) | undefined;
}

/** Who the customer is talking to, and the two ways out. */
export function Header({ state, onAskForPerson, onOptions, showsOptions, onClose }: HeaderProps): VNode {
  const words = useMessages();
  const settings = useSettings();
  const { handoff, sessionId, busy, phase } = state;
  return (
    <header class="header">
      <div class="column header-row">
        <Holder state={state} />
        {settings?.person_button !== false && handoff === null && phase !== 'unavailable' ? (
          <button type="button" class="quiet-button" disabled={busy !== null} onClick={onAskForPerson}>
            <PersonIcon />
            {words.askForPerson}
          </button>
        ) : null}
        {sessionId === null ? null : (
          <button
            type="button"
            class="icon-button"
            aria-label={words.moreOptions}
            aria-expanded={showsOptions}
            title={words.moreOptions}
            onClick={onOptions}
          >
            <MoreIcon />
          </button>
        )}
        {onClose === undefined ? null : (
          <button
            type="button"
            class="icon-button"
            aria-label={words.closeChat}
            title={words.closeChat}
            onClick={onClose}
          >
            <CloseIcon />
          </button>
        )}
      </div>
    </header>
  );
}

function Holder({ state: { handoff, agent } }: { state: ChatState }): VNode {
  const words = useMessages();
  const person = handoff?.phase === 'active';
  const name = person ? (handoff.person ?? words.person) : agent.name;
  return (
    <div class="holder">
      <Avatar of={person ? 'person' : 'ai'} name={name} />
      <div class="holder-words">
        <h1 class="holder-name" dir="auto">
          {name}
        </h1>
        <p class="holder-role">{person ? words.supportTeam : words.aiAssistant}</p>
      </div>
    </div>
  );
}
