import { openEncoder } from '@baton/encoder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passagesOf } from '../../core/behaviour/article.ts';
import type { Article } from '../../core/behaviour/article.ts';
import { ARTICLE_NEAR } from '../../ports/article-search.ts';
import { HybridArticleSearch } from './hybrid-article-search.ts';

function article(title: string, body: string): Article {
  return { id: title, title, body, url: null };
}

const ARTICLES = [
  article(
    'Luggage',
    'You may take one bag of 23 kg.\n\nSki equipment costs 40 euros and must be registered.',
  ),
  article(
    'Travelling with animals',
    'Small dogs and cats travel in the cabin in a box under the seat in front.',
  ),
  article(
    'Refunds',
    'A flight that we cancel is paid back within seven days to the card it was booked with.',
  ),
  article('Check-in', 'Online check-in opens 48 hours before departure and closes one hour before.'),
  article('Wi-Fi', 'There is no internet access on board of our planes.'),
];

let encoder: Awaited<ReturnType<typeof openEncoder>>;
let byMeaning: HybridArticleSearch;
const byWords = new HybridArticleSearch(null);
beforeAll(async () => {
  encoder = await openEncoder();
  byMeaning = new HybridArticleSearch(encoder);
  await byMeaning.prepare(ARTICLES);
});
afterAll(() => encoder[Symbol.asyncDispose]());

async function first(search: HybridArticleSearch, question: string): Promise<string | undefined> {
  return (await search.search(ARTICLES, question, 3))[0]?.article.title;
}

describe('articles', () => {
  test.each([
    ['How much do my skis cost?', 'Luggage'],
    ['Can I bring my kitten along?', 'Travelling with animals'],
    ['you called off my plane, when do I see my money again', 'Refunds'],
    ['from when on can I get my boarding pass', 'Check-in'],
    ['can I browse the web during the flight', 'Wi-Fi'],
  ])('by meaning: %s', async (question, title) => {
    expect(await first(byMeaning, question)).toBe(title);
  });

  test('by words alone', async () => {
    expect(await first(byWords, 'when does online check-in open')).toBe('Check-in');
    expect(await first(byWords, 'do you refund cancelled flights')).toBe('Refunds');
    expect(await byWords.search(ARTICLES, 'xyzzy', 3)).toEqual([]);
  });

  test('the passage that answers comes with it', async () => {
    const [found] = await byMeaning.search(ARTICLES, 'What about ski equipment?', 1);
    expect(found?.passage).toContain('40 euros');
    expect(found?.score).toBeGreaterThanOrEqual(ARTICLE_NEAR);
  });

  test('by a misspelt word, but not in a question so long that looking for all of them would stop the server', async () => {
    expect(await first(byWords, 'luggege')).toBe('Luggage');
    const many = Array.from({ length: 20 }, (_, index) => `zq${index}`).join(' ');
    expect(await first(byWords, `${many} luggege`)).toBeUndefined();
    expect(await first(byWords, `${many} luggage`)).toBe('Luggage');
  });

  test('what they are not about is far', async () => {
    for (const search of [byMeaning, byWords]) {
      const [found] = await search.search(ARTICLES, 'who won the football game last night', 1);
      expect(found?.score ?? 0).toBeLessThan(ARTICLE_NEAR);
    }
  });

  test('no more than asked for, best first; nothing for an empty question or no articles', async () => {
    const found = await byMeaning.search(ARTICLES, 'luggage and animals', 2);
    expect(found).toHaveLength(2);
    expect(found[0]?.score).toBeGreaterThanOrEqual(found[1]?.score ?? 1);
    expect(await byMeaning.search(ARTICLES, '  ', 3)).toEqual([]);
    expect(await byMeaning.search([], 'luggage', 3)).toEqual([]);
  });

  test('before they are encoded the words answer, and nobody waits', async () => {
    const fresh = new HybridArticleSearch(encoder);
    const articles = [...ARTICLES];
    const [found] = await fresh.search(articles, 'when does online check-in open', 1);
    expect(found?.article.title).toBe('Check-in');
  });

  test('one that changes is encoded alone, and found by its words until it is', async () => {
    const asked: string[] = [];
    const counting = {
      id: encoder.id,
      dimensions: encoder.dimensions,
      encode: (texts: readonly string[]) => {
        asked.push(...texts);
        return encoder.encode(texts);
      },
      [Symbol.asyncDispose]: async () => undefined,
    };
    const search = new HybridArticleSearch(counting);
    const many = [
      ...ARTICLES,
      ...Array.from({ length: 30 }, (_, number) => article(`Route ${number}`, 'We fly there every day.')),
    ];
    await search.prepare(many);
    asked.length = 0;
    const lounge = article('Lounges', 'Guests in business class may wait in our lounges.');
    const changed = [...many.slice(0, -1), lounge];
    const [byItsWords] = await search.search(changed, 'who may use your lounges', 1);
    expect(byItsWords?.article).toBe(lounge);
    await search.prepare(changed);
    expect(asked.filter((text) => !text.startsWith('who'))).toEqual([
      'Lounges',
      'Lounges. Guests in business class may wait in our lounges.',
    ]);
    const [encoded] = await search.search(changed, 'can I use the VIP room as a first class passenger', 1);
    expect(encoded?.article).toBe(lounge);
  });

  test('sets that share articles are encoded once, also at the same time', async () => {
    const asked: string[] = [];
    const search = new HybridArticleSearch({
      id: 'counted',
      dimensions: 1,
      encode: async (texts) => {
        asked.push(...texts);
        return texts.map(() => new Float32Array([1]));
      },
      [Symbol.asyncDispose]: async () => undefined,
    });
    await Promise.all([search.prepare([...ARTICLES]), search.prepare(ARTICLES.slice(1))]);
    expect(asked).toHaveLength(new Set(asked).size);
  });
});

test('passages are short enough to be read, and lose nothing', () => {
  const long = `${'One sentence follows another. '.repeat(100)}\n\nThe end.`;
  const passages = passagesOf(article('Long', long));
  expect(Math.max(...passages.map(({ length }) => length))).toBeLessThanOrEqual(620);
  expect(passages.join(' ').replace(/\s+/g, ' ')).toBe(long.replace(/\s+/g, ' ').trim());
  expect(passagesOf(article('Wall', 'x'.repeat(5000))).join('')).toHaveLength(5000);
});

describe('sets that differ a little', () => {
  const words = new HybridArticleSearch(null);
  const titles = async (articles: readonly Article[], question: string): Promise<string[]> =>
    (await words.search(articles, question, 5)).map((found) => found.article.title);

  test('each find their own articles alone', async () => {
    const lounge = article('Lounges', 'Luggage may be left in our lounges.');
    const more = [...ARTICLES, lounge];
    const less = ARTICLES.filter(({ title }) => title !== 'Luggage');
    expect(new Set(await titles(more, 'luggage'))).toEqual(new Set(['Luggage', 'Lounges']));
    expect(await titles(ARTICLES, 'luggage')).toEqual(['Luggage']);
    expect(await titles(less, 'luggage')).toEqual([]);
    expect(new Set(await titles(more, 'luggage'))).toEqual(new Set(['Luggage', 'Lounges']));
  });

  test('score a question the same, whatever else there is', async () => {
    const alone = new HybridArticleSearch(null);
    const [own] = await alone.search([...ARTICLES], 'when does online check-in open', 1);
    const [shared] = await words.search(ARTICLES, 'when does online check-in open', 1);
    expect(shared?.score).toBeCloseTo(own?.score ?? 0, 5);
  });

  test('that many changes have left behind are forgotten, and what is left is found', async () => {
    let articles = [...ARTICLES];
    for (let round = 0; round < 300; round++) {
      articles = [...ARTICLES, article(`Notice ${round}`, `The notice of round ${round} is about turtles.`)];
      expect(await titles(articles, 'turtles')).toEqual([`Notice ${round}`]);
    }
    expect(await titles(articles, 'luggage')).toEqual(['Luggage']);
  });
});
