import { StaffClient } from '@baton/client';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch, openPage } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';

/** Each page of a lead, and a heading by which one knows it in each language. */
const PAGES = [
  ['/supervisor', { en: 'Board', es: 'Panel', de: 'Übersicht' }],
  ['/reports?period=today', { en: 'Reports', es: 'Informes', de: 'Berichte' }],
  ['/learning', { en: 'Learning', es: 'Aprendizaje', de: 'Lernen' }],
  ['/settings?item=support', { en: 'Support', es: 'Support', de: 'Support' }],
  ['/settings?section=operators&item=mia', { en: 'Mia Berg', es: 'Mia Berg', de: 'Mia Berg' }],
  ['/settings?section=triggers', { en: 'Triggers', es: 'Disparadores', de: 'Auslöser' }],
  [
    '/settings?section=replies&item=new',
    { en: 'New canned reply', es: 'Nuevo texto rápido', de: 'Neuer Textbaustein' },
  ],
  ['/settings?section=articles', { en: 'Articles', es: 'Artículos', de: 'Artikel' }],
  ['/settings?section=widget', { en: 'Chat widget', es: 'Chat en su web', de: 'Chat-Fenster' }],
] as const;

describe.skipIf(CHROMIUM === null)('the pages of a lead', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test.each([
    ['en', 'a dark phone', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
    ['es', 'a dark screen', { colorScheme: 'dark' }],
    ['de', 'a light phone, whose words are the longest', { viewport: { width: 360, height: 740 } }],
  ] as const)(
    'speak %s, and can be read by everybody on %s',
    { timeout: 90_000 },
    async (language, _, options) => {
      await using server = await startInsuranceServer();
      await new StaffClient({ baseUrl: server.url }).createOperator({
        id: 'mia',
        name: 'Mia Berg',
        skills: [{ skill: 'invoices', level: 4 }],
      });
      const { page, errors } = await openPage(browser, `${server.url}/console`, {
        ...options,
        locale: language,
      });
      await page.getByRole('textbox').fill('Dana Weiss');
      await page.getByRole('button').click();
      await page.getByRole('navigation').first().waitFor();
      for (const [path, names] of PAGES) {
        await page.goto(`${server.url}/console${path}`);
        await page.getByRole('heading', { name: names[language], exact: true }).first().waitFor();
        await expectAccessible(page);
        // The page has no second scrollbar, and nothing sticks out of the part that scrolls.
        const sticksOut = await page.evaluate(() => {
          const scroller = document.querySelector('main > div');
          const inside = scroller === null ? 0 : scroller.scrollWidth - scroller.clientWidth;
          return Math.max(inside, document.documentElement.scrollWidth - innerWidth);
        });
        expect({ path, sticksOut }).toEqual({ path, sticksOut: 0 });
      }
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );
});
