import { BatonClient } from '@baton/client';
import type { Session } from '@baton/protocol';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IDENTITY_SECRET, inSeconds, signIdentity } from '../testing/sign-identity.ts';
import { CHROMIUM, launch } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startHostPage } from './host-page.ts';
import type { HostPage, HostPageOptions } from './host-page.ts';
import { startInsuranceServer } from './insurance-server.ts';
import type { InsuranceServer } from './insurance-server.ts';

const ADMIN = 'admin-secret-0123456789';

interface PageWithBaton {
  Baton: { identify(jwt: string | null): Promise<void>; close(): void };
  heard: { type: string; detail: Record<string, unknown> }[];
}

function messageBox(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('textbox', { name: 'Message' });
}

async function write(page: Page, text: string): Promise<void> {
  await messageBox(page).fill(text);
  await page.keyboard.press('Enter');
}

/** Until it is stored. */
async function say(page: Page, text: string): Promise<void> {
  const stored = page.waitForResponse(
    (answer) => answer.request().postData()?.includes(text) === true && answer.status() === 201,
  );
  await write(page, text);
  await stored;
  await page.getByRole('log').getByText(text, { exact: true }).waitFor();
}

function identify(page: Page, jwt: string | null): Promise<void> {
  return page.evaluate((token) => (globalThis as never as PageWithBaton).Baton.identify(token), jwt);
}

/** Notes what the widget tells its page. */
async function listen(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const page = globalThis as never as PageWithBaton;
    page.heard = [];
    for (const type of ['baton:message', 'baton:open', 'baton:close', 'baton:identity-refused']) {
      document.addEventListener(type, (event) => {
        const { widget: _widget, ...detail } = (event as CustomEvent<Record<string, unknown>>).detail;
        page.heard.push({ type, detail });
      });
    }
  });
}

describe.skipIf(CHROMIUM === null)('conversations in a page of another origin', () => {
  const options: HostPageOptions = { baton: '', attributes: { open: '' } };
  let browser: Browser;
  let host: HostPage;
  let server: InsuranceServer;
  let company: BatonClient;
  beforeAll(async () => {
    [browser, host] = await Promise.all([launch(), startHostPage(options)]);
    server = await startInsuranceServer({
      env: {
        BATON_LOG_LEVEL: 'silent',
        BATON_API_KEYS: `admin:root:${ADMIN}`,
        BATON_ALLOWED_ORIGINS: new URL(host.url).origin,
        BATON_IDENTITY_SECRET: IDENTITY_SECRET,
      },
    });
    options.baton = server.url;
    company = new BatonClient({ baseUrl: server.url, token: ADMIN });
  });
  afterAll(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  async function visit(context?: BrowserContext): Promise<Page> {
    const page = await (context ?? (await browser.newContext({ reducedMotion: 'reduce' }))).newPage();
    await page.goto(host.url);
    return page;
  }

  async function sessions(): Promise<Session[]> {
    const answer = await fetch(`${server.url}/sessions`, { headers: { authorization: `Bearer ${ADMIN}` } });
    return (await answer.json()) as Session[];
  }

  /** Texts of the customer, in the order of the log. */
  async function said(session: Session): Promise<unknown[]> {
    const events = await company.listEvents(session.id);
    return events
      .filter(({ kind, source }) => kind === 'message' && source === 'customer')
      .map(({ data }) => (data as { message: unknown }).message);
  }

  test('C24 a hundred reloads in the middle of a chat: the same conversation, without a gap', async () => {
    const before = (await sessions()).length;
    const page = await visit();
    await say(page, 'Before the reloads');
    for (let count = 1; count <= 100; count++) {
      // Nine times in ten the page goes away before the chat has come.
      await page.reload({ waitUntil: count % 10 === 0 ? 'load' : 'domcontentloaded' });
    }
    await page.getByRole('log').getByText('Before the reloads', { exact: true }).waitFor();
    await say(page, 'After the reloads');
    const made = (await sessions()).slice(before);
    expect(made).toHaveLength(1);
    expect(await said(made[0] as Session)).toEqual(['Before the reloads', 'After the reloads']);
    expect(
      await page
        .getByRole('log')
        .getByText(/the reloads$/)
        .count(),
    ).toBe(2);
    await page.context().close();
  }, 90_000);

  test('C24 two tabs that begin at once begin one conversation, and show what either says', async () => {
    const before = (await sessions()).length;
    const context = await browser.newContext();
    const [first, second] = await Promise.all([visit(context), visit(context)]);
    await Promise.all([messageBox(first).waitFor(), messageBox(second).waitFor()]);
    await Promise.all([write(first, 'From one tab'), write(second, 'From the other')]);
    for (const page of [first, second]) {
      await page.getByRole('log').getByText('From one tab', { exact: true }).waitFor();
      await page.getByRole('log').getByText('From the other', { exact: true }).waitFor();
    }
    expect(await sessions()).toHaveLength(before + 1);
    await context.close();
  });

  test('works, for as long as the page lasts, where storage is denied', async () => {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
    });
    const page = await visit(context);
    await say(page, 'Without storage');
    await say(page, 'And once more');
    const newest = (await sessions()).at(-1) as Session;
    expect(await said(newest)).toEqual(['Without storage', 'And once more']);
    await context.close();
  });

  test('a page that is not allowed is given nothing', async () => {
    await using other = await startHostPage(options);
    const page = await (await browser.newContext()).newPage();
    await page.goto(other.url);
    await page
      .getByRole('status')
      .getByText(/^The chat cannot be reached right now/)
      .waitFor();
    await expectAccessible(page);
    expect(await page.getByRole('textbox').count()).toBe(0);
    await page.context().close();
  });

  test('what comes while the chat is closed is counted, announced and told to the page', async () => {
    const context = await browser.newContext();
    await listen(context);
    const page = await visit(context);
    await say(page, 'Please keep me informed');
    await page.getByText('AI', { exact: true }).first().waitFor();
    await page.keyboard.press('Escape');
    const session = (await sessions()).at(-1) as Session;
    const participant = { display_name: 'Olga' };
    for (const message of ['It is on its way', 'It has arrived'])
      await company.createEvent(session.id, { kind: 'message', source: 'human_agent', message, participant });
    await page.getByRole('button', { name: 'Open the chat, 2 new messages' }).waitFor();
    await page.getByRole('status').getByText('2 new messages').waitFor();
    await page.reload();
    // A chat that the page opens is a chat that is read.
    await page.getByRole('log').getByText('It has arrived').waitFor();
    await page.keyboard.press('Escape');
    await page.evaluate(() => (globalThis as never as PageWithBaton).Baton.close());
    await page.getByRole('button', { name: 'Open the chat', exact: true }).waitFor();
    await company.createEvent(session.id, {
      kind: 'message',
      source: 'human_agent',
      message: 'Anything else?',
      participant,
    });
    await expect
      .poll(() => page.evaluate(() => (globalThis as never as PageWithBaton).heard.at(-1)))
      .toEqual({
        type: 'baton:message',
        detail: { from: 'person', text: 'Anything else?', unread: 1 },
      });
    await context.close();
  });

  test('H1.3 what is written without a connection goes out once, in order, also after a reload', async () => {
    const page = await visit();
    await say(page, 'While there is a connection');
    const session = (await sessions()).at(-1) as Session;
    await page.context().setOffline(true);
    await page.getByText(/^You are offline/).waitFor();
    await write(page, 'Without one');
    await write(page, 'And another');
    const participant = { display_name: 'Olga' };
    await company.createEvent(session.id, {
      kind: 'message',
      source: 'human_agent',
      message: 'Are you still there?',
      participant,
    });
    await page.context().setOffline(false);
    // What was said in the meantime has not been missed.
    await page.getByRole('log').getByText('Are you still there?').waitFor();
    await expect
      .poll(() => said(session))
      .toEqual(['While there is a connection', 'Without one', 'And another']);

    // The page can be loaded, the conversation cannot be reached.
    await page.context().route(/\/sessions\//, (route) => route.abort());
    await write(page, 'Before the reload');
    await page.reload();
    await page.getByText('Before the reload', { exact: true }).waitFor();
    await page.context().unroute(/\/sessions\//);
    await expect.poll(() => said(session), { timeout: 20_000 }).toHaveLength(4);
    await page.getByRole('log').getByText('Before the reload', { exact: true }).waitFor();
    expect((await said(session)).at(-1)).toBe('Before the reload');
    await page.context().close();
  });

  test('H1.3 over a slow connection nothing is sent twice or out of order', async () => {
    const page = await visit();
    await messageBox(page).waitFor();
    const network = await page.context().newCDPSession(page);
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 30_000,
      uploadThroughput: 10_000,
    });
    const texts = ['One', 'Two', 'Three'];
    for (const text of texts) await write(page, text);
    await expect
      .poll(async () => said((await sessions()).at(-1) as Session), { timeout: 20_000 })
      .toEqual(texts);
    await page.context().close();
  });

  test('C24 a customer whom the page vouches for has one conversation on two devices', async () => {
    const phone = await visit();
    await messageBox(phone).waitFor();
    await say(phone, 'Who am I?');
    await identify(phone, signIdentity({ sub: 'ada', name: 'Ada King' }));
    // What he said before he signed in goes along with him.
    await phone.getByRole('log').getByText('Who am I?', { exact: true }).waitFor();
    const session = (await sessions()).at(-1) as Session;
    await expect.poll(async () => (await company.readSession(session.id)).customer_id).toBe('ada');

    const laptop = await visit();
    await identify(laptop, signIdentity({ sub: 'ada' }));
    await laptop.getByRole('log').getByText('Who am I?', { exact: true }).waitFor();
    await say(laptop, 'Now on the laptop');
    await phone.getByRole('log').getByText('Now on the laptop', { exact: true }).waitFor();
    await phone.context().close();
    await laptop.context().close();
  });

  test('who signs out is forgotten, and who signs in next sees nothing of it', async () => {
    const page = await visit();
    await identify(page, signIdentity({ sub: 'bea' }));
    await say(page, 'A secret of Bea');
    await identify(page, null);
    await page.getByRole('heading', { name: 'How can we help?' }).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('bea')))).toEqual(
      [],
    );
    await identify(page, signIdentity({ sub: 'cleo' }));
    await page.getByRole('heading', { name: 'How can we help?' }).waitFor();
    await say(page, 'Hello from Cleo');
    expect(await page.getByText('A secret of Bea').count()).toBe(0);
    await identify(page, signIdentity({ sub: 'bea' }));
    await page.getByRole('log').getByText('A secret of Bea', { exact: true }).waitFor();
    await page.context().close();
  });

  test('who has signed out on another page is forgotten by the one that says so', async () => {
    const page = await visit();
    await identify(page, signIdentity({ sub: 'bea' }));
    await say(page, 'Another secret of Bea');
    await page.reload();
    await identify(page, null);
    const kept = await page.evaluate(() =>
      JSON.stringify([localStorage, sessionStorage].map(Object.entries)),
    );
    expect(kept).not.toMatch(/bea|token/);
    await page.context().close();
  });

  test('an identity that is refused is told to the page, and the chat goes on without it', async () => {
    const context = await browser.newContext();
    await listen(context);
    const page = await visit(context);
    const refusals = (): Promise<unknown[]> =>
      page.evaluate(() => (globalThis as never as PageWithBaton).heard.map(({ detail }) => detail['code']));
    await identify(page, signIdentity({ sub: 'dan', exp: inSeconds(-300) }));
    expect(await refusals()).toEqual(['identity-expired']);
    await identify(page, 'nonsense');
    expect(await refusals()).toEqual(['identity-expired', 'identity-refused']);
    await say(page, 'Then as a guest');
    expect((await sessions()).at(-1)).toMatchObject({ customer_id: 'guest' });
    await context.close();
  });
});
