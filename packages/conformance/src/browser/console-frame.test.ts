import { BatonClient, StaffClient } from '@baton/client';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { ask, converse, overhang, signIn } from './console-desk.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';
import type { InsuranceServer } from './insurance-server.ts';
import { saveScreenshot } from './save-screenshot.ts';

const ENV = { BATON_LOG_LEVEL: 'warn' };
/** On a machine that is busy with other tests. */
const SOON = { timeout: 10_000 };
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };
const PAGES = ['/', '/sessions', '/follow-ups'];

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', `/console${to}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

function reply(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('textbox', { name: 'Reply' });
}

function palette(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('dialog').getByRole('combobox');
}

async function expectReplyFocused(page: Page): Promise<void> {
  await expect.poll(() => reply(page).evaluate((field) => field === document.activeElement), SOON).toBe(true);
}

/** What a click would meet where the pointer stands. */
function under(page: Page, at: { x: number; y: number }): Promise<string> {
  return page.evaluate(({ x, y }) => {
    const hit = document.elementFromPoint(x, y)?.closest('button, a, input, textarea');
    return hit?.textContent?.trim() ?? hit?.tagName ?? '';
  }, at);
}

async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
}

/** Stands in for the desktop of somebody who looks elsewhere: what would be shown there, and when. */
function lookAway(): void {
  const shown: { title: string; at: number }[] = [];
  Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  Object.defineProperty(document, 'hidden', { get: () => true });
  class Shown extends EventTarget {
    static permission = 'granted';
    static requestPermission = (): Promise<string> => Promise.resolve('granted');
    constructor(title: string) {
      super();
      shown.push({ title, at: Date.now() });
    }
    close(): void {}
  }
  Object.assign(globalThis, { Notification: Shown, shown });
}

describe.skipIf(CHROMIUM === null)('the frame of the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('everything from an offer to the end goes by keys alone (C20)', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const { page: desk, errors } = await signIn(browser, server.url);
    await ask(server.url, 'What about my claim CL-2041?');
    await desk.getByRole('region', { name: 'Offered to you' }).waitFor();
    await desk.keyboard.press('y');
    await expectReplyFocused(desk);
    await desk.keyboard.type('Good morning, Dana here.');
    await desk.keyboard.press('Enter');
    await desk.getByRole('log', { name: 'Conversation' }).getByText('Dana here').waitFor();
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('e');
    const dialog = desk.getByRole('dialog', { name: 'Resolve this conversation' });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Resolve' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await desk.getByRole('list', { name: 'Recently ended' }).getByRole('listitem').waitFor();

    const watched = await converse(server.url, 'I moved house.');
    await desk.keyboard.press('2');
    await desk.getByRole('heading', { name: 'Conversations' }).waitFor();
    await desk
      .getByRole('link', { name: /I moved house|AI:/ })
      .first()
      .waitFor();
    await desk.keyboard.press('j');
    await desk.keyboard.press('Enter');
    await desk.getByText('Nobody sees that you read along.').waitFor();
    await desk.keyboard.press('a');
    await expectReplyFocused(desk);
    const [held] = (await new BatonClient({ baseUrl: server.url }).listHandoffs({ stage: 'active' })).items;
    expect(held?.session_id).toBe(watched);

    await desk.keyboard.press('Control+k');
    await palette(desk).fill('follow');
    await desk.keyboard.press('Enter');
    await desk.getByRole('heading', { name: 'Follow-ups' }).waitFor();
    await desk.keyboard.press('Control+k');
    await palette(desk).fill('dark');
    await desk.keyboard.press('Enter');
    await expect.poll(() => desk.locator('html').getAttribute('data-theme'), SOON).toBe('dark');
    expect(errors).toEqual([]);
  });

  test('watching writes nothing, and nobody learns of it', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const baton = new BatonClient({ baseUrl: server.url });
    const session = await converse(server.url, 'What does my policy cover?');
    await expect.poll(async () => (await baton.listEvents(session)).at(-1)?.source, SOON).toBe('ai_agent');
    await expect
      .poll(async () => (await baton.listEvents(session)).at(-1)?.data, SOON)
      .toMatchObject({ status: 'ready' });
    const before = { events: await baton.listEvents(session), session: await baton.readSession(session) };
    const { page: desk } = await signIn(browser, server.url);
    await go(desk, `/sessions/${session}`);
    const log = desk.getByRole('log', { name: 'Conversation' });
    await log.getByText('What does my policy cover?').waitFor();
    expect({ events: await baton.listEvents(session), session: await baton.readSession(session) }).toEqual(
      before,
    );
    await baton.createEvent(session, { kind: 'message', source: 'customer', message: 'And my bicycle?' });
    await log.getByText('And my bicycle?').waitFor();
    await saveScreenshot(desk, 'console-watch');
    await expectAccessible(desk);
  });

  test('a lead who watches whispers to the holder, and takes over after a question', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const { page: desk } = await signIn(browser, server.url);
    const { session_id: session } = await ask(server.url, 'What about my claim CL-2041?');
    await desk.getByRole('region', { name: 'Offered to you' }).waitFor();
    await desk.keyboard.press('y');
    await expectReplyFocused(desk);
    const { page: lead } = await signIn(browser, server.url);
    await go(lead, `/sessions/${session}`);
    await lead.getByRole('textbox', { name: /^Whisper to Dana/ }).fill('Offer him the voucher.');
    await lead.keyboard.press('Enter');
    await desk.getByRole('region', { name: 'Alerts' }).getByText('a lead has a word for you').waitFor();
    await desk.getByRole('log', { name: 'Conversation' }).getByText('Offer him the voucher.').waitFor();
    await expectAccessible(lead);
    await lead.getByRole('button', { name: /^Take over from Dana/ }).click();
    const question = lead.getByRole('dialog', { name: /^Take over from Dana/ });
    await question.getByRole('button', { name: 'Take over', exact: true }).click();
    await expectReplyFocused(lead);
    await expect.poll(() => reply(desk).count(), SOON).toBe(0);
  });

  test('all offers are listed; after one is accepted the pointer lies on nothing that ends a conversation (C20)', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const { page: desk } = await signIn(browser, server.url);
    await ask(server.url, 'I want a person for claim CL-1');
    await ask(server.url, 'I want a person for claim CL-2');
    const offers = desk.getByRole('region', { name: 'Offered to you' }).getByRole('listitem');
    await expect.poll(() => offers.count(), SOON).toBe(2);
    await expectAccessible(desk);
    const accept = offers.first().getByRole('button', { name: /^Accept/ });
    const at = await middleOf(accept);
    await accept.click();
    await expectReplyFocused(desk);
    expect(await under(desk, at)).not.toMatch(/Resolve|Return|Transfer/);
    await expect.poll(() => offers.count(), SOON).toBe(1);
  });

  test('offers cover no button: not in the settings, and not on a phone whose keyboard is up', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const { page: desk } = await signIn(browser, server.url, { viewport: DESKTOP });
    await go(desk, '/settings?item=new');
    const create = desk.getByRole('button', { name: 'Create' });
    await create.waitFor();
    await ask(server.url, 'I want a person for claim CL-1');
    const offers = desk.getByRole('region', { name: 'Offered to you' });
    await offers.waitFor();
    expect(await under(desk, await middleOf(create))).toBe('Create');
    await desk.keyboard.press('y');
    await expectReplyFocused(desk);

    await desk.setViewportSize({ width: 360, height: 400 });
    await ask(server.url, 'I want a person for claim CL-2');
    await ask(server.url, 'I want a person for claim CL-3');
    await offers.waitFor();
    await reply(desk).fill('A moment, please.');
    const send = desk.getByRole('button', { name: 'Send', exact: true });
    await expect.poll(async () => under(desk, await middleOf(send)), SOON).toBe('Send');
    const accept = offers.getByRole('button', { name: /^Accept/ }).first();
    expect(await under(desk, await middleOf(accept))).toMatch(/^Accept/);
    await saveScreenshot(desk, 'console-keyboard-up');
  });

  test('an offer is told on the desktop within two seconds while nobody looks at the page, and again (C20)', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const { page: desk } = await signIn(browser, server.url);
    await desk.evaluate(lookAway);
    await ask(server.url, 'I want a person');
    const asked = Date.now();
    const shown = (): Promise<{ title: string; at: number }[]> =>
      desk.evaluate(() => (globalThis as unknown as { shown: { title: string; at: number }[] }).shown);
    await expect.poll(async () => (await shown()).length, { timeout: 5000 }).toBeGreaterThan(0);
    expect((await shown())[0]?.title).toMatch(/offered to you/);
    expect(((await shown())[0]?.at ?? Infinity) - asked).toBeLessThan(2000);
    await expect.poll(async () => (await shown()).length, { timeout: 9000 }).toBeGreaterThan(1);
  });

  test('the queue by department, with filters that the address keeps', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const staff = new StaffClient({ baseUrl: server.url });
    await staff.createDepartment({ id: 'claims', name: 'Claims' });
    await staff.createDepartment({ id: 'billing', name: 'Billing' });
    await ask(server.url, 'My claim CL-2041 please', 'claims');
    await ask(server.url, 'My bill please', 'billing');
    const { page: desk } = await signIn(browser, server.url);
    const waiting = desk.getByRole('list', { name: 'Waiting' }).getByRole('listitem');
    await expect.poll(() => waiting.count(), SOON).toBe(2);
    const tabs = desk.getByRole('list', { name: 'Departments' });
    await tabs.getByRole('link', { name: /^Claims 1/ }).click();
    await expect.poll(() => waiting.count(), SOON).toBe(1);
    expect(desk.url()).toContain('department=claims');
    await desk.reload();
    await waiting
      .getByText(/CL-2041/)
      .first()
      .waitFor();
    await tabs.getByRole('link', { name: /^All/ }).click();
    await desk.getByRole('searchbox', { name: 'Find a customer' }).fill('bill');
    await expect.poll(() => waiting.count(), SOON).toBe(1);
    await desk.getByRole('searchbox', { name: 'Find a customer' }).fill('nothing like it');
    await desk.getByRole('link', { name: 'Clear the filters' }).click();
    await expect.poll(() => waiting.count(), SOON).toBe(2);
    const [dana] = await staff.listOperators();
    await staff.updateOperator(dana?.id ?? '', { departments: ['claims', 'billing'] });
    await waiting.first().getByRole('link').focus();
    await desk.keyboard.press('a');
    await expectReplyFocused(desk);
  });

  describe('every page can be used', () => {
    let server: InsuranceServer;
    beforeAll(async () => {
      server = await startInsuranceServer({ env: ENV });
      await ask(server.url, 'What about my claim CL-2041?');
      await converse(server.url, 'Hello');
    });
    afterAll(() => server[Symbol.asyncDispose]());

    test.each([
      ['en', 'light', 'Queue', DESKTOP],
      ['en', 'dark', 'Queue', PHONE],
      ['de', 'dark', 'Warteschlange', DESKTOP],
      ['de', 'light', 'Warteschlange', PHONE],
      ['es', 'light', 'Cola', PHONE],
    ] as const)('in %s, %s', async (locale, colorScheme, queue, viewport) => {
      const { page: desk, errors } = await signIn(browser, server.url, { locale, colorScheme, viewport });
      expect(await desk.locator('html').getAttribute('lang')).toBe(locale);
      await desk.getByRole('link', { name: new RegExp(`^${queue}`) }).waitFor();
      for (const path of PAGES) {
        await go(desk, path);
        await desk
          .locator(path === '/' ? '[data-queue-row]' : 'h1')
          .first()
          .waitFor();
        await expectAccessible(desk);
        expect(await overhang(desk)).toBeLessThanOrEqual(0);
        await saveScreenshot(
          desk,
          `console-${path.slice(1) || 'queue'}-${locale}-${viewport.width}-${colorScheme}`,
        );
      }
      await desk.keyboard.press('?');
      await desk.getByRole('dialog').waitFor();
      await expectAccessible(desk);
      await desk.keyboard.press('Escape');
      await desk.getByRole('dialog').waitFor({ state: 'hidden' });
      await desk.keyboard.press('Control+k');
      await palette(desk).waitFor();
      await expectAccessible(desk);
      expect(errors).toEqual([]);
      await desk.context().close();
    });
  });
});
