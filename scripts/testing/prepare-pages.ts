import { existsSync } from 'node:fs';
import { buildPages } from '../build-pages.ts';

/** Before the conformance suites: the pages they open are built, and it is said aloud when no browser can open them. */
export async function setup(): Promise<void> {
  const chromium = process.env['BATON_CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(chromium)) {
    console.warn(
      `\n*** No browser at ${chromium}: the browser tests are SKIPPED. Install Chromium to run them. ***\n`,
    );
  }
  await buildPages();
}
