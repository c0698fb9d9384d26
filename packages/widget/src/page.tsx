import { render } from 'preact';
import { ChatOpener } from './chat/chat-opener.tsx';
import { MessagesContext } from './chat/context.ts';
import type { OpenedChat } from './effects/open-chat.ts';
import { messagesSince } from './effects/unread.ts';
import { ENGLISH } from './messages.ts';

const HERE = { baseUrl: '' };

/** The chat as a page of its own. */
function open(element: Element): void {
  const agentId = new URLSearchParams(location.search).get('agent');
  render(
    <MessagesContext.Provider value={ENGLISH}>
      <ChatOpener connection={HERE} agentId={agentId} onOpen={nameTheTab} />
    </MessagesContext.Provider>,
    element,
  );
}

/** The tab bears the agent's name, and counts what came while nobody looked. */
function nameTheTab({ chat }: OpenedChat): void {
  let seen = chat.state.nextOffset;
  const update = (): void => {
    const { nextOffset, agent, phase } = chat.state;
    if (document.visibilityState === 'visible' || phase === 'restoring' || nextOffset < seen)
      seen = nextOffset;
    const unread = messagesSince(chat.state, seen).length;
    document.title = unread === 0 ? agent.name : ENGLISH.unread(unread, agent.name);
  };
  chat.subscribe(update);
  document.addEventListener('visibilitychange', update);
  update();
}

const element = document.getElementById('baton-chat');
if (element !== null) open(element);
