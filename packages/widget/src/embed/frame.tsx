import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Blank } from '../chat/chat-opener.tsx';
import { Chat } from '../chat/chat.tsx';
import { MessagesContext, SettingsContext } from '../chat/context.ts';
import { CloseIcon, FoldIcon } from '../chat/icons.tsx';
import type { OpenedChat } from '../effects/open-chat.ts';
import type { Messages } from '../messages.ts';
import { ChatIcon } from './chat-icon.tsx';
import { directionOf } from './languages.ts';
import { useVisibleHeight } from './use-visible-height.ts';
import type { WidgetOptions } from './widget-options.ts';

export interface FrameProps {
  words: Messages;
  options: WidgetOptions;
  position: 'left' | 'right';
  opened: OpenedChat | 'looking' | 'none' | null;
  isOpen: boolean;
  /** The chat is open although nobody asked for it: it does not take the keyboard. */
  unasked: boolean;
  unread: number;
  greeting: string | null;
  onGreetingDone: () => void;
  onToggle: () => void;
  onClose: () => void;
}

/** The bubble and the chat above it, or the chat alone in a place of the page. */
export function Frame(props: FrameProps): VNode {
  const { words, options, position, opened, isOpen, unasked, onClose } = props;
  const launcher = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen) launcher.current?.focus({ preventScroll: true });
    wasOpen.current = isOpen;
  }, [isOpen]);
  const inline = options.mode === 'inline';
  return (
    <MessagesContext.Provider value={words}>
      <div class={`stage stage-${position}`} lang={words.language} dir={directionOf(words.language)}>
        {isOpen ? (
          <Panel inline={inline} name={nameOf(props)} takesFocus={!unasked} onClose={onClose}>
            {opened === null || typeof opened === 'string' ? (
              <Waiting unavailable={opened === 'none'} onClose={inline ? undefined : onClose} words={words} />
            ) : (
              <SettingsContext.Provider value={opened.settings}>
                <Chat
                  key={opened.chat}
                  chat={opened.chat}
                  takesFocus={!unasked}
                  onClose={inline ? undefined : onClose}
                />
              </SettingsContext.Provider>
            )}
          </Panel>
        ) : null}
        {inline ? null : <Launcher {...props} button={launcher} />}
      </div>
    </MessagesContext.Provider>
  );
}

function nameOf({ opened, words }: FrameProps): string {
  return opened === null || typeof opened === 'string' ? words.conversation : opened.settings.agent.name;
}

interface PanelProps {
  inline: boolean;
  name: string;
  takesFocus: boolean;
  onClose: () => void;
  children: VNode;
}

/** Beside the page it is a dialog that leaves the page usable; on a phone it covers it, and then keeps the keyboard. */
function Panel({ inline, name, takesFocus, onClose, children }: PanelProps): VNode {
  const box = useRef<HTMLDivElement>(null);
  const focusAtFirst = useRef(takesFocus);
  const covers = useVisibleHeight(box, !inline);
  useLayoutEffect(() => {
    if (focusAtFirst.current && !inline) box.current?.focus({ preventScroll: true });
  }, [inline]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its role depends on where it is
    <div
      ref={box}
      class={inline ? 'panel-inline' : 'panel-frame'}
      role={inline ? 'region' : 'dialog'}
      aria-label={name}
      aria-modal={covers ? 'true' : undefined}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (inline || event.defaultPrevented || event.isComposing) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
        if (event.key === 'Tab' && covers && box.current !== null) keepInside(box.current, event);
      }}
    >
      {children}
    </div>
  );
}

/** While the page is covered the keyboard does not wander off to what nobody sees. */
function keepInside(box: HTMLElement, event: KeyboardEvent): void {
  const all = [
    ...box.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex="0"]'),
  ];
  const usable = all.filter((one) => !one.matches(':disabled') && one.getClientRects().length > 0);
  const now = (box.getRootNode() as ShadowRoot).activeElement;
  const edge = event.shiftKey ? usable[0] : usable.at(-1);
  const other = event.shiftKey ? usable.at(-1) : usable[0];
  if (now !== edge && !(event.shiftKey && now === box)) return;
  event.preventDefault();
  other?.focus();
}

interface WaitingProps {
  unavailable: boolean;
  words: Messages;
  onClose: (() => void) | undefined;
}

/** It can be closed before there is anything in it. */
function Waiting({ unavailable, words, onClose }: WaitingProps): VNode {
  return (
    <>
      <Blank unavailable={unavailable} />
      {onClose === undefined ? null : (
        <button type="button" class="corner-close" aria-label={words.closeChat} onClick={onClose}>
          <CloseIcon />
        </button>
      )}
    </>
  );
}

type LauncherProps = FrameProps & { button: { current: HTMLButtonElement | null } };

function Launcher({ words, options, isOpen, unread, onToggle, button, ...rest }: LauncherProps): VNode {
  const { greeting, onGreetingDone } = rest;
  const label = isOpen ? words.closeChat : (options.launcherLabel ?? words.openChat);
  const news = unread === 0 ? '' : words.unreadMessages(unread);
  return (
    <div class={isOpen ? 'launcher launcher-open' : 'launcher'}>
      {greeting !== null && !isOpen ? (
        <div class="greeting">
          <button
            type="button"
            class="greeting-text"
            dir="auto"
            onClick={() => {
              onGreetingDone();
              onToggle();
            }}
          >
            {greeting}
          </button>
          <button
            type="button"
            class="greeting-close"
            aria-label={words.dismissGreeting}
            onClick={onGreetingDone}
          >
            <CloseIcon />
          </button>
        </div>
      ) : null}
      <button
        ref={button}
        type="button"
        class="bubble-button"
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        aria-label={news === '' ? label : `${label}, ${news}`}
        onClick={onToggle}
      >
        {isOpen ? <FoldIcon /> : <ChatIcon />}
        {isOpen || options.launcherLabel === null ? null : <span dir="auto">{options.launcherLabel}</span>}
        {unread === 0 ? null : (
          <span class="unread" aria-hidden="true">
            {unread > 9 ? '9+' : unread}
          </span>
        )}
      </button>
      <output class="unseen">{news}</output>
    </div>
  );
}
