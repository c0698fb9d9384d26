import { accentColours, type Colour } from './accent.ts';
import type { WidgetOptions } from './widget-options.ts';

/**
 * The look of one widget: its sheets, which a strict Content-Security-Policy allows where it forbids style elements, and
 * what follows from the properties that the page sets.
 */
export class Theme {
  readonly #root: ShadowRoot;
  readonly #theme: WidgetOptions['theme'];
  readonly #derived = new CSSStyleSheet();
  readonly #system = matchMedia('(prefers-color-scheme: dark)');
  readonly #follow = (): void => this.derive();

  constructor(root: ShadowRoot, theme: WidgetOptions['theme']) {
    this.#root = root;
    this.#theme = theme;
    root.adoptedStyleSheets = [this.#derived];
    this.#system.addEventListener('change', this.#follow);
  }

  add(css: string): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    if (this.#theme !== 'auto') fixTheme(sheet, this.#theme);
    this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets.slice(0, -1), sheet, this.#derived];
  }

  /** To be called when the page may have changed its properties. */
  derive(): void {
    const dark = this.#theme === 'auto' ? this.#system.matches : this.#theme === 'dark';
    const scheme = this.#theme === 'auto' ? '' : `.baton, .stage { color-scheme: ${this.#theme}; }`;
    const accent = readColour(this.#root.host, '--baton-accent');
    if (accent === null) return this.#derived.replaceSync(scheme);
    const surface = readColour(this.#root.host, '--baton-surface') ?? (dark ? [29, 33, 32] : [255, 255, 255]);
    const { onAccent, accentText, accentSoft } = accentColours(accent, surface, dark);
    this.#derived.replaceSync(`${scheme}
      .baton, .stage {
        --on-accent: var(--baton-on-accent, ${rgb(onAccent)});
        --accent-text: ${rgb(accentText)};
        --accent-soft: ${rgb(accentSoft)};
        --own: var(--accent);
        --own-text: var(--on-accent);
      }
      :is(.baton, .stage) :is(a, button, .scroller):focus-visible { outline-color: var(--accent-text); }`);
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

/** A property of the page as a colour, in whichever way it is written; null where it is not set or none. */
function readColour(host: Element, name: string): Colour | null {
  const written = getComputedStyle(host).getPropertyValue(name).trim();
  if (written === '' || !CSS.supports('color', written)) return null;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext('2d');
  if (brush === null) return null;
  brush.fillStyle = written;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function rgb([red, green, blue]: Colour): string {
  return `rgb(${red} ${green} ${blue})`;
}
