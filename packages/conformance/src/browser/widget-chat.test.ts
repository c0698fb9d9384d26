import { readFile } from 'node:fs/promises';
import { BatonClient } from '@baton/client';
import type { Attachment, Handoff, MessageData, SessionEvent } from '@baton/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MP4, PDF, PNG } from '../attachments/files.ts';
import { CHROMIUM, launch, openPage } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startHostPage } from './host-page.ts';
import { startInsuranceServer } from './insurance-server.ts';
import type { InsuranceServer } from './insurance-server.ts';
import { saveScreenshot } from './save-screenshot.ts';

const DANA = { id: 'dana', name: 'Dana Weiss' };
const ADMIN = 'admin-secret-0123456789';
const PHONE = { viewport: { width: 360, height: 740 } };

function file(name: string, bytes: Uint8Array): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) };
}

async function choose(page: Page, ...files: ReturnType<typeof file>[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(files);
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}

async function onlySession(server: InsuranceServer): Promise<string> {
  const answer = await fetch(`${server.url}/sessions`);
  const sessions = (await answer.json()) as { id: string }[];
  return sessions[0]?.id ?? '';
}

async function messages(server: InsuranceServer): Promise<MessageData[]> {
  const log = await new BatonClient({ baseUrl: server.url }).listEvents(await onlySession(server));
  return log
    .filter(({ kind }) => kind === 'message')
    .map(({ data }: SessionEvent) => data as unknown as MessageData);
}

async function upload(server: InsuranceServer, bytes: Uint8Array, name: string): Promise<Attachment> {
  const path = `/sessions/${await onlySession(server)}/attachments?name=${encodeURIComponent(name)}`;
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  return (await answer.json()) as Attachment;
}

/** As a screenshot from the clipboard. */
async function paste(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    ([called, base64]) => {
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([content], called, { type: 'image/png' }));
      const box = document.querySelector('textarea');
      box?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
}

/** As from the desktop, or from another page. */
async function drop(page: Page, name: string): Promise<void> {
  const data = await page.evaluateHandle((called) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['a;b\n1;2\n'], called, { type: 'text/csv' }));
    return transfer;
  }, name);
  await page.dispatchEvent('[role=log]', 'dragover', { dataTransfer: data });
  await page.getByText('Drop files here').waitFor();
  await page.dispatchEvent('[role=log]', 'drop', { dataTransfer: data });
}

async function held(page: Page, baton: BatonClient): Promise<Handoff> {
  await say(page, 'I would like to talk to a real person please, my order 4711-0815 has not come');
  await page.getByRole('region', { name: 'You have asked for a person' }).waitFor();
  const [handoff] = (await baton.listHandoffs()).items;
  await baton.accept(handoff?.id ?? '', { operator: DANA });
  await page.getByText('Dana Weiss joined').waitFor();
  if (handoff === undefined) throw new Error('nobody asked for a person');
  return handoff;
}

describe.skipIf(CHROMIUM === null)('the chat, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('C23 files are chosen, pasted and dropped, go with a message, and are shown', async () => {
    await using server = await startInsuranceServer();
    const { page, errors } = await openPage(browser, `${server.url}/chat`, PHONE);
    await page.getByRole('button', { name: 'Attach files' }).waitFor();
    await choose(page, file('report on what has happened to my bicycle.pdf', PDF));
    const tray = page.getByRole('list', { name: 'Files to send' });
    await tray.getByText('PDF, 1 kB').waitFor();
    await paste(page, 'damage.png', PNG);
    await tray.getByText('PNG, 1 kB').waitFor();
    await drop(page, 'table.csv');
    await tray.getByText('CSV, 1 kB').waitFor();
    await tray.getByRole('button', { name: 'Remove table.csv' }).click();
    await expect.poll(() => tray.getByRole('listitem').count()).toBe(2);
    await saveScreenshot(page, 'chat-tray');
    await expectAccessible(page);
    await say(page, 'This is what happened');
    const log = page.getByRole('log');
    await log.getByRole('link', { name: 'Open damage.png' }).waitFor();
    await log.getByRole('link', { name: /report on what/ }).waitFor();
    await tray.waitFor({ state: 'detached' });
    await expect
      .poll(() => log.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(1);
    expect((await messages(server))[0]?.attachments?.map(({ name }) => name)).toEqual([
      'report on what has happened to my bicycle.pdf',
      'damage.png',
    ]);
    await saveScreenshot(page, 'chat-files');
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(errors).toEqual([]);
  });

  test('C23 a file without words says its name to those who know no files, and the AI does not guess', async () => {
    await using server = await startInsuranceServer();
    const { page } = await openPage(browser, `${server.url}/chat`);
    await choose(page, file('invoice.pdf', PDF));
    await page.getByText('PDF, 1 kB').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText("I can't read files myself").waitFor();
    expect((await messages(server))[0]?.message).toBe('invoice.pdf');
    expect(await page.locator('.bubble-own').count()).toBe(0);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /invoice\.pdf/ }).click();
    expect((await download).suggestedFilename()).toBe('invoice.pdf');
  });

  test('what is not taken is said plainly, and the rest goes', async () => {
    await using server = await startInsuranceServer({
      env: { BATON_LOG_LEVEL: 'silent', BATON_ATTACHMENT_LIMIT: '5000' },
    });
    const { page } = await openPage(browser, `${server.url}/chat`, PHONE);
    const tray = page.getByRole('list', { name: 'Files to send' });
    await choose(
      page,
      file('film.mp4', Buffer.concat([MP4, Buffer.alloc(9000)])),
      file('page.html', Buffer.from('<!doctype html><script>alert(1)</script>')),
      file('photo.png', PNG),
    );
    await tray.getByText('Larger than 5 kB').waitFor();
    await tray.getByText('This kind of file is not accepted').waitFor();
    await tray.getByText('PNG, 1 kB').waitFor();
    await saveScreenshot(page, 'chat-refused');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('log').getByRole('link', { name: 'Open photo.png' }).waitFor();
    await tray.getByRole('button', { name: 'Remove film.mp4' }).click();
    await tray.getByRole('button', { name: 'Remove page.html' }).click();
    await tray.waitFor({ state: 'detached' });
  });

  test('a slow upload shows how far it is, holds the message back, and can be called off', async () => {
    await using server = await startInsuranceServer();
    const { page } = await openPage(browser, `${server.url}/chat`);
    const tray = page.getByRole('list', { name: 'Files to send' });
    await choose(page, file('first.png', PNG));
    await tray.getByText('PNG, 1 kB').waitFor();
    const network = await page.context().newCDPSession(page);
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 100_000,
    });
    await choose(page, file('film.mp4', Buffer.concat([MP4, Buffer.alloc(3_000_000)])));
    const progress = tray.getByRole('progressbar', { name: 'film.mp4' });
    await expect
      .poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value), { timeout: 10_000 })
      .toBeGreaterThan(0.02);
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await tray.getByRole('button', { name: 'Remove film.mp4' }).click();
    await progress.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('log').getByRole('link', { name: 'Open first.png' }).waitFor();
    // It stands in the chat before the server has it.
    const names = async (): Promise<string[]> =>
      (await messages(server)).flatMap(({ attachments = [] }) => attachments.map(({ name }) => name));
    await expect.poll(names).toEqual(['first.png']);
  });

  test('H5.3 what was passed on can be read and put right, and the conversation kept as a text', async () => {
    await using server = await startInsuranceServer();
    const baton = new BatonClient({ baseUrl: server.url });
    const { page } = await openPage(browser, `${server.url}/chat`, PHONE);
    const { id, session_id: sessionId } = await held(page, baton);
    const theirs = await upload(server, PDF, 'terms.pdf');
    await baton.reply(id, {
      operator: DANA,
      message: '',
      as: 'operator',
      seen_offset: -1,
      force: true,
      attachments: [theirs.id],
    });
    await page.getByRole('link', { name: /terms\.pdf/ }).waitFor();
    await page.getByText('What we passed on').click();
    await page.getByText('4711-0815').first().waitFor();
    await saveScreenshot(page, 'chat-passed-on');
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Correct this: (?:Order|Number)/ }).click();
    await page.getByRole('textbox', { name: /^(?:Order|Number)$/ }).fill('4711-0816');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Corrected').waitFor();
    const { package: told } = await baton.readHandoff(id);
    expect(told?.details.map(({ value }) => value)).toContain('4711-0816');
    expect((await baton.listHandoffs()).items[0]?.session_id).toBe(sessionId);

    await page.getByRole('button', { name: 'More options' }).click();
    await expectAccessible(page);
    await saveScreenshot(page, 'chat-options');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download conversation' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).toMatch(/^Conversation with /);
    expect(text).toMatch(/You: I would like to talk to a real person/);
    expect(text).toMatch(/Dana Weiss: \[terms\.pdf\]/);
  });

  test.each([
    ['de-DE', 'Mit einem Menschen sprechen', 'Dateien anhängen', 'chat-de'],
    ['es-MX', 'Hablar con una persona', 'Adjuntar archivos', 'chat-es'],
  ])('speaks the language of the browser: %s', async (locale, person, attach, name) => {
    await using server = await startInsuranceServer();
    const { page, errors } = await openPage(browser, `${server.url}/chat`, { ...PHONE, locale });
    await page.getByRole('button', { name: attach }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale.slice(0, 2));
    await page.getByRole('button', { name: person }).click();
    await page.locator('.panel').waitFor();
    await page.locator('.choice').first().waitFor();
    await saveScreenshot(page, name);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(errors).toEqual([]);
  });

  test('runs from right to left where the reader does, and each message as it is written', async () => {
    await using server = await startInsuranceServer();
    const { page } = await openPage(browser, `${server.url}/chat?lang=he`, PHONE);
    await say(page, 'שלום, איפה ההזמנה שלי?');
    await page.locator('.bubble-own').waitFor();
    await page.locator('.bubble-ai').first().waitFor();
    const own = await page.locator('.bubble-own').boundingBox();
    const theirs = await page.locator('.bubble-ai').first().boundingBox();
    expect(own!.x).toBeLessThan(theirs!.x);
    const [first, second] = await page
      .locator('.bubble-own, .bubble-ai')
      .evaluateAll((bubbles) => bubbles.map((bubble) => getComputedStyle(bubble).direction));
    expect([first, second]).toEqual(['rtl', 'ltr']);
    await saveScreenshot(page, 'chat-rtl');
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  test('every control is large enough to be hit, and reached with the keyboard in the order of reading', async () => {
    await using server = await startInsuranceServer();
    const { page } = await openPage(browser, `${server.url}/chat`, PHONE);
    await say(page, 'hello');
    await page.locator('.bubble-ai').first().waitFor();
    await choose(page, file('photo.png', PNG));
    await page.getByText('PNG, 1 kB').waitFor();
    const small = await page.locator('button:visible, summary:visible, a:visible').evaluateAll((all) =>
      all
        .map((one) => ({ box: one.getBoundingClientRect(), html: one.outerHTML.slice(0, 80) }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ html }) => html),
    );
    expect(small).toEqual([]);
    const order: string[] = [];
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    for (let step = 0; step < 8; step++) {
      await page.keyboard.press('Tab');
      order.push(
        await page.evaluate(
          () =>
            document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
        ),
      );
    }
    expect(order.slice(0, 7)).toEqual([
      'Ask for a person',
      'More options',
      'Conversation',
      'Remove photo.png',
      'Attach files',
      'Message',
      'Send',
    ]);
  });

  test('C23 in a page of another origin files go and are shown with the token of the session alone', async () => {
    await using server = await startInsuranceServer({
      env: { BATON_LOG_LEVEL: 'silent', BATON_API_KEYS: `admin:root:${ADMIN}` },
    });
    await using host = await startHostPage({ baton: server.url, attributes: { open: 'true' } });
    const { page, errors } = await openPage(browser, host.url, { colorScheme: 'dark' });
    await choose(page, file('damage.png', PNG), file('report.pdf', PDF));
    await page.getByText('PDF, 1 kB').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    const log = page.getByRole('log');
    await log.getByRole('link', { name: /report\.pdf/ }).waitFor();
    await expect
      .poll(() => log.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(1);
    await page.getByText("I can't read files myself").waitFor();
    const download = page.waitForEvent('download');
    await log.getByRole('link', { name: /report\.pdf/ }).click();
    expect((await download).suggestedFilename()).toBe('report.pdf');
    await saveScreenshot(page, 'embed-files-dark');
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });
});
