import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import { ENGLISH, type Messages } from '../messages.ts';
import type { ChatState } from '../state/chat-state.ts';

export const MessagesContext = createContext<Messages>(ENGLISH);

export function useMessages(): Messages {
  return useContext(MessagesContext);
}

export function useChatState(chat: ChatController): ChatState {
  const [state, setState] = useState(chat.state);
  useEffect(() => {
    setState(chat.state);
    return chat.subscribe(() => setState(chat.state));
  }, [chat]);
  return state;
}
