import type { WidgetOptions } from './widget-options.ts';

/** What the part of a widget that is loaded with the page gives to the part that is loaded when it is needed. */
export interface Shell {
  /** Where the chat is drawn. */
  readonly slot: HTMLElement;
  readonly options: WidgetOptions;
  /** Ends with the widget. */
  readonly signal: AbortSignal;
  addStyle(css: string): void;
  close(): void;
  /** Messages that the customer has not seen. */
  setUnread(count: number): void;
  /** Dispatches `baton:<what>` in the page. */
  tell(what: string, detail: Readonly<Record<string, unknown>>): void;
}

/** The chat itself. */
export interface ChatPart {
  /** `unasked`: nobody asked for it, and the keyboard stays where it is. */
  show(isOpen: boolean, unasked: boolean): void;
  identify(jwt: string | null): Promise<void>;
  setLanguage(language: string): Promise<void>;
}

/** What the second script exports. */
export interface ChatModule {
  openPart: (
    shell: Shell,
    view: { isOpen: boolean; identity: string | null; language: string },
  ) => Promise<ChatPart>;
}
