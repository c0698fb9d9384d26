import type { ConnectionOptions } from '@baton/client';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { openChat, type OpenedChat } from '../effects/open-chat.ts';
import { Chat } from './chat.tsx';
import { SettingsContext, useMessages } from './context.ts';
import { Unavailable } from './welcome.tsx';

interface ChatOpenerProps {
  connection: ConnectionOptions;
  /** Null for the first agent there is. */
  agentId: string | null;
  onOpen: (opened: OpenedChat) => void;
}

/** Finds the agent, then opens the chat with it. */
export function ChatOpener({ connection, agentId, onOpen }: ChatOpenerProps): VNode {
  const [opened, setOpened] = useState<OpenedChat | 'looking' | null>('looking');
  useEffect(() => {
    const stop = new AbortController();
    const open = async (): Promise<void> => {
      const found = await openChat({ connection, agentId, signal: stop.signal });
      if (stop.signal.aborted) return;
      if (found !== null) {
        stop.signal.addEventListener('abort', () => found.chat.stop());
        onOpen(found);
      }
      setOpened(found);
    };
    void open();
    return () => stop.abort();
  }, [connection, agentId, onOpen]);
  if (opened === 'looking' || opened === null) return <Blank unavailable={opened === null} />;
  return (
    <SettingsContext.Provider value={opened.settings}>
      <Chat chat={opened.chat} />
    </SettingsContext.Provider>
  );
}

/** Before there is a chat, or in its place. */
export function Blank({
  unavailable,
  children,
}: {
  unavailable: boolean;
  children?: ComponentChildren;
}): VNode {
  const words = useMessages();
  return (
    <div class="baton baton-blank">
      {unavailable ? <Unavailable alone /> : <p class="loading">{words.opening}</p>}
      {children}
    </div>
  );
}
