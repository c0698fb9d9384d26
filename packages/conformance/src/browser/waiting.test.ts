import { gzipSync } from 'node:zlib';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BatonClient, StaffClient } from '@baton/client';
import type { Handoff } from '@baton/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch, openPage } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';
import type { InsuranceServer } from './insurance-server.ts';
import { saveScreenshot } from './save-screenshot.ts';

const DANA = { id: 'dana', name: 'Dana Weiss' };
const PHONE = { viewport: { width: 360, height: 740 } };

async function askForPerson(browser: Browser, server: InsuranceServer): Promise<Page> {
  const { page } = await openPage(browser, `${server.url}/chat`, PHONE);
  await page.getByRole('textbox', { name: 'Message' }).fill('I would like to talk to a real person please');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('region', { name: 'You have asked for a person' }).waitFor();
  return page;
}

async function onlyHandoff(server: InsuranceServer): Promise<Handoff> {
  const [handoff] = (await new BatonClient({ baseUrl: server.url }).listHandoffs()).items;
  if (handoff === undefined) throw new Error('nobody has asked for a person');
  return handoff;
}

async function width(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

describe.skipIf(CHROMIUM === null)('a customer who waits, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('H7.3 where nobody is there he chooses an e-mail at once, and goes on with the AI', async () => {
    await using server = await startInsuranceServer();
    const chat = await askForPerson(browser, server);
    const panel = chat.getByRole('region', { name: 'You have asked for a person' });
    await panel.getByRole('button', { name: 'E-mail me' }).waitFor();
    await saveScreenshot(chat, 'chat-choices');
    await expectAccessible(chat);
    expect(await width(chat)).toBeLessThanOrEqual(360);
    await panel.getByRole('button', { name: 'E-mail me' }).click();
    await panel.getByLabel('E-mail address').fill('not an address');
    await panel.getByRole('button', { name: 'E-mail me' }).click();
    await panel.getByRole('alert').waitFor();
    await panel.getByLabel('E-mail address').fill('kim@example.com');
    await panel.getByRole('button', { name: 'E-mail me' }).click();
    await panel.waitFor({ state: 'hidden' });
    await expect
      .poll(() => onlyHandoff(server))
      .toMatchObject({ stage: 'email', contact: { kind: 'email', address: 'kim@example.com' } });
    await chat.getByText('You are talking to the assistant again').waitFor();
    await expectAccessible(chat);
  });

  test('H3.5, H8.5 he is told of a transfer, who comes, and rates him with a star', async () => {
    await using server = await startInsuranceServer();
    const staff = new StaffClient({ baseUrl: server.url });
    const baton = new BatonClient({ baseUrl: server.url });
    await staff.updateDepartment('support', { policy: { ask_rating: true } });
    const chat = await askForPerson(browser, server);
    const { id } = await onlyHandoff(server);
    await baton.accept(id, { operator: DANA });
    await chat.getByText('Dana Weiss joined').waitFor();
    await baton.transfer(id, { operator: DANA, department: 'support' });
    await chat.getByText('You are being passed on to a colleague').waitFor();
    await baton.accept(id, { operator: DANA });
    await chat.getByText('Dana Weiss joined').nth(1).waitFor();
    await baton.resolve(id, { operator: DANA, disposition: 'solved' });
    const rating = chat.getByRole('region', { name: 'How well were you helped?' });
    await rating.getByRole('button', { name: '5 stars of 5' }).waitFor();
    await saveScreenshot(chat, 'chat-rating');
    await expectAccessible(chat);
    expect(await width(chat)).toBeLessThanOrEqual(360);
    await rating.getByRole('button', { name: '4 stars of 5' }).click();
    await rating.getByText('Thank you for your rating.').waitFor();
    expect((await onlyHandoff(server)).rating).toMatchObject({ score: 4 });
  });
});

test('the chat’s own page is at most 24.5 kB, as it goes over the wire, and what is loaded when it is wanted 10.3 kB', () => {
  const folder = join(import.meta.dirname, '../../../widget/dist');
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const size = (name: string): number => gzipSync(readFileSync(join(folder, 'assets', name))).length;
  const files = readdirSync(join(folder, 'assets')).filter((name) => /\.(?:js|css)$/.test(name));
  const sum = (names: string[]): number => names.reduce((all, name) => all + size(name), 0);
  const first = files.filter((name) => page.includes(name));
  expect(first).toHaveLength(2);
  expect(sum(first)).toBeLessThanOrEqual(24_500);
  expect(sum(files) - sum(first)).toBeLessThanOrEqual(10_300);
});
