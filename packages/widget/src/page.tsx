import { render } from 'preact';
import { ChatOpener } from './chat/chat-opener.tsx';
import { MessagesContext } from './chat/context.ts';
import type { OpenedChat } from './effects/open-chat.ts';
import { messagesSince } from './effects/unread.ts';
import { whenExtras } from './load-extras.ts';
import { directionOf, loadMessages } from './embed/languages.ts';

/** What is loaded later brings its styles; where it is gone because there is a newer page, that is taken. */
whenExtras((extras) => {
  if (extras === null) return void reloadWhenReplaced();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(extras.STYLE);
  document.adoptedStyleSheets.push(sheet);
});

async function reloadWhenReplaced(): Promise<void> {
  const own = new URL(import.meta.url).pathname;
  const page = await fetch(location.href).then(
    (answer) => (answer.ok ? answer.text() : own),
    () => own,
  );
  if (!page.includes(own)) location.reload();
}

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
      <ChatOpener connection={HERE} agentId={query.get('agent')} onOpen={nameTheTab} />
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
    document.title = unread === 0 ? agent.name : `(${unread}) ${agent.name}`;
  };
  chat.subscribe(update);
  document.addEventListener('visibilitychange', update);
  update();
}

const element = document.getElementById('baton-chat');
if (element !== null) void open(element);
