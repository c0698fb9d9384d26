import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch, openPage } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';
import { saveScreenshot } from './save-screenshot.ts';

const OPERATOR = 'Dana Weiss';

async function say(chat: Page, text: string): Promise<void> {
  await chat.getByRole('textbox', { name: 'Message' }).fill(text);
  await chat.getByRole('button', { name: 'Send' }).click();
}

function conversation(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('log', { name: 'Conversation' });
}

async function startShift(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(OPERATOR);
  await page.getByRole('button', { name: 'Start' }).click();
}

describe.skipIf(CHROMIUM === null)('the whole arc in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('a customer chats, asks for a person, is helped, and goes on with the AI (H1.1, H2.2, H3.2, H5.2, H8.4)', async () => {
    await using server = await startInsuranceServer();
    const { page: chat, errors: chatErrors } = await openPage(browser, `${server.url}/chat`, {
      viewport: { width: 1100, height: 860 },
    });
    const { page: desk, errors: deskErrors } = await openPage(browser, `${server.url}/console`);
    await startShift(desk);

    await say(chat, 'Hello, what is the status of my claim CL-2041?');
    await conversation(chat)
      .getByText(/CL-2041/)
      .nth(1)
      .waitFor();
    await expectAccessible(chat);
    await saveScreenshot(chat, 'chat');

    await say(chat, 'I would like to talk to a real person please');
    await conversation(chat)
      .getByText(/person|colleague/i)
      .last()
      .waitFor();

    const request = desk.getByRole('list', { name: 'Waiting' }).getByRole('listitem').first();
    await request.waitFor();
    await request.getByRole('link').or(request.getByRole('button')).first().click();
    const summary = desk.getByRole('region', { name: 'Summary' });
    await summary
      .getByText(/CL-2041/)
      .first()
      .waitFor();
    await saveScreenshot(desk, 'console-waiting');
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Accept', exact: true }).click();

    const reply = desk.getByRole('textbox', { name: 'Reply' });
    await reply.fill('Hello, this is Dana. I can see your claim CL-2041 and I am looking into it.');
    await desk.getByRole('button', { name: 'Send', exact: true }).click();
    await conversation(chat).getByText('this is Dana').waitFor();
    await conversation(chat).getByText(OPERATOR).first().waitFor();
    await conversation(desk).getByText('this is Dana').waitFor();

    await say(chat, 'Great, when will the money arrive?');
    await conversation(desk).getByText('when will the money arrive?').waitFor();
    await desk.getByRole('radio', { name: 'The AI' }).click();
    await reply.fill('Your payment of 840 euros was released today.');
    await desk.getByRole('button', { name: 'Send', exact: true }).click();
    await conversation(chat).getByText('840 euros was released').waitFor();
    await saveScreenshot(desk, 'console');
    await expectAccessible(desk);
    await saveScreenshot(chat, 'chat-with-a-person');

    await desk.getByRole('button', { name: 'Return to AI', exact: true }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'What was agreed' }).fill('The 840 euros arrive by Friday.');
    await dialog.getByRole('button', { name: 'Return to AI', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });

    await say(chat, 'Thank you! What are your operating hours?');
    await conversation(chat)
      .getByText(/9|Monday/)
      .last()
      .waitFor();
    expect(await fetchSources(server.url)).not.toContain('error');
    await expectAccessible(chat);
    expect(chatErrors).toEqual([]);
    expect(deskErrors).toEqual([]);
  });

  test('a reload keeps the conversation, and what comes while the page is away is there afterwards (C24)', async () => {
    await using server = await startInsuranceServer();
    const { page: chat } = await openPage(browser, `${server.url}/chat`);
    await say(chat, 'What are your operating hours?');
    await conversation(chat)
      .getByText(/Monday|9/)
      .first()
      .waitFor();
    const shown = async (): Promise<(string | undefined)[]> => {
      const text = normalise(await conversation(chat).innerText());
      const said = (await firstSessionEvents(server.url)).filter((event) => event.kind === 'message');
      return said.map((event) =>
        text.includes(normalise(event.data.message ?? '')) ? 'shown' : event.data.message,
      );
    };
    await chat.reload();
    await expect.poll(shown, { timeout: 10_000 }).toEqual(['shown', 'shown']);
    expect(await conversation(chat).getByText('What are your operating hours?').count()).toBe(1);
  });

  test('a message written offline is sent once, in order, when the network is back (H1.3)', async () => {
    await using server = await startInsuranceServer();
    const { page: chat } = await openPage(browser, `${server.url}/chat`);
    await say(chat, 'Hello');
    await conversation(chat).getByText('Hello').first().waitFor();
    await chat.context().setOffline(true);
    await say(chat, 'first while away');
    await say(chat, 'second while away');
    await chat.context().setOffline(false);
    await expect
      .poll(async () => (await customerTexts(server.url)).slice(1), { timeout: 20_000 })
      .toEqual(['first while away', 'second while away']);
    expect(await conversation(chat).getByText('second while away').count()).toBe(1);
  });

  test('the console is used by keyboard alone', async () => {
    await using server = await startInsuranceServer();
    const { page: chat } = await openPage(browser, `${server.url}/chat`);
    await say(chat, 'I want to speak to a human');
    const { page: desk } = await openPage(browser, `${server.url}/console`);
    await startShift(desk);
    await desk.getByRole('list', { name: 'Waiting' }).getByRole('listitem').first().waitFor();
    await desk.keyboard.press('j');
    await desk.keyboard.press('Enter');
    await desk.getByRole('button', { name: 'Accept', exact: true }).waitFor();
    await desk.keyboard.press('a');
    const reply = desk.getByRole('textbox', { name: 'Reply' });
    await reply.waitFor();
    await desk.keyboard.press('r');
    await desk.keyboard.type('Hello from the keyboard');
    await desk.keyboard.press('Control+Enter');
    await conversation(chat).getByText('Hello from the keyboard').waitFor();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`both pages can be used at phone width, ${colorScheme}`, async () => {
      await using server = await startInsuranceServer();
      const phone = { viewport: { width: 390, height: 844 }, colorScheme };
      const { page: chat } = await openPage(browser, `${server.url}/chat`, phone);
      await say(chat, 'I would like to talk to a real person please');
      await conversation(chat).getByText('talk to a real person').waitFor();
      const { page: desk } = await openPage(browser, `${server.url}/console`, phone);
      await startShift(desk);
      const request = desk.getByRole('list', { name: 'Waiting' }).getByRole('listitem').first();
      await request.getByRole('link').or(request.getByRole('button')).first().click();
      await desk.getByRole('button', { name: 'Accept', exact: true }).click();
      await desk.getByRole('textbox', { name: 'Reply' }).waitFor();
      await saveScreenshot(chat, `chat-phone-${colorScheme}`);
      await saveScreenshot(desk, `console-phone-${colorScheme}`);
      for (const page of [chat, desk]) {
        await expectAccessible(page);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(390);
      }
    });
  }
});

function normalise(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

async function firstSessionEvents(
  url: string,
): Promise<{ source: string; kind: string; data: { message?: string; status?: string } }[]> {
  const sessions = (await (await fetch(`${url}/sessions`)).json()) as { id: string }[];
  const response = await fetch(`${url}/sessions/${sessions[0]?.id}/events?wait_for_data=0`);
  return (await response.json()) as {
    source: string;
    kind: string;
    data: { message?: string; status?: string };
  }[];
}

async function customerTexts(url: string): Promise<(string | undefined)[]> {
  const events = await firstSessionEvents(url);
  return events
    .filter((event) => event.kind === 'message' && event.source === 'customer')
    .map((event) => event.data.message);
}

async function fetchSources(url: string): Promise<(string | undefined)[]> {
  return (await firstSessionEvents(url)).map((event) => event.data.status);
}
