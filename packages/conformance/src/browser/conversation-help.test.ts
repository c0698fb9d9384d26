import { BatonClient, KnowledgeClient } from '@baton/client';
import type { SessionEvent } from '@baton/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { askOlga, startHelpedServer } from './helped-server.ts';
import type { HelpedServer } from './helped-server.ts';
import { SOON, accept, conversation, openDesk, openHandoff, reply, send } from './open-desk.ts';
import { saveScreenshot } from './save-screenshot.ts';

const QUESTION = 'How long does a claim take?';

async function log(server: HelpedServer, sessionId: string): Promise<SessionEvent[]> {
  return new BatonClient({ baseUrl: server.url }).listEvents(sessionId);
}

async function byPerson(server: HelpedServer, sessionId: string): Promise<SessionEvent[]> {
  return (await log(server, sessionId)).filter(
    ({ kind, source }) => kind === 'message' && source === 'human_agent',
  );
}

async function width(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

describe.skipIf(CHROMIUM === null)('help with the answer, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('a waiting conversation shows summary and details, and its transcript only when asked for (H5.2)', async () => {
    await using server = await startHelpedServer();
    const handoff = await askOlga(server, 'It is about CL-2041.', QUESTION);
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    await openHandoff(page, server, handoff.id);
    const details = page.getByRole('region', { name: 'Details', exact: true });
    await details.getByRole('link', { name: 'CL-2041' }).waitFor();
    expect(await conversation(page).count()).toBe(0);
    await expectAccessible(page);
    await details.getByRole('link', { name: 'CL-2041' }).click();
    await conversation(page).getByText('It is about CL-2041.').waitFor();
    await page.getByRole('button', { name: 'Hide the conversation' }).click();
    expect(await conversation(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Write the summary anew' }).click();
    await page.getByRole('button', { name: /^Show the conversation/ }).click();
    await conversation(page).getByText(QUESTION).waitFor();
    expect(errors).toEqual([]);
  });

  test('a suggested reply with its article goes into the reply by key, and out by Enter alone (H8.1)', async () => {
    await using server = await startHelpedServer();
    const handoff = await askOlga(server, QUESTION);
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    await openHandoff(page, server, handoff.id);
    await page.keyboard.press('a');
    await reply(page).waitFor();
    const help = page.getByRole('region', { name: 'Help with the answer' });
    await help
      .getByText(/ten working days/)
      .first()
      .waitFor();
    await saveScreenshot(page, 'console-help');
    await expectAccessible(page);
    await help.getByRole('button', { name: 'Read “How long a claim takes”' }).first().click();
    const article = page.getByRole('dialog', { name: 'How long a claim takes' });
    await article.getByText('The money is sent on the day').waitFor();
    await page.keyboard.press('Escape');
    await article.waitFor({ state: 'hidden' });
    await page
      .getByRole('heading', { name: /^Guest/ })
      .first()
      .click();
    await page.keyboard.press('i');
    await expect.poll(() => reply(page).inputValue(), SOON).toContain('ten working days');
    expect(await byPerson(server, handoff.session_id)).toEqual([]);
    expect(await reply(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await conversation(page)
      .getByText(/ten working days/)
      .waitFor();
    await help.getByText('The newest message is answered.').waitFor();
    // What is answered is not put in once more, neither by its key nor by its name.
    await page.keyboard.press('Escape');
    await page.keyboard.press('i');
    expect(await reply(page).inputValue()).toBe('');
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /^Reply/ }).waitFor();
    expect(await page.getByRole('option', { name: /^Insert the suggested reply/ }).count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await byPerson(server, handoff.session_id)).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  test('a canned reply comes with a slash, with the names filled in, and is not sent by the Enter that chose it', async () => {
    await using server = await startHelpedServer();
    const handoff = await askOlga(server, QUESTION);
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    await openHandoff(page, server, handoff.id);
    await accept(page);
    await reply(page).pressSequentially('/');
    const texts = page.getByRole('listbox', { name: 'Canned replies' });
    await expect.poll(() => texts.getByRole('option').count(), SOON).toBe(2);
    await expectAccessible(page);
    await reply(page).pressSequentially('hel');
    await expect.poll(() => texts.getByRole('option').count(), SOON).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => reply(page).inputValue(), SOON).toMatch(/^Hello, this is Dana Weiss\./);
    expect(await byPerson(server, handoff.session_id)).toEqual([]);
    await page.keyboard.press('Enter');
    await conversation(page)
      .getByText(/this is Dana Weiss\./)
      .waitFor();
    expect(errors).toEqual([]);
  });

  test('an action that changes something is run after a second look, and stands in the conversation', async () => {
    await using server = await startHelpedServer();
    const handoff = await askOlga(server, QUESTION);
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss', { colorScheme: 'dark' });
    await openHandoff(page, server, handoff.id);
    await accept(page);
    await page.getByRole('button', { name: /^Pay a claim/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Pay a claim' });
    await dialog.getByRole('textbox', { name: 'Claim' }).fill('CL-2041');
    await dialog.getByRole('button', { name: 'Run' }).click();
    await dialog.getByText(/changes something outside/).waitFor();
    await expectAccessible(page);
    expect(server.paid).toEqual([]);
    await dialog.getByRole('button', { name: 'Yes, run it' }).click();
    await dialog.getByText('Claim CL-2041 is paid.').waitFor();
    expect(server.paid).toEqual(['CL-2041']);
    await dialog.getByRole('button', { name: 'Show it in the conversation' }).click();
    await conversation(page).getByText('pay_claim').waitFor();
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });

  test('at 360 px help is one line and a sheet, and nothing is wider than the screen', async () => {
    await using server = await startHelpedServer();
    const handoff = await askOlga(server, QUESTION);
    const viewport = { width: 360, height: 740 };
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss', { viewport, colorScheme: 'dark' });
    await openHandoff(page, server, handoff.id);
    await accept(page);
    await page
      .getByText(/ten working days/)
      .last()
      .waitFor();
    expect(await width(page)).toBeLessThanOrEqual(360);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Help', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Help with the answer' });
    await sheet.getByRole('button', { name: /^Insert and edit/ }).waitFor();
    expect(await width(page)).toBeLessThanOrEqual(360);
    await expectAccessible(page);
    await sheet.getByRole('button', { name: /^Insert and edit/ }).click();
    await sheet.waitFor({ state: 'hidden' });
    await expect.poll(() => reply(page).inputValue(), SOON).toContain('ten working days');
    expect(await byPerson(server, handoff.session_id)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('what the AI will be told is shown while it can be changed, and an answer is proposed for learning (H8.4)', async () => {
    await using server = await startHelpedServer();
    const handoff = await askOlga(server, 'It is about CL-2041.', QUESTION);
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    await openHandoff(page, server, handoff.id);
    await accept(page);
    await reply(page).fill('It is decided this week.');
    await send(page).click();
    await conversation(page).getByText('It is decided this week.').waitFor();
    await page.getByRole('button', { name: 'Let the AI learn from “It is decided this week.”' }).click();
    const learning = page.getByRole('dialog', { name: 'Let the AI learn from this answer' });
    expect(await learning.getByRole('textbox', { name: 'Question that it answers' }).inputValue()).toBe(
      QUESTION,
    );
    await expectAccessible(page);
    await learning.getByRole('combobox', { name: 'As' }).selectOption('guideline');
    await learning.getByRole('textbox', { name: 'What the AI does then' }).fill('Say that it takes a week.');
    await learning.getByRole('button', { name: 'Propose' }).click();
    await learning.getByText('Proposed. A lead will look at it.').waitFor();
    const [proposed] = await new KnowledgeClient({ baseUrl: server.url }).listCandidates();
    expect(proposed).toMatchObject({
      kind: 'guideline',
      state: 'proposed',
      content: { title: `The customer asks: ${QUESTION}`, text: 'Say that it takes a week.' },
      source: { answer: 'It is decided this week.' },
    });
    await page.keyboard.press('Escape');
    await learning.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Return to AI', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const told = dialog.getByRole('region', { name: 'What the AI will be told' });
    await told.getByText('It is decided this week.').waitFor();
    await told.getByText('CL-2041').waitFor();
    await dialog.getByRole('textbox', { name: 'What was agreed' }).fill('The claim is decided by Friday.');
    await told.getByText('The claim is decided by Friday.').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Return to AI', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(errors).toEqual([]);
  });

  test('everything goes by keyboard: accept, suggestion, send, action, note, return', async () => {
    await using server = await startHelpedServer();
    const handoff = await askOlga(server, QUESTION);
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    const keys = page.keyboard;
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        const reached = await page.evaluate(() => {
          const at = document.activeElement;
          return at?.getAttribute('aria-label') ?? at?.textContent ?? '';
        });
        if (name.test(reached)) return;
        await keys.press('Tab');
      }
      throw new Error(`Tab does not lead to ${name}`);
    };
    await openHandoff(page, server, handoff.id);
    await keys.press('a');
    await reply(page).waitFor();
    await page
      .getByText(/ten working days/)
      .first()
      .waitFor();
    await keys.press('Escape');
    await keys.press('i');
    await expect.poll(() => reply(page).inputValue(), SOON).toContain('ten working days');
    await keys.press('Enter');
    await conversation(page)
      .getByText(/ten working days/)
      .waitFor();
    await keys.press('Escape');

    await tabTo(/^Pay a claim/);
    await keys.press('Enter');
    const action = page.getByRole('dialog', { name: 'Pay a claim' });
    await action.getByRole('textbox', { name: 'Claim' }).waitFor();
    await keys.type('CL-2041');
    await keys.press('Enter');
    await action.getByText(/changes something outside/).waitFor();
    await tabTo(/^Yes, run it$/);
    await keys.press('Enter');
    await action.getByText('Claim CL-2041 is paid.').waitFor();
    await keys.press('Escape');
    await action.waitFor({ state: 'hidden' });
    expect(server.paid).toEqual(['CL-2041']);

    await keys.press('n');
    await keys.type('Paid at once.');
    await keys.press('Enter');
    await conversation(page).getByText('Paid at once.').waitFor();
    await keys.press('Escape');
    await keys.press('b');
    const returning = page.getByRole('dialog', { name: 'Return to the AI' });
    await returning.getByRole('textbox', { name: 'What was agreed' }).waitFor();
    await keys.type('CL-2041 is paid.');
    await tabTo(/^Return to AI$/);
    await keys.press('Enter');
    await returning.waitFor({ state: 'hidden' });
    const ended = await new BatonClient({ baseUrl: server.url }).readHandoff(handoff.id);
    expect(ended).toMatchObject({ stage: 'returned', outcome: 'CL-2041 is paid.' });
    const said = JSON.stringify(await log(server, handoff.session_id));
    expect(said).not.toContain('Paid at once.');
    expect(errors).toEqual([]);
  });
});
