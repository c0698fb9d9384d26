import { eld } from 'eld/small';
import { expect, test } from 'vitest';
import { EldIdentifier } from './eld-identifier.ts';
import { NgramTable } from './ngram-table.ts';

test('holds what is written', () => {
  const table = new NgramTable(
    `export const x = {ngrams:{' abc':{0:7,59:207},abcd:{3:1},' d\\'un ':{17:90}}}`,
  );
  expect(table.scoresOf(' abc')).toEqual({ 0: 7, 59: 207 });
  expect(table.scoresOf('abcd')).toEqual({ 3: 1 });
  expect(table.scoresOf(" d'un ")).toEqual({ 17: 90 });
  expect(new NgramTable('ngrams:{}').scoresOf('abc')).toBeUndefined();
  for (const unknown of ['abc', 'abcde', '', 'abcdabcd', 'Ābcd'])
    expect(table.scoresOf(unknown)).toBeUndefined();
});

test.each([
  '',
  'ngrams:{',
  "ngrams:{'abc':[1]}",
  "ngrams:{'abc':{1:2},",
  'ngrams:{a:{1:256}}',
  "ngrams:{'abcdefg':{1:2}}",
  "ngrams:{'Āb':{1:2}}",
])('refuses what it cannot read: %j', (source) => {
  expect(() => new NgramTable(source)).toThrow(SyntaxError);
});

test.each([
  'Where is the parcel I ordered last week? I’ve been waiting since Monday.',
  "J'ai payé la facture d'un abonnement hier et j'attends toujours",
  'Seit zwei Wochen warte ich auf mein Paket',
  'Ayer pagué la factura y todavía espero el paquete',
  'Я уже две недели жду посылку',
  '昨日注文した荷物はどこですか',
  'أين الطرد الذي طلبته',
  'ok 12345 ' + 'lorem ipsum dolor sit amet '.repeat(50),
  '',
])('scores as the package itself does: %s', async (text) => {
  const packed = new EldIdentifier();
  await packed.load();
  const expected = eld.detect(text);
  const [best, second] = Object.entries(expected.getScores()).toSorted(([, a], [, b]) => b - a);
  expect(packed.identifier?.(text, [])).toEqual(
    best === undefined
      ? null
      : { language: best[0], confident: expected.isReliable() && best[1] - (second?.[1] ?? 0) >= 0.025 },
  );
});
