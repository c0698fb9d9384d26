import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where screenshots go when they are wanted: `BATON_SCREENSHOTS=docs/images npm test`. */
const FOLDER = process.env['BATON_SCREENSHOTS'];

/** Saves what the page shows, for the documents; does nothing in an ordinary run. */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
  if (FOLDER === undefined) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}
