import { BatonClient, KnowledgeClient, StaffClient } from '@baton/client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { askOlga, startHelpedServer } from './helped-server.ts';
import type { HelpedServer } from './helped-server.ts';
import { SOON, openDesk, openHandoff, reply } from './open-desk.ts';

const MIA = { id: 'mia', name: 'Mia Berg' };
/** More stops than any page has. */
const MOST_STOPS = 150;

/** What has the focus, as it is called. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null;
    const label = at?.labels?.[0]?.textContent;
    return (at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '').trim();
  });
}

async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < MOST_STOPS; presses++) {
    const at = await focused(page);
    if (name.test(at)) return;
    passed.push(at.slice(0, 30));
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}, but to ${passed.join(' · ')}`);
}

/** Out of an open menu. */
async function choose(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('menu').waitFor();
  for (let presses = 0; presses < 10; presses++) {
    if (name.test(await focused(page))) {
      await page.keyboard.press('Enter');
      return;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`no arrow leads to ${name}`);
}

describe.skipIf(CHROMIUM === null)('the pages of a lead by keyboard alone (C20)', () => {
  let browser: Browser;
  let server: HelpedServer;
  let page: Page;
  let errors: string[];
  let baton: BatonClient;
  beforeAll(async () => {
    [browser, server] = await Promise.all([launch(), startHelpedServer()]);
    baton = new BatonClient({ baseUrl: server.url });
    const staff = new StaffClient({ baseUrl: server.url });
    await staff.createOperator({ ...MIA, departments: ['support'] });
    await staff.setPresence(MIA.id, 'available');
  });
  afterAll(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    ({ page, errors } = await openDesk(browser, server, 'Dana Weiss'));
    const staff = new StaffClient({ baseUrl: server.url });
    const dana = async (): Promise<string> =>
      (await staff.listOperators()).find(({ name }) => name === 'Dana Weiss')?.id ?? '';
    await vi.waitUntil(async () => (await dana()) !== '', SOON);
    await staff.updateOperator(await dana(), { lead: true, departments: ['support'] });
    // The focus is where a new page has it.
    await page.goto(`${server.url}/console`);
    await page.getByRole('navigation').first().waitFor();
  });
  afterEach(async () => {
    await page.context().close();
    if (errors.length > 0) throw new Error(errors.join('\n'));
  });

  test('board: a whisper to the holder, and an operator who is not sent offline after all (H8.2, H6.6)', async () => {
    const handoff = await askOlga(server, 'My roof leaks');
    await baton.accept(handoff.id, { operator: MIA });
    const keys = page.keyboard;
    await keys.press('4');
    await page.getByRole('region', { name: 'With a person' }).getByText(`with ${MIA.name}`).waitFor();
    await tabTo(page, /^Actions: Guest/);
    await keys.press('Enter');
    await choose(page, /^Whisper/);
    const whisper = page.getByRole('dialog', { name: `Whisper to ${MIA.name}` });
    await whisper.waitFor();
    await tabTo(page, /^Your words/);
    await keys.type('Offer her the callback.');
    await tabTo(page, /^Whisper$/);
    await keys.press('Enter');
    await whisper.waitFor({ state: 'hidden' });
    expect((await baton.readHandoff(handoff.id)).notes).toMatchObject([
      { text: 'Offer her the callback.', whisper: true },
    ]);
    await expect.poll(() => focused(page), SOON).toMatch(/^Actions: Guest/);
    await tabTo(page, /^Actions: Mia Berg/);
    await keys.press('Enter');
    await choose(page, /^Send offline/);
    const question = page.getByRole('dialog', { name: `Send ${MIA.name} offline?` });
    await question.waitFor();
    await keys.press('Escape');
    await question.waitFor({ state: 'hidden' });
    await expect.poll(() => focused(page), SOON).toMatch(/^Actions: Mia Berg/);
    const { status } = await new StaffClient({ baseUrl: server.url }).readPresence(MIA.id);
    expect(status).toBe('available');
  });

  test('reports: another period, and a chart as a table', async () => {
    const keys = page.keyboard;
    await keys.press('5');
    await page.getByRole('region', { name: 'Volume' }).waitFor();
    await tabTo(page, /^Period/);
    const before = new URL(page.url()).searchParams.get('period');
    await keys.press('ArrowUp');
    await expect.poll(() => new URL(page.url()).searchParams.get('period'), SOON).not.toBe(before);
    await page.getByRole('region', { name: 'Volume' }).waitFor();
    await tabTo(page, /^As a table: Conversations and handoffs over time/);
    await keys.press('Enter');
    await page.getByRole('table', { name: 'Conversations and handoffs over time' }).waitFor();
  });

  test('settings: a canned reply is written', async () => {
    const keys = page.keyboard;
    await keys.press('7');
    await page.getByRole('heading', { name: 'Departments' }).waitFor();
    await tabTo(page, /^Canned replies/);
    await keys.press('Enter');
    await page.getByRole('link', { name: 'New canned reply' }).waitFor();
    await tabTo(page, /^New canned reply/);
    await keys.press('Enter');
    await page.getByLabel('Shortcut').waitFor();
    for (const [field, text] of [
      [/^Title/, 'Refund has been sent'],
      [/^Shortcut/, 'refund'],
      [/^Text/, 'Your refund has been sent.'],
    ] as const) {
      await tabTo(page, field);
      await keys.type(text);
    }
    await tabTo(page, /^Create$/);
    await keys.press('Enter');
    await page.getByRole('link', { name: /^Refund has been sent/ }).waitFor();
    const all = await new KnowledgeClient({ baseUrl: server.url }).listCannedReplies();
    expect(all.find(({ shortcut }) => shortcut === 'refund')).toMatchObject({
      title: 'Refund has been sent',
      text: 'Your refund has been sent.',
    });
  });

  test('learning: what a colleague proposed is approved after a question', async () => {
    const knowledge = new KnowledgeClient({ baseUrl: server.url });
    const { id, session_id: session } = await askOlga(server, 'Do you pay for a hotel?');
    await baton.accept(id, { operator: MIA });
    const said = { message: 'For ten nights.', as: 'operator', seen_offset: -1, force: true } as const;
    const { offset } = await baton.reply(id, { operator: MIA, ...said });
    const proposal = { operator: MIA, session_id: session, answer_offset: offset, kind: 'article' } as const;
    const { id: proposed } = await knowledge.proposeCandidate(proposal);
    const keys = page.keyboard;
    await keys.press('6');
    await page.getByRole('article').first().waitFor();
    await tabTo(page, /^Approve$/);
    await keys.press('Enter');
    const question = page.getByRole('dialog', { name: 'Let the AI use this?' });
    await question.waitFor();
    await expect
      .poll(() => question.evaluate((dialog) => dialog.contains(document.activeElement)), SOON)
      .toBe(true);
    await tabTo(page, /^Approve$/);
    await keys.press('Enter');
    await question.waitFor({ state: 'hidden' });
    const state = async (): Promise<string | undefined> =>
      (await knowledge.listCandidates()).find((each) => each.id === proposed)?.state;
    await expect.poll(state, SOON).toBe('approved');
  });

  test('a conversation is transferred to another department with a note (H3.5)', async () => {
    const staff = new StaffClient({ baseUrl: server.url });
    await staff.createDepartment({ id: 'billing', name: 'Billing' });
    // It would be offered to Mia, and to nobody else meanwhile.
    await staff.setPresence(MIA.id, 'away');
    const handoff = await askOlga(server, 'My bill is wrong');
    await openHandoff(page, server, handoff.id);
    const keys = page.keyboard;
    await keys.press('a');
    await reply(page).waitFor();
    await keys.press('Escape');
    await keys.press('t');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Department').waitFor();
    await expect.poll(() => focused(page), SOON).toMatch(/^Department/);
    await keys.type('Billing');
    await tabTo(page, /^Note/);
    await keys.type('She was charged twice.');
    await tabTo(page, /^Transfer$/);
    await keys.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    const { requirements, notes, operator } = await baton.readHandoff(handoff.id);
    expect(requirements.department).toBe('billing');
    expect(notes.map(({ text }) => text)).toEqual(['She was charged twice.']);
    expect(operator).toBeNull();
  });
});
