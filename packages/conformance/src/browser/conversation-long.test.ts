import { BatonClient } from '@baton/client';
import { newEvent } from '@baton/server/internals';
import type { Browser } from 'playwright-core';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession } from '../testing/conversation.ts';
import { TestServer } from '../testing/start-server.ts';
import { CHROMIUM, launch } from './chromium.ts';
import { conversation, openDesk, openHandoff } from './open-desk.ts';

const CONSOLE = fileURLToPath(new URL('../../../console/dist', import.meta.url));
/** More than a page reads at first and at once. */
const MESSAGES = 1200;

/** As the store takes it: by REST so many would take longer than the test. */
function numbered(_: unknown, n: number): ReturnType<typeof newEvent> {
  const participant = { id: null, display_name: 'Mia' };
  const source = 'human_agent_on_behalf_of_ai_agent';
  return newEvent('message', source, 'a'.repeat(32), { message: `Line ${n}.`, participant });
}

describe.skipIf(CHROMIUM === null)('a long conversation, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('begins with its end, is read back by scrolling, and a link leads to its beginning (H1.1)', async () => {
    await using server = await TestServer.start({ internals: { pages: { console: CONSOLE, chat: null } } });
    const { id } = await createSession(server.wire);
    await new BatonClient({ baseUrl: server.url }).updateSession(id, { mode: 'manual' });
    await server.context.app.sessions.commit({
      sessionId: id,
      events: Array.from({ length: MESSAGES }, numbered),
    });
    const handoff = await new BatonClient({ baseUrl: server.url }).takeOver(id, {
      operator: { id: 'mia', name: 'Mia' },
    });
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    const scrolled = Promise.withResolvers<void>();
    const read: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes(`/sessions/${id}/events`)) read.push(request.url());
    });
    await openHandoff(page, server, handoff.id);
    const shown = conversation(page);
    await shown.getByText(`Line ${MESSAGES - 1}.`, { exact: true }).waitFor();
    expect(read.filter((url) => !/newest=200(?!.*before)|min_offset=1\d\d\d/.test(url))).toEqual([]);

    // The line in the middle of the screen, as the reader sees it.
    const middle = (): Promise<string> =>
      shown.evaluate((log) => {
        const { top, height } = log.getBoundingClientRect();
        const lines = [...log.querySelectorAll('[data-index]')];
        const at = lines.find((line) => line.getBoundingClientRect().bottom > top + height / 2);
        return /Line \d+/.exec(at?.textContent ?? '')?.[0] ?? '';
      });
    await page.route('**/events?newest*', async (route) => {
      await scrolled.promise;
      await route.continue();
    });
    await shown.evaluate((log) => {
      log.scrollTop = 1500;
    });
    const asked = (): boolean => read.some((url) => url.includes('before_offset'));
    await expect.poll(asked, { timeout: 10_000 }).toBe(true);
    const before = await middle();
    scrolled.resolve();
    await expect
      .poll(() => shown.evaluate((log) => log.scrollTop), { timeout: 10_000 })
      .toBeGreaterThan(5000);
    expect(await middle(), 'the lines in view stay').toBe(before);

    await page.goto(`${server.url}/console/handoffs/${handoff.id}#message-5`);
    await page.reload();
    await shown.getByText('Line 3.', { exact: true }).waitFor();
    expect(
      await shown.locator('[data-index]').count(),
      'only what is in view is in the document',
    ).toBeLessThan(80);
    await page.getByRole('button', { name: /To the newest message|new messages/ }).click();
    await shown.getByText(`Line ${MESSAGES - 1}.`, { exact: true }).waitFor();
    expect(errors).toEqual([]);
  });
});
