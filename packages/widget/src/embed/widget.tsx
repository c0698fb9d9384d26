import { render } from 'preact';
import { openChat, type OpenedChat } from '../effects/open-chat.ts';
import { ownStorage, sharedStorage } from '../effects/storage.ts';
import { messagesSince } from '../effects/unread.ts';
import chatCss from '../chat/chat.css?inline';
import { ENGLISH, type Messages } from '../messages.ts';
import embedCss from './embed.css?inline';
import { Frame } from './frame.tsx';
import { languageOf, loadMessages } from './languages.ts';
import { SessionKeeper } from './session-keeper.ts';
import { Theme } from './theme.ts';
import type { WidgetOptions } from './widget-options.ts';

/** What a page may do with a widget. */
export interface BatonWidget {
  readonly element: HTMLElement;
  readonly isOpen: boolean;
  readonly unread: number;
  open(): void;
  close(): void;
  toggle(): void;
  /** Says who the customer is; null: he has signed out, and what he said is forgotten here. */
  identify(jwt: string | null): Promise<void>;
  setLanguage(language: string): Promise<void>;
  destroy(): void;
}

/** A chat in a page that is not ours: an element with a shadow root, and nothing else of that page is touched. */
export class Widget implements BatonWidget {
  readonly element: HTMLElement = document.createElement('baton-chat');
  readonly options: WidgetOptions;
  readonly #root: ShadowRoot;
  readonly #theme: Theme;
  readonly #keeper: SessionKeeper;
  readonly #shared = sharedStorage();
  readonly #own = ownStorage();
  readonly #ended = new AbortController();
  #words: Messages = ENGLISH;
  #opening: AbortController | null = null;
  #opened: OpenedChat | 'looking' | 'none' | null = null;
  #isOpen: boolean;
  /** Nobody asked for the chat: the keyboard stays where it is. */
  #unasked = true;
  #unread = 0;
  /** Below it everything has been told to the page. */
  #told = 0;

  constructor(options: WidgetOptions) {
    this.options = options;
    this.#isOpen = options.open || options.mode === 'inline';
    this.element.setAttribute('data-mode', options.mode);
    this.#root = this.element.attachShadow({ mode: 'open' });
    this.#theme = new Theme(this.#root, chatCss + embedCss, options.theme);
    this.#keeper = new SessionKeeper(options.server, (code, detail) =>
      this.#tell('identity-refused', { code, detail }),
    );
    const { signal } = this.#ended;
    document.addEventListener('visibilitychange', () => this.#look(), { signal });
    window.addEventListener('storage', () => this.#look(), { signal });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get unread(): number {
    return this.#unread;
  }

  /** Puts it into the page. What the page holds is asked for when there is something to show. */
  async start(parent: Element): Promise<void> {
    parent.append(this.element);
    this.#theme.derive();
    const { agent, identity, language } = this.options;
    if (identity !== null && !this.#keeper.know(identity)) this.#warnOfIdentity();
    this.#words = await loadMessages(this.options.server, languageOf(language));
    if (this.#ended.signal.aborted) return;
    const goesOn = agent !== null && this.#keeper.has(agent);
    if (this.#isOpen || goesOn || this.#keeper.subject !== null) void this.#connect();
    this.#draw();
    this.#tell('ready', {});
  }

  open(): void {
    if (this.#isOpen || this.#ended.signal.aborted) return;
    this.#isOpen = true;
    this.#unasked = false;
    this.#theme.derive();
    if (this.#opened === null || this.#opened === 'none') void this.#connect();
    this.#look();
    this.#tell('open', {});
  }

  close(): void {
    if (!this.#isOpen || this.options.mode === 'inline') return;
    this.#isOpen = false;
    this.#draw();
    this.#tell('close', {});
  }

  toggle(): void {
    if (this.#isOpen) this.close();
    else this.open();
  }

  async identify(jwt: string | null): Promise<void> {
    if (jwt === null && this.#keeper.subject === null) return;
    this.#disconnect();
    if (jwt === null) this.#keeper.forget();
    if (!this.#keeper.know(jwt)) this.#warnOfIdentity();
    await this.#connect();
  }

  async setLanguage(language: string): Promise<void> {
    this.#words = await loadMessages(this.options.server, language);
    this.#draw();
  }

  destroy(): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.#disconnect();
    this.#theme.stop();
    render(null, this.#root);
    this.element.remove();
  }

  async #connect(): Promise<void> {
    const opening = new AbortController();
    this.#opening?.abort();
    this.#opening = opening;
    this.#opened = 'looking';
    this.#draw();
    const opened = await openChat({
      connection: this.#keeper.connection(opening.signal),
      agentId: this.options.agent,
      tokenOf: (sessionId) => this.#keeper.tokenOf(sessionId),
      surroundings: (agentId) => this.#keeper.enter(agentId, opening.signal),
      signal: opening.signal,
    });
    if (opening.signal.aborted) return opened?.chat.stop();
    this.#opened = opened ?? 'none';
    if (opened !== null) {
      this.#told = Number.MAX_SAFE_INTEGER;
      opening.signal.addEventListener('abort', () => opened.chat.stop());
      opening.signal.addEventListener(
        'abort',
        opened.chat.subscribe(() => this.#look()),
      );
    }
    this.#look();
  }

  #disconnect(): void {
    this.#opening?.abort();
    this.#opening = null;
    this.#opened = null;
    this.#unread = 0;
  }

  /** What is new, and whether the customer sees it. */
  #look(): void {
    if (this.#opened === null || typeof this.#opened === 'string') return this.#draw();
    const { state } = this.#opened.chat;
    const { nextOffset, phase, historyEnd } = state;
    if (phase !== 'restoring') {
      const name = this.#keeper.seenName;
      const inView = this.#isOpen && document.visibilityState === 'visible';
      const seen = Math.min(Number(this.#shared.read(name) ?? 0) || 0, nextOffset);
      if (inView && seen !== nextOffset) this.#shared.write(name, String(nextOffset));
      this.#unread = inView ? 0 : messagesSince(state, seen).length;
      const news = messagesSince(state, Math.max(Math.min(this.#told, nextOffset), historyEnd));
      this.#told = nextOffset;
      for (const { speaker, text, files } of news) {
        const said = text || files.map((file) => file.name).join(', ');
        this.#tell('message', { from: speaker, text: said, unread: this.#unread });
      }
    }
    this.#draw();
  }

  #draw(): void {
    if (this.#ended.signal.aborted) return;
    const { options } = this;
    render(
      <Frame
        words={this.#words}
        options={options}
        position={options.position ?? endOfLines()}
        opened={this.#opened}
        isOpen={this.#isOpen}
        unasked={this.#unasked}
        unread={this.#unread}
        greeting={this.#own.read(this.#greetingName) === null ? options.greeting : null}
        onGreetingDone={() => {
          this.#own.write(this.#greetingName, 'done');
          this.#draw();
        }}
        onToggle={() => this.toggle()}
        onClose={() => this.close()}
      />,
      this.#root,
    );
  }

  get #greetingName(): string {
    return `baton:greeted:${this.options.server}/${this.options.agent ?? ''}`;
  }

  #warnOfIdentity(): void {
    this.#tell('identity-refused', { code: 'identity-refused', detail: 'It is not a JWT with a subject.' });
  }

  #tell(what: string, detail: Readonly<Record<string, unknown>>): void {
    this.element.dispatchEvent(
      new CustomEvent(`baton:${what}`, { detail: { ...detail, widget: this }, bubbles: true }),
    );
  }
}

/** Where the reader's eye ends up. */
function endOfLines(): 'left' | 'right' {
  return getComputedStyle(document.documentElement).direction === 'rtl' ? 'left' : 'right';
}
