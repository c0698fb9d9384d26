import { BatonClient, StaffClient } from '@baton/client';
import type { Handoff } from '@baton/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch, openPage } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';
import type { InsuranceServer } from './insurance-server.ts';
import { saveScreenshot } from './save-screenshot.ts';

const DANA = 'Dana Weiss';
const TOM = { id: 'tom', name: 'Tom Ito' };
const ENV = { BATON_LOG_LEVEL: 'warn', BATON_SERVICE_LEVEL: '3' };

async function signIn(browser: Browser, server: InsuranceServer, options = {}): Promise<Page> {
  const { page } = await openPage(browser, `${server.url}/console`, options);
  await page.getByRole('textbox', { name: 'Your name' }).fill(DANA);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByLabel('Your presence').waitFor();
  return page;
}

/** A customer who wants a person. */
async function ask(server: InsuranceServer, message: string): Promise<Handoff> {
  const baton = new BatonClient({ baseUrl: server.url });
  const [agent] = await baton.listAgents();
  const session = await baton.createSession({ agent_id: agent?.id ?? '', title: message });
  await baton.createEvent(session.id, { kind: 'message', source: 'customer', message });
  return baton.requestHandoff(session.id);
}

function offer(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('region', { name: 'Offered to you' });
}

async function width(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

describe.skipIf(CHROMIUM === null)('the desk in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('an offer is shown first, counts down, and goes on when it is declined by key (H6.4, C20)', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const staff = new StaffClient({ baseUrl: server.url });
    const desk = await signIn(browser, server);
    await expect.poll(() => desk.getByLabel('Your presence').inputValue()).toBe('available');
    await ask(server, 'What about my claim CL-2041?');
    await offer(desk).getByRole('timer').waitFor();
    await expect.poll(() => desk.title()).toContain('Offered to you');
    await saveScreenshot(desk, 'console-offer');
    await expectAccessible(desk);
    await staff.createOperator(TOM);
    await staff.setPresence(TOM.id, 'available');
    await desk.keyboard.press('d');
    await offer(desk).waitFor({ state: 'hidden' });
    await desk.getByText(`offered to ${TOM.name}`).waitFor();
    await expect.poll(() => desk.title()).not.toContain('Offered to you');
  });

  test('accepted it opens, is passed on with a note, and comes to the other (H3.5)', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const baton = new BatonClient({ baseUrl: server.url });
    const staff = new StaffClient({ baseUrl: server.url });
    await staff.createDepartment({ id: 'billing', name: 'Billing' });
    await staff.createOperator({ ...TOM, departments: ['billing'] });
    await staff.setPresence(TOM.id, 'available');
    const desk = await signIn(browser, server);
    const handoff = await ask(server, 'My invoice is wrong');
    await offer(desk)
      .getByRole('button', { name: /^Accept/ })
      .click();
    await desk.getByRole('textbox', { name: 'Reply' }).waitFor();
    await desk.getByRole('heading', { name: /^Guest/ }).click();
    await desk.keyboard.press('t');
    const dialog = desk.getByRole('dialog', { name: 'Transfer this conversation' });
    await dialog.getByLabel('Department').selectOption({ value: 'billing' });
    await dialog.getByLabel('Person').selectOption({ value: TOM.id });
    await dialog.getByLabel('Note for whoever takes it').fill('an invoice of May');
    await saveScreenshot(desk, 'console-transfer');
    await expectAccessible(desk);
    await dialog.getByRole('button', { name: 'Transfer', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    const moved = await baton.readHandoff(handoff.id);
    expect(moved).toMatchObject({ transfers: 1, offer: { operator: TOM } });
    expect(moved.notes.map(({ text }) => text)).toEqual(['an invoice of May']);
    await desk.getByText(`offered to ${TOM.name}`).first().waitFor();
  });

  test('who is away is offered nothing, and is told of the one who waits too long (H6.6, H7.1)', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const desk = await signIn(browser, server, { viewport: { width: 360, height: 780 } });
    await desk.getByLabel('Your presence').selectOption('away');
    await expect
      .poll(async () => (await new StaffClient({ baseUrl: server.url }).listOperators())[0]?.presence.status)
      .toBe('away');
    await ask(server, 'Is anybody there?');
    const alerts = desk.getByRole('region', { name: 'Alerts' });
    await alerts.getByText('has waited longer than promised').waitFor();
    expect(await offer(desk).count()).toBe(0);
    await expectAccessible(desk);
    expect(await width(desk)).toBeLessThanOrEqual(360);
    await alerts.getByRole('link', { name: /^Open/ }).click();
    await desk.getByRole('button', { name: 'Accept', exact: true }).click();
    await desk.getByRole('textbox', { name: 'Reply' }).waitFor();
    expect(await alerts.count()).toBe(0);
    expect(await width(desk)).toBeLessThanOrEqual(360);
  });

  test('closing the console ends the presence of its operator, signing out at once (C10)', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const staff = new StaffClient({ baseUrl: server.url });
    const status = async (): Promise<string | undefined> => (await staff.listOperators())[0]?.presence.status;
    const desk = await signIn(browser, server);
    await expect.poll(status).toBe('available');
    await desk.getByRole('button', { name: /^Account/ }).click();
    await desk.getByRole('button', { name: 'Sign out' }).click();
    await desk.getByRole('textbox', { name: 'Your name' }).waitFor();
    await expect.poll(status).toBe('offline');
    const again = await signIn(browser, server);
    await expect
      .poll(async () => (await staff.listOperators()).map(({ presence }) => presence.status))
      .toContain('available');
    await again.close();
    await expect
      .poll(async () => (await staff.listOperators()).map(({ presence }) => presence.status), {
        timeout: 12_000,
      })
      .not.toContain('available');
  });

  test('with a key of his own an operator reads along what he has opened, and nothing of others (H1.1)', async () => {
    const key = 'operator-secret-0123456789';
    const admin = 'admin-secret-0123456789';
    await using server = await startInsuranceServer({
      env: { ...ENV, BATON_API_KEYS: `operator:Mia Berg:${key},admin:root:${admin}` },
    });
    const baton = new BatonClient({ baseUrl: server.url, token: admin });
    const [agent] = await baton.listAgents();
    const write = (id: string, message: string): Promise<unknown> =>
      baton.createEvent(id, { kind: 'message', source: 'customer', message });
    const open = async (message: string): Promise<Handoff> => {
      const session = await baton.createSession({ agent_id: agent?.id ?? '' });
      await write(session.id, message);
      return baton.requestHandoff(session.id);
    };
    const { page: desk, errors } = await openPage(browser, `${server.url}/console`);
    await desk.getByLabel('Access key').fill(key);
    await desk.getByRole('button', { name: 'Sign in' }).click();
    await desk.getByLabel('Your presence').selectOption('away');
    const [first, second] = [await open('About my claim CL-2041'), await open('About my policy POL-7')];
    await desk.goto(`${server.url}/console/handoffs/${first.id}`);
    await desk.getByRole('button', { name: /^Show the conversation/ }).click();
    const conversation = desk.getByRole('log', { name: 'Conversation' });
    await conversation.getByText('About my claim CL-2041').waitFor();
    await write(first.session_id, 'is anybody there?');
    await conversation.getByText('is anybody there?').waitFor();
    await desk.getByRole('list', { name: 'Waiting' }).getByText(/POL-7/).first().click();
    await desk.waitForURL(`**/handoffs/${second.id}*`);
    await desk.getByRole('button', { name: /^Show the conversation/ }).click();
    await write(second.session_id, 'and for me?');
    await conversation.getByText('and for me?').waitFor();
    await desk.keyboard.press('a');
    await desk.getByRole('textbox', { name: 'Reply' }).waitFor();
    await write(second.session_id, 'good to see you');
    await conversation.getByText('good to see you').waitFor();
    expect(errors.filter((error) => !error.includes('401'))).toEqual([]);
  });
});
