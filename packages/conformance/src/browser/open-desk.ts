import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openPage } from './chromium.ts';

/** For `expect.poll`: longer than a busy machine needs. */
export const SOON = { timeout: 10_000 } as const;

export interface OpenDesk {
  readonly page: Page;
  readonly errors: string[];
}

/** A console on a server without keys, in whose name one likes, who is here but wants no offers. */
export async function openDesk(
  browser: Browser,
  server: { readonly url: string },
  name: string,
  options: BrowserContextOptions = {},
): Promise<OpenDesk> {
  const { page, errors } = await openPage(browser, `${server.url}/console`, options);
  // Sooner than the test's own end, which does not say what was waited for.
  page.setDefaultTimeout(15_000);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByLabel('Your presence').first().selectOption('away');
  return { page, errors };
}

export async function openHandoff(page: Page, server: { readonly url: string }, id: string): Promise<void> {
  await page.goto(`${server.url}/console/handoffs/${id}`);
  await page.getByRole('region', { name: 'Summary' }).waitFor();
}

export async function accept(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await reply(page).waitFor();
}

export function reply(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Reply' });
}

export function conversation(page: Page): Locator {
  return page.getByRole('log', { name: 'Conversation' });
}

export function send(page: Page): Locator {
  return page.getByRole('button', { name: 'Send', exact: true });
}
