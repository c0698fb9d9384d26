import { loadPart } from './load-part.ts';
import type { WidgetOptions } from './widget-options.ts';

// oxlint-disable-next-line typescript/consistent-type-imports -- what a module has is all that is wanted of it
type AccentPart = typeof import('./accent-part.ts');

/** Baton's own colours, as long as nobody knows what goes with the page's. */
const UNCOLOURED = '.stage { --baton-accent: initial; --baton-on-accent: initial; }';

let accentPart: AccentPart | null = null;
let failures = 0;

/**
 * The look of one widget: its sheets, which a strict Content-Security-Policy allows where it forbids style elements, and
 * what follows from the properties that the page sets.
 */
export class Theme {
  readonly #root: ShadowRoot;
  readonly #options: WidgetOptions;
  readonly #derived = new CSSStyleSheet();
  readonly #system = matchMedia('(prefers-color-scheme: dark)');
  readonly #follow = (): void => void this.derive();

  constructor(root: ShadowRoot, options: WidgetOptions) {
    this.#root = root;
    this.#options = options;
    root.adoptedStyleSheets = [this.#derived];
    this.#system.addEventListener('change', this.#follow);
  }

  add(css: string): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const { theme } = this.#options;
    if (theme !== 'auto') fixTheme(sheet, theme);
    this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets.slice(0, -1), sheet, this.#derived];
  }

  /** To be called when the page may have changed its properties; until then its words stay readable in other colours. */
  async derive(): Promise<void> {
    const { host } = this.#root;
    if (getComputedStyle(host).getPropertyValue('--baton-accent').trim() === '') return this.#derive('');
    if (accentPart === null) {
      this.#derive(UNCOLOURED);
      try {
        // Browsers remember that a module could not be loaded, and do not try again under the same address.
        accentPart = await loadPart<AccentPart>(this.#options.server, 'accent', `&again=${failures}`);
      } catch {
        failures++;
        return;
      }
    }
    this.#derive(accentPart.accentStyle(host, this.#isDark));
  }

  get #isDark(): boolean {
    const { theme } = this.#options;
    return theme === 'auto' ? this.#system.matches : theme === 'dark';
  }

  #derive(css: string): void {
    const { theme } = this.#options;
    const scheme = theme === 'auto' ? '' : `.baton, .stage { color-scheme: ${theme}; }`;
    this.#derived.replaceSync(scheme + css);
  }

  stop(): void {
    this.#system.removeEventListener('change', this.#follow);
  }
}

/** Takes the choice between light and dark out of the system's hands. */
function fixTheme(sheet: CSSStyleSheet, theme: 'light' | 'dark'): void {
  for (const rule of sheet.cssRules) {
    if (rule instanceof CSSMediaRule && rule.conditionText.includes('prefers-color-scheme'))
      rule.media.mediaText = theme === 'dark' ? 'all' : 'not all';
  }
}
