import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Session } from '@baton/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send, PNG } from '../attachments/files.ts';
import { accepted } from '../testing/conversation.ts';
import { TestServer } from '../testing/start-server.ts';
import { CHROMIUM, launch } from './chromium.ts';

const PAGES = { console: null, chat: join(import.meta.dirname, '../../../widget/dist') };
const CORPUS = join(import.meta.dirname, '../../../widget/src/testing');

async function corpus(): Promise<string[]> {
  const load = (name: string): Promise<Record<string, readonly string[]>> =>
    import(pathToFileURL(join(CORPUS, name)).href) as Promise<Record<string, readonly string[]>>;
  const parts = [await load('hostile-texts.ts'), await load('more-hostile-texts.ts')];
  return [...new Set(parts.flatMap((part) => Object.values(part).flat()))];
}

/** What a page of the chat is made of; nothing that somebody wrote may become anything else. */
const ELEMENTS =
  'A BR BUTTON CODE DETAILS DIV EM FORM H1 H2 HEADER I IMG INPUT LABEL LI MAIN OL OUTPUT P PATH PRE PROGRESS SECTION SPAN STRONG SUMMARY SVG TEXTAREA TIME UL'.split(
    ' ',
  );

async function strangeIn(page: Page): Promise<string[]> {
  return page.evaluate((known) => {
    const strange: string[] = [];
    for (const element of document.querySelectorAll('#baton-chat, #baton-chat *')) {
      const html = (element.cloneNode(false) as Element).outerHTML;
      if (!known.includes(element.tagName.toUpperCase())) strange.push(html);
      for (const { name, value } of element.attributes) {
        const ownHeight = element.matches('textarea') && /^height: \d+px;$/.test(value);
        if (/^on|^srcdoc$|^style$|^formaction$|^xlink:/i.test(name) && !ownHeight) strange.push(html);
        const address = name === 'href' || name === 'src' || name === 'action';
        if (address && !/^https?:\/\/[^/@\\]+(?:\/|$)|^\/sessions\//.test(value)) strange.push(html);
      }
    }
    return strange;
  }, ELEMENTS);
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
      const texts = await corpus();
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

      const context = await browser.newContext();
      const page = await context.newPage();
      const ran: string[] = [];
      const elsewhere: string[] = [];
      page.on('dialog', (dialog) => {
        ran.push(dialog.message());
        void dialog.dismiss();
      });
      page.on('popup', (popup) => elsewhere.push(popup.url()));
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url)) elsewhere.push(request.url());
      });
      await context.exposeFunction('ranScript', (what: string) => ran.push(what));
      await page.addInitScript(`
      for (const name of ['alert', 'confirm', 'prompt', 'print'])
        Object.defineProperty(window, name, { value: (what) => window.ranScript(name + String(what)) });
      document.addEventListener('securitypolicyviolation', (event) => window.ranScript(event.violatedDirective));
      localStorage.setItem('baton:session:ava', ${JSON.stringify(session.id)});
    `);
      await page.goto(`${server.url}/chat/?agent=ava`);
      await page.locator('.bubble').first().waitFor();
      const earlier = page.getByRole('button', { name: 'Earlier messages' });
      while ((await earlier.count()) > 0) await earlier.click();
      await expect.poll(() => page.locator('.bubble').count()).toBeGreaterThan(stored);

      expect(await strangeIn(page)).toEqual([]);
      // What waits for the pointer, the focus or a scroll gets it.
      await page.evaluate(() => {
        for (const element of document.querySelectorAll('#baton-chat .rows *')) {
          for (const type of ['pointerenter', 'mouseover', 'focusin', 'focus', 'animationstart', 'toggle'])
            element.dispatchEvent(new Event(type, { bubbles: true }));
        }
        document.querySelector('[role=log]')?.scrollTo(0, 0);
      });
      expect(page.url()).toBe(`${server.url}/chat/?agent=ava`);
      expect(ran).toEqual([]);
      expect(elsewhere).toEqual([]);
    },
  );
});
