import { AttachmentClient, BatonClient, KnowledgeClient, StaffClient } from '@baton/client';
import type { Session } from '@baton/protocol';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PNG } from '../attachments/files.ts';
import { accepted, say, turnsEnded } from '../testing/conversation.ts';
import { AGENT, TestServer } from '../testing/start-server.ts';
import { makeTool } from '../testing/tools.ts';
import { CHROMIUM, launch } from './chromium.ts';
import { hostileTexts, openWatched, provoke } from './hostile-corpus.ts';
import type { WatchedPage } from './hostile-corpus.ts';
import { conversation, openHandoff } from './open-desk.ts';

const CONSOLE = fileURLToPath(new URL('../../../console/dist', import.meta.url));
const MIA = { id: 'mia', name: 'Mia' };
const TOOL_QUESTION = 'Look everything up';
const QUESTION = 'How long does a claim take?';

/** What the console is made of; nothing that somebody wrote may become anything else. */
const ELEMENTS =
  'A ABBR ARTICLE ASIDE BLOCKQUOTE BODY BR BUTTON CAPTION CIRCLE CODE DD DETAILS DIV DL DT EM FIELDSET FIGCAPTION FIGURE FOOTER FORM G H1 H2 H3 H4 H5 HEADER HTML IMG INPUT KBD LABEL LEGEND LI LINE MAIN MARK METER NAV OL OPTGROUP OPTION OUTPUT P PATH PRE PROGRESS RECT SEARCH SECTION SELECT SMALL SPAN STRONG SUMMARY SVG TABLE TBODY TD TEXTAREA TH THEAD TIME TR UL'.split(
    ' ',
  );

/** What stands in the page and is not the console's own. */
function strangeIn(page: Page): Promise<string[]> {
  return page.evaluate((known) => {
    const strange = new Set<string>();
    for (const element of document.querySelectorAll('body, body *')) {
      // The page's own scripts and the polished hints of the bundler stand at the end of the body.
      const html = (element.cloneNode(false) as Element).outerHTML;
      if (!known.includes(element.tagName.toUpperCase())) strange.add(html);
      for (const { name, value } of element.attributes) {
        if (/^on|^srcdoc$|^srcset$|^formaction$|^xlink:/i.test(name)) strange.add(html);
        if (name === 'style' && /url\(|expression|@import/i.test(value)) strange.add(html);
        const address = name === 'href' || name === 'src' || name === 'action' || name === 'poster';
        if (
          address &&
          !/^https?:\/\/[^/@\\]+(?:\/|$)|^\/(?:console|sessions|analytics|handoffs)\b|^#/.test(value)
        )
          strange.add(html);
      }
    }
    return [...strange];
  }, ELEMENTS);
}

async function expectHarmless({ page, ran, elsewhere }: WatchedPage, at: string): Promise<void> {
  await provoke(page, 'main *, nav *, [role=dialog] *, li *');
  expect({ at, strange: await strangeIn(page) }).toEqual({ at, strange: [] });
  expect({ at, ran, elsewhere }).toEqual({ at, ran: [], elsewhere: [] });
  expect(new URL(page.url()).pathname).toBe(at);
}

/** Each line of the transcript has been in the page once; the most lines that were. */
async function readWhole(watched: WatchedPage, at: string): Promise<number> {
  const { page } = watched;
  const log = conversation(page);
  const seen = new Set<string>();
  for (;;) {
    for (const id of await log.locator('[id^="message-"]').evaluateAll((all) => all.map((each) => each.id)))
      seen.add(id);
    await expectHarmless(watched, at);
    const before = await log.evaluate((element) => {
      const { scrollTop } = element;
      element.scrollBy(0, -element.clientHeight * 0.9);
      return scrollTop;
    });
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    if (before === 0) return seen.size;
  }
}

describe.skipIf(CHROMIUM === null)('hostile text in the console, in a browser', () => {
  let browser: Browser;
  let server: TestServer;
  let texts: string[];
  let watched: WatchedPage;
  beforeAll(async () => {
    texts = await hostileTexts();
    browser = await launch();
    server = await TestServer.start({
      env: { BATON_SERVICE_LEVEL: '1' },
      internals: { pages: { console: CONSOLE, chat: null } },
    });
    const staff = new StaffClient({ baseUrl: server.url });
    await staff.setPresence(MIA.id, 'available');
    // As tall as the transcript of a day: fewer steps to read it all.
    const viewport = { width: 1440, height: 3000 };
    watched = await openWatched(browser, `${server.url}/console`, [server.url], { viewport });
    const { page } = watched;
    page.setDefaultTimeout(15_000);
    await page.getByRole('textbox', { name: 'Your name' }).fill('Dana Weiss');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByLabel('Your presence').first().selectOption('away');
  }, 30_000);
  afterAll(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });

  /** A customer who is called so; null where nobody may be. */
  async function customer(name: string): Promise<string | null> {
    const made = await server.wire.post('/customers', { name });
    return made.status === 201 ? made.json<{ id: string }>().id : null;
  }

  async function sessionOf(name: string, title: string): Promise<Session> {
    const id = await customer(name);
    const body = { agent_id: AGENT.id, title: title.slice(0, 200), ...(id !== null && { customer_id: id }) };
    return accepted<Session>(await server.wire.post('/sessions', body));
  }

  test('a transcript with all of it, of customers, colleagues, the AI, tools, notes and files', async () => {
    const baton = new BatonClient({ baseUrl: server.url });
    const chunks = Array.from({ length: 20 }, (_, at) => texts.filter((_text, index) => index % 20 === at));
    const told = chunks.map((chunk, at) => makeTool(`look_up_${at}`, { data: { [chunk[0] ?? '']: chunk } }));
    server.engine.on(TOOL_QUESTION, { tools: told, reply: texts.slice(0, 3) });
    const { id } = await sessionOf(texts[1] ?? '', texts[0] ?? '');
    await say(server.wire, id, TOOL_QUESTION);
    await turnsEnded(server.wire, id);
    const handoff = await baton.takeOver(id, { operator: MIA });
    let said = 0;
    const tell = async (text: string, index: number): Promise<void> => {
      const source = ['customer', 'human_agent', 'human_agent_on_behalf_of_ai_agent'][index % 3];
      const participant = { id: null, display_name: text.slice(0, 90) };
      const { status } = await server.wire.post(`/sessions/${id}/events`, {
        kind: 'message',
        source,
        message: text,
        ...(source === 'human_agent' && { participant }),
      });
      expect([201, 422]).toContain(status);
      if (status === 201) said++;
      if (index % 12 !== 0) return;
      const files = new AttachmentClient({ baseUrl: server.url });
      const body = index % 24 === 0 ? [Buffer.from(PNG)] : ['a;b\n1;2\n'];
      const { id: file } = await files.upload(id, new Blob(body), text.slice(0, 200));
      await baton.createEvent(id, { kind: 'message', source: 'customer', attachments: [file] });
    };
    for (let from = 0; from < texts.length; from += 25)
      await Promise.all(texts.slice(from, from + 25).map((text, index) => tell(text, from + index)));
    for (const chunk of chunks) {
      const text = chunk
        .join('\n')
        .slice(0, 2000)
        .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ');
      await baton.addNote(handoff.id, { operator: MIA, text });
    }
    expect(said).toBeGreaterThan(250);
    const { page } = watched;
    await openHandoff(page, server, handoff.id);
    await conversation(page).locator('[id^="message-"]').first().waitFor();
    expect(await readWhole(watched, `/console/handoffs/${handoff.id}`)).toBeGreaterThan(said);
    await conversation(page)
      .locator('summary, button[aria-expanded="false"]')
      .evaluateAll((folds) => folds.forEach((fold) => (fold as HTMLElement).click()));
    await expectHarmless(watched, `/console/handoffs/${handoff.id}`);
    await page.goto(`${server.url}/console/sessions/${id}`);
    await conversation(page).locator('[id^="message-"]').first().waitFor();
    await expectHarmless(watched, `/console/sessions/${id}`);
  }, 60_000);

  test('names, titles, first words, reasons and departments: queue, summary, toasts, board, lists, reports', async () => {
    const baton = new BatonClient({ baseUrl: server.url });
    const staff = new StaffClient({ baseUrl: server.url });
    const sample = texts
      .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text))
      .filter((_, index) => index % 9 === 0);
    for (const [index, text] of sample.slice(0, 4).entries()) {
      await staff.createDepartment({ id: `d${index}`, name: text.slice(0, 90) });
      await staff.createOperator({ id: `o${index}`, name: text.slice(0, 90), departments: [`d${index}`] });
    }
    const ids: string[] = [];
    for (const text of sample) {
      const session = await sessionOf(text.slice(0, 90), text);
      await say(server.wire, session.id, text);
      await turnsEnded(server.wire, session.id);
      const wanted = { department: `d${ids.length % 4}`, reason: text.slice(0, 60), note: text };
      const asked = await server.wire.post(`/sessions/${session.id}/handoff`, wanted);
      const { id } =
        asked.status < 300 ? asked.json<{ id: string }>() : await baton.requestHandoff(session.id, {});
      ids.push(id);
    }
    const { page } = watched;
    await page.goto(`${server.url}/console`);
    const waiting = page.getByRole('list', { name: 'Waiting' }).getByRole('listitem');
    // Only the rows in view are in the page.
    await expect.poll(() => waiting.count(), { timeout: 10_000 }).toBeGreaterThan(30);
    await page
      .getByRole('region', { name: 'Alerts' })
      .first()
      .getByText('has waited longer')
      .first()
      .waitFor();
    await expectHarmless(watched, '/console/');
    for (const id of ids.slice(0, 5)) {
      await openHandoff(page, server, id);
      await page.getByRole('region', { name: 'Details', exact: true }).waitFor();
      await expectHarmless(watched, `/console/handoffs/${id}`);
    }
    const main = page.locator('main');
    for (const [path, there] of [
      ['/supervisor', page.getByRole('region', { name: 'Waiting', exact: true }).getByRole('link')],
      ['/sessions', main.getByRole('listitem')],
      ['/follow-ups', main.locator('h1')],
      ['/reports', page.getByRole('region', { name: 'Volume' })],
      ['/settings', main.getByRole('link', { name: 'New department' })],
    ] as const) {
      await page.goto(`${server.url}/console${path}`);
      await there.first().waitFor();
      await expectHarmless(watched, `/console${path}`);
    }
  }, 60_000);

  test('articles in the panel beside the answer and in the preview of the settings, and what may be learnt', async () => {
    const knowledge = new KnowledgeClient({ baseUrl: server.url });
    const baton = new BatonClient({ baseUrl: server.url });
    const clean = texts.map((text) => text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').trim());
    const body = `A claim takes ten days, so long does a claim take.\n\n${clean.join('\n\n')}`;
    await knowledge.createArticle({ title: `${clean[1]} How long a claim takes`, body });
    for (const url of ['javascript:alert(1)', 'data:text/html,x', '//example.com'])
      await expect(knowledge.createArticle({ title: 'x', body: 'x', url })).rejects.toThrow();
    const { id } = await sessionOf('Ana Ruiz', 'Claim');
    await say(server.wire, id, QUESTION);
    await turnsEnded(server.wire, id);
    const { page } = watched;
    await page.goto(`${server.url}/console/sessions/${id}`);
    await page.getByRole('button', { name: /^Take over/ }).click();
    const help = page.getByRole('region', { name: 'Help with the answer' });
    await help
      .getByRole('button', { name: /^Read “/ })
      .first()
      .click();
    await page.getByRole('dialog').getByText('A claim takes ten days').waitFor();
    await expectHarmless(watched, new URL(page.url()).pathname);

    const answered = await baton.createEvent(id, {
      kind: 'message',
      source: 'human_agent',
      message: 'Yes',
      participant: { id: null, display_name: 'Mia' },
    });
    for (const [index, kind] of (['article', 'guideline', 'canned_response'] as const).entries())
      await knowledge.proposeCandidate({
        operator: MIA,
        session_id: id,
        answer_offset: answered.offset,
        kind,
        content: {
          title: (clean[index] ?? '').slice(0, 300),
          text: clean.slice(index * 90, index * 90 + 90).join('\n'),
        },
      });
    await page.goto(`${server.url}/console/learning`);
    await page.getByRole('article').nth(2).waitFor();
    await expectHarmless(watched, '/console/learning');

    await page.goto(`${server.url}/console/settings?section=articles&item=new`);
    const text = page.getByRole('textbox', { name: 'Text' });
    for (const written of [
      clean.join('\n\n'),
      clean.map((each) => `- ${each}`).join('\n'),
      texts.join('\n'),
    ]) {
      await text.fill(written);
      await page.getByRole('region', { name: 'Preview' }).getByText('alert(1)').first().waitFor();
      await expectHarmless(watched, '/console/settings');
    }
  }, 60_000);
});
