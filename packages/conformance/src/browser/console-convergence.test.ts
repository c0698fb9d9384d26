import { BatonClient } from '@baton/client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CuttableProxy } from '../testing/cuttable-proxy.ts';
import { ShiftedClock } from '../testing/shifted-clock.ts';
import { CHROMIUM, launch } from './chromium.ts';
import { ask, converse, signIn } from './console-desk.ts';
import { startInsuranceServer } from './insurance-server.ts';

const TOM = { operator: { id: 'tom', name: 'Tom Ito' } };
const SOON = { timeout: 15_000 };

/** What stands on the page, but for the figures of clocks, which never stand still. */
function shown(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('nav[aria-label="Queue"], main')]
      .map((part) => {
        const copy = part.cloneNode(true) as HTMLElement;
        for (const clock of copy.querySelectorAll('.clock, [title], time'))
          clock.textContent = clock.textContent.replaceAll(/\d+(?::\d+)*(?: s| min| h)?|just now/gu, '#');
        return copy.textContent;
      })
      .join('\n'),
  );
}

/** The same page as somebody sees who opens it now. */
async function fresh(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('list', { name: 'Waiting' }).getByRole('listitem').first().waitFor();
  return other;
}

describe.skipIf(CHROMIUM === null)('a console whose connection breaks off', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test.each([1, 60, 600])('for %i s shows in the end what a fresh one shows', async (seconds) => {
    using clock = new ShiftedClock();
    await using server = await startInsuranceServer({
      env: { BATON_LOG_LEVEL: 'error' },
      internals: { clock },
    });
    await using proxy = await CuttableProxy.start(server.url);
    const baton = new BatonClient({ baseUrl: server.url });
    const [first, second, third] = [
      await ask(server.url, 'About my claim CL-2041'),
      await ask(server.url, 'About my policy POL-7'),
      await ask(server.url, 'About my bill'),
    ];
    const { page: desk } = await signIn(browser, proxy.url);
    // Whoever is away is offered nothing, so that the two pages differ in nothing else.
    await desk.getByLabel('Your presence').selectOption('away');
    await desk.context().clock.install();
    await desk.goto(`${proxy.url}/console/handoffs/${first.id}`);
    await desk.getByRole('button', { name: /^Show the conversation/ }).click();
    await desk.getByRole('log', { name: 'Conversation' }).getByText('About my claim').waitFor();

    proxy.cut();
    await desk.getByText('Reconnecting').waitFor();
    await baton.createEvent(first.session_id, {
      kind: 'message',
      source: 'customer',
      message: 'Hello? Anybody?',
    });
    await baton.accept(second.id, TOM);
    await baton.withdraw(third.id);
    await ask(server.url, 'I was not there before');
    await converse(server.url, 'I talk with the AI');
    clock.putForward(seconds);
    await desk.context().clock.fastForward(seconds * 1000);
    proxy.mend();

    await desk.getByText('Reconnecting').waitFor({ state: 'hidden' });
    await desk.getByText('Hello? Anybody?').last().waitFor();
    const other = await fresh(desk);
    await other.getByRole('button', { name: /^Show the conversation/ }).click();
    await other.getByText('Hello? Anybody?').last().waitFor();
    await expect
      .poll(async () => (await shown(desk)) === (await shown(other)), SOON)
      .toBe(true)
      .catch(async () => {
        expect(await shown(desk)).toBe(await shown(other));
      });
    expect(await shown(desk)).toMatch(
      /with Tom Ito.*I was not there before|I was not there before.*with Tom Ito/s,
    );
    await desk.context().close();
  });
});
