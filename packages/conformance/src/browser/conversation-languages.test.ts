import { BatonClient } from '@baton/client';
import type { Handoff } from '@baton/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch, openPage } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { askOlga, startHelpedServer } from './helped-server.ts';
import type { HelpedServer } from './helped-server.ts';
import { saveScreenshot } from './save-screenshot.ts';

const SCREEN = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };
const QUESTION = 'How long does a claim take?';

/** Words that an English page has and one of another language has not. */
const ENGLISH =
  /\b(?:the|and|with|you|your|of|for|this|that|what|were|is|are|has|have|not|by|from|to|send|reply|close|open|show|hide|waiting|accept|note|summary|help|read|insert|write|customer|conversation|return|over|ended|since|ago)\b/iu;

/** Texts of the page and labels of its parts in English, but for what people, agents and tools have said. */
function englishIn(page: Page, own: readonly string[]): Promise<string[]> {
  return page.evaluate(
    ({ pattern, theirs }) => {
      const english = new RegExp(pattern, 'iu');
      const found = new Set<string>();
      const check = (text: string | null): void => {
        const rest = theirs
          .reduce((left, each) => left.replaceAll(each, ' '), text?.trim() ?? '')
          .replaceAll(/https?:\S+/gu, '');
        if (english.test(rest)) found.add(rest);
      };
      const skipped = '.said, [data-said], script, style, code, pre, kbd';
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
        if (node.parentElement?.closest(skipped) === null) check(node.textContent);
      for (const element of document.querySelectorAll('body *'))
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
          if (element.closest(skipped) === null) check(element.getAttribute(name));
      check(document.title);
      return [...found];
    },
    // A button names the message that it is for by the message's first words.
    { pattern: ENGLISH.source, theirs: own.flatMap((each) => [each, each.slice(0, 60)]) },
  );
}

/** How far something sticks out of the window, and what. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => (element.cloneNode(false) as Element).outerHTML);
  });
}

describe.skipIf(CHROMIUM === null)('an open conversation in other languages (C20)', () => {
  let browser: Browser;
  let server: HelpedServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([launch(), startHelpedServer()]);
  });
  afterAll(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });

  async function expectGood(page: Page, own: readonly string[], at: string): Promise<void> {
    await saveScreenshot(page, `conversation-${at}`);
    await expectAccessible(page);
    expect({ at, sticksOut: await sticksOut(page) }).toEqual({ at, sticksOut: [] });
    expect({ at, english: await englishIn(page, own) }).toEqual({ at, english: [] });
  }

  test.each([
    ['es', 'light', 'screen', SCREEN, 'Aceptar', 'Respuesta'],
    ['es', 'dark', 'phone', PHONE, 'Aceptar', 'Respuesta'],
    ['de', 'dark', 'screen', SCREEN, 'Annehmen', 'Antwort'],
    ['de', 'light', 'phone', PHONE, 'Annehmen', 'Antwort'],
  ] as const)(
    'waiting, held with help, and ended: in %s, %s, on a %s',
    async (locale, colorScheme, size, viewport, accept, reply) => {
      const baton = new BatonClient({ baseUrl: server.url });
      const handoff: Handoff = await askOlga(server, 'It is about CL-2041.', QUESTION);
      const { page, errors } = await openPage(browser, `${server.url}/console`, {
        locale,
        colorScheme,
        viewport,
      });
      page.setDefaultTimeout(15_000);
      await page.getByRole('textbox').fill('Dana Weiss');
      await page.getByRole('button').click();
      await page.locator('[data-presence] select, select').first().selectOption('away');
      await page.goto(`${server.url}/console/handoffs/${handoff.id}`);
      const at = (stage: string): string => `${stage}-${locale}-${colorScheme}-${size}`;
      const detail = await baton.readHandoff(handoff.id);
      const { items } = await baton.listHandoffs();
      // What is said in the language of the customer stays as it was said.
      const own = [
        ...quoted(detail),
        ...items.flatMap((each) => quoted(each)),
        'Dana Weiss',
        'pay_claim',
        'Pay a claim',
        'Pays a claim to the account on file.',
        'How long a claim takes',
        'Photos of a damage',
        'Support',
        'Olga',
        'Ines',
        'Guest',
        'Baton',
        'A claim is decided within ten working days after all photos have arrived. The money is sent on the day of the decision.',
        'You can read more in',
      ];
      const take = page.getByRole('button', { name: accept, exact: true });
      await take.waitFor();
      await page.getByText('CL-2041').first().waitFor();
      await expectGood(page, own, at('waiting'));
      await take.click();
      await page.getByRole('textbox', { name: reply }).waitFor();
      await page
        .getByText(/ten working days/)
        .last()
        .waitFor({ state: 'attached' });
      await expectGood(page, own, at('held'));
      const { operator } = await baton.readHandoff(handoff.id);
      await baton.reply(handoff.id, {
        operator,
        message: 'Ten days',
        as: 'operator',
        seen_offset: -1,
        force: true,
      });
      await baton.returnToAi(handoff.id, { operator, outcome: 'Told' });
      await page.getByRole('textbox', { name: reply }).waitFor({ state: 'detached' });
      await expectGood(page, own, at('ended'));
      expect(errors).toEqual([]);
      await page.context().close();
    },
    40_000,
  );
});

/** Every text in an answer of the server. */
function quoted(value: unknown): string[] {
  if (typeof value === 'string') return value.length > 3 && value.includes(' ') ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap((each) => quoted(each));
}
