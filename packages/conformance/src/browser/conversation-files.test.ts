import { AttachmentClient, BatonClient } from '@baton/client';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { askOlga, startHelpedServer } from './helped-server.ts';
import { SOON, accept, conversation, openDesk, openHandoff, reply, send } from './open-desk.ts';

/** A red point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

describe.skipIf(CHROMIUM === null)('files in a conversation, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('go both ways: pictures are shown, others are loaded, refused ones say why (C23)', async () => {
    await using server = await startHelpedServer();
    const baton = new BatonClient({ baseUrl: server.url });
    const files = new AttachmentClient({ baseUrl: server.url });
    const handoff = await askOlga(server, 'Here come the photos');
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    await openHandoff(page, server, handoff.id);
    await accept(page);

    const photo = await files.upload(handoff.session_id, new Blob([PNG]), 'pipe.png');
    await baton.createEvent(handoff.session_id, {
      kind: 'message',
      source: 'customer',
      attachments: [photo.id],
    });
    const picture = conversation(page).getByRole('img', { name: 'pipe.png' });
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth), SOON).toBe(1);

    const chosen = page.locator('input[type="file"]');
    await chosen.setInputFiles([
      { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear Ana') },
      { name: 'setup.exe', mimeType: 'image/png', buffer: Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]) },
    ]);
    const list = page.getByRole('list', { name: 'Attached files' });
    await list.getByText('Files of this type are not taken.').waitFor();
    await expectAccessible(page);
    await list.getByRole('button', { name: 'Remove setup.exe' }).click();
    await reply(page).fill('Our letter');
    await send(page).click();
    const link = conversation(page).getByRole('link', { name: /^Download letter\.txt/ });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('letter.txt');
    expect(await list.count()).toBe(0);
    await expectAccessible(page);
    expect(errors.filter((error) => !error.includes('415'))).toEqual([]);
  });

  test('are taken from the clipboard and dropped, without a word written (C23)', async () => {
    await using server = await startHelpedServer();
    const handoff = await askOlga(server, 'Can you send me the form?');
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss', {
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
    });
    await openHandoff(page, server, handoff.id);
    await accept(page);
    const give = (type: 'paste' | 'drop', name: string): Promise<void> =>
      reply(page).evaluate(
        (field, { kind, file }) => {
          const data = new DataTransfer();
          data.items.add(new File(['form'], file, { type: 'text/plain' }));
          const init = { bubbles: true, cancelable: true };
          field.dispatchEvent(
            kind === 'paste'
              ? new ClipboardEvent('paste', { ...init, clipboardData: data })
              : new DragEvent('drop', { ...init, dataTransfer: data }),
          );
        },
        { kind: type, file: name },
      );
    await give('paste', 'pasted.txt');
    await give('drop', 'dropped.txt');
    const list = page.getByRole('list', { name: 'Attached files' });
    await expect.poll(() => list.getByRole('listitem').count(), SOON).toBe(2);
    await expectAccessible(page);
    await expect.poll(() => send(page).isEnabled(), SOON).toBe(true);
    await send(page).click();
    await conversation(page)
      .getByRole('link', { name: /^Download dropped\.txt/ })
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(errors).toEqual([]);
  });
});
