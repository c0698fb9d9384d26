import { BatonClient } from '@baton/client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build, preview } from 'vite';
import type { PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { startInsuranceServer } from './insurance-server.ts';
import { SOON, accept, conversation, openDesk, openHandoff, reply, send } from './open-desk.ts';

const ROOT = join(import.meta.dirname, 'parlant-page');
/** Early headers and white space come often, so that an idle hour of the page needs no hour of ours. */
const QUICK = { longWait: 50_000, earlyHeaders: 300, heartbeat: 300 };

describe.skipIf(CHROMIUM === null)('the unmodified parlant-chat-react 1.0.11', () => {
  let browser: Browser;
  let host: PreviewServer;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-parlant-page-'));
    await build({ root: ROOT, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
    host = await preview({
      root: ROOT,
      logLevel: 'error',
      build: { outDir: folder },
      preview: { port: 0, host: '127.0.0.1' },
    });
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(server: string): Promise<Page> {
    const [agent] = (await (await fetch(`${server}/agents`)).json()) as { id: string }[];
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.clock.install();
    const query = new URLSearchParams({ server, agent: agent?.id ?? '' });
    const address = host.httpServer.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await page.goto(`http://127.0.0.1:${port}/?${query}`);
    return page;
  }

  test('it never stops listening: ten idle minutes, then a person writes (W3.4)', async () => {
    await using server = await startInsuranceServer({ internals: { longPollTimes: QUICK } });
    const page = await open(server.url);
    await page.getByRole('textbox').fill('What are your operating hours?');
    await page.keyboard.press('Enter');
    await page.getByText(/Monday/).waitFor();
    const sessionId = await onlySession(server.url);

    // The newest poll has to have its headers before the page's clock jumps, as after 40 real seconds.
    const polls = watchPolls(page);
    await status(server.url, sessionId, 'typing');
    await page.getByRole('log').getByText('Typing...').waitFor();
    await polls.begun();
    await page.clock.fastForward('10:00');

    await write(server.url, sessionId, 'Hello, this is Dana. Are you still there?');
    await page.getByText('Hello, this is Dana. Are you still there?').waitFor();
    expect(await page.getByText('Hello, this is Dana. Are you still there?').count()).toBe(1);
    await write(server.url, sessionId, 'I can help you now.');
    await page.getByText('I can help you now.').waitFor();
  });

  test('its customer is helped from the console: he sees who types and what is written, and is answered by the AI again (H2.2, H8.4)', async () => {
    await using server = await startInsuranceServer({ internals: { longPollTimes: QUICK } });
    const page = await open(server.url);
    const { page: desk } = await openDesk(browser, server, 'Dana Weiss');
    await ask(page, 'I want to talk to a person about my claim CL-2041');
    const baton = new BatonClient({ baseUrl: server.url });
    await expect.poll(async () => (await baton.listHandoffs({ stage: 'open' })).items.length, SOON).toBe(1);
    const [handoff] = (await baton.listHandoffs({ stage: 'open' })).items;
    if (handoff === undefined) throw new Error('nobody was asked for');
    await openHandoff(desk, server, handoff.id);
    await accept(desk);

    await reply(desk).pressSequentially('Hello, this is Dana.');
    await page.getByRole('log').getByText('Typing...').waitFor();
    await send(desk).click();
    await page.getByText('Hello, this is Dana.').waitFor();
    await ask(page, 'Is it paid?');
    await conversation(desk).getByText('Is it paid?').waitFor();
    await reply(desk).fill('It is paid on Monday.');
    await send(desk).click();
    await page.getByText('It is paid on Monday.').waitFor();

    await desk.getByRole('button', { name: /^Return to AI/ }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Return to AI', exact: true }).click();
    await expect.poll(async () => (await baton.readHandoff(handoff.id)).stage, SOON).toBe('returned');
    await ask(page, 'What are your operating hours?');
    await page.getByText(/Monday.*Friday/u).waitFor();
  });
});

async function ask(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').fill(text);
  await page.keyboard.press('Enter');
}

/** Resolves once a poll that was sent after the call has got its headers. */
function watchPolls(page: Page): { begun(): Promise<void> } {
  const sent: string[] = [];
  const begun = new Set<string>();
  page.on('request', (request) => {
    if (request.url().includes('wait_for_data')) sent.push(request.url());
  });
  page.on('response', (response) => begun.add(response.url()));
  return {
    async begun() {
      await expect.poll(() => begun.has(sent.at(-1) ?? ''), { timeout: 10_000 }).toBe(true);
    },
  };
}

async function onlySession(url: string): Promise<string> {
  const sessions = (await (await fetch(`${url}/sessions`)).json()) as { id: string }[];
  return sessions[0]?.id ?? '';
}

async function post(url: string, sessionId: string, body: object): Promise<void> {
  const response = await fetch(`${url}/sessions/${sessionId}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
}

function write(url: string, sessionId: string, message: string): Promise<void> {
  const participant = { id: 'dana', display_name: 'Dana' };
  return post(url, sessionId, { kind: 'message', source: 'human_agent', message, participant });
}

function status(url: string, sessionId: string, value: string): Promise<void> {
  return post(url, sessionId, { kind: 'status', source: 'human_agent', status: value, data: {} });
}
