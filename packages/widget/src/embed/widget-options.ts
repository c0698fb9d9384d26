/** How a widget is put into a page. */
export interface WidgetOptions {
  /** Where the server is, without a slash at its end. */
  server: string;
  /** Null: the first agent there is. */
  agent: string | null;
  mode: 'bubble' | 'inline';
  /** CSS selector of the element that an inline widget fills; null: where the script is. */
  target: string | null;
  /** Null: where the page's lines end. */
  position: 'left' | 'right' | null;
  /** BCP 47; null: that of the page, else of the browser. */
  language: string | null;
  theme: 'auto' | 'light' | 'dark';
  open: boolean;
  /** Shown beside the closed bubble. */
  greeting: string | null;
  /** A JWT that says who the customer is. */
  identity: string | null;
  /** Words on the bubble. */
  launcherLabel: string | null;
}

/** Reads the data-attributes of a script tag. What is not understood counts as not said. */
export function readOptions(
  data: Readonly<Record<string, string | undefined>>,
  source: string,
): WidgetOptions {
  const text = (name: string): string | null => data[name]?.trim() || null;
  const one = <T extends string>(name: string, ...choices: T[]): T | null =>
    choices.find((choice) => choice === text(name)) ?? null;
  return {
    server: source.replace(/[?#].*$/, '').replace(/\/[^/]*$/, ''),
    agent: text('agent'),
    mode: one('mode', 'inline', 'bubble') ?? 'bubble',
    target: text('target'),
    position: one('position', 'left', 'right'),
    language: text('language'),
    theme: one('theme', 'light', 'dark') ?? 'auto',
    open: data['open'] !== undefined && data['open'] !== 'false',
    greeting: text('greeting'),
    identity: text('identity'),
    launcherLabel: text('launcherLabel'),
  };
}

/** Two script tags of which this is the same are one widget. */
export function placeOf({ server, agent, mode, target }: WidgetOptions): string {
  return JSON.stringify([server, agent, mode, target]);
}
