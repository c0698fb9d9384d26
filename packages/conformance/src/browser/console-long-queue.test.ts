import { createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handoff, StreamFrame } from '@baton/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { ask, signIn } from './console-desk.ts';
import { startInsuranceServer } from './insurance-server.ts';
import { BatonClient } from '@baton/client';

const WAITING = 1000;
/** Rows in view on a tall screen, and those kept above and below. */
const MOST_ROWS = 60;
const SOON = { timeout: 10_000 };

/** Passes everything on but the live stream, on which a thousand customers wait. */
class CrowdedServer implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(target: string, handoffs: Handoff[]): Promise<CrowdedServer> {
    const server = createServer((incoming, outgoing) => {
      if (incoming.url?.startsWith('/stream') === true) crowd(outgoing, handoffs);
      else pass(target, incoming, outgoing);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new CrowdedServer(server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function crowd(outgoing: ServerResponse, handoffs: Handoff[]): void {
  const frame: StreamFrame = {
    type: 'snapshot',
    handoffs,
    operators: [],
    departments: [],
    follow_ups: [],
    alerts: [],
  };
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
  outgoing.write(`event: snapshot\nid: 1\ndata: ${JSON.stringify(frame)}\n\n`);
}

function pass(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers } = incoming;
  const upstream = request(new URL(incoming.url ?? '/', target), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  upstream.once('error', () => outgoing.destroy());
  incoming.pipe(upstream);
}

function rows(page: Page): ReturnType<Page['locator']> {
  return page.locator('[data-queue-row]');
}

describe.skipIf(CHROMIUM === null)('a queue of a thousand', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('has only the rows in view, keeps its order, and stands still but for its clocks', async () => {
    await using server = await startInsuranceServer({ env: { BATON_LOG_LEVEL: 'warn' } });
    const one = await new BatonClient({ baseUrl: server.url }).readHandoff(
      (await ask(server.url, 'A person please')).id,
    );
    const {
      package: _package,
      notes: _notes,
      journal: _journal,
      stretches: _stretches,
      commitments: _commitments,
      ...first
    } = one;
    const crowded = Array.from({ length: WAITING }, (_, index): Handoff => ({
      ...first,
      id: `h${String(index).padStart(4, '0')}`,
      session_id: `s${String(index).padStart(4, '0')}`,
      stage: 'queued',
      offer: null,
      requested_utc: new Date(Date.parse(first.requested_utc) - (WAITING - index) * 1000).toISOString(),
    }));
    await using proxy = await CrowdedServer.start(server.url, crowded);
    const { page: desk } = await signIn(browser, proxy.url);
    await desk.getByText('Guest 0000').first().waitFor();
    expect(await rows(desk).count()).toBeLessThan(MOST_ROWS);
    expect(
      await desk
        .getByRole('listitem')
        .filter({ has: rows(desk) })
        .first()
        .getAttribute('aria-setsize'),
    ).toBe(String(WAITING));

    const disturbed = await desk.evaluate(async () => {
      let outside = 0;
      const queue = document.querySelector('nav[aria-label="Queue"]');
      const observer = new MutationObserver((changes) => {
        for (const { target } of changes) {
          const element = target instanceof Element ? target : target.parentElement;
          if ((element?.closest('.clock') ?? null) === null) outside++;
        }
      });
      if (queue !== null)
        observer.observe(queue, { subtree: true, childList: true, characterData: true, attributes: true });
      const ticks = new Set<string>();
      while (ticks.size < 4) {
        ticks.add(document.querySelector('[data-queue] a .clock')?.textContent ?? '');
        await new Promise(requestAnimationFrame);
      }
      return outside;
    });
    expect(disturbed).toBe(0);

    for (let step = 0; step < 30; step++) await desk.keyboard.press('j');
    await expect
      .poll(() => desk.evaluate(() => document.activeElement?.getAttribute('data-queue-row')), SOON)
      .toBe('h0029');
    await desk.locator('[data-queue]').evaluate((content) => content.parentElement?.scrollTo(0, 1e7));
    await desk.getByText('Guest 0999').first().waitFor();
    expect(await rows(desk).count()).toBeLessThan(MOST_ROWS);
  });
});
