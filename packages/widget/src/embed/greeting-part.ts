import { make, svg } from './elements.ts';
import STYLE from './greeting.css?inline';

export { STYLE };

const CLOSE = 'M6 6l12 12M18 6 6 18';
const DISMISS: Readonly<Record<string, string>> = {
  en: 'Do not show this',
  de: 'Nicht anzeigen',
  es: 'No mostrar',
};

interface GreetingPorts {
  text: string;
  /** The customer takes it up, or dismisses it: it is gone then. */
  onTaken: () => void;
  onDismissed: () => void;
}

/** A line beside the closed bubble. It comes in a file of its own, for the pages that greet. */
export class Greeting {
  readonly element: HTMLElement = make('div', 'greeting');
  readonly #dismiss = make('button', 'greeting-close');

  constructor({ text, onTaken, onDismissed }: GreetingPorts) {
    const words = make('button', 'greeting-text');
    words.type = this.#dismiss.type = 'button';
    words.dir = 'auto';
    words.textContent = text;
    svg(this.#dismiss).setAttribute('d', CLOSE);
    for (const [button, done] of [
      [words, onTaken],
      [this.#dismiss, onDismissed],
    ] as const) {
      button.addEventListener('click', () => {
        this.element.remove();
        done();
      });
    }
    this.element.append(words, this.#dismiss);
  }

  /** `language`: that of the bubble's own words. */
  show(language: string, hidden: boolean): void {
    this.element.hidden = hidden;
    this.#dismiss.ariaLabel = DISMISS[language] ?? null;
  }
}
