import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch } from './chromium.ts';
import { expectAccessible } from './expect-accessible.ts';
import { askOlga, startHelpedServer } from './helped-server.ts';
import type { HelpedServer } from './helped-server.ts';
import { SOON, accept, conversation, openDesk, openHandoff, reply } from './open-desk.ts';
import { startSmallModel } from './small-model.ts';
import type { SmallModel } from './small-model.ts';

const DRAFT = 'We have your letter and we will answer it this week.';
const QUESTION = 'Hola, ¿han recibido ustedes la carta que les envié por correo? Gracias.';
const SPANISH = 'Tenemos su carta y le responderemos esta semana.';

function startWith(model: SmallModel): Promise<HelpedServer> {
  return startHelpedServer({
    env: {
      BATON_LOG_LEVEL: 'silent',
      BATON_MODELS: model.name,
      BATON_MODEL_SILENCE: '60',
    },
  });
}

/** A customer has written Spanish, and Dana holds him. */
async function hold(page: Page, server: HelpedServer): Promise<string> {
  const handoff = await askOlga(server, QUESTION);
  await openHandoff(page, server, handoff.id);
  await accept(page);
  return handoff.session_id;
}

describe.skipIf(CHROMIUM === null)('help by a model, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('a draft in another language is translated with a click, and had back with another', async () => {
    await using model = await startSmallModel(({ system }) => ({
      pieces: [system.includes('has drafted a message') ? JSON.stringify({ text: SPANISH }) : 'Bien.'],
    }));
    await using server = await startWith(model);
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    await hold(page, server);
    await reply(page).fill(DRAFT);
    await page.getByText('You write English, the customer Spanish.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Translate' }).click();
    await expect.poll(() => reply(page).inputValue(), SOON).toBe(SPANISH);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await reply(page).inputValue()).toBe(DRAFT);
    await page.getByRole('button', { name: /^Rewrite/ }).click();
    await page.getByRole('menuitem', { name: 'Translate to Spanish' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'Friendlier' }).click();
    await page.getByText('Rewritten. Check it before you send it.').waitFor();
    await expect.poll(() => conversation(page).getByText(SPANISH).count(), SOON).toBe(0);
    expect(errors).toEqual([]);
  });

  test('a suggestion is seen while the model writes it, and can be taken once it is complete (H8.1)', async () => {
    const rest = Promise.withResolvers<void>();
    await using model = await startSmallModel(({ system, user }) => {
      if (!system.includes('Draft the reply')) return { pieces: ['Bien.'] };
      const code = /CODE (\S+)/.exec(user)?.[1] ?? '';
      const pieces = [
        'A claim is decided within ten working days. The ',
        'money is sent on the day of the decision.\n',
        `${code} A1 confidence 0.9`,
      ];
      return { pieces, held: rest.promise };
    });
    await using server = await startWith(model);
    const { page, errors } = await openDesk(browser, server, 'Dana Weiss');
    const handoff = await askOlga(server, 'How long does a claim take?');
    await openHandoff(page, server, handoff.id);
    await accept(page);
    const help = page.getByRole('region', { name: 'Help with the answer' });
    await help.getByText('Being written…').waitFor();
    await help.getByText('A claim is decided within ten working days.').first().waitFor();
    expect(await help.getByRole('button', { name: 'Insert', exact: true }).isDisabled()).toBe(true);
    rest.resolve();
    await help.getByText('Written by the model').waitFor();
    await expectAccessible(page);
    await help.getByRole('button', { name: 'Insert', exact: true }).click();
    await expect
      .poll(() => reply(page).inputValue(), SOON)
      .toBe('A claim is decided within ten working days. The money is sent on the day of the decision.');
    expect(await conversation(page).getByText('ten working days. The money').count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
