import { BatonClient, StaffClient } from '@baton/client';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { ask } from './console-desk.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';
import type { InsuranceServer } from './insurance-server.ts';
import { openDesk, openHandoff } from './open-desk.ts';
import { saveScreenshot } from './save-screenshot.ts';

const MIA = { id: 'mia', name: 'Mia Berg' };

/** Three conversations: one without a person, one that a person resolved, one of billing that waits. */
async function work(server: InsuranceServer): Promise<void> {
  const baton = new BatonClient({ baseUrl: server.url });
  const staff = new StaffClient({ baseUrl: server.url });
  await staff.createDepartment({ id: 'billing', name: 'Billing' });
  await staff.createOperator({ ...MIA, departments: ['support'] });
  await staff.setPresence(MIA.id, 'available');
  const [agent] = await baton.listAgents();
  const begin = async (message: string): Promise<string> => {
    const { id } = await baton.createSession({ agent_id: agent?.id ?? '' });
    await baton.createEvent(id, { kind: 'message', source: 'customer', message });
    return id;
  };
  await begin('What does the house policy cover?');
  const resolved = await baton.requestHandoff(await begin('My roof leaks'), { reason: 'low_confidence' });
  await baton.accept(resolved.id, { operator: MIA });
  await baton.reply(resolved.id, {
    operator: MIA,
    message: 'A roofer comes tomorrow.',
    as: 'operator',
    seen_offset: -1,
    force: true,
  });
  await baton.resolve(resolved.id, { operator: MIA, disposition: 'solved' });
  await baton.requestHandoff(await begin('My invoice is wrong'), { department: 'billing' });
}

async function openReports(browser: Browser, server: InsuranceServer, options = {}): Promise<Page> {
  const { page } = await openDesk(browser, server, 'Dana Weiss', options);
  await page.goto(`${server.url}/console/reports?period=today`);
  await page.getByRole('region', { name: 'Volume' }).waitFor();
  return page;
}

/** What stands in the tile of a figure. */
async function figure(page: Page, name: string): Promise<string> {
  const tile = page
    .locator('dl > div')
    .filter({ has: page.getByRole('button', { name: `What is “${name}”?` }) });
  return (await tile.locator('dd').allTextContents()).join('|');
}

describe.skipIf(CHROMIUM === null)('reports in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('count what happened, say what they mean, and are read as tables too', async () => {
    await using server = await startInsuranceServer();
    await work(server);
    const page = await openReports(browser, server);
    expect(await figure(page, 'Handoffs')).toBe('2|');
    expect(await figure(page, 'Handoff rate')).toBe('67%|2 of 3');
    expect(await figure(page, 'Containment')).toBe('33%|1 of 3');
    expect(await figure(page, 'Resolved')).toBe('100%|1 of 1');
    await page.getByRole('button', { name: 'What is “Containment”?' }).click();
    await page.getByText('Conversations that the AI served alone').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('figure', { name: 'Conversations and handoffs over time' }).waitFor();
    await expectAccessible(page);
    await saveScreenshot(page, 'console-reports');
    await page.getByRole('button', { name: 'As a table: Conversations and handoffs over time' }).click();
    const table = page.getByRole('table', { name: 'Conversations and handoffs over time' });
    const rows = await table.getByRole('row').allTextContents();
    expect(rows).toHaveLength(25);
    expect(rows.filter((row) => row.endsWith('32'))).toHaveLength(1);
    expect(await page.getByRole('table', { name: 'Reasons' }).getByRole('row').count()).toBe(3);
  });

  test('what is chosen stands in the address, and filters', async () => {
    await using server = await startInsuranceServer();
    await work(server);
    const page = await openReports(browser, server);
    await page.getByLabel('Department', { exact: true }).selectOption('billing');
    await expect.poll(() => figure(page, 'Handoffs')).toBe('1|');
    expect(new URL(page.url()).searchParams.get('department')).toBe('billing');
    await page.reload();
    await expect.poll(() => figure(page, 'Handoffs')).toBe('1|');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => figure(page, 'Handoffs')).toBe('2|');
    await page.getByLabel('By', { exact: true }).selectOption('reason');
    await page.getByRole('table', { name: 'Compared: Reason' }).getByText('The AI was not sure').waitFor();
    await page.getByLabel('Period').selectOption('own');
    await page.getByLabel('From', { exact: true }).fill('2020-01-02');
    await page.getByLabel('To', { exact: true }).fill('2020-01-01');
    await page.getByText('The end is before the beginning.').waitFor();
    await page.getByLabel('To', { exact: true }).fill('2020-01-03');
    await page.getByText('Nothing happened in this period.').waitFor();
  });

  test('H8.3 tell handoffs apart by what they were resolved as, which the department sets', async () => {
    await using server = await startInsuranceServer();
    await work(server);
    await new StaffClient({ baseUrl: server.url }).setPresence(MIA.id, 'away');
    const { id } = await ask(server.url, 'I want my money back', 'support');
    const { page } = await openDesk(browser, server, 'Dana Weiss');
    await page.goto(`${server.url}/console/settings`);
    await page.getByRole('link', { name: /^Support/ }).click();
    const lines = page.getByLabel('Dispositions');
    expect(await lines.inputValue()).toBe('Solved\nNot solved\nNeeds follow-up\nDuplicate\nSpam');
    await lines.fill('Refund paid\n\nNot solved\n');
    await page.getByLabel('Ask for a rating').scrollIntoViewIfNeeded();
    await saveScreenshot(page, 'console-dispositions');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'New department' }).waitFor();
    const { policy } = await new StaffClient({ baseUrl: server.url }).readDepartment('support');
    expect(policy.dispositions).toEqual(['Refund paid', 'not-solved']);

    await openHandoff(page, server, id);
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByRole('button', { name: /^Resolve/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Resolve this conversation' });
    const choice = dialog.getByLabel('Disposition');
    expect(await choice.locator('option').allTextContents()).toEqual(['Refund paid', 'Not solved']);
    await dialog.getByRole('button', { name: 'Resolve', exact: true }).click();
    await page.getByText('Disposition: Refund paid').waitFor();

    await page.goto(`${server.url}/console/reports?period=today&by=disposition`);
    const table = page.getByRole('table', { name: 'Compared: Disposition' });
    await table.getByText('Refund paid').waitFor();
    expect(await table.getByRole('row').count()).toBe(3);
    await page.getByLabel('Disposition', { exact: true }).selectOption('Refund paid');
    await expect.poll(() => figure(page, 'Handoffs')).toBe('1|');
    expect(new URL(page.url()).searchParams.get('disposition')).toBe('Refund paid');
    await expectAccessible(page);
    await saveScreenshot(page, 'console-reports-disposition');
  });

  test('are taken along as files', async () => {
    await using server = await startInsuranceServer();
    await work(server);
    const page = await openReports(browser, server);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Department (CSV)' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text.split(/\r?\n/u)[0]).toContain('handoffs');
    expect(text).toContain('Billing');
  });

  test('are printed without what stands around them, dark on white', async () => {
    await using server = await startInsuranceServer();
    await work(server);
    const page = await openReports(browser, server, { colorScheme: 'dark' });
    await page.getByRole('figure', { name: 'Service level over time' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.getByRole('navigation').first().waitFor({ state: 'hidden' });
    expect(await page.getByLabel('Your presence').first().isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: 'Reports' }).isVisible()).toBe(true);
    const { ink, shown, all } = await page.evaluate(() => ({
      ink: getComputedStyle(document.body).color,
      shown: document.documentElement.scrollHeight,
      all: document.querySelector('main > div')?.scrollHeight ?? 0,
    }));
    expect(ink).toBe('rgb(27, 30, 29)');
    expect(shown).toBeGreaterThanOrEqual(all);
  });

  test.each([
    ['in the dark', { colorScheme: 'dark' }, 1440],
    ['on a phone', { viewport: { width: 360, height: 740 } }, 360],
  ] as const)('can be read by everybody, %s', async (_, options, width) => {
    await using server = await startInsuranceServer();
    await work(server);
    const page = await openReports(browser, server, options);
    await page.getByRole('figure', { name: 'Service level over time' }).waitFor();
    await page.getByRole('table', { name: 'Compared: Department' }).waitFor();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});
