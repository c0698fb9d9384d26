import { BatonClient, KnowledgeClient } from '@baton/client';
import type { Candidate } from '@baton/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';
import type { InsuranceServer } from './insurance-server.ts';
import { openDesk } from './open-desk.ts';
import { saveScreenshot } from './save-screenshot.ts';

const MIA = { id: 'mia', name: 'Mia Berg' };

/** An answer of Mia's that she proposes as an article. */
async function propose(server: InsuranceServer, question: string, answer: string): Promise<Candidate> {
  const baton = new BatonClient({ baseUrl: server.url });
  const [agent] = await baton.listAgents();
  const session = await baton.createSession({ agent_id: agent?.id ?? '' });
  await baton.createEvent(session.id, { kind: 'message', source: 'customer', message: question });
  await baton.takeOver(session.id, { operator: MIA });
  const handoff = await baton.readOpenHandoff(session.id);
  const { offset } = await baton.reply(handoff?.id ?? '', {
    operator: MIA,
    message: answer,
    as: 'operator',
    seen_offset: -1,
    force: true,
  });
  return new KnowledgeClient({ baseUrl: server.url }).proposeCandidate({
    operator: MIA,
    session_id: session.id,
    answer_offset: offset,
    kind: 'article',
  });
}

async function openLearning(browser: Browser, server: InsuranceServer, options = {}): Promise<Page> {
  const { page } = await openDesk(browser, server, 'Dana Weiss', options);
  await page.goto(`${server.url}/console/learning`);
  await page.getByRole('article').first().waitFor();
  return page;
}

describe.skipIf(CHROMIUM === null)('what the AI may learn, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('is changed, tried on past questions, approved after a question, and taken back', async () => {
    await using server = await startInsuranceServer();
    const knowledge = new KnowledgeClient({ baseUrl: server.url });
    const { id } = await propose(server, 'Do you pay for a hotel?', 'Yes, for up to ten nights.');
    const state = async (): Promise<string | undefined> =>
      (await knowledge.listCandidates()).find((each) => each.id === id)?.state;
    const made = async (): Promise<string[]> =>
      (await knowledge.listArticles()).filter(({ coded }) => !coded).map(({ title }) => title);
    const page = await openLearning(browser, server);
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Hotel after a damage');
    await page.getByRole('button', { name: 'Save' }).click();
    const card = page.getByRole('article', { name: 'Hotel after a damage' });
    await card.getByRole('button', { name: 'Try it on past questions' }).click();
    await card
      .getByText(/past question/)
      .last()
      .waitFor();
    await expectAccessible(page);
    await saveScreenshot(page, 'console-learning');
    expect(await made()).toEqual([]);
    await card.getByRole('button', { name: 'Approve' }).click();
    await page
      .getByRole('dialog', { name: 'Let the AI use this?' })
      .getByRole('button', { name: 'Approve' })
      .click();
    await expect.poll(state).toBe('approved');
    expect(await made()).toEqual(['Hotel after a damage']);
    await page.getByText('Decided').click();
    await card.getByText('Approved', { exact: false }).waitFor();
    await card.getByRole('button', { name: 'Take back…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await expect.poll(state).toBe('undone');
    expect(await made()).toEqual([]);
  });

  test('is rejected, leads to its conversation, and is read on a phone in the dark', async () => {
    await using server = await startInsuranceServer();
    const { id } = await propose(server, 'Do you pay for a hotel?', 'Yes, for up to ten nights.');
    const page = await openLearning(browser, server, {
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
    });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByText('Nothing is proposed.').waitFor();
    const all = await new KnowledgeClient({ baseUrl: server.url }).listCandidates({ state: 'rejected' });
    expect(all.map((each) => each.id)).toEqual([id]);
    await page.getByText('Decided').click();
    await page.getByRole('link', { name: 'To the conversation' }).click();
    await page.getByText('Yes, for up to ten nights.').first().waitFor();
  });
});
