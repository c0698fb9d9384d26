import { Widget, type BatonWidget } from './widget.ts';
import { placeOf, type WidgetOptions } from './widget-options.ts';

/** `window.Baton`: what a page may do with its widgets. What is about opening is for the first of them. */
export interface Baton {
  readonly widgets: readonly BatonWidget[];
  /** Puts a widget into the page; the one that is there already when it is the same. */
  mount(options: Partial<WidgetOptions>): BatonWidget;
  open(): void;
  close(): void;
  toggle(): void;
  /** Says who the customer is, to all widgets; null: he has signed out. */
  identify(jwt: string | null): Promise<void>;
  setLanguage(language: string): Promise<void>;
  /** Takes all widgets out of the page, and this with them. */
  destroy(): void;
}

/** The page's `Baton`, which a second script tag finds there. A `Baton` that is not ours is left alone. */
export function batonOf(page: Window & { Baton?: Baton }, server: string): Baton {
  if (typeof page.Baton?.mount === 'function') return page.Baton;
  const widgets: Widget[] = [];
  const baton: Baton = {
    widgets,
    mount(options) {
      const all: WidgetOptions = { ...DEFAULTS, server, ...options };
      const there = widgets.find((widget) => placeOf(widget.options) === placeOf(all));
      if (there !== undefined) return there;
      const widget = new Widget(all);
      widgets.push(widget);
      void place(widget);
      return widget;
    },
    open: () => widgets[0]?.open(),
    close: () => widgets[0]?.close(),
    toggle: () => widgets[0]?.toggle(),
    identify: async (jwt) => void (await Promise.all(widgets.map((widget) => widget.identify(jwt)))),
    setLanguage: async (language) =>
      void (await Promise.all(widgets.map((widget) => widget.setLanguage(language)))),
    destroy() {
      for (const widget of widgets.splice(0)) widget.destroy();
      if (page.Baton === baton) delete page.Baton;
    },
  };
  if (page.Baton === undefined) page.Baton = baton;
  return baton;
}

const DEFAULTS: Omit<WidgetOptions, 'server'> = {
  agent: null,
  mode: 'bubble',
  target: null,
  position: null,
  language: null,
  theme: 'auto',
  open: false,
  greeting: null,
  identity: null,
  launcherLabel: null,
};

/** Once the page has what the widget is put into. */
async function place(widget: Widget): Promise<void> {
  if (document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  const { mode, target } = widget.options;
  const parent = mode === 'inline' && target !== null ? document.querySelector(target) : document.body;
  if (parent === null) reportError(new Error(`Baton: there is no element ${target} to put the chat into`));
  else widget.start(parent);
}
