import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openPage } from './chromium.ts';

const CORPUS = join(import.meta.dirname, '../../../widget/src/testing');

/** What has opened holes in other pages, each text once. */
export async function hostileTexts(): Promise<string[]> {
  const load = (name: string): Promise<Record<string, readonly string[]>> =>
    import(pathToFileURL(join(CORPUS, name)).href) as Promise<Record<string, readonly string[]>>;
  const parts = [await load('hostile-texts.ts'), await load('more-hostile-texts.ts')];
  return [...new Set(parts.flatMap((part) => Object.values(part).flat()))];
}

export interface WatchedPage {
  readonly page: Page;
  readonly errors: string[];
  /** What ran that somebody wrote, or that the policy of the page had to stop. */
  readonly ran: string[];
  /** Addresses of other origins that it asked for or opened. */
  readonly elsewhere: string[];
}

/** A page that tells of every script of somebody else's, and of every request that leaves `origins`. */
export async function openWatched(
  browser: Browser,
  url: string,
  origins: readonly string[],
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const { page, errors } = await openPage(browser, 'about:blank', options);
  const ran: string[] = [];
  const elsewhere: string[] = [];
  page.on('dialog', (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('popup', (popup) => elsewhere.push(popup.url()));
  page.on('request', (request) => {
    const to = request.url();
    if (!/^(?:blob|data|about):/.test(to) && !origins.includes(new URL(to).origin)) elsewhere.push(to);
  });
  await page.context().exposeFunction('ranScript', (what: string) => ran.push(what));
  await page.addInitScript(() => {
    const { ranScript } = globalThis as unknown as { ranScript(what: string): void };
    for (const name of ['alert', 'confirm', 'prompt', 'print'])
      Object.defineProperty(globalThis, name, { value: (what: unknown) => ranScript(name + String(what)) });
    document.addEventListener('securitypolicyviolation', (event) => ranScript(event.violatedDirective));
  });
  await page.goto(url);
  return { page, errors, ran, elsewhere };
}

/** What waits for the pointer, the focus or an animation gets it. Open shadow roots too. */
export function provoke(page: Page, within: string): Promise<void> {
  return page.evaluate((selector) => {
    const roots = [document, ...[...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot)];
    for (const element of roots.flatMap((root) => [...(root?.querySelectorAll(selector) ?? [])]))
      for (const type of ['mouseover', 'focusin', 'focus', 'animationstart', 'toggle', 'error', 'load'])
        element.dispatchEvent(new Event(type));
  }, within);
}
