import { BatonClient } from '@baton/client';
import type { Handoff } from '@baton/protocol';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openPage } from './chromium.ts';

const DANA = 'Dana Weiss';

/** A console in which Dana has begun her shift. */
export async function signIn(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[] }> {
  const opened = await openPage(browser, `${url}/console`, options);
  const { page } = opened;
  await page.locator('main input').fill(DANA);
  await page.keyboard.press('Enter');
  await page.locator('[data-presence]').waitFor();
  return opened;
}

/** A customer who wants a person. */
export async function ask(url: string, message: string, department?: string): Promise<Handoff> {
  const baton = new BatonClient({ baseUrl: url });
  const session = await converse(url, message);
  return baton.requestHandoff(session, department === undefined ? {} : { department });
}

/** A customer who talks with the AI. */
export async function converse(url: string, message: string): Promise<string> {
  const baton = new BatonClient({ baseUrl: url });
  const [agent] = await baton.listAgents();
  const session = await baton.createSession({ agent_id: agent?.id ?? '', title: message });
  await baton.createEvent(session.id, { kind: 'message', source: 'customer', message });
  return session.id;
}

/** Pixels that the page is wider than the window. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}
