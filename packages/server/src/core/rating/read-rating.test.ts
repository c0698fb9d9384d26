import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepsOf } from '../../testing/regex-steps.ts';
import { seeded } from '../../testing/seeded.ts';
import { readRating } from './read-rating.ts';

describe('H8.5 a rating in the customer’s words', () => {
  test.each<[string, number]>([
    ['5', 5],
    ['5!', 5],
    ['4.', 4],
    [' 3 ', 3],
    ['5/5', 5],
    ['4 / 5', 4],
    ['4 out of 5', 4],
    ['4 of 5 stars', 4],
    ['five', 5],
    ['Five stars', 5],
    ['one star', 1],
    ['I give 4 stars', 4],
    ["I'd rate it 5", 5],
    ['5 please', 5],
    ['5 stars, thanks!', 5],
    ['⭐⭐⭐⭐', 4],
    ['★★★★★', 5],
    ['⭐️⭐️⭐️', 3],
    ['cinco', 5],
    ['cinco estrellas', 5],
    ['le doy 4 de 5', 4],
    ['4 sobre 5', 4],
    ['5 Sterne', 5],
    ['fünf Sterne', 5],
    ['Fünf', 5],
    ['Ich gebe 4 von 5 Sternen', 4],
    ['ein Stern', 1],
    ['cinq étoiles', 5],
    ['5 sur 5', 5],
    ['je mets 3 étoiles', 3],
    ['cinque stelle', 5],
    ['4 su 5', 4],
    ['cinco estrelas', 5],
    ['nota 5', 5],
    ['quatro', 4],
    ['vijf sterren', 5],
    ['4 van de 5', 4],
    ['ik geef een 5', 5],
  ])('%j', (text, score) => {
    expect(readRating(text)).toEqual({ score, comment: null, asksMore: false });
  });

  test.each<[string, number, string]>([
    ['5, Mia was great', 5, 'Mia was great'],
    ['4 stars because it took a while', 4, 'because it took a while'],
    ['1 star. Nobody listened!', 1, 'Nobody listened!'],
    ['5/5 sehr nett', 5, 'sehr nett'],
    ['⭐⭐ mäßig', 2, 'mäßig'],
    ['3 - es ging so', 3, 'es ging so'],
  ])('%j has a comment', (text, score, comment) => {
    expect(readRating(text)).toEqual({ score, comment, asksMore: false });
  });

  test('a question behind it still wants an answer', () => {
    expect(readRating('5 stars! When will the parcel come?')).toEqual({
      score: 5,
      comment: 'When will the parcel come?',
      asksMore: true,
    });
  });

  test.each([
    '',
    'thanks',
    '5 days ago I wrote to you',
    '5 pm is fine',
    '6',
    '0',
    '10/10',
    '55',
    '5%',
    '5.30',
    '3-5 days',
    '5 - 7 working days',
    '4:30 works for me',
    '2 of my parcels are missing',
    'two parcels are missing',
    'one moment',
    'one more question, where is my order?',
    'un momento',
    'un',
    'ein Problem habe ich noch',
    'eine Frage',
    'order 5',
    'A-5',
    'no stars for you',
    'five-day delivery was promised',
    '1. my order 2. my refund',
    '3 Artikel fehlen',
    '5 € were charged twice',
    '1, 2 or 3 working days?',
    '5 stars hotel booking, can you help me with it and with the flight '.repeat(20),
  ])('nothing in %j', (text) => {
    expect(readRating(text)).toBeNull();
  });

  test('whatever is written, a score is one of five and the time is bounded', () => {
    const piece = fc.constantFrom('5', ' ', 'stars', '/', '⭐', 'of', 'a ', ',', '.', 'fünf', '-', 'x', '?');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const rating = readRating(pieces.join(''));
        if (rating !== null) expect([1, 2, 3, 4, 5]).toContain(rating.score);
      }),
      seeded(500),
    );
  });

  test.each(['5 ', '⭐ ', 'a ', '5/', 'my rating ', 'van '])('%j repeated is read in proportion', (unit) => {
    const steps = (length: number): number => stepsOf(() => readRating(unit.repeat(length / unit.length)));
    expect(steps(600)).toBeLessThan(2.6 * steps(300) + 2000);
  });
});
