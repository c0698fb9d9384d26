import type { WidgetSettings } from '@baton/protocol';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import { ENGLISH, type Messages } from '../messages.ts';
import type { ChatState } from '../state/chat-state.ts';

export const MessagesContext = createContext<Messages>(ENGLISH);

export function useMessages(): Messages {
  return useContext(MessagesContext);
}

/** How the company wants this agent's chat to be shown; null where nothing has been heard of it. */
export const SettingsContext = createContext<WidgetSettings | null>(null);

export function useSettings(): WidgetSettings | null {
  return useContext(SettingsContext);
}

/** Where a file of the conversation is shown, `inline`, or downloaded from. */
export const FileAddressContext = createContext<(fileId: string, inline: boolean) => string>(() => '');

/** Draws once for all that comes in one go: a connection that catches up brings hundreds of events. */
export function useChatState(chat: ChatController): ChatState {
  const [state, setState] = useState(chat.state);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = (): void => {
      timer = undefined;
      setState(chat.state);
    };
    draw();
    const unsubscribe = chat.subscribe(() => {
      timer ??= setTimeout(draw);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [chat]);
  return state;
}
