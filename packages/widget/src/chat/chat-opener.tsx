import type { BatonClient } from '@baton/client';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ChatController } from '../effects/chat-controller.ts';
import { findAgent } from '../effects/find-agent.ts';
import { browserSurroundings } from '../effects/surroundings.ts';
import { Chat } from './chat.tsx';
import { useMessages } from './context.ts';
import { Unavailable } from './welcome.tsx';

interface ChatOpenerProps {
  client: BatonClient;
  /** Null for the first agent there is. */
  agentId: string | null;
  onOpen: (chat: ChatController) => void;
}

/** Finds the agent, then opens the chat with it. */
export function ChatOpener({ client, agentId, onOpen }: ChatOpenerProps): VNode {
  const words = useMessages();
  const [chat, setChat] = useState<ChatController | 'looking' | 'none'>('looking');
  useEffect(() => {
    const stop = new AbortController();
    let opened: ChatController | null = null;
    const open = async (): Promise<void> => {
      const agent = await findAgent(client, agentId, stop.signal);
      if (stop.signal.aborted) return;
      if (agent === null) return setChat('none');
      opened = new ChatController(client, browserSurroundings(agent.id), agent);
      opened.start();
      onOpen(opened);
      setChat(opened);
    };
    void open();
    return () => {
      stop.abort();
      opened?.stop();
    };
  }, [client, agentId, onOpen]);
  if (chat === 'looking' || chat === 'none') {
    return (
      <div class="baton baton-blank">
        {chat === 'none' ? <Unavailable alone /> : <p class="loading">{words.opening}</p>}
      </div>
    );
  }
  return <Chat chat={chat} />;
}
