import { BatonClient } from '@baton/client';
import type { Handoff } from '@baton/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch, openPage } from './chromium.ts';
import { startInsuranceServer } from './insurance-server.ts';
import { SOON, conversation, openHandoff, reply, send } from './open-desk.ts';

const OPERATORS = ['Dana Weiss', 'Tom Ito'] as const;
const MATTERS = ['roof', 'car', 'garden'] as const;

async function say(chat: Page, text: string): Promise<void> {
  await chat.getByRole('textbox', { name: 'Message' }).fill(text);
  await chat.getByRole('button', { name: 'Send' }).click();
}

/** A console whose operator takes what he is offered. */
async function startShift(browser: Browser, url: string, name: string): Promise<Page> {
  const { page } = await openPage(browser, `${url}/console`);
  page.setDefaultTimeout(15_000);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Start' }).click();
  return page;
}

describe.skipIf(CHROMIUM === null)('a shift in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('three customers and two operators at once: each is helped by one person, and reads nobody else’s words (H2.5, H3.5, H6.4, H8.3)', async () => {
    await using server = await startInsuranceServer();
    const baton = new BatonClient({ baseUrl: server.url });
    const desks = new Map<string, Page>();
    for (const name of OPERATORS) desks.set(name, await startShift(browser, server.url, name));
    const chats = await Promise.all(
      MATTERS.map(async () => (await openPage(browser, `${server.url}/chat`)).page),
    );
    await Promise.all(
      chats.map((chat, index) => say(chat, `I want to talk to a person about my ${MATTERS[index]}`)),
    );

    // Whoever is offered one takes it, until nobody waits.
    const held = async (): Promise<Handoff[]> => (await baton.listHandoffs({ stage: 'active' })).items;
    await expect
      .poll(
        async () => {
          for (const desk of desks.values()) {
            const offered = desk.getByRole('region', { name: 'Offered to you' });
            const accept = offered.getByRole('button', { name: 'Accept' }).first();
            if (await accept.isVisible()) await accept.click().catch(() => undefined);
          }
          return (await held()).length;
        },
        { timeout: 30_000 },
      )
      .toBe(3);
    expect(new Set((await held()).map(({ operator }) => operator?.name)).size).toBe(2);

    for (const handoff of await held()) {
      const name = handoff.operator?.name ?? '';
      const desk = desks.get(name);
      if (desk === undefined) throw new Error(`${name} has no desk`);
      await openHandoff(desk, server, handoff.id);
      const matter = await matterOf(desk);
      await reply(desk).fill(`${name} looks after the ${matter}.`);
      await send(desk).click();
      await conversation(desk).getByText(`looks after the ${matter}.`).waitFor();
    }
    for (const [index, chat] of chats.entries()) {
      const log = conversation(chat);
      await log.getByText(`looks after the ${MATTERS[index]}.`).waitFor();
      for (const other of MATTERS.filter((matter) => matter !== MATTERS[index]))
        expect(await log.getByText(`looks after the ${other}.`).count()).toBe(0);
    }

    await passOn(desks, server, await held());
    const [last] = await held();
    const lastDesk = desks.get(last?.operator?.name ?? '');
    if (last === undefined || lastDesk === undefined) throw new Error('nobody holds one');
    await openHandoff(lastDesk, server, last.id);
    await lastDesk.getByRole('button', { name: /^Resolve/ }).click();
    const dialog = lastDesk.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Resolve', exact: true }).click();
    await expect.poll(async () => (await baton.readHandoff(last.id)).stage, SOON).toBe('resolved');
  });
});

/** What the customer of the open conversation asks about. */
async function matterOf(desk: Page): Promise<string> {
  const said = conversation(desk)
    .getByText(/talk to a person about my (?:roof|car|garden)/)
    .first();
  return /my (\w+)/.exec((await said.textContent()) ?? '')?.[1] ?? '';
}

/** One who has two passes one of them to the other, who takes it. */
async function passOn(
  desks: ReadonlyMap<string, Page>,
  server: { readonly url: string },
  held: readonly Handoff[],
): Promise<void> {
  const [first] = held;
  const from = first?.operator?.name ?? '';
  const to = OPERATORS.find((name) => name !== from) ?? '';
  const [giver, taker] = [desks.get(from), desks.get(to)];
  if (first === undefined || giver === undefined || taker === undefined) throw new Error('nobody is there');
  await openHandoff(giver, server, first.id);
  await giver.getByRole('button', { name: /^Transfer/ }).click();
  const dialog = giver.getByRole('dialog');
  const person = dialog.getByLabel('Person');
  const label = (await person.locator('option').allTextContents()).find((text) => text.startsWith(to)) ?? '';
  await person.selectOption({ label });
  await dialog.getByRole('button', { name: 'Transfer', exact: true }).click();
  await taker
    .getByRole('region', { name: 'Offered to you' })
    .getByRole('button', { name: 'Accept' })
    .first()
    .click();
  const baton = new BatonClient({ baseUrl: server.url });
  await expect.poll(async () => (await baton.readHandoff(first.id)).operator?.name, SOON).toBe(to);
}
