import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KeptLog } from '../../testing/kept-log.ts';
import { ThreadTextAnalyser } from './thread-text-analyser.ts';

const log = new KeptLog();
const options = { country: 'DE', languages: ['en', 'de', 'es', 'fr'], log };

describe('texts in the thread', () => {
  const analyser = new ThreadTextAnalyser({ ...options, answerWithin: 30_000 });
  beforeAll(() => analyser.analyse(['hello']));
  afterAll(() => analyser[Symbol.asyncDispose]());

  test.each([
    ['Ich habe gestern die Rechnung bezahlt und warte noch auf das Paket', 'de'],
    ['Ayer pagué la factura y todavía espero el paquete', 'es'],
    ["J'ai payé la facture hier et j'attends toujours le colis", 'fr'],
    ['I paid the bill yesterday and still wait for the parcel', 'en'],
  ])('%s: %s', async (text, language) => {
    expect((await analyser.analyse([text]))?.language).toEqual({ language, confident: true });
  });

  test('phones of the country and days in words, with where they stand', async () => {
    const text = 'call me on 030 901820 in three weeks';
    const analysis = await analyser.analyse(['nothing', text]);
    expect(analysis?.details[0]).toEqual([]);
    const found = analysis?.details[1]?.map(({ kind, value, start, end }) => [
      kind,
      value,
      text.slice(start, end),
    ]);
    expect(found).toContainEqual(['phone', '030 901820', '030 901820']);
    expect(found?.some(([kind]) => kind === 'date')).toBe(true);
  });

  test('many at once, each its own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_unused, index) =>
        analyser.analyse([`write to 030 9018${20 + index}`]),
      ),
    );
    expect(answers.map((answer) => answer?.details[0]?.[0]?.value)).toEqual(
      Array.from({ length: 50 }, (_unused, index) => `030 9018${20 + index}`),
    );
  });

  test('no texts: nothing', async () => {
    expect(await analyser.analyse([])).toBeNull();
  });
});

test('nobody waits for a thread that is not there yet, nor for one that has been closed', async () => {
  const analyser = new ThreadTextAnalyser({ ...options, answerWithin: 1 });
  expect(await analyser.analyse(['hello there'])).toBeNull();
  await analyser[Symbol.asyncDispose]();
  expect(await analyser.analyse(['hello there'])).toBeNull();
});
