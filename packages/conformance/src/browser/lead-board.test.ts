import { BatonClient, StaffClient } from '@baton/client';
import type { Handoff } from '@baton/protocol';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';
import type { InsuranceServer } from './insurance-server.ts';
import { SOON, openDesk } from './open-desk.ts';
import { saveScreenshot } from './save-screenshot.ts';

const MIA = { id: 'mia', name: 'Mia Berg' };
const TOM = { id: 'tom', name: 'Tom Ito' };

/** Two departments; Mia of one is here and Tom of the other one too. */
async function staffed(server: InsuranceServer): Promise<void> {
  const staff = new StaffClient({ baseUrl: server.url });
  await staff.createDepartment({ id: 'billing', name: 'Billing' });
  await staff.createOperator({ ...MIA, departments: ['support'], max_chats: 2 });
  await staff.createOperator({ ...TOM, departments: ['billing'] });
  for (const { id } of [MIA, TOM]) await staff.setPresence(id, 'available');
}

/** A known customer who wants a person. */
async function ask(server: InsuranceServer, name: string, department = 'support'): Promise<Handoff> {
  const baton = new BatonClient({ baseUrl: server.url });
  const [agent] = await baton.listAgents();
  const customer = await (
    await fetch(`${server.url}/customers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    })
  ).json();
  const session = await baton.createSession({ agent_id: agent?.id ?? '', customer_id: customer.id });
  await baton.createEvent(session.id, { kind: 'message', source: 'customer', message: 'My roof leaks' });
  return baton.requestHandoff(session.id, { department });
}

async function openBoard(browser: Browser, server: InsuranceServer, options = {}): Promise<Page> {
  const { page } = await openDesk(browser, server, 'Dana Weiss', options);
  await makeLead(server, 'Dana Weiss');
  await page.goto(`${server.url}/console/supervisor`);
  await page.getByRole('heading', { name: 'Billing' }).waitFor();
  return page;
}

/** On a server without keys whoever sits at a console may set everything up, and acts as the operator whose name he gave. */
async function makeLead(server: InsuranceServer, name: string): Promise<void> {
  const staff = new StaffClient({ baseUrl: server.url });
  const known = async (): Promise<string | undefined> =>
    (await staff.listOperators()).find((each) => each.name === name)?.id;
  await expect.poll(known, SOON).toBeDefined();
  await staff.updateOperator((await known()) ?? '', { lead: true });
}

async function act(page: Page, name: string, what: string): Promise<void> {
  await page.getByRole('button', { name: `Actions: ${name}` }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

function part(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

describe.skipIf(CHROMIUM === null)('the board of a lead in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('shows how it stands, live, and what waits is put to a person (H6.4)', async () => {
    await using server = await startInsuranceServer();
    await staffed(server);
    const baton = new BatonClient({ baseUrl: server.url });
    const page = await openBoard(browser, server);
    await part(page, 'Waiting').getByText('Nobody is waiting.').waitFor();
    const ana = await ask(server, 'Ana Ruiz');
    const row = part(page, 'Waiting').getByRole('listitem').filter({ hasText: 'Ana Ruiz' });
    await row.getByText(`offered to ${MIA.name}`).waitFor();
    await baton.decline(ana.id, { operator: MIA });
    await row.getByText('nobody yet').waitFor();
    await act(page, 'Ana Ruiz', 'Pass on…');
    const dialog = page.getByRole('dialog', { name: 'Pass on: Ana Ruiz' });
    await expectAccessible(page);
    await dialog.getByLabel('Person').selectOption(MIA.id);
    await dialog.getByLabel('Note').fill('she knows the house');
    await dialog.getByRole('button', { name: 'Pass on' }).click();
    await row.getByText(`offered to ${MIA.name}`).waitFor();
    // The focus is back at what opened the dialog.
    const opener = page.getByRole('button', { name: 'Actions: Ana Ruiz' });
    await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
    const detail = await baton.readHandoff(ana.id);
    expect(detail.notes.map(({ text }) => text)).toEqual(['she knows the house']);
    await saveScreenshot(page, 'console-board');
  });

  test('what is held is passed to another department, and its holder is whispered to (H3.5)', async () => {
    await using server = await startInsuranceServer();
    await staffed(server);
    const baton = new BatonClient({ baseUrl: server.url });
    const page = await openBoard(browser, server);
    const handoff = await ask(server, 'Ana Ruiz');
    await baton.accept(handoff.id, { operator: MIA });
    await part(page, 'With a person').getByText(`with ${MIA.name}`).waitFor();
    await act(page, 'Ana Ruiz', 'Whisper…');
    const whisper = page.getByRole('dialog', { name: `Whisper to ${MIA.name}` });
    await whisper.getByLabel('Your words').fill('Offer her the callback.');
    await whisper.getByRole('button', { name: 'Whisper' }).click();
    await whisper.waitFor({ state: 'hidden' });
    const { notes } = await baton.readHandoff(handoff.id);
    expect(notes).toMatchObject([{ text: 'Offer her the callback.', whisper: true }]);
    // His lease is short, and this machine may be slow.
    await new StaffClient({ baseUrl: server.url }).setPresence(TOM.id, 'available');
    await act(page, 'Ana Ruiz', 'Pass on…');
    const dialog = page.getByRole('dialog', { name: 'Pass on: Ana Ruiz' });
    await dialog.getByLabel('Department').selectOption('billing');
    await dialog.getByRole('button', { name: 'Pass on' }).click();
    await part(page, 'Waiting').getByText(`offered to ${TOM.name}`).waitFor();
    expect((await baton.readHandoff(handoff.id)).requirements.department).toBe('billing');
  });

  test('a lead moves one who waits in the line (H6.1)', async () => {
    await using server = await startInsuranceServer();
    await staffed(server);
    await new StaffClient({ baseUrl: server.url }).setPresence(MIA.id, 'away');
    const page = await openBoard(browser, server);
    for (const name of ['Ana Ruiz', 'Ben Cole']) await ask(server, name);
    const names = async (): Promise<string[]> =>
      (await part(page, 'Waiting').getByRole('link').allTextContents()).map((text) => text.trim());
    await expect.poll(names).toEqual(['Ana Ruiz', 'Ben Cole']);
    await act(page, 'Ben Cole', 'Priority…');
    const dialog = page.getByRole('dialog', { name: 'Priority: Ben Cole' });
    await dialog.getByLabel('Priority').selectOption('Urgent');
    await dialog.getByRole('button', { name: 'Set the priority' }).click();
    await expect.poll(names).toEqual(['Ben Cole', 'Ana Ruiz']);
  });

  test('whoever forgot to go is sent offline after a question that says what becomes of his chats (H6.6)', async () => {
    await using server = await startInsuranceServer();
    await staffed(server);
    const baton = new BatonClient({ baseUrl: server.url });
    const staff = new StaffClient({ baseUrl: server.url });
    const page = await openBoard(browser, server);
    const handoff = await ask(server, 'Ana Ruiz');
    await baton.accept(handoff.id, { operator: MIA });
    await part(page, 'Operators').getByRole('link', { name: 'Watch: Ana Ruiz' }).waitFor();
    await act(page, MIA.name, 'Send offline…');
    const dialog = page.getByRole('dialog', { name: `Send ${MIA.name} offline?` });
    await dialog.getByText('One conversation is queued again').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect((await staff.readPresence(MIA.id)).status).toBe('available');
    await act(page, MIA.name, 'Send offline…');
    await dialog.getByRole('button', { name: 'Send offline' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await staff.readPresence(MIA.id)).status).toBe('offline');
    await part(page, 'Operators').getByText('Offline for').waitFor();
  });

  test.each([
    ['on a wall in the dark', { viewport: { width: 1920, height: 1080 }, colorScheme: 'dark' }, 1920],
    ['on a phone', { viewport: { width: 360, height: 740 } }, 360],
  ] as const)('can be read by everybody, %s', async (_, options, width) => {
    await using server = await startInsuranceServer({
      env: { BATON_LOG_LEVEL: 'warn', BATON_SERVICE_LEVEL: '1' },
    });
    await staffed(server);
    await new StaffClient({ baseUrl: server.url }).setPresence(MIA.id, 'away');
    const page = await openBoard(browser, server, options);
    await ask(server, 'Ana Ruiz');
    await page.getByText(/^too long/).waitFor();
    await part(page, 'Alerts').last().getByText('has waited longer than promised').waitFor();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  test('is not for operators who are no leads, who are told why', async () => {
    const key = 'operator-secret-0123456789';
    await using server = await startInsuranceServer({
      env: {
        BATON_LOG_LEVEL: 'warn',
        BATON_API_KEYS: `operator:Mia Berg:${key},admin:root:admin-secret-0123456789`,
      },
    });
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.url}/console/supervisor`);
    await page.getByLabel('Access key').fill(key);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The board is for leads.').waitFor();
    await page.goto(`${server.url}/console/settings`);
    await page.getByText('Settings are for leads and admins.').waitFor();
    await page.goto(`${server.url}/console/reports`);
    await page.getByText('Reports are for leads.').waitFor();
    await page.goto(`${server.url}/console/learning`);
    await page.getByText('What the AI learns is decided by leads.').waitFor();
    await page.context().close();
  });
});
