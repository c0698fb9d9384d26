import { ownStorage, sharedStorage } from '../effects/storage.ts';
import { forgetKnown } from './forget-known.ts';
import { Launcher } from './launcher.ts';
import { languageOf, launcherWords } from './launcher-words.ts';
import { scopeOf, sessionNameOf } from './scope.ts';
import { loadPart, partAddress } from './load-part.ts';
import shellCss from './shell.css?inline';
import type { ChatModule, ChatPart, Shell } from './shell.ts';
import { Theme } from './theme.ts';
import type { WidgetOptions } from './widget-options.ts';

// oxlint-disable-next-line typescript/consistent-type-imports -- what a module has is all that is wanted of it
type GreetingPart = typeof import('./greeting-part.ts');

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

/**
 * A chat in a page that is not ours: an element with a shadow root, and nothing else of that page is touched. Only the
 * bubble comes with the page; the chat is loaded when it is opened, or when a conversation goes on.
 */
export class Widget implements BatonWidget {
  readonly element: HTMLElement = document.createElement('baton-chat');
  readonly options: WidgetOptions;
  readonly #theme: Theme;
  readonly #root: ShadowRoot;
  readonly #slot = document.createElement('div');
  readonly #launcher: Launcher | null;
  readonly #ended = new AbortController();
  #identity: string | null;
  #language: string;
  #part: ChatPart | null = null;
  #loading: Promise<ChatPart | null> | null = null;
  #failed = false;
  #coloured: Promise<void> | null = null;
  #isOpen: boolean;
  /** Nobody asked for the chat: the keyboard stays where it is. */
  #unasked = true;
  #unread = 0;

  constructor(options: WidgetOptions) {
    this.options = options;
    this.#identity = options.identity;
    this.#language = languageOf(options.language);
    const inline = options.mode === 'inline';
    this.#isOpen = options.open || inline;
    this.element.setAttribute('data-mode', options.mode);
    this.#root = this.element.attachShadow({ mode: 'open' });
    this.#theme = new Theme(this.#root, options);
    this.#theme.add(shellCss);
    this.#launcher = inline ? null : this.#makeLauncher();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get unread(): number {
    return this.#unread;
  }

  start(parent: Element): void {
    if (this.#ended.signal.aborted) return;
    const stage = document.createElement('div');
    stage.className = `stage stage-${this.options.position ?? endOfLines()}`;
    this.#slot.className = 'slot';
    stage.append(this.#slot, ...(this.#launcher === null ? [] : [this.#launcher.element]));
    this.#root.append(stage);
    parent.append(this.element);
    // No flash of other colours than the page's.
    stage.hidden = true;
    this.#coloured = this.#theme.derive().then(() => void (stage.hidden = false));
    void this.#greet().catch(() => undefined);
    this.#show();
    if (this.#isOpen) void this.#load();
    else if (this.#identity !== null || this.#goesOn()) whenIdle(() => void this.#load());
    this.#tell('ready', {});
  }

  open(): void {
    if (this.#isOpen || this.#ended.signal.aborted) return;
    this.#isOpen = true;
    this.#unasked = false;
    void this.#theme.derive();
    this.#show();
    void this.#load();
    this.#tell('open', {});
  }

  close(): void {
    if (!this.#isOpen || this.#launcher === null) return;
    // Only who is in the chat is led out of it: a page that closes it leaves its visitor where he is.
    const inside = this.#root.activeElement !== null;
    this.#isOpen = false;
    this.#show();
    if (inside) this.#launcher.focus();
    this.#tell('close', {});
  }

  toggle(): void {
    if (this.#isOpen) this.close();
    else this.open();
  }

  async identify(jwt: string | null): Promise<void> {
    const known = this.#identity !== null;
    this.#identity = jwt;
    if (jwt === null) forgetKnown(this.options.server);
    // Not loaded yet: it begins with it.
    if (this.#part !== null) await this.#part.identify(jwt);
    else if (jwt !== null || known || this.#loading !== null) await (await this.#load())?.identify(jwt);
  }

  async setLanguage(language: string): Promise<void> {
    this.#language = language;
    this.#show();
    await (this.#part ?? (await this.#loading))?.setLanguage(language);
  }

  destroy(): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.#theme.stop();
    this.element.remove();
  }

  #makeLauncher(): Launcher {
    return new Launcher({
      label: this.options.launcherLabel,
      onToggle: () => this.toggle(),
      onNear: () => void this.#load(),
    });
  }

  async #greet(): Promise<void> {
    const { greeting: text, server, agent } = this.options;
    const launcher = this.#launcher;
    const own = ownStorage();
    const name = `baton:greeted:${server}/${agent ?? ''}`;
    if (launcher === null || text === null || own.read(name) !== null) return;
    const { Greeting, STYLE } = await loadPart<GreetingPart>(server, 'greeting');
    this.#theme.add(STYLE);
    const greeted = (then: () => void) => (): void => {
      own.write(name, 'done');
      then();
    };
    launcher.greet(
      new Greeting({
        text,
        onTaken: greeted(() => this.toggle()),
        onDismissed: greeted(() => launcher.focus()),
      }),
    );
    this.#show();
  }

  /** Whether a conversation that began before goes on here. */
  #goesOn(): boolean {
    const { server, agent } = this.options;
    return agent !== null && sharedStorage().read(sessionNameOf(scopeOf(server, agent, null))) !== null;
  }

  /** Null when it cannot be had now; asked again it is tried again. */
  #load(): Promise<ChatPart | null> {
    if (this.#ended.signal.aborted) return Promise.resolve(null);
    this.#loading ??= this.#fetchPart().catch(() => {
      this.#failed = true;
      this.#loading = null;
      if (this.options.mode === 'bubble') this.#isOpen = false;
      this.#show();
      return null;
    });
    return this.#loading;
  }

  async #fetchPart(): Promise<ChatPart> {
    const address = partAddress(this.options.server, 'chat');
    // Browsers remember that a module could not be loaded, and do not try again: it is asked for once it can be had.
    const there = await fetch(address);
    if (!there.ok) throw new Error(`${address} answered ${there.status}`);
    await there.blob();
    const { openPart } = await loadPart<ChatModule>(this.options.server, 'chat');
    // What is not shown yet takes no focus.
    await this.#coloured;
    this.#part = await openPart(this.#shell(), {
      isOpen: this.#isOpen,
      identity: this.#identity,
      language: this.#language,
    });
    this.#failed = false;
    this.#show();
    return this.#part;
  }

  #shell(): Shell {
    return {
      slot: this.#slot,
      options: this.options,
      signal: this.#ended.signal,
      addStyle: (css) => this.#theme.add(css),
      close: () => this.close(),
      setUnread: (count) => {
        if (count === this.#unread) return;
        this.#unread = count;
        this.#show();
      },
      tell: (what, detail) => this.#tell(what, detail),
    };
  }

  #show(): void {
    if (this.#ended.signal.aborted) return;
    this.#launcher?.show({
      words: launcherWords(this.#language),
      isOpen: this.#isOpen,
      busy: this.#isOpen && this.#part === null,
      failed: this.#failed && !this.#isOpen,
      unread: this.#unread,
    });
    this.#part?.show(this.#isOpen, this.#unasked);
  }

  #tell(what: string, detail: Readonly<Record<string, unknown>>): void {
    this.element.dispatchEvent(
      new CustomEvent(`baton:${what}`, { detail: { ...detail, widget: this }, bubbles: true }),
    );
  }
}

/** After the page has done what it has to do itself. */
function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: 2000 });
  else setTimeout(task, 300);
}

/** Where the reader's eye ends up. */
function endOfLines(): 'left' | 'right' {
  return getComputedStyle(document.documentElement).direction === 'rtl' ? 'left' : 'right';
}
