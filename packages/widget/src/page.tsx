import { render } from 'preact';
import { ChatOpener } from './chat/chat-opener.tsx';
import { MessagesContext } from './chat/context.ts';
import type { OpenedChat } from './effects/open-chat.ts';
import { messagesSince } from './effects/unread.ts';
import { directionOf, loadMessages } from './embed/languages.ts';
import type { Messages } from './messages.ts';

const HERE = { baseUrl: '' };

/** The chat as a page of its own, in the language of its address (`?lang=de`), else of the browser. */
async function open(element: Element): Promise<void> {
  const query = new URLSearchParams(location.search);
  const language = query.get('lang') ?? navigator.language;
  const words = await loadMessages('', language);
  document.documentElement.lang = words.language;
  document.documentElement.dir = directionOf(language);
  render(
    <MessagesContext.Provider value={words}>
      <ChatOpener
        connection={HERE}
        agentId={query.get('agent')}
        onOpen={(opened) => nameTheTab(opened, words)}
      />
    </MessagesContext.Provider>,
    element,
  );
}

/** The tab bears the agent's name, and counts what came while nobody looked. */
function nameTheTab({ chat }: OpenedChat, words: Messages): void {
  let seen = chat.state.nextOffset;
  const update = (): void => {
    const { nextOffset, agent, phase } = chat.state;
    if (document.visibilityState === 'visible' || phase === 'restoring' || nextOffset < seen)
      seen = nextOffset;
    const unread = messagesSince(chat.state, seen).length;
    document.title = unread === 0 ? agent.name : words.unread(unread, agent.name);
  };
  chat.subscribe(update);
  document.addEventListener('visibilitychange', update);
  update();
}

const element = document.getElementById('baton-chat');
if (element !== null) void open(element);
