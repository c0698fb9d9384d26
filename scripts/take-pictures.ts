import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from '@baton/server';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { createInsuranceAgent } from '../examples/insurance/agent.ts';
import { buildPages } from './build-pages.ts';

/* `npm run pictures`: the pictures of the documents, out of a real server and a real browser. */

const FOLDER = join(import.meta.dirname, '..', 'docs', 'images');
const CUSTOMERS: readonly { name: string; says: readonly string[] }[] = [
  {
    name: 'Mia Okafor',
    says: [
      'Hello, what is the status of my claim CL-2041?',
      'The plumber sent his report two weeks ago, on 2026-11-06, and I paid him 840 euros.',
      'I would like to talk to somebody about it, please',
    ],
  },
  { name: 'Jonas Lindqvist', says: ['My car was stolen last night', 'can a real person call me?'] },
  { name: 'Priya Raman', says: ['What does my policy P-1001 cover?', 'I want to speak to a human being'] },
  { name: 'Tomás Herrera', says: ['Quiero hablar con una persona'] },
];

async function call<T>(url: string, method: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Says everything a customer says, each line once the AI has answered the one before. */
async function converse(url: string, agentId: string, customer: (typeof CUSTOMERS)[number]): Promise<string> {
  const { id } = await call<{ id: string }>(`${url}/customers`, 'POST', { name: customer.name });
  const session = await call<{ id: string }>(`${url}/sessions`, 'POST', {
    agent_id: agentId,
    customer_id: id,
  });
  for (const message of customer.says) {
    const events = `${url}/sessions/${session.id}/events`;
    const { offset } = await call<{ offset: number }>(events, 'POST', {
      kind: 'message',
      source: 'customer',
      message,
    });
    await fetch(`${events}?min_offset=${offset + 1}&kinds=message&wait_for_data=20`);
  }
  return session.id;
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/console`);
  await page.getByRole('textbox', { name: 'Your name' }).fill('Dana Weiss');
  await page.getByRole('button', { name: 'Start' }).click();
}

async function answer(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Reply' }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('log').getByText(text).waitFor();
}

/** Opens what led the AI to its first answer to a customer. */
async function explain(page: Page, customer: string): Promise<void> {
  await page.getByText(customer).first().click();
  await page.getByRole('button', { name: /^Show the conversation/ }).click();
  await page
    .getByRole('log')
    .getByRole('button', { name: /^Why\?/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Where the time went' }).waitFor();
  await page.getByText('Explain what your policy covers').first().waitFor();
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

/** What leads see, and an operator on a phone, once nobody waits any more. */
async function picturesOfPages(page: Page, url: string): Promise<void> {
  const waiting = await fetch(`${url}/handoffs?stage=waiting`);
  const { items } = (await waiting.json()) as { items: { id: string }[] };
  for (const { id } of items) await call(`${url}/handoffs/${id}/withdraw`, 'POST', {});
  await page.goto(`${url}/console/supervisor`);
  await page.getByRole('heading', { name: 'Operators' }).waitFor();
  await picture(page, 'console-board');
  await page.goto(`${url}/console/reports`);
  await page.locator('svg.recharts-surface').first().waitFor();
  await picture(page, 'console-reports');
  await page.goto(`${url}/console/settings?section=triggers`);
  await page.getByRole('heading', { name: 'Triggers' }).waitFor();
  await picture(page, 'console-settings');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${url}/console`);
  await page.getByText('Mia Okafor').first().click();
  await page.getByRole('textbox', { name: 'Reply' }).waitFor();
  await picture(page, 'console-phone');
}

/** The chat in a page of the company's, of another origin. */
async function pictureOfWidget(url: string, agentId: string): Promise<void> {
  const html = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
    <title>Tarnbrook Mutual</title><style>
      body { margin: 0; font: 17px/1.6 Georgia, serif; color: #2b2b33; background: #fbfaf7 }
      header { padding: 22px 6vw; font-weight: bold; border-bottom: 1px solid #e7e3d8 }
      main { padding: 7vh 6vw; max-width: 620px }
      h1 { font-size: clamp(34px, 5vw, 52px); line-height: 1.15; margin: 0 0 20px }
      a { color: #2a4fa3 }
      baton-chat { --baton-accent: #2a4fa3; --baton-radius: 14px }
    </style><header>Tarnbrook Mutual</header><main><h1>Insurance that answers the phone.</h1>
    <p>Home, motor and travel. Claims are paid within ten days, or we tell you why not.</p>
    <p><a href="#">See what we cover</a></p></main>
    <script src="${url}/widget.js" data-agent="${agentId}" data-theme="light"></script></html>`;
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  const sizes = { 'widget-page': { width: 1280, height: 800 }, 'widget-phone': { width: 360, height: 740 } };
  for (const [name, viewport] of Object.entries(sizes)) {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    await page.goto(address);
    await page.getByRole('button', { name: 'Open the chat' }).click();
    await page.getByRole('textbox', { name: 'Message' }).fill('What does my policy P-1001 cover?');
    await page.keyboard.press('Enter');
    await page
      .getByRole('log')
      .getByText(/home policy/)
      .waitFor();
    await picture(page, name);
    await context.close();
  }
  site.close();
}

await buildPages();
const folder = mkdtempSync(join(tmpdir(), 'baton-pictures-'));
const browser = await chromium.launch({
  executablePath: process.env['BATON_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
try {
  await using server = await Server.start(
    { port: 0, database: `sqlite:${join(folder, 'baton.db')}`, env: { BATON_LOG_LEVEL: 'warn' } },
    createInsuranceAgent,
  );
  const [agent] = (await (await fetch(`${server.url}/agents`)).json()) as { id: string }[];
  await pictureOfWidget(server.url, agent?.id ?? '');
  const sessions: string[] = [];
  for (const customer of CUSTOMERS) sessions.push(await converse(server.url, agent?.id ?? '', customer));

  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme });
    const page = await context.newPage();
    await signIn(page, server.url);
    await page.getByText('Mia Okafor').first().click();
    if (colorScheme === 'light') {
      await page.getByRole('button', { name: 'Accept', exact: true }).click();
      await answer(page, 'Hello Mia, this is Dana. I have the plumber’s report here now.');
      const message = 'Great! When will the 840 euros arrive?';
      await call(`${server.url}/sessions/${sessions[0]}/events`, 'POST', {
        kind: 'message',
        source: 'customer',
        message,
      });
      await page.getByRole('log').getByText(message).waitFor();
    }
    await page.getByRole('log').getByText('plumber’s report here now').waitFor();
    await picture(page, colorScheme === 'light' ? 'console' : 'console-dark');
    if (colorScheme === 'light') {
      await explain(page, 'Priya Raman');
      await picture(page, 'console-why');
      await picturesOfPages(page, server.url);
    }
    await context.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
