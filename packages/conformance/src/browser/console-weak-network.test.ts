import { BatonClient } from '@baton/client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CuttableProxy } from '../testing/cuttable-proxy.ts';
import { CHROMIUM, launch } from './chromium.ts';
import { ask, converse, signIn } from './console-desk.ts';
import { expectAccessible } from './expect-accessible.ts';
import { askOlga, startHelpedServer } from './helped-server.ts';
import { startInsuranceServer } from './insurance-server.ts';
import { accept, conversation, openHandoff, reply, send } from './open-desk.ts';

const TOM = { operator: { id: 'tom', name: 'Tom Ito' } };
const SOON = { timeout: 15_000 };
const DRAFT = 'Your claim is decided this week.';

/** What stands in the main part, but for figures that tell how long something takes: those never stand still. */
function shown(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.querySelector('main')?.cloneNode(true) as HTMLElement;
    for (const clock of copy.querySelectorAll('.clock, [title], time'))
      clock.textContent = clock.textContent.replaceAll(
        /(?:\d+(?::\d+)*(?: s| min| h)?|just now)(?: ago)?/gu,
        '#',
      );
    return copy.textContent.replaceAll(/\d+ (?:s|min|h)\b|\d+:\d\d\b|just now/gu, '#');
  });
}

describe.skipIf(CHROMIUM === null)('a console on a weak network, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('after a cut the board, the follow-ups and the conversations show what fresh ones show', async () => {
    await using server = await startInsuranceServer({ env: { BATON_LOG_LEVEL: 'error' } });
    await using proxy = await CuttableProxy.start(server.url);
    const baton = new BatonClient({ baseUrl: server.url });
    const [first, second, third] = [
      await ask(server.url, 'About my claim CL-2041'),
      await ask(server.url, 'About my policy POL-7'),
      await ask(server.url, 'About my bill'),
    ];
    const { page: board } = await signIn(browser, proxy.url);
    await board.getByLabel('Your presence').selectOption('away');
    const context = board.context();
    const pages = {
      '/supervisor': board,
      '/follow-ups': await context.newPage(),
      '/sessions': await context.newPage(),
    };
    for (const [path, page] of Object.entries(pages)) {
      page.setDefaultTimeout(8000);
      await page.goto(`${proxy.url}/console${path}`);
      await page.locator('main h1').first().waitFor();
    }
    const rows = (page: Page): Promise<number> => page.locator('main [data-queue-row]').count();
    await expect.poll(() => rows(pages['/sessions']), SOON).toBe(3);

    proxy.cut();
    for (const page of Object.values(pages)) await page.getByText('Reconnecting').waitFor();
    await baton.accept(second.id, TOM);
    await baton.addCommitment(second.id, {
      ...TOM,
      text: 'Call about the policy',
      due: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await baton.withdraw(third.id);
    await baton.createEvent(first.session_id, { kind: 'message', source: 'customer', message: 'Anybody?' });
    await ask(server.url, 'I was not there before');
    await converse(server.url, 'I talk with the AI');
    proxy.mend();

    await pages['/follow-ups'].getByText('Call about the policy').first().waitFor(SOON);
    await board.getByText('with Tom Ito').first().waitFor(SOON);
    await expect.poll(() => rows(pages['/sessions']), SOON).toBe(5);
    for (const [path, page] of Object.entries(pages)) {
      await page.getByText('Reconnecting').waitFor({ state: 'hidden' });
      const fresh = await context.newPage();
      await fresh.goto(page.url());
      await fresh.locator('main h1').first().waitFor();
      await expect
        .poll(async () => (await shown(page)) === (await shown(fresh)), SOON)
        .toBe(true)
        .catch(async () => expect(`${path} ${await shown(page)}`).toBe(`${path} ${await shown(fresh)}`));
      await fresh.close();
    }
    await context.close();
  }, 45_000);

  test('on a slow one that breaks off a reply is kept, said not to be sent, and sent once afterwards (H1.3, C24)', async () => {
    await using server = await startHelpedServer();
    await using proxy = await CuttableProxy.start(server.url);
    const baton = new BatonClient({ baseUrl: server.url });
    const handoff = await askOlga(server, 'What about CL-2041?');
    const { page } = await signIn(browser, proxy.url);
    page.setDefaultTimeout(20_000);
    await page.getByLabel('Your presence').selectOption('away');
    const network = await page.context().newCDPSession(page);
    const slow = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
    await network.send('Network.emulateNetworkConditions', { offline: false, ...slow });
    await openHandoff(page, proxy, handoff.id);
    await accept(page);
    await reply(page).fill(DRAFT);

    await network.send('Network.emulateNetworkConditions', { offline: true, ...slow });
    proxy.cut();
    await page.getByText(/^Reconnecting/).waitFor();
    await expectAccessible(page);
    await baton.createEvent(handoff.session_id, { kind: 'message', source: 'customer', message: 'Hello?' });
    await send(page).click();
    await page.getByText(/^Not sent: .*Your text is kept\.$/).waitFor();
    expect(await reply(page).inputValue()).toBe(DRAFT);

    proxy.mend();
    await network.send('Network.emulateNetworkConditions', { offline: false, ...slow });
    await page.getByText(/^Reconnecting/).waitFor({ state: 'hidden' });
    await conversation(page).getByText('Hello?').waitFor();
    expect(await reply(page).inputValue()).toBe(DRAFT);
    // Somebody who is not sure clicks until it is gone.
    const said = async (): Promise<number> =>
      (await baton.listEvents(handoff.session_id)).filter(
        ({ kind, source }) => kind === 'message' && source === 'human_agent',
      ).length;
    await expect
      .poll(async () => {
        if ((await reply(page).inputValue()) !== '')
          await send(page)
            .click({ timeout: 500 })
            .catch(() => undefined);
        return reply(page).inputValue();
      }, SOON)
      .toBe('');
    await conversation(page).getByText(DRAFT).waitFor();
    expect(await said()).toBe(1);
    expect(await conversation(page).getByText(DRAFT).count()).toBe(1);
    await page.context().close();
  }, 45_000);
});
