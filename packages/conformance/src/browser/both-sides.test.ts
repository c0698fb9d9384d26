import { BatonClient } from '@baton/client';
import type { MessageData, SessionEvent } from '@baton/protocol';
import type { EngineStages } from '@baton/server/internals';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accepted, turnsEnded } from '../testing/conversation.ts';
import { Gate } from '../testing/gate.ts';
import { ScriptedEngine } from '../testing/scripted-engine.ts';
import { AGENT, TestServer } from '../testing/start-server.ts';
import { CHROMIUM, launch, openPage } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { SOON, conversation, openDesk, reply, send } from './open-desk.ts';
import { saveScreenshot } from './save-screenshot.ts';

const PAGES = {
  console: fileURLToPath(new URL('../../../console/dist', import.meta.url)),
  chat: fileURLToPath(new URL('../../../widget/dist', import.meta.url)),
};
const HALF = 'The first half of the answer. ';
const WHOLE = `${HALF}The second half of it.`;
const CITED = 'How long does a claim take?';
const ARTICLE = {
  article_id: 'claims',
  title: 'How long a claim takes',
  url: 'https://help.tarnbrook.example/claims',
};

/** Says the first half of an answer and waits at the gate with the rest. */
function slowStages(gate: Gate): EngineStages {
  const { stages } = new ScriptedEngine();
  return {
    ...stages,
    composer: {
      async compose(context, input) {
        if (context.latest?.text === CITED) {
          const text = `Ten days.\n${ARTICLE.title}: ${ARTICLE.url}`;
          const bad = { article_id: 'bad', title: 'Not on the web', url: 'javascript:alert(1)' };
          return { messages: [{ text, citations: [ARTICLE, bad] }], confidence: 1, state: {} };
        }
        await input.onText?.(HALF);
        await gate.pass();
        await input.onText?.(WHOLE);
        return { messages: [{ text: WHOLE }], confidence: 1, state: {} };
      },
    },
  };
}

async function onlySession(server: TestServer): Promise<string> {
  const sessions = accepted<{ id: string }[]>(await server.wire.get('/sessions'), 200);
  return sessions[0]?.id ?? '';
}

function messageBox(chat: Page): ReturnType<Page['getByRole']> {
  return chat.getByRole('textbox', { name: 'Message' });
}

async function say(chat: Page, text: string): Promise<void> {
  await messageBox(chat).fill(text);
  await chat.getByRole('button', { name: 'Send' }).click();
}

describe.skipIf(CHROMIUM === null)('the chat and the console side by side, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('who takes over in the middle of an answer that the customer reads as it grows cuts it short; no word of the AI comes after, and each sees the other type (H2.1, C2)', async () => {
    const gate = new Gate();
    await using server = await TestServer.start({ internals: { pages: PAGES, stages: slowStages(gate) } });
    accepted(await server.wire.patch(`/agents/${AGENT.id}`, { message_output_mode: 'stream' }), 200);
    const baton = new BatonClient({ baseUrl: server.url });
    const { page: chat, errors } = await openPage(browser, `${server.url}/chat`);
    await say(chat, 'What about my claim?');
    await conversation(chat).getByText(HALF.trim()).waitFor();
    await gate.reached;
    const id = await onlySession(server);

    const desk = await openDesk(browser, server, 'Dana Weiss');
    await desk.page.goto(`${server.url}/console/sessions/${id}`);
    await conversation(desk.page).getByText(HALF.trim()).waitFor();
    await desk.page.getByRole('button', { name: /^Take over/ }).click();
    await reply(desk.page).waitFor();
    await chat.getByText('Dana Weiss joined').waitFor();
    gate.open();
    await reply(desk.page).fill('Dana here, let me look.');
    await send(desk.page).click();
    await conversation(chat).getByText('Dana here, let me look.').waitFor();

    const log = await baton.listEvents(id);
    const last = log.findLast(({ kind, source }) => kind === 'message' && source === 'ai_agent');
    expect(dataOf(last)).toMatchObject({ message: HALF, chunks: [HALF, null] });
    for (const page of [chat, desk.page]) {
      expect(await conversation(page).getByText(HALF.trim()).count()).toBe(1);
      expect(await conversation(page).getByText('second half').count()).toBe(0);
    }
    // The AI neither seems to write on, nor answers what the customer says now.
    expect(await chat.getByText(`${AGENT.name} is typing`).count()).toBe(0);
    await say(chat, 'Thank you');
    await conversation(desk.page).getByText('Thank you').waitFor();
    expect([...errors, ...desk.errors]).toEqual([]);

    await typeBothWays(chat, desk.page);
    const after = (await baton.listEvents(id)).filter(({ offset }) => offset > (last?.offset ?? 0));
    expect(after.filter(({ kind, source }) => kind === 'message' && source === 'ai_agent')).toEqual([]);
  });

  test('an answer names the articles that it tells from, as links that lead to the web alone', async () => {
    await using server = await TestServer.start({
      internals: { pages: PAGES, stages: slowStages(new Gate()) },
    });
    const { page: chat } = await openPage(browser, `${server.url}/chat`);
    await say(chat, CITED);
    await conversation(chat).getByText('Ten days.').waitFor();
    const link = conversation(chat).getByRole('link', { name: new RegExp(ARTICLE.title) });
    const address = conversation(chat).getByRole('link', { name: new RegExp(ARTICLE.url) });
    expect(await link.or(address).first().getAttribute('href')).toBe(ARTICLE.url);
    const id = await onlySession(server);
    await turnsEnded(server.wire, id);
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    await page.goto(`${server.url}/console/sessions/${id}`);
    const sources = page.getByRole('list', { name: 'Articles that it tells from' });
    await sources.getByText('Not on the web').waitFor();
    const links = await sources.getByRole('link').evaluateAll((all) => all.map((each) => each.outerHTML));
    expect(links).toHaveLength(1);
    expect(links[0]).toContain(`href="${ARTICLE.url}"`);
    expect(links[0]).toContain('noopener');
    // The line that names it for chats without citations is not there a second time.
    expect(await conversation(page).getByText(ARTICLE.title).count()).toBe(1);
    for (const shown of [page, chat]) expect(await shown.locator('a[href^="javascript"]').count()).toBe(0);
    await saveScreenshot(page, 'console-citations');
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });
});

/** Each sees that the other writes, and no longer once the message is there. */
async function typeBothWays(chat: Page, desk: Page): Promise<void> {
  await messageBox(chat).pressSequentially('One more thing');
  await desk.getByText(/is typing…/).waitFor();
  await chat.getByRole('button', { name: 'Send' }).click();
  await conversation(desk).getByText('One more thing').waitFor();
  await desk.getByText(/is typing…/).waitFor({ state: 'hidden' });
  await reply(desk).pressSequentially('I see it');
  await chat.getByText('Dana Weiss is typing').waitFor();
  expect(await chat.getByText('I see it').count()).toBe(0);
  await send(desk).click();
  await conversation(chat).getByText('I see it').waitFor();
  await expect.poll(() => chat.getByText('Dana Weiss is typing').count(), SOON).toBe(0);
}

function dataOf(event: SessionEvent | undefined): MessageData {
  return event?.data as unknown as MessageData;
}
