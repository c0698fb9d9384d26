import { BehaviourClient, BatonClient, KnowledgeClient, StaffClient } from '@baton/client';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch, openPage } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';
import type { InsuranceServer } from './insurance-server.ts';
import { openDesk } from './open-desk.ts';
import { saveScreenshot } from './save-screenshot.ts';

async function openSettings(browser: Browser, server: InsuranceServer, options = {}): Promise<Page> {
  const { page } = await openDesk(browser, server, 'Dana Weiss', options);
  await page.goto(`${server.url}/console/settings`);
  await page.getByRole('heading', { name: 'Departments' }).waitFor();
  return page;
}

async function openPart(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name }).click();
  await page.getByRole('heading', { name, level: 2 }).waitFor();
}

describe.skipIf(CHROMIUM === null)('settings in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('a department is made with its hours, and what the server refuses stands at its field (H6.7)', async () => {
    await using server = await startInsuranceServer();
    const staff = new StaffClient({ baseUrl: server.url });
    const page = await openSettings(browser, server);
    await page.getByRole('link', { name: 'New department' }).click();
    await page.getByLabel('Open', { exact: true }).selectOption('By the week');
    await page.getByLabel('Time zone').fill('Berlin');
    await page.getByRole('button', { name: 'Create' }).click();
    const zone = page.getByLabel('Time zone');
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    await name.fill('Billing');
    await page.getByRole('button', { name: 'Create' }).click();
    await expect.poll(() => zone.getAttribute('aria-invalid')).toBe('true');
    await zone.fill('Europe/Berlin');
    await page.getByRole('button', { name: 'Remove hours: Monday' }).click();
    await page.getByRole('button', { name: 'Add hours: Saturday' }).click();
    await page.getByLabel('Saturday, until').fill('00:00');
    await page.getByRole('button', { name: 'Add a holiday' }).click();
    await page.getByLabel('Date', { exact: true }).fill('2026-12-25');
    await page.getByLabel('Service level', { exact: true }).fill('90');
    await page.getByLabel('Unit: Service level', { exact: true }).selectOption('seconds');
    await expectAccessible(page);
    await saveScreenshot(page, 'console-settings');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('link', { name: /^Billing/ }).waitFor();
    const made = await staff.readDepartment('billing');
    expect(made.hours).toMatchObject({ zone: 'Europe/Berlin', holidays: { '2026-12-25': [] } });
    expect(made.hours?.week.monday).toBeUndefined();
    expect(made.hours?.week.tuesday).toEqual([['09:00', '17:00']]);
    expect(made.hours?.week.saturday).toEqual([['09:00', '24:00']]);
    expect(made.policy.service_level_seconds).toBe(90);
  });

  test('what was changed and not saved is asked for before it is left', async () => {
    await using server = await startInsuranceServer();
    const page = await openSettings(browser, server);
    await page.getByRole('link', { name: /^Support/ }).click();
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('First line');
    await page.getByRole('link', { name: 'Operators' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await name.inputValue()).toBe('First line');
    await page.getByRole('link', { name: 'Operators' }).click();
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'Operators', level: 2 }).waitFor();
    await openPart(page, 'Departments');
    await page.getByRole('link', { name: /^Support/ }).click();
    await name.fill('First line');
    await page.getByRole('button', { name: 'Save' }).click();
    // Nothing is asked for, and the focus is back where one came from.
    const row = page.getByRole('link', { name: /^First line/ });
    await row.waitFor();
    await expect.poll(() => row.evaluate((link) => link === document.activeElement)).toBe(true);
  });

  test('an operator is made with skills, changed, and deleted after a question', async () => {
    await using server = await startInsuranceServer();
    const staff = new StaffClient({ baseUrl: server.url });
    const page = await openSettings(browser, server);
    await openPart(page, 'Operators');
    await page.getByRole('link', { name: 'New operator' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mia Berg');
    await page.getByLabel('E-mail').fill('not an address');
    await page.getByLabel('Languages').fill('de, EN');
    await page.getByLabel('Conversations at once').fill('3');
    await page.getByRole('button', { name: 'Add a skill' }).click();
    await page.getByLabel('Skill', { exact: true }).fill('invoices');
    await page.getByLabel('Level', { exact: true }).selectOption('4');
    await page.getByLabel('Lead').check();
    await page.getByRole('button', { name: 'Create' }).click();
    await expect.poll(() => page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('E-mail').fill('mia@example.com');
    await page.getByRole('button', { name: 'Create' }).click();
    const row = page.getByRole('link', { name: /^Mia Berg/ });
    await row.waitFor();
    expect(await staff.readOperator('mia-berg')).toMatchObject({
      email: 'mia@example.com',
      lead: true,
      languages: ['de', 'en'],
      max_chats: 3,
      skills: [{ skill: 'invoices', level: 4 }],
    });
    await row.click();
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('link', { name: 'New operator' }).waitFor();
    await row.waitFor({ state: 'detached' });
    expect((await staff.listOperators()).map(({ id }) => id)).not.toContain('mia-berg');
  });

  test('a trigger is changed, one is tried in the shadow, and both are taken back (H4.2, H4.6)', async () => {
    await using server = await startInsuranceServer();
    const [agent] = await new BatonClient({ baseUrl: server.url }).listAgents();
    const behaviour = new BehaviourClient({ baseUrl: server.url });
    const stored = async (): Promise<unknown> => (await behaviour.readTriggers(agent?.id ?? '')).stored;
    const page = await openSettings(browser, server);
    await openPart(page, 'Triggers');
    const threshold = page.getByLabel('Frustration: Score from (0 to 1)', { exact: true }).first();
    await threshold.fill('7');
    await page.getByLabel('Mode: Unsure answers').first().selectOption('Shadow');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => threshold.getAttribute('aria-invalid')).toBe('true');
    await threshold.fill('0.6');
    await page.getByRole('button', { name: 'Add a topic' }).click();
    await page.getByLabel('Name', { exact: true }).fill('recall');
    await page.getByLabel('Patterns').fill('toaster recalled\nkettle recalled');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(stored).toEqual({
      thresholds: { frustration: 0.6 },
      modes: { low_confidence: 'shadow' },
      topics: [{ name: 'recall', patterns: ['toaster recalled', 'kettle recalled'] }],
    });
    await page.getByText('set here').first().waitFor();
    await expectAccessible(page);
    await threshold.fill('');
    await page.getByLabel('Mode: Unsure answers').first().selectOption('As in the code');
    await page.getByRole('button', { name: 'Remove the topic recall' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(stored).toBeNull();
  });

  test('a canned reply is written, and a shortcut that cannot be typed is refused', async () => {
    await using server = await startInsuranceServer();
    const knowledge = new KnowledgeClient({ baseUrl: server.url });
    const page = await openSettings(browser, server);
    await openPart(page, 'Canned replies');
    await page.getByRole('link', { name: 'New canned reply' }).click();
    await page.getByLabel('Title').fill('Refund has been sent');
    await page.getByLabel('Shortcut').fill('refund sent');
    await page.getByRole('textbox', { name: 'Text' }).fill('Hello {{customer}}, your refund has been sent.');
    await page.getByLabel('For', { exact: true }).selectOption('Support');
    await page.getByRole('button', { name: 'Create' }).click();
    await expect.poll(() => page.getByLabel('Shortcut').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Shortcut').fill('refund-sent');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('link', { name: /^Refund has been sent/ }).waitFor();
    expect(await knowledge.listCannedReplies()).toMatchObject([
      { shortcut: 'refund-sent', department: 'support', language: null },
    ]);
  });

  test('articles are written with a preview, imported from a folder, and found', async () => {
    await using server = await startInsuranceServer();
    const folder = mkdtempSync(join(tmpdir(), 'baton-articles-'));
    mkdirSync(join(folder, 'help'));
    writeFileSync(join(folder, 'help', 'claims.md'), '# How long a claim takes\n\nTen working days.');
    writeFileSync(join(folder, 'help', 'photo.png'), 'no text');
    const knowledge = new KnowledgeClient({ baseUrl: server.url });
    const page = await openSettings(browser, server);
    await openPart(page, 'Articles');
    await page.getByRole('link', { name: 'New article' }).click();
    await page.getByLabel('Title').fill('Refunds');
    await page.getByRole('textbox', { name: 'Text' }).fill('## When\n\nWithin **14 days**.');
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByRole('heading', { name: 'When' }).waitFor();
    expect(await preview.getByText('14 days').evaluate((element) => element.tagName)).toBe('STRONG');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('link', { name: /^Refunds/ }).waitFor();
    await page.getByLabel('Choose a folder').setInputFiles(join(folder, 'help'));
    await page.getByText('One Markdown file.').waitFor();
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByText('1 new, 0 changed, 0 as they were, 0 deleted.').waitFor();
    await page.getByRole('link', { name: /^How long a claim takes/ }).waitFor();
    const made = (await knowledge.listArticles()).filter(({ coded }) => !coded);
    expect(made.map(({ title }) => title).toSorted()).toEqual(['How long a claim takes', 'Refunds']);
    await page
      .getByRole('searchbox', { name: 'Search' })
      .fill('How long does it take until my claim is decided?');
    await page
      .getByRole('region', { name: 'What is found with these words' })
      .getByText('Ten working days')
      .waitFor();
    await expectAccessible(page);
    rmSync(folder, { recursive: true });
  });

  test('the chat is set up for an agent, with the line for the company’s pages', async () => {
    await using server = await startInsuranceServer();
    const page = await openSettings(browser, server);
    await openPart(page, 'Chat widget');
    await page.getByLabel('Opening message').fill('Hello! How can we help?');
    await page.getByLabel('Customers may attach files').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    const [agent] = await new BatonClient({ baseUrl: server.url }).listAgents();
    const read = async (): Promise<unknown> =>
      (await fetch(`${server.url}/agents/${agent?.id ?? ''}/widget`)).json();
    await expect.poll(read).toMatchObject({ opening_message: 'Hello! How can we help?', attachments: false });
    await page.getByText(`data-agent="${agent?.id ?? ''}"`).waitFor();
    await expectAccessible(page);
  });

  test('a lead with a key of his own sets up departments, triggers and articles', async () => {
    const key = 'operator-secret-0123456789';
    const admin = 'admin-secret-0123456789';
    await using server = await startInsuranceServer({
      env: { BATON_LOG_LEVEL: 'warn', BATON_API_KEYS: `operator:Mia Berg:${key},admin:root:${admin}` },
    });
    await new StaffClient({ baseUrl: server.url, token: admin }).createOperator({
      name: 'Mia Berg',
      lead: true,
    });
    const { page } = await openPage(browser, `${server.url}/console/settings`);
    await page.getByLabel('Access key').fill(key);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'New department' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Billing');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('link', { name: /^Billing/ }).waitFor();
    await openPart(page, 'Triggers');
    await page.getByLabel('Mode: Danger').waitFor();
    await page.getByRole('button', { name: 'Save' }).waitFor();
    await openPart(page, 'Articles');
    await page.getByRole('link', { name: 'New article' }).waitFor();
    await page.context().close();
  });
});
