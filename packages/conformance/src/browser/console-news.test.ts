import { BatonClient, StaffClient } from '@baton/client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { ask, signIn } from './console-desk.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';
import { saveScreenshot } from './save-screenshot.ts';

const ENV = { BATON_LOG_LEVEL: 'warn' };
/** On a machine that is busy with other tests. */
const SOON = { timeout: 10_000 };

/** The tab is behind another one, or in front again. */
function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'visibilityState', {
    get: () => (hidden ? 'hidden' : 'visible'),
    configurable: true,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Stands in for the desktop: the titles of what would be shown there. */
function stubDesktop(): void {
  const shown: string[] = [];
  class Shown extends EventTarget {
    static permission = 'granted';
    static requestPermission = (): Promise<string> => Promise.resolve('granted');
    constructor(title: string) {
      super();
      shown.push(title);
    }
    close(): void {}
  }
  Object.assign(globalThis, { Notification: Shown, shown });
}

function shownOn(desk: Page): Promise<string[]> {
  return desk.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
}

describe.skipIf(CHROMIUM === null)('what is one’s own', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('a customer who writes while nobody looks is told on the desktop, in the title and in the queue, until one looks (C20)', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const baton = new BatonClient({ baseUrl: server.url });
    const staff = new StaffClient({ baseUrl: server.url });
    const { page: desk, errors } = await signIn(browser, server.url);
    const first = await ask(server.url, 'I want a person for claim CL-1');
    await desk.getByRole('region', { name: 'Offered to you' }).waitFor();
    await desk.keyboard.press('y');
    const reply = desk.getByRole('textbox', { name: 'Reply' });
    await reply.fill('Hello, Dana here.');
    await reply.press('Enter');
    await desk.getByRole('log', { name: 'Conversation' }).getByText('Dana here').waitFor();
    await desk.evaluate(stubDesktop);

    const write = (message: string): Promise<unknown> =>
      baton.createEvent(first.session_id, { kind: 'message', source: 'customer', message });
    await write('In front of your eyes');
    await desk.getByRole('log', { name: 'Conversation' }).getByText('In front of your eyes').waitFor();
    expect(await shownOn(desk)).toEqual([]);
    await desk.evaluate(setHidden, true);
    await write('Are you still there?');
    await expect.poll(() => shownOn(desk), SOON).toEqual([expect.stringMatching(/wrote to you$/)]);
    await expect.poll(() => desk.title(), SOON).toMatch(/^1 unread/);
    const row = desk.getByRole('list', { name: 'Mine' }).getByRole('listitem');
    const unread = row.getByText('1 unread message');
    await unread.waitFor();
    await desk.evaluate(setHidden, false);
    await unread.waitFor({ state: 'detached' });
    expect(await desk.title()).not.toMatch(/unread/);

    await staff.updateDepartment('support', { policy: { auto_accept: true } });
    await ask(server.url, 'I want a person for claim CL-2');
    await expect.poll(() => shownOn(desk), SOON).toContainEqual(expect.stringMatching(/is with you now$/));
    const given = desk.getByText('New', { exact: true });
    await given.waitFor();
    await saveScreenshot(desk, 'console-news');
    await expectAccessible(desk);
    await row.filter({ has: given }).getByRole('link').click();
    await given.waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });
});
