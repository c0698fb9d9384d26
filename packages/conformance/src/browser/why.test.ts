import { BatonClient, RequestError } from '@baton/client';
import type { TurnRecord } from '@baton/protocol';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch, openPage } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';
import { saveScreenshot } from './save-screenshot.ts';

const QUESTIONS = [
  'Hello, what is the status of my claim CL-2041?',
  'What does my policy P-1001 cover?',
  'can a real person call me?',
];

/** A conversation that ends with the request for a person. Resolves when each turn has left its record. */
async function converse(client: BatonClient): Promise<{ sessionId: string; records: TurnRecord[] }> {
  const [agent] = await client.listAgents();
  const { id: sessionId } = await client.createSession({ agent_id: agent?.id ?? '' });
  for (const message of QUESTIONS) {
    const { trace_id: traceId } = await client.createEvent(sessionId, {
      kind: 'message',
      source: 'customer',
      message,
    });
    await expect.poll(() => written(client, sessionId, traceId), { timeout: 20_000 }).toBe(true);
  }
  const { items } = await client.listTraces(sessionId);
  return { sessionId, records: items.toReversed() };
}

async function written(client: BatonClient, sessionId: string, traceId: string): Promise<boolean> {
  try {
    return (await client.readTrace(sessionId, traceId)).trace_id === traceId;
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return false;
    throw error;
  }
}

async function openConversation(page: Page): Promise<Locator> {
  await page.getByRole('textbox', { name: 'Your name' }).fill('Dana Weiss');
  await page.getByRole('button', { name: 'Start' }).click();
  const request = page.getByRole('list', { name: 'Waiting' }).getByRole('listitem').first();
  await request.getByRole('link').or(request.getByRole('button')).first().click();
  await page.getByRole('button', { name: /^Show the conversation/ }).click();
  const log = page.getByRole('log', { name: 'Conversation' });
  await log.getByText('can a real person call me?').waitFor();
  return log.getByRole('button', { name: /^Why\?/ });
}

describe.skipIf(CHROMIUM === null)('why the AI said something, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('each message of the AI opens what its turn recorded, by keys and by mouse (H4.4, H5.2)', async () => {
    await using server = await startInsuranceServer();
    const { records } = await converse(new BatonClient({ baseUrl: server.url }));
    const { page, errors } = await openPage(browser, `${server.url}/console`);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/traces')) asked.push(request.url());
    });
    const whys = await openConversation(page);
    expect(await whys.count()).toBe(QUESTIONS.length);
    expect(await page.getByRole('button', { name: 'To the newest message' }).count()).toBe(0);
    expect(asked, 'nothing is read before it is asked for').toEqual([]);

    const [claim, policy, person] = records;
    const dialog = page.getByRole('dialog', { name: 'Why the AI said this' });
    await whys.nth(0).press('Enter');
    await dialog.getByText(claim?.trace_id ?? '').waitFor();
    await dialog.getByRole('heading', { name: 'Guidelines that applied' }).waitFor();
    const followed = claim?.guidelines.filter(({ kept }) => kept) ?? [];
    expect(followed).not.toEqual([]);
    for (const { condition } of followed) await dialog.getByText(condition, { exact: true }).waitFor();
    await dialog.getByText('get_open_claims').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => whys.nth(0).evaluate((button) => button === document.activeElement)).toBe(true);

    await whys.nth(1).click();
    await dialog.getByText(policy?.trace_id ?? '').waitFor();
    const journey = dialog.getByRole('heading', { name: 'Steps in journeys' }).locator('..');
    await journey.getByText('Explain what your policy covers', { exact: true }).waitFor();
    await saveScreenshot(page, 'console-why');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    await whys.nth(2).click();
    await dialog.getByText(person?.trace_id ?? '').waitFor();
    const { score, threshold, offset } = person?.triggers[0]?.evidence ?? {};
    await dialog.getByText(`score ${score?.toFixed(2)}, limit ${threshold?.toFixed(2)}`).waitFor();
    await dialog.getByRole('link', { name: '“can a real person call me”' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`message-${offset}`);

    await whys.nth(2).click();
    await dialog.getByText(person?.trace_id ?? '').waitFor();
    expect(asked, 'each record is read once').toHaveLength(QUESTIONS.length);
    expect(errors).toEqual([]);
  });

  test('it can be read at phone width, light and dark', async () => {
    await using server = await startInsuranceServer();
    await converse(new BatonClient({ baseUrl: server.url }));
    for (const colorScheme of ['light', 'dark'] as const) {
      const phone = { viewport: { width: 390, height: 844 }, colorScheme };
      const { page } = await openPage(browser, `${server.url}/console`, phone);
      const whys = await openConversation(page);
      await whys.last().press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Why the AI said this' });
      await dialog.getByRole('heading', { name: 'What called for a person' }).waitFor();
      await expectAccessible(page);
      const widths = await dialog.evaluate((element) => [element.scrollWidth, element.clientWidth]);
      expect(widths).toEqual([390, 390]);
      await saveScreenshot(page, `console-why-phone-${colorScheme}`);
    }
  });

  test('a message without a record says so', async () => {
    await using server = await startInsuranceServer();
    const client = new BatonClient({ baseUrl: server.url });
    const { sessionId } = await converse(client);
    await expect(client.readTrace(sessionId, 'f'.repeat(32))).rejects.toMatchObject({ status: 404 });
    const { page } = await openPage(browser, `${server.url}/console`);
    await page.clock.install({ time: Date.now() + 3_600_000 });
    await page.route('**/traces/*', (route) =>
      route.fulfill({ status: 404, json: { detail: 'Trace not found' } }),
    );
    const whys = await openConversation(page);
    await whys.first().press('Enter');
    await page.getByText('There is no record for this message.').waitFor();
    await page.unroute('**/traces/*');
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('heading', { name: 'Guidelines that applied' }).waitFor();
  });
});

test('records are read page by page, newest first', async () => {
  await using server = await startInsuranceServer();
  const client = new BatonClient({ baseUrl: server.url });
  const { sessionId, records } = await converse(client);
  const first = await client.listTraces(sessionId, { limit: 2 });
  expect(first).toMatchObject({ total_count: 3, has_more: true });
  const second = await client.listTraces(sessionId, { limit: 2, cursor: first.next_cursor ?? '' });
  expect(second).toMatchObject({ has_more: false, next_cursor: null });
  expect([...first.items, ...second.items]).toEqual(records.toReversed());
});
