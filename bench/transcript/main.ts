import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { BatonClient } from '../../packages/client/src/baton-client.ts';
import { StaffClient } from '../../packages/client/src/staff-client.ts';
import { CHROMIUM, launch, openPage } from '../../packages/conformance/src/browser/chromium.ts';
import { readConfig } from '../../packages/server/src/config.ts';
import { startContext } from '../../packages/server/src/context.ts';
import type { Context } from '../../packages/server/src/context.ts';
import { buildPages } from '../../scripts/build-pages.ts';
import { median, quantile } from '../measure/statistics.ts';
import { renderTable } from '../report/table.ts';
import { verdict } from '../report/verdict.ts';
import { AGENT_ID, createSessions } from '../servers/create-sessions.ts';
import { SILENT_STAGES } from '../servers/silent-stages.ts';
import type { Scrolled } from './in-page.ts';
import { clickToPaint, scrollThrough } from './in-page.ts';

/* How fast the console shows a long conversation, in a browser: opening it, scrolling it, going to its beginning. */

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '7' },
    markdown: { type: 'boolean', default: false },
  },
});
const count = Number(values.messages);
const rounds = Number(values.rounds);
const SCROLL_SECONDS = 5;
const OPEN_LIMIT = { kind: 'at most', value: 300, unit: ' ms' } as const;
/** A frame of 60 a second, and what a clock is off by. */
const GAP_LIMIT = { kind: 'at most', value: 17.5, unit: ' ms' } as const;
const CONSOLE = fileURLToPath(new URL('../../packages/console/dist', import.meta.url));

async function startServer(folder: string): Promise<Context> {
  const config = readConfig({
    PORT: '0',
    BATON_DATABASE: `sqlite:${join(folder, 'baton.db')}`,
    BATON_LOG_LEVEL: 'warn',
  });
  const options = { stages: SILENT_STAGES, pages: { console: CONSOLE, chat: null } };
  return startContext(config, options, async ({ app }) => {
    await app.directory.putAgent({
      id: AGENT_ID,
      createdAt: app.clock.now(),
      name: 'Bench',
      description: 'You are Bench.',
      maxEngineIterations: 1,
      compositionMode: 'fluid',
      messageOutputMode: 'block',
      tags: [],
    });
  });
}

/** A long conversation and a short one, both held by whoever sits at the page. */
async function prepare(context: Context, page: Page): Promise<{ long: string; short: string }> {
  const baton = new BatonClient({ baseUrl: context.url });
  const [operator] = await new StaffClient({ baseUrl: context.url }).listOperators();
  if (operator === undefined) throw new Error('nobody sits at the page');
  const me = { id: operator.id, name: operator.name };
  const hold = async (events: number): Promise<string> => {
    const [id = ''] = await createSessions(context.app, { sessions: 1, eventsEach: events });
    return (await baton.takeOver(id, { operator: me })).id;
  };
  const [long, short] = [await hold(count), await hold(20)];
  for (const id of [long, short]) await page.locator(`[data-queue-row="${id}"]`).waitFor();
  return { long, short };
}

async function openings(page: Page, url: string, long: string, short: string): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // Loaded anew, so that nothing of it is in the page's cache.
    await page.goto(`${url}/console/handoffs/${short}`);
    await page.getByText('Message 19:').waitFor();
    taken.push(await page.evaluate(clickToPaint, { row: long, text: `Message ${count - 1}:` }));
  }
  return taken;
}

async function toBeginning(page: Page, url: string, long: string, short: string): Promise<number> {
  await page.goto(`${url}/console/handoffs/${short}`);
  await page.getByText('Message 19:').waitFor();
  const began = performance.now();
  await page.goto(`${url}/console/handoffs/${long}#message-3`);
  await page.getByText('Message 3:').waitFor();
  return performance.now() - began;
}

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

function scrollRow(name: string, { gaps, pixels, blank }: Scrolled): string[] {
  return [
    name,
    ...[0.5, 0.95, 0.99].map((share) => milliseconds(quantile(gaps, share))),
    verdict(quantile(gaps, 0.95), GAP_LIMIT),
    `${Math.round(gaps.length / SCROLL_SECONDS)}`,
    `${blank}`,
    `${Math.round(pixels / 1000)}k`,
  ];
}

async function main(): Promise<void> {
  if (CHROMIUM === null) return;
  await buildPages();
  const folder = mkdtempSync(join(tmpdir(), 'baton-transcript-'));
  const context = await startServer(folder);
  const browser = await launch();
  try {
    const { page } = await openPage(browser, `${context.url}/console`, { reducedMotion: 'no-preference' });
    await page.getByRole('textbox', { name: 'Your name' }).fill('Dana Weiss');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByLabel('Your presence').first().selectOption('away');
    const { long, short } = await prepare(context, page);
    const opened = await openings(page, context.url, long, short);
    const back = await page.evaluate(scrollThrough, { step: -100, seconds: SCROLL_SECONDS });
    const beginning = await toBeginning(page, context.url, long, short);
    const down = await page.evaluate(scrollThrough, { step: 100, seconds: SCROLL_SECONDS });
    const still = await page.evaluate(scrollThrough, { step: 0, seconds: SCROLL_SECONDS });
    const format = values.markdown ? 'markdown' : 'text';
    const notes = [`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, software rendering`];
    process.stdout.write(
      renderTable(
        {
          title: `A conversation of ${count} messages`,
          columns: ['', 'median', 'target', 'worst'],
          rows: [
            [
              'click to transcript',
              milliseconds(median(opened)),
              verdict(median(opened), OPEN_LIMIT),
              milliseconds(Math.max(...opened)),
            ],
            ['page load to its 4th message', milliseconds(beginning), '', ''],
          ],
          notes,
        },
        format,
      ) +
        renderTable(
          {
            title: 'Time between frames',
            columns: ['', 'P50', 'P95', 'P99', 'target P95', 'frames/s', 'blank', 'pixels'],
            rows: [
              scrollRow('back, older ones being read', back),
              scrollRow('forth, all of it loaded', down),
              scrollRow('standing still', still),
            ],
            notes: ['a machine that misses it standing still is too busy to tell'],
          },
          format,
        ),
    );
  } finally {
    await browser.close();
    await context[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
