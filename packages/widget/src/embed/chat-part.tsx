import { render } from 'preact';
import chatCss from '../chat/chat.css?inline';
import { openChat, type OpenedChat } from '../effects/open-chat.ts';
import { sharedStorage } from '../effects/storage.ts';
import { messagesSince } from '../effects/unread.ts';
import { ENGLISH, type Messages } from '../messages.ts';
import { loadMessages } from './languages.ts';
import { whenExtras } from '../load-extras.ts';
import { VERSION } from '../version.ts';
import panelCss from './panel.css?inline';
import { Panel } from './panel.tsx';
import { SessionKeeper } from './session-keeper.ts';
import type { ChatModule, ChatPart, Shell } from './shell.ts';

/** The chat of one widget: who its customer is, his conversation, and what of it he has not seen. */
class EmbeddedChat implements ChatPart {
  readonly #shell: Shell;
  readonly #keeper: SessionKeeper;
  readonly #shared = sharedStorage();
  #words: Messages = ENGLISH;
  #opening: AbortController | null = null;
  /** Until the customer's conversation has been found, or his identity refused. */
  #connecting: Promise<void> = Promise.resolve();
  #opened: OpenedChat | 'looking' | 'none' | null = null;
  /** The chat of a newer build, which has taken this one's place. */
  #next: Promise<ChatPart> | null = null;
  #language: string;
  #isOpen: boolean;
  #unasked = true;
  /** Below it everything has been told to the page. */
  #told = 0;

  constructor(shell: Shell, isOpen: boolean, language: string) {
    this.#shell = shell;
    this.#language = language;
    this.#isOpen = isOpen;
    this.#keeper = new SessionKeeper(shell.options.server, (code, detail) =>
      shell.tell('identity-refused', { code, detail }),
    );
    shell.addStyle(chatCss + panelCss);
    const { signal } = shell;
    document.addEventListener('visibilitychange', () => this.#look(), { signal });
    window.addEventListener('storage', () => this.#look(), { signal });
    const forget = whenExtras((extras) => {
      if (extras?.VERSION === VERSION) shell.addStyle(extras.STYLE);
      else if (extras !== null) this.#next ??= this.#makeWay(extras.VERSION);
    });
    signal.addEventListener('abort', () => {
      forget();
      this.#opening?.abort();
      render(null, shell.slot);
    });
  }

  async begin(identity: string | null): Promise<void> {
    if (identity !== null) this.#know(identity);
    await this.#learn();
    const { agent } = this.#shell.options;
    const goesOn = agent !== null && this.#keeper.has(agent);
    if (this.#isOpen || goesOn || this.#keeper.subject !== null) this.#connect();
    this.#draw();
  }

  show(isOpen: boolean, unasked: boolean): void {
    if (this.#next !== null) return void this.#next.then((next) => next.show(isOpen, unasked));
    if (isOpen === this.#isOpen && unasked === this.#unasked) return;
    this.#isOpen = isOpen;
    this.#unasked = unasked;
    // Its language could not be had before.
    if (isOpen && this.#words === ENGLISH) void this.setLanguage(this.#language);
    if (isOpen && (this.#opened === null || this.#opened === 'none')) this.#connect();
    this.#look();
  }

  async identify(jwt: string | null): Promise<void> {
    if (this.#next !== null) return (await this.#next).identify(jwt);
    if (jwt === this.#keeper.jwt) return this.#connecting;
    this.#opening?.abort();
    this.#opened = null;
    this.#shell.setUnread(0);
    if (jwt === null) this.#keeper.forget();
    this.#know(jwt);
    this.#connect();
    await this.#connecting;
  }

  async setLanguage(language: string): Promise<void> {
    this.#language = language;
    if (this.#next !== null) return (await this.#next).setLanguage(language);
    await this.#learn();
    this.#draw();
  }

  async #learn(): Promise<void> {
    this.#words = await loadMessages(this.#shell.options.server, this.#language);
  }

  /** After a deployment an old chat finds newer parts: the chat that they are made for goes on from here. */
  async #makeWay(version: string): Promise<ChatPart> {
    const { openPart: open } = await importPart(version);
    this.#opening?.abort();
    render(null, this.#shell.slot);
    const view = { isOpen: this.#isOpen, identity: this.#keeper.jwt, language: this.#language };
    return open(this.#shell, view);
  }

  #know(jwt: string | null): void {
    if (this.#keeper.know(jwt)) return;
    const detail = 'The identity is not a JWT with a subject.';
    this.#shell.tell('identity-refused', { code: 'identity-refused', detail });
  }

  #connect(): void {
    this.#connecting = this.#open();
  }

  async #open(): Promise<void> {
    const opening = new AbortController();
    this.#opening?.abort();
    this.#opening = opening;
    this.#opened = 'looking';
    this.#draw();
    const opened = await openChat({
      connection: this.#keeper.connection(opening.signal),
      agentId: this.#shell.options.agent,
      tokenOf: (sessionId) => this.#keeper.tokenOf(sessionId),
      surroundings: (agentId) => this.#keeper.enter(agentId, opening.signal),
      signal: opening.signal,
    });
    if (opening.signal.aborted) return opened?.chat.stop();
    this.#opened = opened ?? 'none';
    if (opened !== null) {
      // All of what is there by then is history.
      this.#told = Number.MAX_SAFE_INTEGER;
      const unsubscribe = opened.chat.subscribe(() => this.#look());
      opening.signal.addEventListener('abort', () => {
        unsubscribe();
        opened.chat.stop();
      });
    }
    this.#look();
  }

  /** What is new, and whether the customer sees it. */
  #look(): void {
    const { signal } = this.#shell;
    if (signal.aborted || this.#next !== null) return;
    this.#draw();
    if (this.#opened === null || typeof this.#opened === 'string') return;
    const { state } = this.#opened.chat;
    const { nextOffset, phase, historyEnd } = state;
    if (phase === 'restoring') return;
    const name = this.#keeper.seenName;
    const inView = this.#isOpen && document.visibilityState === 'visible';
    const seen = Math.min(Number(this.#shared.read(name) ?? 0) || 0, nextOffset);
    if (inView && seen !== nextOffset) this.#shared.write(name, String(nextOffset));
    const unread = inView ? 0 : messagesSince(state, seen).length;
    const news = messagesSince(state, Math.max(Math.min(this.#told, nextOffset), historyEnd));
    this.#told = nextOffset;
    this.#shell.setUnread(unread);
    for (const { speaker, text } of news) this.#shell.tell('message', { from: speaker, text, unread });
  }

  #draw(): void {
    if (this.#shell.signal.aborted || this.#next !== null) return;
    const { slot, options } = this.#shell;
    const panel = (
      <Panel
        words={this.#words}
        inline={options.mode === 'inline'}
        opened={this.#opened}
        takesFocus={!this.#unasked}
        onClose={() => this.#shell.close()}
      />
    );
    render(this.#isOpen ? panel : null, slot);
  }
}

export const openPart: ChatModule['openPart'] = async (shell, view) => {
  // The page's script was of another build, and asked under its version: what is loaded later asks under this one.
  if (!import.meta.url.endsWith(VERSION)) return (await importPart(VERSION)).openPart(shell, view);
  const chat = new EmbeddedChat(shell, view.isOpen, view.language);
  await chat.begin(view.identity);
  return chat;
};

function importPart(version: string): Promise<ChatModule> {
  return import(/* @vite-ignore */ `./widget-chat.js?v=${version}`) as Promise<ChatModule>;
}
