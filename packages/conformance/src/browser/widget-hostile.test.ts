import { join } from 'node:path';
import type { Session } from '@baton/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send, PNG } from '../attachments/files.ts';
import { accepted } from '../testing/conversation.ts';
import { TestServer } from '../testing/start-server.ts';
import { CHROMIUM, launch } from './chromium.ts';
import { startHostPage } from './host-page.ts';
import { hostileTexts, openWatched, provoke } from './hostile-corpus.ts';

const PAGES = { console: null, chat: join(import.meta.dirname, '../../../widget/dist') };
/** What a page of the chat is made of; nothing that somebody wrote may become anything else. */
const ELEMENTS =
  'A BR BUTTON CODE DETAILS DIV EM FORM H1 H2 HEADER I IMG INPUT LABEL LI MAIN OL OUTPUT P PATH PRE PROGRESS SECTION SPAN STRONG SUMMARY SVG TEXTAREA TIME UL'.split(
    ' ',
  );

/** `base` is where Baton is, for a page of another origin. */
async function strangeIn(page: Page, base = ''): Promise<string[]> {
  return page.evaluate(
    ({ known, own }) => {
      const strange: string[] = [];
      const embedded =
        document.querySelector('baton-chat')?.shadowRoot?.querySelectorAll('*:not(style)') ?? [];
      for (const element of [...document.querySelectorAll('#baton-chat, #baton-chat *'), ...embedded]) {
        const html = (element.cloneNode(false) as Element).outerHTML;
        if (!known.includes(element.tagName.toUpperCase())) strange.push(html);
        for (const { name, value } of element.attributes) {
          const ownHeight = /^(?:height: \d+px;|--top: \d+px; --height: \d+px;)$/.test(value);
          if (/^on|^srcdoc$|^style$|^formaction$|^xlink:/i.test(name) && !ownHeight) strange.push(html);
          const address = name === 'href' || name === 'src' || name === 'action';
          if (address && !value.startsWith(`${own}/sessions/`) && !/^https?:\/\/[^/@\\]+(?:\/|$)/.test(value))
            strange.push(html);
        }
      }
      return strange;
    },
    { known: ELEMENTS, own: base },
  );
}

describe.skipIf(CHROMIUM === null)('hostile text in the chat, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test(
    'no script runs, nothing is loaded from elsewhere, nothing but text comes of it',
    { timeout: 90_000 },
    async () => {
      await using server = await TestServer.start({ internals: { pages: PAGES } });
      const { wire } = server;
      const session = accepted<Session>(await wire.post('/sessions', { agent_id: 'ava' }));
      const path = `/sessions/${session.id}/events`;
      const texts = await hostileTexts();
      let stored = 0;
      const tell = async (text: string, index: number): Promise<void> => {
        // As the words of the AI, which may be marked up, of a person who is called so, of the customer, and of a file.
        const source = index % 3 === 2 ? 'customer' : 'human_agent';
        const participant = { id: null, display_name: text.slice(0, 90) };
        const words = { kind: 'message', message: text };
        const { status } = await wire.post(path, { ...words, source: 'human_agent_on_behalf_of_ai_agent' });
        // What has control characters in it does not even get into the log.
        expect([201, 422]).toContain(status);
        if (status === 201) stored++;
        if (index % 3 !== 0) await wire.post(path, { ...words, source, participant });
        if (index % 10 !== 0) return;
        const file = await send(wire, session.id, PNG, text.slice(0, 200));
        const { id } = file.json<{ id: string }>();
        await wire.post(path, { kind: 'message', source: 'customer', attachments: [id] });
      };
      // A person holds it: the AI has nothing to answer.
      const held = { id: null, display_name: 'Dana' };
      await wire.post(path, { kind: 'message', source: 'human_agent', message: 'Hello', participant: held });
      for (let from = 0; from < texts.length; from += 25)
        await Promise.all(texts.slice(from, from + 25).map((text, index) => tell(text, from + index)));
      expect(stored).toBeGreaterThan(270);

      const at = `${server.url}/chat/?agent=ava`;
      const watched = await openWatched(browser, 'about:blank', [server.url]);
      const { page, ran, elsewhere } = watched;
      await page.addInitScript((id) => localStorage.setItem('baton:session:ava', id), session.id);
      await page.goto(at);
      await page.locator('.bubble').first().waitFor();
      const earlier = page.getByRole('button', { name: 'Earlier messages' });
      while ((await earlier.count()) > 0) await earlier.click();
      await expect.poll(() => page.locator('.bubble').count()).toBeGreaterThan(stored);

      expect(await strangeIn(page)).toEqual([]);
      await provoke(page, '#baton-chat .rows *');
      await page.evaluate(() => document.querySelector('[role=log]')?.scrollTo(0, 0));
      expect(page.url()).toBe(at);
      expect(ran).toEqual([]);
      expect(elsewhere).toEqual([]);
    },
  );

  test('nor in a page of another origin, beside what is its own', { timeout: 60_000 }, async () => {
    await using server = await TestServer.start({ internals: { pages: PAGES } });
    await using shop = await startHostPage({ baton: server.url, attributes: { open: '' } });
    const { wire } = server;
    const origins = [server.url, new URL(shop.url).origin];
    const watched = await openWatched(browser, shop.url, origins);
    const { page, ran, elsewhere, errors } = watched;
    const own = await page.locator('body > main').evaluate((main) => main.outerHTML);
    await page.getByRole('textbox', { name: 'Message' }).fill('<img src=x onerror=alert(1)>');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Reply to: <img src=x onerror=alert(1)>').waitFor();
    const [session] = accepted<Session[]>(await wire.get('/sessions'), 200);
    const path = `/sessions/${session?.id ?? ''}/events`;
    const participant = { id: null, display_name: '<svg onload=alert(1)>' };
    await wire.post(path, { kind: 'message', source: 'human_agent', message: 'Hello', participant });
    const sample = (await hostileTexts()).filter((_text, index) => index % 7 === 0);
    for (const [index, message] of sample.entries()) {
      const source = index % 2 === 0 ? 'human_agent_on_behalf_of_ai_agent' : 'human_agent';
      const said = { id: null, display_name: message.slice(0, 90) };
      await wire.post(path, {
        kind: 'message',
        source,
        message,
        ...(index % 2 === 1 && { participant: said }),
      });
      if (index % 10 !== 0) continue;
      const { id } = (await send(wire, session?.id ?? '', PNG, message.slice(0, 200))).json<{ id: string }>();
      await wire.post(path, { kind: 'message', source: 'customer', attachments: [id] });
    }
    await wire.post(path, { kind: 'message', source: 'human_agent', message: 'That was all', participant });
    await page.getByRole('log').getByText('That was all').waitFor();
    expect(await page.locator('.bubble').count()).toBeGreaterThan(sample.length);
    await provoke(page, '*');
    expect(await strangeIn(page, server.url)).toEqual([]);
    // The page itself has nothing new in it but the widget.
    expect(await page.locator('body > main').evaluate((main) => main.outerHTML)).toBe(own);
    expect(await page.locator('body > *').count()).toBe(2);
    expect(page.url()).toBe(shop.url);
    expect({ ran, elsewhere, errors }).toEqual({ ran: [], elsewhere: [], errors: [] });
  });
});
