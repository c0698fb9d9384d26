import { make, svg } from './elements.ts';
import type { Greeting } from './greeting-part.ts';
import type { LauncherWords } from './launcher-words.ts';

const CHAT =
  'M12 4c4.7 0 8.5 3.2 8.5 7.2s-3.8 7.2-8.5 7.2c-.9 0-1.8-.1-2.6-.3L5 20.5l.7-3.7c-1.4-1.3-2.2-3.3-2.2-5.6C3.5 7.2 7.3 4 12 4';
const FOLD = 'M5.5 9.5 12 16l6.5-6.5';

export interface LauncherView {
  words: LauncherWords;
  isOpen: boolean;
  /** The chat is on its way. */
  busy: boolean;
  failed: boolean;
  unread: number;
}

export interface LauncherPorts {
  /** Visible words on the closed bubble; null for its icon alone. */
  label: string | null;
  onToggle: () => void;
  /** The customer is about to open the chat. */
  onNear: () => void;
}

/** The bubble. It is made of plain elements, so that a page whose visitors never chat loads nothing for it. */
export class Launcher {
  readonly element: HTMLElement = make('div', 'launcher');
  readonly #ports: LauncherPorts;
  readonly #button = make('button', 'bubble-button');
  readonly #path = svg(this.#button);
  readonly #label = make('span', '');
  readonly #badge = make('span', 'unread');
  readonly #news = make('output', 'unseen');
  readonly #note = make('output', 'greeting note');
  #greeting: Greeting | null = null;

  constructor(ports: LauncherPorts) {
    this.#ports = ports;
    this.#button.type = 'button';
    this.#button.ariaHasPopup = 'dialog';
    this.#label.dir = 'auto';
    this.#label.textContent = ports.label;
    this.#badge.ariaHidden = 'true';
    this.#button.append(this.#label, this.#badge);
    this.#button.addEventListener('click', ports.onToggle);
    for (const sign of ['pointerenter', 'focus'] as const) this.#button.addEventListener(sign, ports.onNear);
    this.element.append(this.#note, this.#button, this.#news);
  }

  show({ words, isOpen, busy, failed, unread }: LauncherView): void {
    const { label } = this.#ports;
    const name = isOpen ? words.close : (label ?? words.open);
    const news = unread === 0 ? '' : words.unread(unread);
    this.element.lang = words.language;
    this.element.classList.toggle('launcher-open', isOpen && !busy);
    this.#button.ariaExpanded = String(isOpen);
    this.#button.ariaLabel = news === '' ? name : `${name}, ${news}`;
    this.#button.ariaBusy = String(busy);
    this.#path.setAttribute('d', isOpen && !busy ? FOLD : CHAT);
    this.#label.hidden = isOpen || label === null;
    this.#badge.hidden = unread === 0;
    this.#badge.textContent = unread > 9 ? '9+' : String(unread);
    this.#news.textContent = news;
    this.#note.hidden = !failed;
    this.#note.textContent = failed ? words.failed : '';
    this.#greeting?.show(words.language, isOpen || failed);
  }

  /** To be shown with the next `show`. */
  greet(greeting: Greeting): void {
    this.#greeting = greeting;
    this.element.prepend(greeting.element);
  }

  focus(): void {
    this.#button.focus({ preventScroll: true });
  }
}
