import { BatonClient } from '@baton/client';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Gate } from '../testing/gate.ts';
import { TestServer } from '../testing/start-server.ts';
import { createSession, say } from '../testing/conversation.ts';
import { CHROMIUM, launch } from './chromium.ts';
import { askOlga, startHelpedServer } from './helped-server.ts';
import { SOON, accept, conversation, openDesk, openHandoff, reply, send } from './open-desk.ts';

const CONSOLE = fileURLToPath(new URL('../../../console/dist', import.meta.url));

/** From here on this desk can send, and hears of nothing. */
async function cutOff(page: Page): Promise<void> {
  await page.route('**/stream*', (route) => route.abort());
  await page.reload();
  await page.getByText(/Reconnecting/).waitFor();
  await reply(page).waitFor();
}

describe.skipIf(CHROMIUM === null)('who may speak, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('of two who accept at once one holds it and the other is told so (H6.4)', async () => {
    await using server = await startHelpedServer();
    const handoff = await askOlga(server, 'Is anybody there?');
    const desks = await Promise.all(['Dana Weiss', 'Tom Ito'].map((name) => openDesk(browser, server, name)));
    await Promise.all(desks.map(({ page }) => openHandoff(page, server, handoff.id)));
    await Promise.all(
      // Who is told first that the other holds it has no button any more.
      desks.map(({ page }) =>
        page
          .getByRole('button', { name: 'Accept', exact: true })
          .click({ timeout: 5000 })
          .catch(() => undefined),
      ),
    );
    const fields = (): Promise<number[]> => Promise.all(desks.map(({ page }) => reply(page).count()));
    await expect.poll(async () => (await fields()).join(''), SOON).toMatch(/^(?:01|10)$/);
    const other = desks[(await fields()).indexOf(0)]?.page;
    const holder =
      (await new BatonClient({ baseUrl: server.url }).readHandoff(handoff.id)).operator?.name ?? '';
    await other?.getByText(`${holder} holds this conversation.`).waitFor();
  });

  test('a reply that has not seen the newest message is kept, shown what it missed, and sent by one more click (H2.5)', async () => {
    await using server = await startHelpedServer();
    const baton = new BatonClient({ baseUrl: server.url });
    const handoff = await askOlga(server, 'Is anybody there?');
    const { page } = await openDesk(browser, server, 'Dana Weiss');
    await openHandoff(page, server, handoff.id);
    await accept(page);
    await reply(page).fill('The claim is decided.');
    await cutOff(page);
    for (const message of ['Wait', 'I mean another claim'])
      await baton.createEvent(handoff.session_id, { kind: 'message', source: 'customer', message });
    await send(page).click();
    await page.getByText('2 new messages: read and send').waitFor();
    await conversation(page).getByText('I mean another claim').waitFor();
    expect(await reply(page).inputValue()).toBe('The claim is decided.');
    const said = async (): Promise<number> =>
      (await baton.listEvents(handoff.session_id)).filter(({ source }) => source === 'human_agent').length;
    const before = await said();
    await send(page).click();
    await conversation(page).getByText('The claim is decided.').waitFor();
    expect(await said()).toBeGreaterThan(before);
  });

  test('who has lost a conversation to a colleague without knowing sends nothing, and keeps his text (H2.5)', async () => {
    await using server = await startHelpedServer();
    const baton = new BatonClient({ baseUrl: server.url });
    const handoff = await askOlga(server, 'Is anybody there?');
    const dana = await openDesk(browser, server, 'Dana Weiss');
    await openHandoff(dana.page, server, handoff.id);
    await accept(dana.page);
    await reply(dana.page).fill('I will call you.');
    await cutOff(dana.page);
    const me = (await baton.readHandoff(handoff.id)).operator;
    await baton.transfer(handoff.id, { operator: me, department: handoff.requirements.department });
    const tom = await openDesk(browser, server, 'Tom Ito');
    await openHandoff(tom.page, server, handoff.id);
    await accept(tom.page);
    await reply(tom.page).fill('Tom here.');
    await send(tom.page).click();
    await conversation(tom.page).getByText('Tom here.').waitFor();
    await send(dana.page).click();
    await dana.page.getByText(/Not sent: You do not hold this conversation any more/).waitFor();
    expect(await reply(dana.page).inputValue()).toBe('I will call you.');
    const texts = JSON.stringify(await baton.listEvents(handoff.session_id));
    expect(texts).not.toContain('I will call you.');
  });

  test('an answer of the AI that is being written when a person takes over never appears (H2.1, C2)', async () => {
    await using server = await TestServer.start({ internals: { pages: { console: CONSOLE, chat: null } } });
    const gate = new Gate();
    server.engine.on('What about my claim?', { reply: 'An answer that comes too late', gate });
    const { id } = await createSession(server.wire);
    await say(server.wire, id, 'What about my claim?');
    await gate.reached;
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    await page.goto(`${server.url}/console/sessions/${id}`);
    await conversation(page).getByText('What about my claim?').waitFor();
    await page.getByRole('button', { name: /^Take over/ }).click();
    await reply(page).waitFor();
    gate.open();
    await reply(page).fill('Dana here.');
    await send(page).click();
    await conversation(page).getByText('Dana here.').waitFor();
    const log = JSON.stringify(await new BatonClient({ baseUrl: server.url }).listEvents(id));
    expect(log).not.toContain('An answer that comes too late');
    expect(await conversation(page).getByText('too late').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test('a conversation that is over can be taken over again, and the newest words stay in sight (H3.5)', async () => {
    await using server = await startHelpedServer();
    const baton = new BatonClient({ baseUrl: server.url });
    const handoff = await askOlga(server, 'Is anybody there?');
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    await openHandoff(page, server, handoff.id);
    await accept(page);
    await page.getByRole('button', { name: 'Return to AI', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Return to AI', exact: true }).click();
    await page.getByText('This handoff is over: returned to the AI.').waitFor();
    await page.getByRole('button', { name: 'Take over', exact: true }).click();
    await reply(page).waitFor();
    const id = page.url().split('/').at(-1) ?? '';
    expect(id).not.toBe(handoff.id);
    expect(await baton.readHandoff(id)).toMatchObject({ stage: 'active', operator: { name: 'Dana Weiss' } });
    await conversation(page).getByText('Is anybody there?').waitFor();
    expect(errors).toEqual([]);
  });
});
