import { BatonClient, StaffClient } from '@baton/client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { overhang, signIn } from './console-desk.ts';
import { expectAccessible } from './expect-accessible.ts';
import { startInsuranceServer } from './insurance-server.ts';
import { saveScreenshot } from './save-screenshot.ts';

const ENV = { BATON_LOG_LEVEL: 'warn' };
/** On a machine that is busy with other tests. */
const SOON = { timeout: 10_000 };

async function startSession(url: string, customer: string, title: string): Promise<string> {
  const baton = new BatonClient({ baseUrl: url });
  const [agent] = await baton.listAgents();
  const { id } = await baton.createSession({ agent_id: agent?.id ?? '', customer_id: customer, title });
  await baton.createEvent(id, { kind: 'message', source: 'customer', message: title });
  return id;
}

/** In each look and on each screen: nothing hangs over, and axe finds nothing. */
async function look(desk: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const size of [
      { width: 1440, height: 900 },
      { width: 360, height: 740 },
    ]) {
      await desk.emulateMedia({ colorScheme });
      await desk.setViewportSize(size);
      await expectAccessible(desk);
      expect(await overhang(desk)).toBeLessThanOrEqual(0);
      await saveScreenshot(desk, `${name}-${size.width}-${colorScheme}`);
    }
  }
  await desk.setViewportSize({ width: 1440, height: 900 });
}

describe.skipIf(CHROMIUM === null)('what is known of a customer', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('is found by name in the list, survives a reload, and stands beside his next conversation', async () => {
    await using server = await startInsuranceServer({ env: ENV });
    const baton = new BatonClient({ baseUrl: server.url });
    const staff = new StaffClient({ baseUrl: server.url });
    const tom = { operator: { id: 'tom', name: 'Tom' } };
    const earlier = await startSession(server.url, 'Ana Ruiz', 'My window is broken');
    const { id } = await baton.takeOver(earlier, tom);
    await baton.resolve(id, { ...tom, disposition: 'solved' });
    await startSession(server.url, 'Bo Lind', 'My bicycle');

    const { page: desk, errors } = await signIn(browser, server.url);
    await desk.keyboard.press('Escape');
    await desk.getByRole('link', { name: /^Conversations/ }).click();
    const list = desk.getByRole('navigation', { name: 'Conversations' });
    await expect.poll(() => list.getByRole('link').count(), SOON).toBe(2);
    await list.getByRole('searchbox', { name: 'Find by customer or title' }).fill('ana');
    await expect.poll(() => list.getByRole('link').count(), SOON).toBe(1);
    expect(desk.url()).toContain('find=ana');
    await desk.reload();
    await list.getByRole('link', { name: /^Ana Ruiz/ }).click();
    await desk.getByRole('heading', { name: 'Ana Ruiz' }).waitFor();
    expect(desk.url()).toContain('find=ana');
    await look(desk, 'console-find');

    const now = await startSession(server.url, 'Ana Ruiz', 'Another window');
    const handoff = await baton.requestHandoff(now);
    await staff.createOperator({ id: 'una', name: 'Una', departments: ['support'] });
    const lead = (await staff.listOperators()).find(({ name }) => name.startsWith('Dana'));
    const asLead = { operator: { id: lead?.id ?? '', name: lead?.name ?? '' } };
    await baton.prioritise(handoff.id, { ...asLead, priority: 80 });
    await desk.getByRole('region', { name: 'Offered to you' }).waitFor();
    await desk.getByRole('link', { name: /^Queue/ }).click();
    await desk.getByRole('list', { name: 'Waiting' }).getByText('Urgent').waitFor();
    await desk.keyboard.press('y');
    const history = desk.getByRole('list', { name: 'Earlier conversations' });
    await expect
      .poll(() => history.getByRole('link').allTextContents(), SOON)
      .toEqual([expect.stringMatching(/^My window is brokenSolved/)]);
    await look(desk, 'console-earlier');

    await desk.getByRole('button', { name: /^Transfer/ }).click();
    const dialog = desk.getByRole('dialog');
    await dialog
      .getByText(/of 5 taken/)
      .first()
      .waitFor({ state: 'attached' });
    const una = dialog.getByRole('option', { name: 'Una (not signed in)' });
    expect(await una.isDisabled()).toBe(true);
    await look(desk, 'console-transfer');
    await desk.keyboard.press('Escape');
    await history.getByRole('link', { name: /window is broken/ }).click();
    await desk.getByText('Nobody sees that you read along.').waitFor();
    expect(errors).toEqual([]);
  });
});
