import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Blank } from '../chat/chat-opener.tsx';
import { Chat } from '../chat/chat.tsx';
import { MessagesContext, SettingsContext } from '../chat/context.ts';
import { CloseIcon } from '../chat/icons.tsx';
import type { OpenedChat } from '../effects/open-chat.ts';
import type { Messages } from '../messages.ts';
import { directionOf } from './languages.ts';
import { useVisibleHeight } from './use-visible-height.ts';

interface PanelProps {
  words: Messages;
  inline: boolean;
  opened: OpenedChat | 'looking' | 'none' | null;
  /** Not where nobody asked for the chat. */
  takesFocus: boolean;
  onClose: () => void;
}

/** The chat beside a bubble, or in a place of the page. */
export function Panel({ words, inline, opened, takesFocus, onClose }: PanelProps): VNode {
  const there = opened !== null && typeof opened !== 'string';
  const close = inline ? undefined : onClose;
  return (
    <MessagesContext.Provider value={words}>
      <div class="words" lang={words.language} dir={directionOf(words.language)}>
        <Box
          inline={inline}
          name={there ? opened.settings.agent.name : words.conversation}
          takesFocus={takesFocus}
          onClose={onClose}
        >
          {there ? (
            <SettingsContext.Provider value={opened.settings}>
              <Chat key={opened.chat} chat={opened.chat} takesFocus={takesFocus} onClose={close} />
            </SettingsContext.Provider>
          ) : (
            <Waiting unavailable={opened === 'none'} onClose={close} words={words} />
          )}
        </Box>
      </div>
    </MessagesContext.Provider>
  );
}

interface BoxProps {
  inline: boolean;
  name: string;
  takesFocus: boolean;
  onClose: () => void;
  children: VNode;
}

/** Beside the page it is a dialog that leaves the page usable; on a phone it covers it, and then keeps the keyboard. */
function Box({ inline, name, takesFocus, onClose, children }: BoxProps): VNode {
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
    <Blank unavailable={unavailable}>
      {onClose === undefined ? null : (
        <button type="button" class="icon-button corner-close" aria-label={words.closeChat} onClick={onClose}>
          <CloseIcon />
        </button>
      )}
    </Blank>
  );
}
