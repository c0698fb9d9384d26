import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch, openPage } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startHostPage } from './host-page.ts';
import type { HostPage, HostPageOptions } from './host-page.ts';
import { startInsuranceServer } from './insurance-server.ts';
import type { InsuranceServer } from './insurance-server.ts';

const PHONE = { viewport: { width: 360, height: 740 } };
/** As much as a careless page does to everything in it. */
const HOSTILE = `
  html { font-size: 4px; direction: rtl; }
  * { all: unset !important; display: none !important; color: red !important; }
  html, body, main, h1, p, a { display: block !important; }
  div, button, textarea { visibility: hidden; text-transform: uppercase; letter-spacing: 9px; }
`;

function bubble(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('button', { name: /^Open the chat/ });
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText(text).waitFor();
}

async function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? null;
  });
}

describe.skipIf(CHROMIUM === null)('a widget in a page of another origin', () => {
  let browser: Browser;
  let server: InsuranceServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([launch(), startInsuranceServer()]);
  });
  afterAll(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });

  function host(options: Partial<HostPageOptions> = {}): Promise<HostPage> {
    return startHostPage({ baton: server.url, ...options });
  }

  test('works under the strictest Content-Security-Policy, by keyboard, and gives the focus back', async () => {
    await using page = await host();
    const { page: shop, errors } = await openPage(browser, page.url);
    await bubble(shop).waitFor();
    await expectAccessible(shop);
    await shop.keyboard.press('Tab');
    await shop.keyboard.press('Tab');
    expect(await focused(shop)).toBe('Open the chat');
    await shop.keyboard.press('Enter');
    await shop.getByRole('dialog', { name: 'Ines' }).waitFor();
    await expect.poll(() => focused(shop)).toBe('Message');
    const close = shop.locator('.bubble-button');
    expect(await close.getAttribute('aria-expanded')).toBe('true');
    await say(shop, 'What does my policy P-1001 cover?');
    await shop
      .getByRole('log')
      .getByText(/home policy/)
      .waitFor();
    await expectAccessible(shop);
    await shop.keyboard.press('Escape');
    await shop.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await focused(shop)).toBe('Open the chat');
    expect(await close.getAttribute('aria-expanded')).toBe('false');
    expect(errors).toEqual([]);
  });

  test('looks the same whatever the page’s own style does', async () => {
    await using plain = await host();
    await using hostile = await host({ css: HOSTILE });
    const looks: unknown[] = [];
    for (const { url } of [plain, hostile]) {
      const { page: shop } = await openPage(browser, url);
      await bubble(shop).click();
      await shop.getByRole('heading', { name: 'How can we help?' }).waitFor();
      looks.push(
        await shop.locator('baton-chat').evaluate((element) =>
          ['.panel-frame', '.bubble-button', '.welcome-title', 'textarea', '.header'].map((selector) => {
            const part = element.shadowRoot?.querySelector(selector);
            if (!part) return selector;
            const style = getComputedStyle(part);
            const { width, height } = part.getBoundingClientRect();
            const { color, fontSize, letterSpacing, textTransform, visibility, direction } = style;
            return [width, height, color, fontSize, letterSpacing, textTransform, visibility, direction];
          }),
        ),
      );
    }
    expect(looks[1]).toEqual(looks[0]);
  });

  test('leaves nothing in the page but itself and `Baton`, and takes both away again', async () => {
    await using page = await host();
    const names = (shop: Page): Promise<string[]> => shop.evaluate(() => Object.getOwnPropertyNames(window));
    const { page: bare } = await openPage(browser, `${page.url}bare`);
    const { page: shop } = await openPage(browser, page.url);
    await bubble(shop).click();
    await shop.getByRole('dialog').waitFor();
    const before = new Set(await names(bare));
    expect((await names(shop)).filter((name) => !before.has(name))).toEqual(['Baton']);
    await shop.evaluate(() => (window as never as { Baton: { destroy(): void } }).Baton.destroy());
    expect(await shop.locator('baton-chat').count()).toBe(0);
    expect(await shop.evaluate(() => 'Baton' in window)).toBe(false);
  });

  test('a script that is loaded twice is one widget; another place is another', async () => {
    await using page = await host({
      attributes: { mode: 'inline', target: '#here' },
      body: '<div id="here"></div>',
    });
    const { page: shop, errors } = await openPage(browser, page.url);
    const addScript = (data: Record<string, string>): Promise<void> =>
      shop.evaluate(
        async ({ url, attributes }) => {
          const script = document.createElement('script');
          script.src = `${url}/widget.js`;
          Object.assign(script.dataset, attributes);
          await new Promise((resolve) => {
            script.addEventListener('load', resolve);
            document.body.append(script);
          });
        },
        { url: server.url, attributes: data },
      );
    await shop.getByRole('region', { name: 'Ines' }).waitFor();
    // Nobody asked for it: the keyboard stays where the visitor is.
    expect(await shop.evaluate(() => document.activeElement?.localName)).toBe('body');
    await addScript({ mode: 'inline', target: '#here' });
    expect(await shop.locator('baton-chat').count()).toBe(1);
    await addScript({});
    await bubble(shop).click();
    expect(await shop.locator('baton-chat').count()).toBe(2);
    await expectAccessible(shop);
    expect(errors).toEqual([]);
  });

  test('on a phone it covers the page, keeps the keyboard inside and hides its bubble', async () => {
    await using page = await host({ body: '<p>We sell umbrellas and boots.</p>'.repeat(60) });
    const { page: shop } = await openPage(browser, page.url, PHONE);
    await bubble(shop).click();
    await shop.getByRole('textbox', { name: 'Message' }).waitFor();
    const panel = shop.getByRole('dialog', { name: 'Ines' });
    expect(await panel.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
    expect(await panel.getAttribute('aria-modal')).toBe('true');
    expect(await shop.locator('.bubble-button').isVisible()).toBe(false);
    for (let press = 0; press < 8; press++) {
      await shop.keyboard.press('Tab');
      expect(await shop.evaluate(() => document.activeElement?.localName)).toBe('baton-chat');
    }
    await expectAccessible(shop);
    expect(await shop.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await shop.getByRole('button', { name: 'Close the chat' }).click();
    await bubble(shop).waitFor();
    expect(await focused(shop)).toBe('Open the chat');
  });

  test('in a page that reads from right to left it stands on the left, and greets', async () => {
    await using page = await host({
      lang: 'ar',
      dir: 'rtl',
      attributes: { greeting: 'هل لديك سؤال؟', 'launcher-label': 'Ask Ines' },
    });
    const { page: shop } = await openPage(browser, page.url);
    const open = shop.getByRole('button', { name: 'Ask Ines' });
    const dismiss = shop.getByRole('button', { name: 'Do not show this' });
    expect((await open.boundingBox())?.x).toBeLessThan(100);
    await dismiss.waitFor();
    await expectAccessible(shop);
    await dismiss.click();
    expect(await shop.getByText('هل لديك سؤال؟').count()).toBe(0);
    const asked: string[] = [];
    shop.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await shop.reload();
    await open.waitFor();
    // What is dismissed is not even asked for, which would have been done before the bubble was there.
    expect(asked).toContain('/widget.js');
    expect(asked).not.toContain('/widget-greeting.js');
    expect(await shop.getByText('هل لديك سؤال؟').count()).toBe(0);
  });

  test('a chat that could not be loaded is loaded when it is asked for again', async () => {
    await using page = await host();
    const { page: shop } = await openPage(browser, page.url);
    await bubble(shop).waitFor();
    await shop.route(/widget-chat\.js/, (route) => route.abort());
    await bubble(shop).click();
    await shop
      .getByRole('status')
      .getByText(/^The chat cannot be reached right now/)
      .waitFor();
    await expectAccessible(shop);
    await shop.unroute(/widget-chat\.js/);
    await bubble(shop).click();
    await shop.getByRole('heading', { name: 'How can we help?' }).waitFor();
  });

  test('what is loaded when it is wanted is asked for again; Escape closes the options, and then the chat', async () => {
    await using page = await host();
    const { page: shop } = await openPage(browser, page.url);
    await bubble(shop).click();
    await say(shop, 'Hello');
    const options = shop.getByRole('button', { name: 'More options' });
    await options.waitFor();
    let asked = 0;
    await shop.route(/widget-more\.js/, (route) => {
      asked++;
      return route.abort();
    });
    await options.click();
    await expect.poll(() => asked).toBeGreaterThan(0);
    await shop.unroute(/widget-more\.js/);
    await shop.getByRole('region', { name: 'More options' }).waitFor();
    await expect.poll(() => focused(shop)).toBe('Download conversation');
    await shop.keyboard.press('Escape');
    await shop.getByRole('region', { name: 'More options' }).waitFor({ state: 'hidden' });
    expect(await focused(shop)).toBe('Message');
    await shop.keyboard.press('Escape');
    await shop.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  test('after a deployment a chat that is open goes on as one of the newer build', async () => {
    await using page = await host();
    const { page: shop, errors } = await openPage(browser, page.url);
    await bubble(shop).click();
    await say(shop, 'What does my policy P-1001 cover?');
    await shop
      .getByRole('log')
      .getByText(/home policy/)
      .waitFor();
    await shop.getByRole('textbox', { name: 'Message' }).fill('And');
    const version = /widget-more\.js\?v=([\w-]+)/.exec(built('widget-chat.js'))?.[1] ?? '';
    await shop.route(/widget-(?:chat|more)\.js/, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      const body = built(name).replaceAll(version, 'newer').replaceAll('More options', 'Further options');
      return route.fulfill({
        body,
        contentType: 'text/javascript',
        headers: { 'access-control-allow-origin': '*' },
      });
    });
    await shop.getByRole('button', { name: 'More options' }).click();
    await shop.getByRole('button', { name: 'Further options' }).click();
    await shop.getByRole('region', { name: 'Further options' }).waitFor();
    await shop
      .getByRole('log')
      .getByText(/home policy/)
      .waitFor();
    expect(await shop.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('And');
    expect(errors).toEqual([]);
  });

  test('it speaks the page’s language, and another one when it is told to', async () => {
    await using page = await host({ lang: 'de-AT', attributes: { greeting: 'Guten Tag!' } });
    const { page: shop, errors } = await openPage(browser, page.url);
    await shop.getByRole('button', { name: 'Guten Tag!' }).click();
    await shop.getByRole('heading', { name: 'Wie können wir helfen?' }).waitFor();
    expect(await shop.getByRole('dialog').locator('..').getAttribute('lang')).toBe('de');
    await expectAccessible(shop);
    await shop.evaluate(() =>
      (window as never as { Baton: { setLanguage(language: string): Promise<void> } }).Baton.setLanguage(
        'es',
      ),
    );
    await shop.getByRole('heading', { name: '¿En qué podemos ayudarle?' }).waitFor();
    await shop.keyboard.press('Escape');
    await shop.getByRole('button', { name: 'Abrir el chat' }).waitFor();
    expect(errors).toEqual([]);
  });

  test.each(['#ffd400', 'oklch(35% 0.2 300)'])(
    'in the company’s own colour %s every word stays readable, light and dark',
    async (accent) => {
      await using page = await host({
        css: `baton-chat { --baton-accent: ${accent}; --baton-radius: 4px; }`,
        attributes: { greeting: 'Hello' },
      });
      for (const theme of ['light', 'dark'] as const) {
        const { page: shop } = await openPage(browser, page.url, { colorScheme: theme });
        await bubble(shop).click();
        await say(shop, 'Hello');
        await expectAccessible(shop);
        await shop.context().close();
      }
    },
  );

  test('in the company’s own colour nothing shows before words on it are readable', async () => {
    await using page = await host({
      css: 'baton-chat { --baton-accent: #ffd400; --baton-on-accent: #ffffff; }',
    });
    const { page: shop } = await openPage(browser, 'about:blank');
    const held = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    await shop.route(/widget-accent\.js/, async (route) => {
      asked.resolve();
      await held.promise;
      await route.abort();
    });
    await shop.goto(page.url);
    await asked.promise;
    expect(await bubble(shop).isVisible()).toBe(false);
    held.resolve();
    // What cannot be had leaves the chat in its own colours, and is asked for again.
    const colour = (): Promise<string> =>
      shop.locator('.bubble-button').evaluate((element) => getComputedStyle(element).backgroundColor);
    await bubble(shop).waitFor();
    expect(await colour()).toBe('rgb(31, 90, 76)');
    await expectAccessible(shop);
    await shop.unroute(/widget-accent\.js/);
    await bubble(shop).click();
    await expect.poll(colour).toBe('rgb(255, 212, 0)');
  });

  test('the page chooses between light and dark, whatever the system says', async () => {
    await using page = await host({ attributes: { theme: 'dark', open: '' } });
    const { page: shop } = await openPage(browser, page.url, { colorScheme: 'light' });
    await shop.getByRole('heading', { name: 'How can we help?' }).waitFor();
    const ground = await shop
      .locator('.baton')
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(ground).toBe('rgb(18, 21, 20)');
    await expectAccessible(shop);
  });

  test('the company says what is shown before the first word, and whether a person is offered', async () => {
    const [agent] = (await (await fetch(`${server.url}/agents`)).json()) as { id: string }[];
    const put = (body: object): Promise<Response> =>
      fetch(`${server.url}/agents/${agent?.id}/widget`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await put({ opening_message: 'Ask me about claims.', person_button: false });
    try {
      await using page = await host({ attributes: { agent: agent?.id ?? '' } });
      const { page: shop } = await openPage(browser, page.url);
      await bubble(shop).click();
      await shop.getByText('Ask me about claims.').waitFor();
      expect(await shop.getByRole('button', { name: 'Ask for a person' }).count()).toBe(0);
    } finally {
      await put({});
    }
  });
});

test('a page loads at most 5.6 kB for the bubble, and 31.5 kB in all when a visitor chats', () => {
  const zipped = (name: string): number => gzipSync(built(name), { level: 9 }).length;
  expect(zipped('widget.js')).toBeLessThanOrEqual(5600);
  expect(zipped('widget.js') + zipped('widget-chat.js')).toBeLessThanOrEqual(31_500);
  expect(zipped('widget-more.js')).toBeLessThanOrEqual(10_300);
});

function built(name: string): string {
  return readFileSync(join(import.meta.dirname, '../../../widget/dist', name), 'utf8');
}
